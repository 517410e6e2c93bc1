/* SPDX-License-Identifier: Apache-2.0 */
/* The `ndc` command: finds the subcommand and hands the rest of the words to it. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "scenario/words.h"

const struct ndc_command ndc_commands[] = {
    {"certify", "PROVIDER", "judge a provider by every script, twice, and write its result",
     ndc_command_certify},
    {"run", "[PATTERN...] --provider NAME", "run some scripts and draw each failure",
     ndc_command_run},
    {"list", "[PATTERN...]", "list the scripts, or the providers", ndc_command_list},
    {"rules", "[PATTERN...]", "list the clauses of the specification and who tests them",
     ndc_command_rules},
    {"rule", "ID", "show one clause: text, source, scripts", ndc_command_rule},
    {"explain", "RESULT ID", "draw a failure again from a stored result", ndc_command_explain},
    {"check", "TRACE.jsonl...", "judge recorded traces, without any provider", ndc_command_check},
    {"fmt", "[FILE...]", "write scripts in their one canonical form", ndc_command_fmt},
    {"lint", "[FILE...]", "look for scripts that are wrong or prove nothing", ndc_command_lint},
    {"new", "CLAUSE [NAME]", "begin a script for a clause", ndc_command_new},
    {"bench", "[PART...]", "measure the suite itself", ndc_command_bench},
    {"soak", "[PROVIDER]", "look for a trace over which the two evaluators disagree",
     ndc_command_soak},
    {"help", "[COMMAND]", "show this page, or the options of a command", ndc_command_help},
    {"version", "", "show the version of the suite", ndc_command_version},
};
const unsigned ndc_command_count = sizeof ndc_commands / sizeof ndc_commands[0];

static const struct ndc_command *
find_command(const char *name)
{
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        name = "version";
    for (unsigned i = 0; i < ndc_command_count; i++)
        if (strcmp(ndc_commands[i].name, name) == 0)
            return &ndc_commands[i];
    return NULL;
}

static int
unknown_command(const char *name)
{
    struct ndc_error error = {0};
    struct ndc_nearest nearest;

    ndc_nearest_begin(&nearest, name, strlen(name));
    for (unsigned i = 0; i < ndc_command_count; i++)
        ndc_nearest_offer(&nearest, ndc_commands[i].name, strlen(ndc_commands[i].name));
    (void)ndc_error_set(&error, "there is no command '%s'", name);
    if (nearest.best[0] != '\0')
        snprintf(error.hint, sizeof error.hint, "did you mean ndc %s?", nearest.best);
    else
        snprintf(error.hint, sizeof error.hint, "ndc help lists the commands");
    return ndc_say_error(&error);
}

/* A file opened in the place of a closed standard output would be printed into. */
static void
fill_standard_files(void)
{
    for (int file = 0; file <= 2; file++)
        if (fcntl(file, F_GETFD) == -1 && open("/dev/null", file == 0 ? O_WRONLY : O_RDONLY) < 0)
            exit(NDC_EXIT_INPUT);
}

int
main(int argc, char **argv)
{
    const struct ndc_command *command;
    int result;

    fill_standard_files();
    signal(SIGXFSZ, SIG_IGN); /* a file that gets too long is an error with a sentence */
    if (argc < 2) {
        (void)ndc_command_help(0, NULL);
        return NDC_EXIT_INPUT;
    }
    command = find_command(argv[1]);
    if (command == NULL)
        return unknown_command(argv[1]);
    result = command->run(argc - 2, argv + 2);
    ndc_progress_end();
    if ((fflush(stdout) != 0 || ferror(stdout)) && result != NDC_EXIT_INPUT)
        return ndc_say_wrong("the output could not be written");
    return result;
}

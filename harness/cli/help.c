/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "run/result.h"

#ifndef NDC_COMMIT
#define NDC_COMMIT "unknown"
#endif

const char *
ndc_suite_commit(void)
{
    return NDC_COMMIT;
}

static void
print_commands(void)
{
    printf("ndc judges a NetDMA provider driver against the published interface.\n\n");
    for (unsigned i = 0; i < ndc_command_count; i++) {
        const struct ndc_command *command = &ndc_commands[i];
        int column = printf("  ndc %s %s", command->name, command->arguments);

        printf("%*s%s\n", column < 38 ? 38 - column : 1, "", command->about);
    }
    printf("\n"
           "exit codes: 0 as expected, 1 nonconforming, 2 bad input, 3 a bug of the suite,\n"
           "            4 nothing ran, 5 only excuses are wrong, 130 interrupted\n");
}

int
ndc_command_help(int argc, char **argv)
{
    char asked[] = "--help";
    char *words[] = {asked};

    if (argc == 0) {
        print_commands();
        return NDC_EXIT_EXPECTED;
    }
    if (argc > 1)
        return ndc_say_wrong("ndc help takes one command, such as ndc help run");
    for (unsigned i = 0; i < ndc_command_count; i++) {
        if (strcmp(ndc_commands[i].name, argv[0]) != 0)
            continue;
        if (ndc_commands[i].run == ndc_command_help || ndc_commands[i].run == ndc_command_version)
            break;
        return ndc_commands[i].run(1, words);
    }
    if (strcmp(argv[0], "help") != 0 && strcmp(argv[0], "version") != 0)
        return ndc_say_wrong("there is no command '%s'; ndc help lists them", argv[0]);
    print_commands();
    return NDC_EXIT_EXPECTED;
}

int
ndc_command_version(int argc, char **argv)
{
    (void)argv;
    if (argc > 0)
        return ndc_say_wrong("ndc version takes no words");
    printf("ndc %s (commit %s)\n", NDC_SUITE_VERSION, ndc_suite_commit());
    return NDC_EXIT_EXPECTED;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The subcommands of `ndc`: one file each, one line each in the table of main.c.
 *
 *  - A command gets the words after its name, prints what it has to say, and returns an exit code.
 *  - An expected failure is printed once, as one sentence with its place, and ends as
 * NDC_EXIT_INPUT.
 */
#ifndef NDC_CLI_COMMAND_H
#define NDC_CLI_COMMAND_H

enum ndc_exit {
    NDC_EXIT_EXPECTED = 0,      /* everything selected is as expected */
    NDC_EXIT_NONCONFORMING = 1, /* FAIL, CRASH or HANG */
    NDC_EXIT_INPUT = 2,         /* usage, script, provider file */
    NDC_EXIT_HARNESS = 3,       /* our bug */
    NDC_EXIT_NOTHING = 4,       /* nothing was selected or nothing ran */
    NDC_EXIT_EXCUSES = 5,       /* only the excuses are wrong */
    NDC_EXIT_INTERRUPTED = 130  /* Ctrl-C: the result is valid, partial, and marked so */
};

struct ndc_command {
    const char *name;
    const char *arguments; /* "PROVIDER" */
    const char *about;     /* one line */
    int (*run)(int argc, char **argv);
};

/* The commit this command was built from, or "unknown". */
const char *ndc_suite_commit(void);

extern const struct ndc_command ndc_commands[];
extern const unsigned ndc_command_count;

int ndc_command_certify(int argc, char **argv);
int ndc_command_run(int argc, char **argv);
int ndc_command_list(int argc, char **argv);
int ndc_command_rules(int argc, char **argv);
int ndc_command_rule(int argc, char **argv);
int ndc_command_explain(int argc, char **argv);
int ndc_command_check(int argc, char **argv);
int ndc_command_fmt(int argc, char **argv);
int ndc_command_lint(int argc, char **argv);
int ndc_command_new(int argc, char **argv);
int ndc_command_bench(int argc, char **argv);
int ndc_command_soak(int argc, char **argv);
int ndc_command_help(int argc, char **argv);
int ndc_command_version(int argc, char **argv);

#endif

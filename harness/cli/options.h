/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options of a subcommand, as a table.
 *
 *  - `--name VALUE`, `--name=VALUE`, `-n VALUE`; `--` ends the options; options and words may be
 * mixed.
 *  - An unknown option is an error with a suggestion.
 */
#ifndef NDC_CLI_OPTIONS_H
#define NDC_CLI_OPTIONS_H

#include "base/error.h"

enum ndc_option_kind {
    NDC_OPTION_FLAG,   /* to: bool * */
    NDC_OPTION_TEXT,   /* to: const char ** */
    NDC_OPTION_NUMBER, /* to: unsigned * */
    NDC_OPTION_LIST    /* to: struct ndc_option_list *; may be given again and again */
};

#define NDC_OPTION_LIST_MAX 64u
struct ndc_option_list {
    const char *words[NDC_OPTION_LIST_MAX];
    unsigned count;
};

struct ndc_option {
    const char *name; /* without the dashes; NULL ends the table */
    char letter;      /* or 0 */
    enum ndc_option_kind kind;
    const char *argument; /* "FILE", for the help; NULL for a flag */
    const char *about;
    void *to;
};

/* What a command accepts. */
struct ndc_usage {
    const char *command;
    const char *arguments;
    const char *about; /* one or a few lines */
    const struct ndc_option *options;
};

#define NDC_OPTIONS_HELP (-2) /* --help was asked for, and printed */

/*
 * Reads the options into their places and moves the other words to the front of argv. Returns how
 * many words there are, NDC_OPTIONS_HELP, or -1 with a sentence.
 */
NDC_MUST_CHECK int ndc_options_parse(const struct ndc_usage *usage, int argc, char **argv,
                                     struct ndc_error *error);

/* The same, and prints the help or the error: returns the words, or -1 with *exit set. */
NDC_MUST_CHECK int ndc_options_take(const struct ndc_usage *usage, int argc, char **argv,
                                    int *exit);

#endif

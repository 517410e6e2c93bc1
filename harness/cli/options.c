/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/options.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "scenario/words.h"

#define HELP_COLUMN 28

static const struct ndc_option *
find_letter(const struct ndc_option *options, char letter)
{
    for (; options->name != NULL; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

static const struct ndc_option *
find_name(const struct ndc_option *options, const char *name, size_t length)
{
    for (; options->name != NULL; options++)
        if (strlen(options->name) == length && memcmp(options->name, name, length) == 0)
            return options;
    return NULL;
}

static int
unknown_option(const struct ndc_usage *usage, const char *word, size_t length,
               struct ndc_error *error)
{
    struct ndc_nearest nearest;

    ndc_nearest_begin(&nearest, word, length);
    for (const struct ndc_option *option = usage->options; option->name != NULL; option++)
        ndc_nearest_offer(&nearest, option->name, strlen(option->name));
    if (nearest.best[0] != '\0')
        snprintf(error->hint, sizeof error->hint, "did you mean --%s?", nearest.best);
    else
        snprintf(error->hint, sizeof error->hint, "ndc help %s shows its options", usage->command);
    return ndc_error_set(error, "ndc %s has no option --%.*s", usage->command, (int)length, word);
}

static int
store_number(const struct ndc_option *option, const char *value, struct ndc_error *error)
{
    char *end = NULL;
    unsigned long number;

    errno = 0;
    number = strtoul(value, &end, 10);
    if (errno != 0 || *value < '0' || *value > '9' || *end != '\0' || number > UINT_MAX)
        return ndc_error_set(error, "--%s needs a number, not '%s'", option->name, value);
    *(unsigned *)option->to = (unsigned)number;
    return 0;
}

static int
store_one_more(const struct ndc_option *option, const char *value, struct ndc_error *error)
{
    struct ndc_option_list *list = option->to;

    if (list->count == NDC_OPTION_LIST_MAX)
        return ndc_error_set(error, "--%s may be given at most %u times", option->name,
                             NDC_OPTION_LIST_MAX);
    list->words[list->count++] = value;
    return 0;
}

/* The words of the command line, and which is being looked at. */
struct walk {
    int argc;
    char **argv;
    int at;
};

/* value: given with '=', or NULL: the next word, which is then used up. */
static int
store(const struct ndc_option *option, const char *value, struct walk *walk,
      struct ndc_error *error)
{
    if (option->kind == NDC_OPTION_FLAG) {
        if (value != NULL)
            return ndc_error_set(error, "--%s takes no value", option->name);
        *(bool *)option->to = true;
        return 0;
    }
    if (value == NULL) {
        if (walk->at + 1 >= walk->argc)
            return ndc_error_set(error, "--%s needs a value: --%s %s", option->name, option->name,
                                 option->argument);
        value = walk->argv[++walk->at];
    }
    if (option->kind == NDC_OPTION_NUMBER)
        return store_number(option, value, error);
    if (value[0] == '\0')
        return ndc_error_set(error, "--%s needs a value that is not empty: --%s %s", option->name,
                             option->name, option->argument);
    if (option->kind == NDC_OPTION_LIST)
        return store_one_more(option, value, error);
    *(const char **)option->to = value;
    return 0;
}

static int
take_long(const struct ndc_usage *usage, struct walk *walk, struct ndc_error *error)
{
    const char *name = walk->argv[walk->at] + 2;
    const char *equals = strchr(name, '=');
    size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
    const struct ndc_option *option = find_name(usage->options, name, length);

    if (option == NULL)
        return unknown_option(usage, name, length, error);
    return store(option, equals != NULL ? equals + 1 : NULL, walk, error);
}

static int
take_short(const struct ndc_usage *usage, struct walk *walk, struct ndc_error *error)
{
    const char *word = walk->argv[walk->at];
    const struct ndc_option *option = find_letter(usage->options, word[1]);

    if (option == NULL) {
        snprintf(error->hint, sizeof error->hint, "ndc help %s shows its options", usage->command);
        return ndc_error_set(error, "ndc %s has no option %s", usage->command, word);
    }
    return store(option, word[2] != '\0' ? word + 2 : NULL, walk, error);
}

static void
print_option(const struct ndc_option *option)
{
    int column = printf("  ");

    if (option->letter != '\0')
        column += printf("-%c, ", option->letter);
    column += printf("--%s", option->name);
    if (option->argument != NULL)
        column += printf(" %s", option->argument);
    printf("%*s%s\n", column < HELP_COLUMN ? HELP_COLUMN - column : 1, "", option->about);
}

static void
print_help(const struct ndc_usage *usage)
{
    printf("usage: ndc %s %s\n\n%s\n", usage->command, usage->arguments, usage->about);
    if (usage->options->name != NULL)
        printf("\n");
    for (const struct ndc_option *option = usage->options; option->name != NULL; option++)
        print_option(option);
}

int
ndc_options_parse(const struct ndc_usage *usage, int argc, char **argv, struct ndc_error *error)
{
    struct walk walk = {argc, argv, 0};
    int words = 0;
    bool only_words = false;

    for (; walk.at < argc; walk.at++) {
        char *word = argv[walk.at];

        if (only_words || word[0] != '-' || word[1] == '\0') {
            argv[words++] = word;
        } else if (strcmp(word, "--") == 0) {
            only_words = true;
        } else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            print_help(usage);
            return NDC_OPTIONS_HELP;
        } else if (word[1] == '-') {
            NDC_TRY(take_long(usage, &walk, error));
        } else {
            NDC_TRY(take_short(usage, &walk, error));
        }
    }
    return words;
}

int
ndc_options_take(const struct ndc_usage *usage, int argc, char **argv, int *exit)
{
    struct ndc_error error = {0};
    int words = ndc_options_parse(usage, argc, argv, &error);

    if (words >= 0)
        return words;
    *exit = NDC_EXIT_EXPECTED;
    if (words != NDC_OPTIONS_HELP)
        *exit = ndc_say_error(&error);
    return -1;
}

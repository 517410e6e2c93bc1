/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/clause.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"

#define COMMENT_COLUMNS 96
#define NAME_MAX_LETTERS 40

/* Words as comment lines. */
static void
write_comment(FILE *to, const char *label, const char *words)
{
    int column;

    if (words == NULL || words[0] == '\0')
        return;
    column = fprintf(to, "# %s", label);
    while (*words != '\0') {
        int length = (int)strcspn(words, " ");

        if (column + 1 + length > COMMENT_COLUMNS) {
            fprintf(to, "\n#  ");
            column = 4;
        }
        column += fprintf(to, " %.*s", length, words);
        words += length;
        words += strspn(words, " ");
    }
    fprintf(to, "\n");
}

static void
write_clause(FILE *to, const struct ndc_clause *clause)
{
    char binds[64];
    char versions[32];

    ndc_clause_binds(clause, binds, sizeof binds);
    ndc_clause_versions(clause, versions, sizeof versions);
    fprintf(to, "# %s (%s; binds %s; for %s)\n", clause->id, ndc_clause_force(clause), binds,
            versions);
    write_comment(to, "", clause->requirement);
    write_comment(to, "Seen:", clause->sees);
    write_comment(to, "Source:", clause->source);
    write_comment(to, "Ambiguous:", clause->ambiguities);
    write_comment(to, "Cannot be judged:", clause->untestable);
}

static void
write_skeleton(FILE *to, const struct ndc_clause *clause, const char *name)
{
    write_clause(to, clause);
    fprintf(to,
            "\nscenario %s\n"
            "about    One sentence: what is done, and what the provider must then do.\n"
            "class    %s\n"
            "cites    %s\n"
            "\n"
            "channel  c0\n"
            "copy     A1  4096 bytes  status irq\n"
            "chain    A = A1\n"
            "\n"
            "call     StartDma c0 A               -> SUCCESS\n"
            "run      until idle\n"
            "expect   status c0 is Idle at A1\n"
            "expect   isr c0 names A1\n"
            "expect   copied A\n",
            name, ndc_clause_can_fail(clause) ? "must" : "should", clause->id);
}

static bool
is_name(const char *name)
{
    size_t length = strlen(name);

    return length > 0 && length <= NAME_MAX_LETTERS &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

/* The name of the file without folders and suffix: what the lint wants the script to be called. */
static void
name_of_file(const char *file, char *name, size_t room)
{
    const char *slash = strrchr(file, '/');
    const char *base = slash != NULL ? slash + 1 : file;

    snprintf(name, room, "%.*s", (int)strcspn(base, "."), base);
}

/* "START-03" becomes "start-03": a name until somebody finds a better one. */
static void
name_after(const char *id, char *name, size_t room)
{
    size_t i = 0;

    for (; id[i] != '\0' && i + 1 < room; i++)
        name[i] = (char)tolower((unsigned char)id[i]);
    name[i] = '\0';
}

static int
write_to_file(const char *file, const struct ndc_clause *clause, const char *name)
{
    FILE *to = fopen(file, "wx");
    int failed;

    if (to == NULL && errno == EEXIST)
        return ndc_say_wrong("%s exists already; a new script needs a new name", file);
    if (to == NULL)
        return ndc_say_wrong("%s cannot be written: %s", file, strerror(errno));
    write_skeleton(to, clause, name);
    failed = ferror(to);
    if (fclose(to) != 0 || failed)
        return ndc_say_wrong("%s could not be written", file);
    printf("%s\n", file);
    return NDC_EXIT_EXPECTED;
}

int
ndc_command_new(int argc, char **argv)
{
    const char *file = NULL;
    const struct ndc_option options[] = {
        {"output", 'o', NDC_OPTION_TEXT, "FILE", "write to a new file, not to the terminal", &file},
        {0},
    };
    const struct ndc_usage usage = {
        "new", "CLAUSE [NAME] [-o FILE]",
        "Prints the beginning of a script for a clause, with the clause as a comment.", options};
    struct ndc_error error = {0};
    char name[64];
    int exit;
    int row;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (words < 1 || words > 2)
        return ndc_say_wrong("ndc new needs a clause, such as ndc new RESET-04");
    row = ndc_clause_seek(argv[0], &error);
    if (row < 0)
        return ndc_say_error(&error);
    if (words == 2)
        snprintf(name, sizeof name, "%s", argv[1]);
    else if (file != NULL)
        name_of_file(file, name, sizeof name);
    else
        name_after(ndc_clauses[row].id, name, sizeof name);
    if (!is_name(name))
        return ndc_say_wrong(
            "the name of a script has 1 to %d small letters, digits and '-', which "
            "'%s' has not",
            NAME_MAX_LETTERS, words == 2 ? argv[1] : name);
    if (file != NULL)
        return write_to_file(file, &ndc_clauses[row], name);
    write_skeleton(stdout, &ndc_clauses[row], name);
    return NDC_EXIT_EXPECTED;
}

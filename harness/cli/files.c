/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "cli/files.h"

#include <errno.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "run/in.h"
#include "run/suite.h"

#define FILE_BYTES_MAX (1u << 20)

static void
add(struct ndc_files *files, const char *name)
{
    if (files->count == files->room) {
        files->room = files->room == 0 ? 64 : files->room * 2;
        files->names = reallocarray(files->names, files->room, sizeof *files->names);
        ndc_check(files->names != NULL);
    }
    files->names[files->count] = strdup(name);
    ndc_check(files->names[files->count] != NULL);
    files->count++;
}

static bool
is_script(const char *name)
{
    size_t length = strlen(name);

    return length > 4 && strcmp(name + length - 4, ".scn") == 0;
}

static int
by_name(const FTSENT **one, const FTSENT **other)
{
    return strcmp((*one)->fts_name, (*other)->fts_name);
}

static int
walk(struct ndc_files *files, FTS *tree, struct ndc_error *error)
{
    FTSENT *entry;

    while ((entry = fts_read(tree)) != NULL) {
        bool named = entry->fts_level == FTS_ROOTLEVEL;

        if (entry->fts_info == FTS_NS || entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR) {
            snprintf(error->file, sizeof error->file, "%.255s", entry->fts_path);
            return ndc_error_set(error, "cannot be read: %s", strerror(entry->fts_errno));
        }
        if (entry->fts_info == FTS_D && !named && entry->fts_name[0] == '.')
            (void)fts_set(tree, entry, FTS_SKIP);
        if ((entry->fts_info == FTS_F || entry->fts_info == FTS_SL) &&
            (named || is_script(entry->fts_path)))
            add(files, entry->fts_path);
    }
    return 0;
}

int
ndc_files_gather(struct ndc_files *files, char **words, int count, struct ndc_error *error)
{
    char *folder[2] = {NULL, NULL};
    char *one[2] = {NULL, NULL};
    int result = 0;

    memset(files, 0, sizeof *files);
    folder[0] = strdup(ndc_suite_folder());
    ndc_check(folder[0] != NULL);
    for (int i = 0; result == 0 && (i < count || (i == 0 && count == 0)); i++) {
        FTS *tree;

        one[0] = count == 0 ? folder[0] : words[i];
        if (one[0][0] == '\0')
            result = ndc_error_set(error, "a file without a name cannot be read");
        if (result != 0)
            break;
        tree = fts_open(one, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
        ndc_check(tree != NULL);
        result = walk(files, tree, error);
        fts_close(tree);
    }
    free(folder[0]);
    if (result == 0 && files->count == 0)
        result = ndc_error_set(error, "no script (*.scn) was found in %s",
                               count == 0 ? ndc_suite_folder() : words[0]);
    return result;
}

void
ndc_files_release(struct ndc_files *files)
{
    for (unsigned i = 0; i < files->count; i++)
        free(files->names[i]);
    free(files->names);
}

int
ndc_file_read(const char *name, char **text, size_t *bytes, struct ndc_error *error)
{
    FILE *from = ndc_in_open(name, error);
    bool good;

    if (from == NULL)
        return -1;
    *text = malloc(FILE_BYTES_MAX + 1);
    ndc_check(*text != NULL);
    *bytes = fread(*text, 1, FILE_BYTES_MAX, from);
    (*text)[*bytes] = '\0';
    good = !ferror(from) && *bytes < FILE_BYTES_MAX;
    fclose(from);
    if (good)
        return ndc_error_clear(error);
    free(*text);
    *text = NULL;
    return ndc_error_set(error, "is not a text file of less than %u bytes", FILE_BYTES_MAX);
}

int
ndc_file_parse(const char *name, struct ndc_scenario **scenario, char **text,
               struct ndc_error *error)
{
    char *read;
    size_t bytes;
    int result;

    *scenario = NULL;
    NDC_TRY(ndc_file_read(name, &read, &bytes, error));
    *scenario = calloc(1, ndc_scenario_size());
    ndc_check(*scenario != NULL);
    result = ndc_scenario_parse(*scenario, read, bytes, name, error);
    if (result != 0) {
        free(*scenario);
        *scenario = NULL;
    }
    if (result == 0 && text != NULL)
        *text = read;
    else
        free(read);
    return result;
}

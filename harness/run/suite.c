/* SPDX-License-Identifier: Apache-2.0 */
/* Finding and loading scripts. */
#define _GNU_SOURCE
#include "run/suite_state.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/in.h"

#define SCRIPT_BYTES_MAX (256u << 10)
#define SCRIPTS_MAX 10000u

const char *
ndc_suite_folder(void)
{
    const char *given = getenv("NDC_CONFORMANCE");

    return given != NULL && given[0] != '\0' ? given : NDC_SOURCE_DIR "/conformance";
}

static int
read_all(const char *file, char **text, size_t *bytes, struct ndc_error *error)
{
    FILE *stream = ndc_in_open(file, error);

    if (stream == NULL)
        return -1;
    *text = malloc(SCRIPT_BYTES_MAX + 1);
    *bytes = *text == NULL ? 0 : fread(*text, 1, SCRIPT_BYTES_MAX + 1, stream);
    if (*text != NULL && !ferror(stream) && *bytes <= SCRIPT_BYTES_MAX) {
        fclose(stream);
        return 0;
    }
    ndc_error_set(
        error, ferror(stream) ? "cannot be read to its end" : "the script is longer than %u bytes",
        SCRIPT_BYTES_MAX);
    fclose(stream);
    free(*text);
    return -1;
}

static int
parse(struct ndc_suite_script *script, struct ndc_error *error)
{
    char *text = NULL;
    size_t bytes = 0;
    int outcome;

    snprintf(error->file, sizeof error->file, "%.255s", script->file);
    NDC_TRY(read_all(script->file, &text, &bytes, error));
    script->scenario = calloc(1, ndc_scenario_size());
    outcome = script->scenario == NULL
                  ? ndc_error_set(error, "there is not enough memory for the script")
                  : ndc_scenario_parse(script->scenario, text, bytes, script->file, error);
    free(text);
    if (outcome == 0)
        return 0;
    free(script->scenario);
    script->scenario = NULL;
    return -1;
}

static bool
has_suffix(const char *path)
{
    size_t length = strlen(path);

    return length > 4 && strcmp(path + length - 4, ".scn") == 0;
}

/* The id: the path below the folder without suffix; of a file elsewhere its own name. */
static int
make_id(const struct ndc_suite *suite, struct ndc_suite_script *script, struct ndc_error *error)
{
    size_t folder = strlen(suite->folder);
    const char *id = script->file;

    if (strncmp(id, suite->folder, folder) == 0 && id[folder] == '/')
        id += folder + 1;
    else if (strrchr(id, '/') != NULL)
        id = strrchr(id, '/') + 1;
    if (strlen(id) - 4 >= sizeof script->id)
        return ndc_error_set(error, "the path of the script makes an id of more than %u letters",
                             (unsigned)sizeof script->id - 1);
    snprintf(script->id, sizeof script->id, "%.*s", (int)(strlen(id) - 4), id);
    return 0;
}

int
ndc_suite_add(struct ndc_suite *suite, const char *file, struct ndc_error *error)
{
    struct ndc_suite_script *script;

    if (suite->count == suite->room) {
        unsigned room = suite->room == 0 ? 64 : suite->room * 2;
        void *more = reallocarray(suite->scripts, room, sizeof *suite->scripts);

        if (more == NULL || room > SCRIPTS_MAX * 2)
            return ndc_error_set(error, "there are too many scripts");
        suite->scripts = more;
        suite->room = room;
    }
    script = &suite->scripts[suite->count];
    memset(script, 0, sizeof *script);
    snprintf(error->file, sizeof error->file, "%.255s", file);
    if (strlen(file) >= sizeof script->file)
        return ndc_error_set(error, "the path of the script is too long");
    snprintf(script->file, sizeof script->file, "%s", file);
    NDC_TRY(make_id(suite, script, error));
    NDC_TRY(parse(script, error));
    suite->count++;
    return ndc_error_clear(error);
}

static int
by_id(const void *one, const void *other)
{
    return strcmp(((const struct ndc_suite_script *)one)->id,
                  ((const struct ndc_suite_script *)other)->id);
}

/* A script left out in silence would be one that passed. */
static int
say_unreadable(const FTSENT *entry, struct ndc_error *error)
{
    snprintf(error->file, sizeof error->file, "%.255s", entry->fts_path);
    return ndc_error_set(error, "cannot be read: %s", strerror(entry->fts_errno));
}

static int
walk(struct ndc_suite *suite, FTS *tree, struct ndc_error *error)
{
    FTSENT *entry;

    while ((entry = fts_read(tree)) != NULL) {
        if (entry->fts_info == FTS_D && entry->fts_level > 0 && entry->fts_name[0] == '.')
            fts_set(tree, entry, FTS_SKIP);
        if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS)
            return say_unreadable(entry, error);
        if ((entry->fts_info == FTS_F || entry->fts_info == FTS_SL) && has_suffix(entry->fts_path))
            NDC_TRY(ndc_suite_add(suite, entry->fts_path, error));
    }
    return 0;
}

int
ndc_suite_load(struct ndc_suite *suite, const char *folder, struct ndc_error *error)
{
    char *roots[2] = {suite->folder, NULL};
    FTS *tree;
    int outcome;

    memset(suite, 0, sizeof *suite);
    if (strlen(folder) >= sizeof suite->folder)
        return ndc_error_set(error, "the path of the folder of scripts is too long");
    snprintf(suite->folder, sizeof suite->folder, "%s", folder);
    for (size_t end = strlen(suite->folder); end > 1 && suite->folder[end - 1] == '/'; end--)
        suite->folder[end - 1] = '\0';
    tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
    outcome = tree == NULL ? -1 : walk(suite, tree, error);
    if (tree != NULL)
        fts_close(tree);
    if (outcome != 0) {
        ndc_suite_release(suite);
        return -1;
    }
    if (suite->count > 0)
        qsort(suite->scripts, suite->count, sizeof *suite->scripts, by_id);
    if (suite->count > 0)
        return 0;
    ndc_suite_release(suite);
    return ndc_error_set(error, "no script (*.scn) was found in %.300s", folder);
}

void
ndc_suite_release(struct ndc_suite *suite)
{
    for (unsigned i = 0; i < suite->count; i++)
        free(suite->scripts[i].scenario);
    free(suite->scripts);
    suite->scripts = NULL;
    suite->count = 0;
    suite->room = 0;
}

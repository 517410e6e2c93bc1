/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/store.h"

#include <stdio.h>
#include <string.h>

#include "cli/cause.h"

#define PATH_ROOM 1200
#define SHORT_EVENTS 20000u

void
ndc_store_folder(const char *result_file, char *folder, size_t room)
{
    size_t length = strlen(result_file);

    if (length > 5 && strcmp(result_file + length - 5, ".json") == 0)
        length -= 5;
    snprintf(folder, room, "%.*s.traces", (int)length, result_file);
}

void
ndc_store_file(const char *folder, const char *case_name, char *file, size_t room)
{
    snprintf(file, room, "%s/%s.jsonl", folder, case_name);
}

int
ndc_store_case(const struct ndc_trial *trial, uint32_t index, const char *file,
               struct ndc_error *error)
{
    static struct ndc_trace_file trace;

    ndc_trace_file_of_case(&trace, &trial->provider, trial->list.scripts[index],
                           &trial->list.cases[index], &trial->results[index]);
    return ndc_trace_file_write(&trace, file, error);
}

static bool
is_worth_keeping(const struct ndc_trial *trial, const uint32_t *first, uint32_t index)
{
    return first[index] != NDC_CAUSE_NONE &&
           (first[index] == index || trial->results[index].trace_count <= SHORT_EVENTS);
}

int
ndc_store_trial(const struct ndc_trial *trial, const uint32_t *first, bool all, const char *folder,
                struct ndc_error *error)
{
    for (uint32_t i = 0; i < trial->list.count; i++) {
        char name[NDC_CASE_NAME_MAX];
        char file[PATH_ROOM];

        if (trial->results[i].trace_count == 0 || (!all && !is_worth_keeping(trial, first, i)))
            continue;
        ndc_trial_case_name(trial, i, name, sizeof name);
        ndc_store_file(folder, name, file, sizeof file);
        NDC_TRY(ndc_store_case(trial, i, file, error));
    }
    return 0;
}

void
ndc_store_picture(const struct ndc_trace_file *file, struct ndc_stored_picture *holder)
{
    memset(holder, 0, sizeof *holder);
    ndc_case_name(file->script, file->variation, file->interface_version, holder->id,
                  sizeof holder->id);
    snprintf(holder->again, sizeof holder->again, "ndc run '%s' --provider %s", holder->id,
             file->provider);
    ndc_trace_file_judge(file, &holder->result);
    holder->result.trace = file->events;
    holder->result.trace_count = file->count;
    holder->picture = (struct ndc_picture){
        .id = holder->id,
        .provider = file->provider,
        .release = file->provider_version,
        .script = file->script,
        .again = holder->again,
        .code = "",
        .same = "",
        .quote = "",
        .names = &file->names,
        .result = &holder->result,
    };
}

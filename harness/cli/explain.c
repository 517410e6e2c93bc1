/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "cli/store.h"
#include "run/names.h"
#include "run/result.h"
#include "scenario/words.h"

#define PATH_ROOM 1200

struct wish {
    bool all;
    const char *trace;
};

static int
say_unknown_case(const struct ndc_result *result, const char *file, const char *id)
{
    struct ndc_nearest nearest;
    struct ndc_error error = {0};

    ndc_nearest_begin(&nearest, id, strlen(id));
    for (uint32_t i = 0; i < result->case_count; i++)
        ndc_nearest_offer(&nearest, result->cases[i].id, strlen(result->cases[i].id));
    (void)ndc_error_set(&error, "%s holds no case '%s'", file, id);
    if (nearest.best[0] != '\0')
        snprintf(error.hint, sizeof error.hint, "did you mean %s?", nearest.best);
    return ndc_say_error(&error);
}

/* Without a trace there is still what the result itself says. */
static int
explain_briefly(const struct ndc_result *result, const struct ndc_result_case *one,
                const char *name)
{
    char sentence[700];

    ndc_result_summary(one, sentence, sizeof sentence);
    printf("%s  %s    %s %s\n\n  %s\n", ndc_verdict_names[one->verdict], name,
           result->provider.name, result->provider.version, sentence);
    if (one->line > 0)
        printf("\n  script     %s:%u   %s\n", one->script, one->line, one->line_text);
    printf("\n  its trace was not kept; run it again: ndc run '%s' --provider %s\n", name,
           result->provider.name);
    return NDC_EXIT_EXPECTED;
}

static int
draw(const struct ndc_trace_file *trace, const struct ndc_result_case *one, const struct wish *wish)
{
    static struct ndc_stored_picture holder;

    ndc_store_picture(trace, &holder);
    holder.picture.script = one->script;
    holder.picture.quote = one->line_text;
    holder.picture.code = one->code;
    holder.picture.all = wish->all;
    ndc_picture_draw(&holder.picture);
    return NDC_EXIT_EXPECTED;
}

static int
explain(const struct ndc_result *result, const char *file, const char *id, const struct wish *wish)
{
    static struct ndc_trace_file trace;
    const struct ndc_result_case *one = ndc_result_find(result, id);
    struct ndc_error error = {0};
    char name[NDC_CASE_NAME_MAX];
    char folder[PATH_ROOM - 200];
    char stored[PATH_ROOM];
    int exit;

    if (one == NULL)
        return say_unknown_case(result, file, id);
    ndc_case_name(one->id, one->variation, one->interface_version, name, sizeof name);
    ndc_store_folder(file, folder, sizeof folder);
    ndc_store_file(folder, name, stored, sizeof stored);
    if (wish->trace == NULL && access(stored, F_OK) != 0)
        return explain_briefly(result, one, name);
    if (ndc_trace_file_read(&trace, wish->trace != NULL ? wish->trace : stored, &error) != 0)
        return ndc_say_error(&error);
    if (ndc_trace_digest(trace.events, trace.count) == one->digest)
        exit = draw(&trace, one, wish);
    else
        exit =
            ndc_say_wrong("%s is the trace of another run; run the case again: ndc run '%s' "
                          "--provider %s",
                          wish->trace != NULL ? wish->trace : stored, name, result->provider.name);
    ndc_trace_file_release(&trace);
    return exit;
}

int
ndc_command_explain(int argc, char **argv)
{
    struct wish wish = {0};
    const struct ndc_option options[] = {
        {"all", 0, NDC_OPTION_FLAG, NULL, "draw every event", &wish.all},
        {"trace", 0, NDC_OPTION_TEXT, "FILE", "the trace, when it does not lie beside the result",
         &wish.trace},
        {0},
    };
    const struct ndc_usage usage = {
        "explain", "RESULT ID",
        "Draws a failure again, from a result file and the trace that was stored with it.",
        options};
    struct ndc_result result;
    struct ndc_error error = {0};
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (words != 2)
        return ndc_say_wrong("ndc explain needs a result and a case, such as ndc explain "
                             "out/reference.json isr/merged");
    if (ndc_result_read(&result, argv[0], &error) != 0)
        return ndc_say_error(&error);
    exit = explain(&result, argv[0], argv[1], &wish);
    ndc_result_release(&result);
    return exit;
}

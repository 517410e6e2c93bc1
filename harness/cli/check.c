/* SPDX-License-Identifier: Apache-2.0 */
/* `ndc check`: judges recorded traces; neither provider nor script is needed. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "cli/store.h"
#include "run/sets.h"

struct wish {
    bool all;
    bool brief;
    const char *judge;
};

struct tally {
    unsigned passed, failed, skipped;
    bool vendor; /* FAIL, CRASH or HANG */
};

static void
count(struct tally *tally, unsigned verdict)
{
    if (ndc_verdict_failed(verdict))
        tally->failed++;
    else if (verdict <= NDC_VERDICT_PASS)
        tally->passed++;
    else
        tally->skipped++;
    tally->vendor = tally->vendor || verdict < NDC_VERDICT_HARNESS;
}

static int
check_file(const char *file, const struct wish *wish, struct tally *tally)
{
    static struct ndc_trace_file trace;
    static struct ndc_stored_picture holder;
    struct ndc_error error = {0};
    char line[700] = "";
    unsigned verdict;
    bool drawn;

    if (ndc_trace_file_read(&trace, file, &error) != 0)
        return ndc_say_error(&error);
    ndc_store_picture(&trace, &holder);
    verdict = holder.result.verdict;
    count(tally, verdict);
    drawn = ndc_verdict_failed(verdict) || verdict == NDC_VERDICT_WARN;
    holder.picture.all = wish->all;
    if (drawn && !wish->brief) {
        ndc_picture_draw(&holder.picture);
    } else {
        if (verdict != NDC_VERDICT_PASS)
            ndc_picture_line(&holder.picture, line, sizeof line);
        printf("%s  %s%s%s\n", ndc_verdict_names[verdict], holder.id, line[0] != '\0' ? "  " : "",
               line);
    }
    ndc_trace_file_release(&trace);
    return NDC_EXIT_EXPECTED;
}

int
ndc_command_check(int argc, char **argv)
{
    struct wish wish = {0};
    const struct ndc_option options[] = {
        {"all", 0, NDC_OPTION_FLAG, NULL, "draw every event", &wish.all},
        {"brief", 0, NDC_OPTION_FLAG, NULL, "one line for each trace", &wish.brief},
        {"judge", 0, NDC_OPTION_TEXT, "HOW", "as for ndc run", &wish.judge},
        {0},
    };
    const struct ndc_usage usage = {"check", "TRACE.jsonl...",
                                    "Judges traces that were recorded before, as the live run was "
                                    "judged.",
                                    options};
    struct tally tally = {0};
    struct ndc_error error = {0};
    int bad = NDC_EXIT_EXPECTED;
    int exit;
    int words = ndc_options_take(&usage, argc, argv, &exit);

    if (words < 0)
        return exit;
    if (words == 0)
        return ndc_say_wrong(
            "ndc check needs a trace, such as one that ndc run --trace FILE wrote");
    if (ndc_judging_read(wish.judge, &error) != 0)
        return ndc_say_error(&error);
    for (int i = 0; i < words; i++) {
        int result = check_file(argv[i], &wish, &tally);

        if (result != NDC_EXIT_EXPECTED)
            bad = result;
    }
    printf("%u passed, %u failed, %u skipped\n", tally.passed, tally.failed, tally.skipped);
    if (bad != NDC_EXIT_EXPECTED)
        return bad;
    if (tally.failed == 0)
        return NDC_EXIT_EXPECTED;
    return tally.vendor ? NDC_EXIT_NONCONFORMING : NDC_EXIT_HARNESS;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The result as KTAP, the form of the kernel's own tests: one line a case, reasons as diagnostics.
 */
#include <stdio.h>
#include <string.h>

#include "run/out.h"
#include "run/result.h"

#define TEXT_MAX 600

static void
put_diagnostic(FILE *stream, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        fprintf(stream, "# %.*s\n", (int)length, text);
        text += length + (text[length] == '\n');
    }
}

/* A '#' would begin a directive. */
static void
put_name(FILE *stream, const char *name)
{
    for (; *name != '\0'; name++)
        fputc(*name == '#' ? '.' : *name, stream);
}

static void
put_case(FILE *stream, const struct ndc_result_case *one, uint32_t number)
{
    bool skipped = one->verdict >= NDC_VERDICT_UNSUPPORTED;
    bool good = skipped || one->verdict == NDC_VERDICT_PASS || one->verdict == NDC_VERDICT_WARN;
    char text[TEXT_MAX];

    ndc_result_summary(one, text, sizeof text);
    if (!skipped && one->verdict != NDC_VERDICT_PASS) {
        fprintf(stream, "# %s %s\n", ndc_verdict_names[one->verdict], text);
        put_diagnostic(stream, one->words);
    }
    fprintf(stream, "%s %u ", good ? "ok" : "not ok", (unsigned)number);
    ndc_case_name(one->id, one->variation, one->interface_version, text, sizeof text);
    put_name(stream, text);
    if (skipped) {
        ndc_result_summary(one, text, sizeof text);
        fprintf(stream, " # SKIP %s", text);
    }
    fputc('\n', stream);
}

int
ndc_result_write_ktap(const struct ndc_result *result, const char *file, struct ndc_error *error)
{
    struct ndc_result_counts counts = ndc_result_count(result);
    struct ndc_out out;

    NDC_TRY(ndc_out_open(&out, file, error));
    fprintf(out.stream, "KTAP version 1\n1..%u\n", (unsigned)result->case_count);
    for (uint32_t i = 0; i < result->case_count; i++)
        put_case(out.stream, &result->cases[i], i + 1);
    fprintf(out.stream, "# Totals: pass:%u fail:%u xfail:0 xpass:0 skip:%u error:0\n",
            (unsigned)counts.passed, (unsigned)counts.failed, (unsigned)counts.skipped);
    return ndc_out_close(&out, error);
}

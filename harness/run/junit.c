/* SPDX-License-Identifier: Apache-2.0 */
/* The result as JUnit XML: one suite for each theme, one test case for each case. */
#include <stdio.h>
#include <string.h>

#include "run/out.h"
#include "run/result.h"

#define TEXT_MAX 600

static size_t
theme_length(const struct ndc_result_case *one)
{
    return strcspn(one->id, "/");
}

static bool
same_theme(const struct ndc_result_case *one, const struct ndc_result_case *other)
{
    size_t length = theme_length(one);

    return theme_length(other) == length && strncmp(one->id, other->id, length) == 0;
}

static void
put_attribute(FILE *stream, const char *name, const char *text)
{
    fprintf(stream, " %s=\"", name);
    ndc_out_xml(stream, text);
    fputc('"', stream);
}

static void
put_details(FILE *stream, const struct ndc_result_case *one)
{
    const struct ndc_result_finding *culprit = ndc_result_culprit(one);

    fputc('>', stream);
    if (culprit != NULL) {
        ndc_out_xml(stream, culprit->sentences.breach);
        fputs("\nexpected: ", stream);
        ndc_out_xml(stream, culprit->sentences.expected);
        if (culprit->sentences.because[0] != '\0')
            fputs("\nbecause: ", stream);
        ndc_out_xml(stream, culprit->sentences.because);
        fputc('\n', stream);
    }
    if (one->line != 0) {
        ndc_out_xml(stream, one->script);
        fprintf(stream, ":%u   ", one->line);
        ndc_out_xml(stream, one->line_text);
        fputc('\n', stream);
    }
    if (one->code[0] != '\0') {
        ndc_out_xml(stream, one->code);
        fputc('\n', stream);
    }
    ndc_out_xml(stream, one->words);
}

/* Broken by the provider: failure; by us: error; not judged: skipped. */
static const char *
element_of(unsigned verdict)
{
    if (verdict == NDC_VERDICT_HARNESS)
        return "error";
    if (verdict < NDC_VERDICT_HARNESS)
        return "failure";
    return verdict >= NDC_VERDICT_UNSUPPORTED ? "skipped" : NULL;
}

static void
put_case(FILE *stream, const struct ndc_result_case *one)
{
    const char *element = element_of(one->verdict);
    char text[TEXT_MAX];

    ndc_case_name(one->id, one->variation, one->interface_version, text, sizeof text);
    fputs("    <testcase", stream);
    put_attribute(stream, "classname", one->id);
    put_attribute(stream, "name", text);
    put_attribute(stream, "file", one->script);
    if (element == NULL) {
        fputs("/>\n", stream);
        return;
    }
    ndc_result_summary(one, text, sizeof text);
    fprintf(stream, ">\n      <%s", element);
    if (one->verdict < NDC_VERDICT_UNSUPPORTED)
        put_attribute(stream, "type", ndc_verdict_names[one->verdict]);
    put_attribute(stream, "message", text);
    if (one->verdict < NDC_VERDICT_UNSUPPORTED) {
        put_details(stream, one);
        fprintf(stream, "</%s>\n    </testcase>\n", element);
    } else {
        fputs("/>\n    </testcase>\n", stream);
    }
}

struct tally {
    unsigned tests, failures, errors, skipped;
};

static struct tally
tally_of(const struct ndc_result_case *cases, uint32_t count)
{
    struct tally tally = {.tests = count};

    for (uint32_t i = 0; i < count; i++) {
        tally.failures += cases[i].verdict < NDC_VERDICT_HARNESS;
        tally.errors += cases[i].verdict == NDC_VERDICT_HARNESS;
        tally.skipped += cases[i].verdict >= NDC_VERDICT_UNSUPPORTED;
    }
    return tally;
}

static void
put_tally(FILE *stream, struct tally tally)
{
    fprintf(stream, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\">\n", tally.tests,
            tally.failures, tally.errors, tally.skipped);
}

/* The cases from here on that are of one theme; returns how many. */
static uint32_t
put_theme(FILE *stream, const struct ndc_result_case *cases, uint32_t left)
{
    char theme[NDC_SUITE_ID_MAX];
    uint32_t count = 1;

    while (count < left && same_theme(&cases[0], &cases[count]))
        count++;
    snprintf(theme, sizeof theme, "%.*s", (int)theme_length(&cases[0]), cases[0].id);
    fputs("  <testsuite", stream);
    put_attribute(stream, "name", theme);
    put_tally(stream, tally_of(cases, count));
    for (uint32_t i = 0; i < count; i++)
        put_case(stream, &cases[i]);
    fputs("  </testsuite>\n", stream);
    return count;
}

int
ndc_result_write_junit(const struct ndc_result *result, const char *file, struct ndc_error *error)
{
    struct ndc_out out;

    NDC_TRY(ndc_out_open(&out, file, error));
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites", out.stream);
    put_attribute(out.stream, "name", result->provider.name);
    put_tally(out.stream, tally_of(result->cases, result->case_count));
    for (uint32_t i = 0; i < result->case_count;)
        i += put_theme(out.stream, &result->cases[i], result->case_count - i);
    fputs("</testsuites>\n", out.stream);
    return ndc_out_close(&out, error);
}

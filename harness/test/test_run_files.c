/* SPDX-License-Identifier: Apache-2.0 */
/* Files of the run: traces and results written and read back, and bad ones refused. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "run/out.h"
#include "run/provider.h"
#include "run/result.h"
#include "run/trace_file.h"
#include "scenario/exec.h"

static char folder[64];

static int
make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/ndc-test-XXXXXX");
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
remove_folder(void **state)
{
    static const char *const files[] = {"trace.jsonl", "result.json", "bad",       "acme.json",
                                        "acme.so",     "again.json",  "result.xml"};
    char path[128];

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    return rmdir(folder);
}

static const char *
in_folder(const char *name)
{
    static char paths[2][128];
    static unsigned turn;
    char *path = paths[turn++ % 2];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void
write_text(const char *name, const char *text)
{
    FILE *stream = fopen(in_folder(name), "w");

    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static char *
read_text(const char *name)
{
    static char text[2][65536];
    static unsigned turn;
    char *at = text[turn++ % 2];
    FILE *stream = fopen(in_folder(name), "r");

    assert_non_null(stream);
    at[fread(at, 1, sizeof text[0] - 1, stream)] = '\0';
    fclose(stream);
    return at;
}

/* ---- traces ---- */

/* One event of each kind with values in every field, then the odd ones. */
static uint32_t
fill(struct ndc_event *events)
{
    const ndc_object things[] = {
        NDC_OBJECT_NOTHING,
        ndc_object_make(NDC_OBJECT_DESCRIPTOR, 3, 1),
        ndc_object_bury(ndc_object_make(NDC_OBJECT_TARGET, 0xFFFFFF, UINT32_MAX)),
        UINT64_MAX,
        ndc_object_make(NDC_OBJECT_NONE, 5, 2),
    };
    uint32_t count = 0;

    for (unsigned kind = 0; kind < NDC_EVENT_KINDS; kind++) {
        uint64_t thing = things[kind % 5];

        events[count++] = (struct ndc_event){
            .tick = kind * 77777777u,
            .kind = (uint8_t)kind,
            .channel = (uint8_t)(kind % 3 == 0 ? NDC_CHANNEL_NONE : kind % 8),
            .cpu = (uint8_t)(kind % 4),
            .irql = (uint8_t)(kind % 16),
            .a = thing,
            .b = kind % 2 == 0 ? UINT64_MAX : thing,
            .c = 0xC000000000000001u + kind,
            .d = kind % 7,
        };
    }
    return count;
}

/* Reading gives back what was written, bit by bit, and everything the first line says. */
static void
test_a_trace_comes_back(void **state)
{
    static struct ndc_event events[NDC_EVENT_KINDS];
    static struct ndc_trace_file written = {
        .provider = "acme",
        .provider_version = "1.0 \"beta\"",
        .script = "isr/late",
        .variation = "swap",
        .interface_version = NDC_INTERFACE_1_1,
        .terms = {NDC_CLASS_HARDENING, true, 2, {"START-01", "APPEND-01"}},
        .outcome = NDC_OUTCOME_DIED,
        .signal = 11,
        .differs = true,
        .words = "died\nof it",
        .names = {.transfer_count = 2,
                  .channel_count = 1,
                  .transfers = {"A1", ""},
                  .channels = {"c0"}},
        .events = events,
    };
    struct ndc_trace_file again;
    struct ndc_error error = {.text = ""};

    (void)state;
    written.count = fill(events);
    assert_int_equal(ndc_trace_file_write(&written, in_folder("trace.jsonl"), &error), 0);
    if (ndc_trace_file_read(&again, in_folder("trace.jsonl"), &error) != 0)
        fail_msg("line %d: %s", error.line, error.text);

    assert_int_equal(again.count, written.count);
    assert_memory_equal(again.events, events, sizeof events);
    assert_int_equal(ndc_trace_digest(again.events, again.count),
                     ndc_trace_digest(events, written.count));
    ndc_trace_file_release(&again);
    again.events = written.events;
    again.count = written.count;
    assert_memory_equal(&again, &written, sizeof written);
}

#define HEADER HEADER_WITH("")
#define HEADER_WITH(more)                                                                     \
    "{\"format\": \"ndc-trace\", \"version\": 1, \"provider\": \"p\", \"provider_version\": " \
    "\"1\", \"script\": \"s\", \"variation\": \"\", \"interface\": \"2.0\", \"class\": "      \
    "\"must\", " more                                                                         \
    "\"outcome\": \"ran\", \"objects\": {\"transfers\": [], \"channels\": []}, \"events\": 1}\n"

/* Each bad trace ends with one sentence and its line. */
static void
test_bad_traces_are_refused(void **state)
{
    static const struct {
        const char *text;
        int line;
        const char *words;
    } table[] = {
        {"", 0, "empty"},
        {"no json\n", 1, "not a JSON object"},
        {"[1]\n", 1, "not a JSON object"},
        {"{\"format\": \"other\"}\n", 1, "\"format\""},
        {"{\"format\": \"ndc-trace\", \"version\": 2}\n", 1, "version 2"},
        {"{\"format\": \"ndc-trace\", \"version\": 1, \"more\": 1}\n", 1, "\"more\""},
        {HEADER, 1, "ends after 0 of 1"},
        {HEADER_WITH("\"breaks\": 1, "), 1, "\"breaks\""},
        {HEADER_WITH("\"breaks\": [\"ABCDEFGHI-01\"], "), 1, "such as START-01"},
        {HEADER_WITH("\"breaks\": [1, 2, 3, 4, 5, 6, 7, 8, 9], "), 1, "more than 8"},
        {HEADER "{\"tick\": 1}\n", 2, "\"event\" is missing"},
        {HEADER "{\"tick\": 1, \"event\": \"no.such\"}\n", 2, "no.such"},
        {HEADER "{\"tick\": -1, \"event\": \"script.quiet\"}\n", 2, "\"tick\""},
        {HEADER "{\"tick\": 4294967296, \"event\": \"script.quiet\"}\n", 2, "at most"},
        {HEADER "{\"tick\": 1, \"event\": \"script.quiet\", \"channel\": 8}\n", 2, "\"channel\""},
        {HEADER "{\"tick\": 1, \"event\": \"script.quiet\", \"extra\": 8}\n", 2, "does not know"},
        {HEADER "{\"tick\": 1, \"event\": \"script.line\", \"line\": 1}\n", 2, "\"record\""},
        {HEADER "{\"tick\": 1, \"event\": \"expect.copied\", \"descriptor\": \"A2\"}\n", 2,
         "names no thing"},
        {HEADER "{\"tick\": 1, \"event\": \"expect.copied\", \"descriptor\": \"frog:1:1\"}\n", 2,
         "no kind of thing"},
        {HEADER "{\"tick\": 1, \"tick\": 2, \"event\": \"script.quiet\"}\n", 2, "duplicate"},
        {HEADER "{\"tick\": 1, \"event\": \"script.quiet\"}\n{\"tick\": 2, \"event\": "
                "\"script.quiet\"}\n",
         3, "more than the 1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct ndc_error error = {.text = ""};
        struct ndc_trace_file trace;

        write_text("bad", table[i].text);
        assert_int_equal(ndc_trace_file_read(&trace, in_folder("bad"), &error), -1);
        assert_int_equal(error.line, table[i].line);
        if (strstr(error.text, table[i].words) == NULL)
            fail_msg("\"%s\" is not about %s", error.text, table[i].words);
    }
}

/* ---- results ---- */

static struct ndc_result_finding findings[1] = {{
    .clause = "ISR-03",
    .force = 0,
    .raw = {.rule = 7,
            .channel = 2,
            .event = 40,
            .because = NDC_EVENT_NOWHERE,
            .object = UINT64_MAX,
            .seen = 1,
            .wanted = 2},
    .line = 26,
    .sentences = {.breach = "The provider reported A2 <late>",
                  .expected = "B1 & nothing else",
                  .because = "ResetChannel(c0) returned SUCCESS"},
}};

static struct ndc_result_case cases[3] = {
    {.id = "isr/late",
     .script = "conformance/isr/late.scn",
     .variation = "swap",
     .interface_version = NDC_INTERFACE_2_0,
     .verdict = NDC_VERDICT_FAIL,
     .registered = 0x20000,
     .ticks = 9,
     .accesses = 8,
     .events = 58,
     .digest = 0xFEDCBA9876543210u,
     .line = 26,
     .line_text = "fault irq c0 deliver",
     .finding_count = 1,
     .findings = findings},
    {.id = "isr/plain",
     .script = "conformance/isr/plain.scn",
     .interface_version = NDC_INTERFACE_2_0,
     .verdict = NDC_VERDICT_PASS},
    {.id = "reset/dead",
     .script = "conformance/reset/dead.scn",
     .interface_version = NDC_INTERFACE_1_0,
     .class = NDC_CLASS_HARDENING,
     .verdict = NDC_VERDICT_CRASH,
     .outcome = NDC_OUTCOME_DIED,
     .signal = 11,
     .words = "the process died of SIGSEGV\n\"bad\" \xFF byte"},
};

static struct ndc_result_clause clauses[1] = {
    {.id = "ISR-03", .state = NDC_CLAUSE_BROKEN, .cases = 2, .broken = 1}};

static const struct ndc_result document = {
    .suite_version = "0.1.0",
    .provider =
        {.name = "acme", .version = "2", .vendor = "A", .about = "\\", .claims = 5, .registers = 4},
    .jobs = 2,
    .twice = true,
    .complete = true,
    .case_count = 3,
    .cases = cases,
    .clause_count = 1,
    .clauses = clauses,
};

/* A result read and written again is the same file, byte for byte. */
static void
test_a_result_comes_back(void **state)
{
    struct ndc_result again;
    struct ndc_error error = {.text = ""};

    (void)state;
    assert_int_equal(ndc_result_write(&document, in_folder("result.json"), &error), 0);
    assert_int_equal(ndc_result_read(&again, in_folder("result.json"), &error), 0);
    assert_int_equal(ndc_result_write(&again, in_folder("again.json"), &error), 0);

    assert_string_equal(read_text("again.json"), read_text("result.json"));
    assert_int_equal(again.cases[0].digest, 0xFEDCBA9876543210u);
    assert_int_equal(again.cases[0].findings[0].raw.because, NDC_EVENT_NOWHERE);
    assert_string_equal(again.cases[2].words, "the process died of SIGSEGV\n\"bad\" ? byte");
    ndc_result_release(&again);
}

/* Hardening does not cost conformance; what failed is counted all the same. */
static void
test_counts(void **state)
{
    struct ndc_result_counts counts = ndc_result_count(&document);
    struct ndc_result mild = document;

    (void)state;
    assert_int_equal(counts.passed, 1);
    assert_int_equal(counts.failed, 2);
    assert_false(counts.conforming);

    mild.cases = &cases[1];
    mild.case_count = 2;
    assert_true(ndc_result_count(&mild).conforming);
    mild.complete = false;
    assert_false(ndc_result_count(&mild).conforming);
}

/* A case is found by its whole name, or by its script. */
static void
test_finding_a_case(void **state)
{
    (void)state;
    assert_ptr_equal(ndc_result_find(&document, "isr/late[swap]@2.0"), &cases[0]);
    assert_ptr_equal(ndc_result_find(&document, "isr/plain"), &cases[1]);
    assert_null(ndc_result_find(&document, "isr/none"));
}

/* JUnit is XML whatever the words are. */
static void
test_junit_is_escaped(void **state)
{
    struct ndc_error error = {.text = ""};
    const char *text;

    (void)state;
    assert_int_equal(ndc_result_write_junit(&document, in_folder("result.xml"), &error), 0);

    text = read_text("result.xml");
    assert_non_null(strstr(text, "ISR-03: The provider reported A2 &#60;late&#62;"));
    assert_null(strstr(text, "<late>"));
    assert_non_null(strstr(text, "tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"0\""));
}

/* Each bad result ends with one sentence that names the member. */
static void
test_bad_results_are_refused(void **state)
{
    static const struct {
        const char *from, *to, *words;
    } table[] = {
        {"ndc-result", "other", "\"format\""},
        {"\"version\": 1,\n", "\"version\": 9,\n", "version 9"},
        {"\"verdict\": \"FAIL\"", "\"verdict\": \"FINE\"", "case number 1: \"verdict\""},
        {"\"ticks\": 9", "\"ticks\": -9", "case number 1: \"ticks\""},
        {"\"event\": 40", "\"event\": \"x\"", "finding number 1: \"event\""},
        {"\"state\": \"broken\"", "\"state\": 1", "clause number 1: \"state\""},
        {"\"complete\": true", "\"complete\": 1", "\"complete\""},
        {"\"suite\": ", "\"suit\": ", "\"suite\" is missing"},
        {"{\n", "[\n", "not JSON"},
    };
    struct ndc_error error = {.text = ""};

    (void)state;
    assert_int_equal(ndc_result_write(&document, in_folder("result.json"), &error), 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *good = read_text("result.json");
        const char *at = strstr(good, table[i].from);
        char *bad = NULL;
        struct ndc_result again;

        assert_non_null(at);
        assert_true(asprintf(&bad, "%.*s%s%s", (int)(at - good), good, table[i].to,
                             at + strlen(table[i].from)) > 0);
        write_text("bad", bad);
        free(bad);
        assert_int_equal(ndc_result_read(&again, in_folder("bad"), &error), -1);
        if (strstr(error.text, table[i].words) == NULL)
            fail_msg("\"%s\" is not about %s", error.text, table[i].words);
    }
}

/* ---- providers ---- */

/* An unknown provider lists the known ones and suggests the nearest. */
static void
test_an_unknown_provider(void **state)
{
    struct ndc_provider provider;
    struct ndc_error error = {.text = ""};

    (void)state;
    unlink(in_folder("result.json"));
    unlink(in_folder("again.json"));
    write_text("acme.so", "");
    write_text("acme.json",
               "{\"name\": \"acme\", \"version\": \"1\", \"vendor\": \"A\", \"about\": \"x\", "
               "\"object\": \"acme.so\", \"interfaces\": [\"1.0\", \"2.0\"], \"breaks\": \"\"}");
    setenv("NDC_PROVIDERS", folder, 1);

    assert_int_equal(ndc_provider_find(&provider, "acne", &error), -1);
    assert_string_equal(error.text, "no provider is called \"acne\"; known are acme");
    assert_non_null(strstr(error.hint, "acme"));

    assert_int_equal(ndc_provider_find(&provider, "acme", &error), 0);
    assert_int_equal(provider.claims, NDC_VERSION_BIT_1_0 | NDC_VERSION_BIT_2_0);
    assert_int_equal(provider.engines, NDC_ENGINE_1 | NDC_ENGINE_2);
}

static void
describe(const char *engines)
{
    char text[300];

    snprintf(text, sizeof text,
             "{\"name\": \"acme\", \"version\": \"1\", \"vendor\": \"A\", \"about\": \"x\", "
             "\"object\": \"acme.so\", \"interfaces\": [\"2.0\"], \"engines\": %s}",
             engines);
    write_text("acme.json", text);
}

/* The generations of the engine a provider drives: one, both, or a sentence. */
static void
test_engines_of_a_provider(void **state)
{
    struct ndc_provider provider;
    struct ndc_error error = {.text = ""};

    (void)state;
    setenv("NDC_PROVIDERS", folder, 1);
    describe("[2]");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), 0);
    assert_int_equal(provider.engines, NDC_ENGINE_2);

    describe("[3]");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), -1);
    assert_string_equal(error.text, "\"engines\" holds something that is neither 1 nor 2");

    describe("[]");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), -1);
    assert_string_equal(error.text, "\"engines\" names no generation");

    describe("2");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), -1);
    assert_string_equal(error.text, "\"engines\" must be a list");
}

/* What was read well leaves no place behind: the next sentence is about something else. */
static void
test_success_leaves_no_place(void **state)
{
    struct ndc_provider provider;
    struct ndc_result result;
    struct ndc_error error = {.text = ""};

    (void)state;
    setenv("NDC_PROVIDERS", folder, 1);
    describe("[1]");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), 0);
    assert_string_equal(error.file, "");

    assert_int_equal(ndc_result_write(&document, in_folder("result.json"), &error), 0);
    assert_int_equal(ndc_result_read(&result, in_folder("result.json"), &error), 0);
    assert_string_equal(error.file, "");
    ndc_result_release(&result);
    unlink(in_folder("result.json"));
}

/* A description that is wrong says which key. */
static void
test_a_bad_description(void **state)
{
    struct ndc_provider provider;
    struct ndc_error error = {.text = ""};

    (void)state;
    setenv("NDC_PROVIDERS", folder, 1);
    write_text("acme.json", "{\"name\": \"acme\", \"version\": 1}");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), -1);
    assert_string_equal(error.text, "\"version\" must be a string");

    write_text("acme.json", "{\"name\": ");
    assert_int_equal(ndc_provider_find(&provider, "acme", &error), -1);
    assert_non_null(strstr(error.text, "is not JSON"));
    assert_int_equal(error.line, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_trace_comes_back),
        cmocka_unit_test(test_bad_traces_are_refused),
        cmocka_unit_test(test_a_result_comes_back),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_finding_a_case),
        cmocka_unit_test(test_junit_is_escaped),
        cmocka_unit_test(test_bad_results_are_refused),
        cmocka_unit_test(test_an_unknown_provider),
        cmocka_unit_test(test_engines_of_a_provider),
        cmocka_unit_test(test_success_leaves_no_place),
        cmocka_unit_test(test_a_bad_description),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

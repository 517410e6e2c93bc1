/* SPDX-License-Identifier: Apache-2.0 */
/* The five laws of a scenario (scenario.h), and that no bytes at all upset the parser. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/random.h"
#include "scenario/binary.h"
#include "scenario/grammar.h"
#include "scenario/layout.h"

#define ROUNDS 20000
#define BINARY_ROOM 65536
#define TEXT_ROOM 65536

static struct ndc_scenario one, two;
static struct ndc_error error;
static uint8_t bytes_one[BINARY_ROOM], bytes_two[BINARY_ROOM];
static char text_one[TEXT_ROOM], text_two[TEXT_ROOM];

/* Cells with likely opcodes, small operands and sometimes a trailer of rubbish. */
static size_t
random_cells(struct ndc_random *random, uint8_t *bytes)
{
    size_t cells = 1 + (size_t)ndc_random_below(random, 24);
    bool tame = ndc_random_below(random, 4) != 0;
    bytes[0] = (uint8_t)ndc_random_next(random);
    for (size_t place = 1; place <= cells * 16; place++) {
        uint64_t byte = ndc_random_next(random);
        if (tame && place % 16 == 1)
            byte %= NDC_FORMS;
        else if (tame)
            byte &= (byte >> 32 & 3) == 0 ? 0xFF : 0x03;
        bytes[place] = (uint8_t)byte;
    }
    return cells * 16 + 1 - (size_t)ndc_random_below(random, 17);
}

/* A real script's bytes with some of them changed: reaches deep into the trailer. */
static size_t
spoiled_script(struct ndc_random *random, uint8_t *bytes)
{
    static const char script[] =
        "# top\nscenario all\nabout What it is.\nclass should\ncites START-01 INT-02\n"
        "needs AbortDma\ninterface 1.0 2.0\nmachine cb1 msix 3 channels 65 cpus 2 vectors grants "
        "other unasked\nlimits accesses 9\n"
        "vary W in 1 2 63\nchannel c0 mask 3 group 1\nchannel c1 priority W\n"
        "copy A1 W bytes status irq source at W # why\n# between\ncopy A2 99 bytes\nnull Z irq\n"
        "chain A = A1 Z A2\n\ncall StartDma c0 A times W -> SUCCESS or ANY # go\nexpect copied A\n"
        "run W steps\nnever isr c0 names other than A or Z\nfault engine.stall c1 hit W drop\n"
        "fault status c0 next address A1+64\nexpect status c1 is Idle at Z\n# end\n";
    assert_int_equal(ndc_scenario_parse(&two, script, sizeof script - 1, "", &error), 0);
    long count = ndc_scenario_encode(&two, bytes, BINARY_ROOM);
    assert_true(count > 0);
    for (uint64_t left = ndc_random_below(random, 6); left > 0; left--)
        bytes[ndc_random_below(random, (uint64_t)count)] = (uint8_t)ndc_random_next(random);
    return (size_t)count - (ndc_random_below(random, 4) == 0
                                ? (size_t)ndc_random_below(random, (uint64_t)count)
                                : 0);
}

static size_t
random_bytes(struct ndc_random *random, uint8_t *bytes)
{
    return ndc_random_below(random, 2) == 0 ? random_cells(random, bytes)
                                            : spoiled_script(random, bytes);
}

/* Every operand of every record names something that exists. */
static void
assert_runnable(const struct ndc_scenario *scenario)
{
    assert_in_range(scenario->channel_count, 0, NDC_CHANNELS_MAX);
    assert_in_range(scenario->transfer_count, 0, NDC_SCRIPT_TRANSFERS_MAX);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++) {
        assert_in_range(scenario->chains[chain].count, 1, NDC_SCRIPT_CHAIN_MAX);
        for (unsigned place = 0; place < scenario->chains[chain].count; place++)
            assert_true(scenario->chains[chain].members[place] < scenario->transfer_count);
    }
    for (unsigned place = 0; place < scenario->record_count; place++) {
        const struct ndc_record *record = &scenario->records[place];
        assert_true(scenario->channel_count > 0 || !ndc_needs_channel(record));
        assert_true(scenario->transfer_count > 0 || !ndc_needs_transfer(scenario, record));
    }
    for (unsigned place = 0; place < scenario->record_count; place++)
        for (unsigned variation = 0; variation < ndc_scenario_variations(scenario); variation++) {
            struct ndc_record record =
                ndc_record_variation(scenario, &scenario->records[place], variation);
            assert_null(ndc_record_complaint(&record));
            assert_int_equal(record.varied, 0);
        }
    assert_true(ndc_layout_whole(scenario));
}

static unsigned
lines_count(const struct ndc_scenario *scenario)
{
    unsigned lines = 0;
    for (unsigned place = 0; place < scenario->layout_count; place++)
        lines += scenario->layout[place].part != NDC_PART_COMMENT;
    return lines;
}

/* Law 1: every byte string decodes to a runnable scenario, which is also a script. */
static void
decoding_is_total(void **state)
{
    (void)state;
    struct ndc_random random = {1};
    unsigned parsed = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t count = random_bytes(&random, bytes_one);

        ndc_scenario_decode(&one, bytes_one, count);

        assert_runnable(&one);
        long length = ndc_scenario_format(&one, text_one, TEXT_ROOM);
        assert_true(length > 0);
        if (lines_count(&one) > NDC_SCRIPT_LINES_MAX)
            continue;
        int result = ndc_scenario_parse(&two, text_one, (size_t)length, "", &error);
        if (result != 0)
            print_error("%d:%d %s\n%s", error.line, error.column, error.text, text_one);
        assert_int_equal(result, 0);
        parsed++;
    }
    assert_true(parsed > ROUNDS / 2);
}

/* Law 2: a zero record is the smallest harmless act. */
static void
zero_is_simplest(void **state)
{
    (void)state;
    memset(bytes_one, 0, 1 + 16 * 3);

    ndc_scenario_decode(&one, bytes_one, 1 + 16 * 3);

    ndc_scenario_format(&one, text_one, TEXT_ROOM);
    assert_string_equal(text_one, "scenario unnamed\n"
                                  "class    must\n"
                                  "breaks   any\n"
                                  "\n"
                                  "channel  c0\n"
                                  "copy     D1  64 bytes  status\n"
                                  "\n"
                                  "run      0 steps\n"
                                  "run      0 steps\n"
                                  "run      0 steps\n");
    ndc_scenario_decode(&two, bytes_one, 0);
    assert_int_equal(ndc_scenario_records(&two), 0);
    assert_runnable(&two);
}

/* Law 3: memory -> binary -> memory is exact, and text -> memory -> text on the canonical form. */
static void
round_trips_are_exact(void **state)
{
    (void)state;
    struct ndc_random random = {3};
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t count = random_bytes(&random, bytes_one);
        ndc_scenario_decode(&one, bytes_one, count);

        long first = ndc_scenario_encode(&one, bytes_one, BINARY_ROOM);
        assert_true(first > 0);
        ndc_scenario_decode(&two, bytes_one, (size_t)first);
        long second = ndc_scenario_encode(&two, bytes_two, BINARY_ROOM);

        assert_int_equal(first, second);
        assert_memory_equal(bytes_one, bytes_two, (size_t)first);
        assert_memory_equal(&one, &two, sizeof one);
        long length = ndc_scenario_format(&one, text_one, TEXT_ROOM);
        if (lines_count(&one) > NDC_SCRIPT_LINES_MAX)
            continue;
        assert_int_equal(ndc_scenario_parse(&two, text_one, (size_t)length, "", &error), 0);
        assert_int_equal(ndc_scenario_format(&two, text_two, TEXT_ROOM), length);
        assert_string_equal(text_one, text_two);
        assert_int_equal(ndc_scenario_encode(&two, bytes_two, BINARY_ROOM), first);
        assert_memory_equal(bytes_one, bytes_two, (size_t)first);
    }
}

/* Law 3 of scripts without transfers, or without anything: nothing is added to them. */
static void
small_scripts_round_trip(void **state)
{
    static const char *const scripts[] = {
        "scenario alone\nclass    must\n",
        "scenario acts\nabout    Sign# in a word.\nclass    must\n\npnp      stop\npnp      "
        "start\n",
        "scenario channel\nclass    must\n\nchannel  c0                      # kept,\tas it is\n\n"
        "call     ResetChannel c0\nnever    status c0 is Halted\n",
    };
    (void)state;
    for (unsigned script = 0; script < sizeof scripts / sizeof scripts[0]; script++) {
        assert_int_equal(
            ndc_scenario_parse(&one, scripts[script], strlen(scripts[script]), "", &error), 0);
        ndc_scenario_format(&one, text_one, TEXT_ROOM);
        long count = ndc_scenario_encode(&one, bytes_one, BINARY_ROOM);

        ndc_scenario_decode(&two, bytes_one, (size_t)count);

        ndc_scenario_format(&two, text_two, TEXT_ROOM);
        assert_string_equal(text_one, text_two);
    }
}

/* Law 4: without any one record it is still a runnable scenario and a script. */
static void
deletion_is_closed(void **state)
{
    (void)state;
    struct ndc_random random = {4};
    for (unsigned round = 0; round < ROUNDS; round++) {
        size_t count = random_bytes(&random, bytes_one);
        ndc_scenario_decode(&one, bytes_one, count);
        unsigned records = ndc_scenario_records(&one);
        if (records == 0)
            continue;

        ndc_scenario_remove(&one, (unsigned)ndc_random_below(&random, records));

        assert_int_equal(ndc_scenario_records(&one), records - 1);
        assert_runnable(&one);
        long length = ndc_scenario_format(&one, text_one, TEXT_ROOM);
        if (lines_count(&one) <= NDC_SCRIPT_LINES_MAX)
            assert_int_equal(ndc_scenario_parse(&two, text_one, (size_t)length, "", &error), 0);
        ndc_scenario_remove(&one, records);
        assert_int_equal(ndc_scenario_records(&one), records - 1);
    }
}

/* Law 5: opcodes keep their numbers; a new form goes behind the last of this list. */
static void
opcodes_are_append_only(void **state)
{
    (void)state;
    static const char *const beginnings[] = {
        "run <steps>",
        "run until idle",
        "run until <transfer>",
        "call",
        "unlink",
        "insert",
        "pnp",
        "power",
        "fault irq",
        "fault status <channel> next address",
        "fault status <channel> next code",
        "fault status <channel> next delay",
        "fault status <channel> next <mishap>",
        "fault engine <channel> stall",
        "fault engine <channel> halt",
        "fault data",
        "fault alloc",
        "fault device",
        "fault <place> [<anychannel>] [skip <skip>] [hit <hit>] <change>",
        "fault <place> [<anychannel>] [skip <skip>] [hit <hit>] <event>",
        "interrupt",
        "step",
        "explore",
        "expect status",
        "expect isr",
        "expect dpc",
        "expect copied",
        "expect untouched",
        "never isr",
        "never dpc",
        "never touch",
        "never status",
        "channel",
        "copy",
        "null",
        "context",
        "chain"};
    static const char *const patterns[] = {
#define NDC_FORM(identifier, class, pattern) pattern,
#include "scenario/forms.def"
#undef NDC_FORM
    };
    for (size_t form = 0; form < sizeof beginnings / sizeof beginnings[0]; form++)
        assert_memory_equal(patterns[form], beginnings[form], strlen(beginnings[form]));
    assert_int_equal(NDC_FORM_CHAIN_MORE, 37);
    assert_int_equal(NDC_FORM_TRAILER, 38);

    ndc_scenario_decode(&one, NULL, 0);
    ndc_scenario_encode(&one, bytes_one, BINARY_ROOM);
    assert_int_equal(bytes_one[0], 1);
}

/* Whatever text there is, the parser answers, and what it takes is a fixed point of the formatter.
 */
static void
no_text_upsets_the_parser(void **state)
{
    (void)state;
    struct ndc_random random = {6};
    unsigned taken = 0;
    for (unsigned round = 0; round < ROUNDS; round++) {
        static const char spice[] = "\n #=+->0Az\t\x80";
        size_t count = random_bytes(&random, bytes_one);
        ndc_scenario_decode(&one, bytes_one, count);
        long length = ndc_scenario_format(&one, text_one, TEXT_ROOM);
        for (uint64_t left = ndc_random_below(&random, 3); left > 0; left--)
            text_one[ndc_random_below(&random, (uint64_t)length)] =
                spice[ndc_random_below(&random, sizeof spice - 1)];

        if (ndc_scenario_parse(&two, text_one, (size_t)length, "f", &error) != 0) {
            assert_true(error.text[0] != '\0' && error.line > 0 && error.column > 0);
            continue;
        }

        taken++;
        length = ndc_scenario_format(&two, text_one, TEXT_ROOM);
        assert_true(length > 0);
        assert_int_equal(ndc_scenario_parse(&two, text_one, (size_t)length, "f", &error), 0);
        ndc_scenario_format(&two, text_two, TEXT_ROOM);
        assert_string_equal(text_one, text_two);
    }
    assert_true(taken > ROUNDS / 4);
}

static void
encode_refuses_small_room(void **state)
{
    (void)state;
    ndc_scenario_decode(&one, NULL, 0);

    long needed = ndc_scenario_encode(&one, bytes_one, BINARY_ROOM);

    assert_int_equal(ndc_scenario_encode(&one, bytes_one, (size_t)needed), needed);
    assert_int_equal(ndc_scenario_encode(&one, bytes_one, (size_t)needed - 1), -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decoding_is_total),         cmocka_unit_test(zero_is_simplest),
        cmocka_unit_test(round_trips_are_exact),     cmocka_unit_test(small_scripts_round_trip),
        cmocka_unit_test(deletion_is_closed),        cmocka_unit_test(opcodes_are_append_only),
        cmocka_unit_test(no_text_upsets_the_parser), cmocka_unit_test(encode_refuses_small_room)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The timeline draws what matters to a failure, whole, in lanes, within its bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "trace/address.h"
#include "trace/timeline.h"

#define EVENTS_MAX 400
#define TEXT_MAX 65536

static struct ndc_event events[EVENTS_MAX];
static uint8_t chosen[EVENTS_MAX];
static char text[TEXT_MAX];
static uint32_t count;

static ndc_object
descriptor(uint32_t index)
{
    return ndc_object_make(NDC_OBJECT_DESCRIPTOR, index, 1);
}

/* Adds an event of channel 0; the rest are its fields a .. d. */
#define ADD(when, what, ...) \
    add((struct ndc_event){.tick = (when), .kind = (uint8_t)(what)}, (uint64_t[4]){__VA_ARGS__})

static uint32_t
add(struct ndc_event event, const uint64_t fields[4])
{
    event.a = fields[0];
    event.b = fields[1];
    event.c = fields[2];
    event.d = fields[3];
    events[count] = event;
    return count++;
}

static const char *
transfer_name(void *context, unsigned transfer)
{
    static const char *const names[] = {"A1", "A2", "B1"};

    (void)context;
    return transfer < 3 ? names[transfer] : "?";
}

static const char *
note(void *context, uint32_t event)
{
    return event == *(const uint32_t *)context ? "ISR-03 broken" : "";
}

/* A chain is started, finished and reset; then its descriptor is reported: the last event. */
static uint32_t
stale_report(void)
{
    uint32_t reset;

    count = 0;
    ADD(0, NDC_EVENT_SUBMIT, descriptor(0), 0, 0, 0x140001000u);
    ADD(0, NDC_EVENT_SUBMIT, descriptor(1), 0, 0, 0x140001040u);
    ADD(0, NDC_EVENT_CALL, NDC_ROUTINE_START, descriptor(0), 2, 0x140001000u);
    ADD(0, NDC_EVENT_WRITE, 0x90, 0x140001000u, 8, 1);
    ADD(0, NDC_EVENT_STATE, 3, 4, 0, 0);
    ADD(1, NDC_EVENT_RETURN, NDC_ROUTINE_START, 0, 0, 0);
    ADD(12, NDC_EVENT_DONE, descriptor(0), 0, 0, 0);
    ADD(12, NDC_EVENT_STATUS, 0, 0, 0x140001000u, descriptor(0));
    ADD(12, NDC_EVENT_RAISE, 1, 0, descriptor(0), 0);
    ADD(20, NDC_EVENT_CALL, NDC_ROUTINE_RESET, 0, 0, 0);
    reset = ADD(21, NDC_EVENT_RETURN, NDC_ROUTINE_RESET, 0, 0, 0);
    ADD(30, NDC_EVENT_ISR, 0x140001040u, descriptor(1), 0, 0);
    return reset;
}

static struct ndc_timeline
timeline_of(uint32_t because)
{
    return (struct ndc_timeline){
        .events = events,
        .count = count,
        .broken = count - 1,
        .because = because,
        .about = descriptor(1),
        .channel = 0,
        .lines_max = NDC_TIMELINE_LINES_MAX,
        .names = {.transfer = transfer_name},
    };
}

static void
draw(const struct ndc_timeline *timeline)
{
    size_t length;

    (void)ndc_timeline_choose(timeline, chosen);
    length = ndc_timeline_draw(timeline, chosen, text, sizeof text);
    assert_int_equal(length, strlen(text));
}

static unsigned
lines_of(const char *words)
{
    unsigned lines = 0;

    for (; *words != '\0'; words++)
        lines += *words == '\n';
    return lines;
}

/* Every lane begins in its column; arrows stand between NetDMA and the provider. */
static void
lanes_stand_in_their_columns(void **state)
{
    struct ndc_timeline timeline = timeline_of(stale_report());
    (void)state;

    draw(&timeline);

    assert_non_null(strstr(text, "\n     0  StartDma A1 A2      -> 0x90 := A1            Armed\n"));
    assert_non_null(strstr(text, "\n     1                      <- SUCCESS\n"));
    assert_non_null(strstr(text, "A1 done, A1|Active"));
    assert_non_null(strstr(text, "\n  > 30                      <- NetDmaIsr A2\n"));
}

/* An address written into a register is shown as the descriptor submitted there. */
static void
addresses_become_names(void **state)
{
    struct ndc_timeline timeline = timeline_of(stale_report());
    (void)state;

    draw(&timeline);

    assert_non_null(strstr(text, "0x90 := A1"));
}

/* What the judge says stands in the model's lane of the event it is about. */
static void
notes_stand_in_the_lane_of_the_model(void **state)
{
    struct ndc_timeline timeline = timeline_of(stale_report());
    uint32_t broken = count - 1;
    const char *line;
    (void)state;

    timeline.names.note = note;
    timeline.names.context = &broken;
    draw(&timeline);
    line = strstr(text, "  > 30");

    assert_non_null(line);
    assert_memory_equal(line + 76, "ISR-03 broken\n", 14);
}

/* However long the trace, at most forty events are drawn, and the two that matter are among them.
 */
static void
a_long_trace_gives_a_short_picture(void **state)
{
    uint32_t because = stale_report();
    struct ndc_timeline timeline;
    (void)state;

    for (uint32_t i = 0; count < EVENTS_MAX - 1; i++)
        ADD(40 + i, NDC_EVENT_DONE, descriptor(0), 0, 0, 0);
    ADD(900, NDC_EVENT_ISR, 0x140001040u, descriptor(1), 0, 0);
    timeline = timeline_of(because);
    draw(&timeline);

    assert_true(ndc_timeline_choose(&timeline, chosen) <= NDC_TIMELINE_LINES_MAX);
    assert_int_not_equal(chosen[because], 0);
    assert_int_not_equal(chosen[count - 1], 0);
    assert_true(lines_of(text) <= NDC_TIMELINE_LINES_MAX + 2);
}

/* Of a late failure the newest is drawn, and the call that handed the thing over; "..." stands for
 * what lies between. */
static void
a_late_failure_is_drawn_from_its_end(void **state)
{
    uint32_t because = stale_report();
    struct ndc_timeline timeline;
    (void)state;

    for (uint32_t i = 0; count < EVENTS_MAX - 2; i++)
        ADD(40 + i, NDC_EVENT_CALL, NDC_ROUTINE_SUSPEND, 0, 0, 0);
    ADD(900, NDC_EVENT_RAISE, 1, 0, descriptor(0), 0);
    ADD(901, NDC_EVENT_ISR, 0x140001040u, descriptor(1), 0, 0);
    timeline = timeline_of(because);
    draw(&timeline);

    assert_int_not_equal(chosen[2], 0); /* the Start of its chain, and what it returned */
    assert_int_not_equal(chosen[5], 0);
    assert_int_not_equal(chosen[count - 2], 0);
    assert_non_null(strstr(text, "\n   ...\n"));
}

/* What a loop does is drawn once. */
static void
a_loop_is_drawn_once(void **state)
{
    struct ndc_timeline timeline;
    uint32_t begin;
    (void)state;

    stale_report();
    begin = count;
    for (uint32_t i = 0; i < 9; i++)
        ADD(40 + i, NDC_EVENT_FAULT_FIRED, 0, 3, 0, 0);
    ADD(90, NDC_EVENT_ISR, 0x140001040u, descriptor(1), 0, 0);
    timeline = timeline_of(NDC_TIMELINE_NOWHERE);
    draw(&timeline);

    assert_int_not_equal(chosen[begin], 0);
    assert_int_equal(chosen[begin + 1], 0);
    assert_int_equal(chosen[begin + 8], 0);
}

static const char *
phrase_of(uint64_t address)
{
    const struct ndc_lane_names names = {.transfer = transfer_name};
    const struct ndc_scene_at at = {events, count, count - 1};
    struct ndc_text words = ndc_text_make(text, sizeof text);

    return ndc_address_phrase(&words, &names, &at, address) ? text : "unknown";
}

/* An address is told by what lives there, or by its neighbour. */
static void
addresses_are_told(void **state)
{
    (void)state;
    stale_report();
    ADD(31, NDC_EVENT_STATUS, ndc_object_make(NDC_OBJECT_WORD, 2, 1), 0x140009000u, 0, 0);
    ADD(32, NDC_EVENT_ISR, 0x7000, NDC_OBJECT_NOTHING, 0, 0);

    assert_string_equal(phrase_of(0x140001040u), "A2");
    assert_string_equal(phrase_of(0x140001048u), "the inside of descriptor A2");
    assert_string_equal(phrase_of(0x140001080u), "memory behind descriptor A2");
    assert_string_equal(phrase_of(0x140000FC0u), "memory before descriptor A1");
    assert_string_equal(phrase_of(0x140009000u), "the completion word of c2");
    assert_string_equal(phrase_of(0x140009008u), "memory behind the completion word of c2");
    assert_string_equal(phrase_of(0x7000), "no memory");
    assert_string_equal(phrase_of(0x150000000u), "unknown");
}

/* Nothing that happened after the failure, and nothing of another channel, is drawn. */
static void
what_came_later_or_elsewhere_is_left_out(void **state)
{
    struct ndc_timeline timeline;
    uint32_t because = stale_report();
    uint32_t broken = count - 1;
    uint32_t elsewhere;
    (void)state;

    events[6].channel = 1;
    elsewhere = 6;
    events[6].a = descriptor(2);
    ADD(31, NDC_EVENT_DONE, descriptor(0), 0, 0, 0);
    timeline = timeline_of(because);
    timeline.broken = broken;
    draw(&timeline);

    assert_int_equal(chosen[elsewhere], 0);
    assert_int_equal(chosen[count - 1], 0);
}

static const char *
register_name(void *context, uint32_t offset)
{
    (void)context;
    return offset < 0x98 ? "CHAINADDR" : offset < 0xA8 ? "CHANERR" : "CHANERRMASK";
}

/* Two halves of one register are one line with the whole value; two registers stay two. */
static void
halves_of_a_register_are_one_access(void **state)
{
    struct ndc_timeline timeline;
    (void)state;

    count = 0;
    ADD(0, NDC_EVENT_SUBMIT, descriptor(0), 0, 0, 0x140001000u);
    ADD(1, NDC_EVENT_WRITE, 0x90, 0x40001000u, 4, 1);
    ADD(2, NDC_EVENT_WRITE, 0x94, 1, 4, 2);
    ADD(3, NDC_EVENT_WRITE, 0xA0, 5, 4, 3);
    ADD(4, NDC_EVENT_WRITE, 0xA8, 6, 4, 4);
    ADD(5, NDC_EVENT_ISR, 0, descriptor(1), 0, 0);
    timeline = timeline_of(NDC_TIMELINE_NOWHERE);
    timeline.names.device_register = register_name;
    draw(&timeline);

    assert_non_null(strstr(text, "CHAINADDR := A1"));
    assert_null(strstr(text, "CHAINADDR := 0x"));
    assert_non_null(strstr(text, "CHANERR := 0x5"));
    assert_non_null(strstr(text, "CHANERRMASK := 0x6"));
}

/* Asked for everything, every event is drawn. */
static void
all_means_all(void **state)
{
    struct ndc_timeline timeline = timeline_of(stale_report());
    (void)state;

    timeline.lines_max = 0;

    assert_int_equal(ndc_timeline_choose(&timeline, chosen), count);
}

/* Every kind of event, with the worst values, can be drawn; no room is no harm. */
static void
every_event_has_words(void **state)
{
    struct ndc_timeline timeline;
    char small[64];
    (void)state;

    count = 0;
    for (unsigned kind = 0; kind <= NDC_EVENT_KINDS; kind++) {
        events[ADD(kind, kind, 0)].channel = NDC_CHANNEL_NONE;
        events[ADD(kind, kind, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX)].channel = 3;
    }
    timeline = timeline_of(NDC_TIMELINE_NOWHERE);
    timeline.lines_max = 0;
    draw(&timeline);
    (void)ndc_timeline_draw(&timeline, chosen, small, sizeof small);

    assert_true(lines_of(text) > NDC_EVENT_KINDS);
    assert_true(strlen(small) < sizeof small);
}

static const char *
long_note(void *context, uint32_t event)
{
    (void)context;
    (void)event;
    return "Allocated, ISR-03 from here, and this is far too much for a lane";
}

/* Long words go on below where they began; the picture stays on paper of a hundred columns. */
static void
no_line_passes_the_edge(void **state)
{
    struct ndc_timeline timeline = timeline_of(stale_report());
    size_t column = 0;
    (void)state;

    timeline.names.note = long_note;
    draw(&timeline);

    for (const char *at = text; *at != '\0'; at++) {
        column = *at == '\n' ? 0 : column + 1;
        assert_true(column <= NDC_TIMELINE_COLUMNS);
    }
    assert_non_null(strstr(text, "too much for a lane"));
}

/* An empty trace draws a heading and nothing else. */
static void
an_empty_trace_is_an_empty_picture(void **state)
{
    struct ndc_timeline timeline = {.broken = NDC_TIMELINE_NOWHERE,
                                    .because = NDC_TIMELINE_NOWHERE,
                                    .channel = NDC_CHANNEL_NONE,
                                    .lines_max = NDC_TIMELINE_LINES_MAX,
                                    .events = events};
    (void)state;

    draw(&timeline);

    assert_int_equal(lines_of(text), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lanes_stand_in_their_columns),
        cmocka_unit_test(addresses_become_names),
        cmocka_unit_test(notes_stand_in_the_lane_of_the_model),
        cmocka_unit_test(a_long_trace_gives_a_short_picture),
        cmocka_unit_test(a_late_failure_is_drawn_from_its_end),
        cmocka_unit_test(a_loop_is_drawn_once),
        cmocka_unit_test(addresses_are_told),
        cmocka_unit_test(what_came_later_or_elsewhere_is_left_out),
        cmocka_unit_test(halves_of_a_register_are_one_access),
        cmocka_unit_test(all_means_all),
        cmocka_unit_test(every_event_has_words),
        cmocka_unit_test(no_line_passes_the_edge),
        cmocka_unit_test(an_empty_trace_is_an_empty_picture),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

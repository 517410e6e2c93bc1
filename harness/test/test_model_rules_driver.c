/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules about the driver, its versions and what all callbacks owe: for each clause a trace that
 * keeps it and one that breaks it, as lists of events.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "model/state_look.h"

#include "rules.inc"

#define TRACE_MAX 12
#define EV(kind_, ...)                                       \
    {                                                        \
        .kind = NDC_EVENT_##kind_, .values = { __VA_ARGS__ } \
    }
#define CH(kind_, channel_, ...)                                                      \
    {                                                                                 \
        .kind = NDC_EVENT_##kind_, .values = {__VA_ARGS__}, .channel = (channel_) + 1 \
    }
#define V(major, minor) ((major) << 16 | (minor))

/* An interface of this version, and a provider whose manifest has these bits of versions. */
#define INTERFACE(version, claims, registers) \
    EV(SCRIPT_BEGIN, version, 2 | 2 << 8, 0, (claims) << 16 | (registers) << 20)
#define ANY INTERFACE(V(2, 0), 0, 0)
#define REGISTERS(major, minor, flags) \
    EV(REGISTER, (major) | (minor) << 8 | 112 << 16 | (uint64_t)(flags) << 32, 0x1FF, 8)
#define REGISTERED REGISTERS(2, 0, 0), EV(REGISTERED, 0)
#define STARTED \
    REGISTERED, EV(START_PROVIDER, 32 << 16, 0, (uint64_t)3 << 32), EV(STARTED_PROVIDER, 0)
#define SERVES_1_0 REGISTERS(1, 0, 0), EV(REGISTERED, 0), EV(START_PROVIDER, 0)
#define PNP 0x1B
#define MN_START 0
#define MN_REMOVE 2
#define MN_STOP 4
#define MN_FILTER 0x0D
#define FAILED 0xC0000001u
#define ABORTS CH(CALL, 0, NDC_ROUTINE_ABORT)
#define STARTS                                                                 \
    CH(CALL, 0, NDC_ROUTINE_ALLOCATE), CH(RETURN, 0, NDC_ROUTINE_ALLOCATE, 0), \
        CH(CALL, 0, NDC_ROUTINE_START)
#define START_FAILS CH(RETURN, 0, NDC_ROUTINE_START, FAILED)

struct told {
    enum ndc_event_kind kind;
    uint64_t values[4];
    unsigned channel; /* number + 1; 0: none */
    uint8_t irql;
};

static const struct rule_case {
    const char *clause;
    struct told kept[TRACE_MAX];
    struct told broken[TRACE_MAX];
} cases[] = {
    {"DRV-01",
     {ANY, EV(ENTRY, 0), EV(ENTRY_DONE, 0, 0, 0xF)},
     {ANY, EV(ENTRY, 0), EV(ENTRY_DONE, 0, 0, 0x1F)}},
    {"DRV-01",
     {ANY, EV(ENTRY, 0), EV(ENTRY_DONE, 0, 0, 0xF)},
     {ANY, EV(ENTRY, 0), EV(ENTRY_DONE, 0, 0, 0xD)}},
    {"DRV-02",
     {ANY, EV(ENTRY, 1), REGISTERED, EV(ENTRY_DONE, 1, 0, 1)},
     {ANY, EV(ENTRY, 1), REGISTERED, EV(ENTRY_DONE, 1, 0, 2)}},
    {"DRV-02",
     {ANY, EV(ENTRY, 1), REGISTERED, EV(ENTRY_DONE, 1, 0, 1)},
     {ANY, EV(ENTRY, 1), REGISTERED, REGISTERED, EV(ENTRY_DONE, 1, 0, 1)}},
    {"DRV-02",
     {ANY, EV(ENTRY, 1), REGISTERED, EV(ENTRY_DONE, 1, 0, 1)},
     {INTERFACE(V(2, 0), 4, 4), EV(ENTRY, 1), EV(ENTRY_DONE, 1, 0, 1)}},
    {"DRV-04",
     {ANY, REGISTERED, EV(IRP, PNP, MN_FILTER), EV(IRP_DONE, PNP, MN_FILTER, 0)},
     {ANY, REGISTERED, EV(IRP, PNP, MN_FILTER), EV(IRP_DONE, PNP, MN_FILTER, FAILED)}},
    {"DRV-05",
     {ANY, REGISTERED, EV(IRP, PNP, MN_START), EV(WRITE, 3, 1, 1),
      EV(START_PROVIDER, 0, 0, (uint64_t)3 << 32)},
     {ANY, REGISTERED, EV(IRP, PNP, MN_START), EV(READ, 0, 4, 1),
      EV(START_PROVIDER, 0, 0, (uint64_t)3 << 32)}},
    {"DRV-05",
     {ANY, REGISTERED, EV(IRP, PNP, MN_START), EV(WRITE, 3, 1, 1),
      EV(START_PROVIDER, 0, 0, (uint64_t)3 << 32)},
     {ANY, REGISTERED, EV(WRITE, 3, 1, 1), EV(START_PROVIDER, 0, 0, (uint64_t)1 << 32)}},
    {"DRV-06",
     {ANY, STARTED, EV(IRP, PNP, MN_STOP), EV(STOP_PROVIDER, 1, MN_STOP), EV(STOPPED_PROVIDER, 0),
      EV(IRP_DONE, PNP, MN_STOP, 0)},
     {ANY, STARTED, EV(IRP, PNP, MN_STOP), EV(IRP_DONE, PNP, MN_STOP, 0)}},
    {"DRV-07",
     {ANY, REGISTERED, EV(IRP, PNP, MN_REMOVE), EV(DEREGISTER, 1, MN_REMOVE),
      EV(IRP_DONE, PNP, MN_REMOVE, 0)},
     {ANY, REGISTERED, EV(IRP, PNP, MN_REMOVE), EV(IRP_DONE, PNP, MN_REMOVE, 0)}},
    {"DRV-07",
     {ANY, EV(ENTRY, 1), REGISTERED, EV(DEREGISTER, 1, 0xFF), EV(ENTRY_DONE, 1, FAILED),
      EV(IRP, PNP, MN_REMOVE), EV(IRP_DONE, PNP, MN_REMOVE, 0)},
     {ANY, STARTED, EV(IRP, PNP, MN_REMOVE), EV(DEREGISTER, 1, MN_REMOVE)}},
    {"DRV-08",
     {ANY, EV(ENTRY, 0), EV(ENTRY, 2), EV(ENTRY_DONE, 2), EV(MISUSE, NDC_MISUSED_LEAK_POOL, 1, 1),
      EV(SCRIPT_END, 0)},
     {ANY, EV(ENTRY, 0), EV(ENTRY, 2), EV(ENTRY_DONE, 2),
      EV(MISUSE, NDC_MISUSED_LEAK_POOL, 1, 1 | NDC_LEAK_OF_ENTRY)}},
    {"VER-01",
     {INTERFACE(V(1, 0), 1, 1), EV(ENTRY, 0, 2)},
     {INTERFACE(V(1, 0), 1, 1), EV(ENTRY, 0, 1)}},
    {"VER-02",
     {ANY, EV(GET_VERSION, V(2, 0), 1)},
     {INTERFACE(V(1, 0), 0, 0), EV(GET_VERSION, V(1, 0), 0)}},
    {"VER-03",
     {INTERFACE(V(1, 0), 0, 0), EV(LOOKUP, 1, 0), REGISTERS(1, 0, 0)},
     {INTERFACE(V(1, 0), 0, 0), EV(LOOKUP, 1, 0), REGISTERS(1, 1, 0)}},
    {"VER-03",
     {INTERFACE(V(1, 0), 0, 0), EV(LOOKUP, 1, 0), REGISTERS(1, 0, 0)},
     {INTERFACE(V(1, 0), 0, 0), EV(LOOKUP, 1, 0), REGISTERS(1, 0, 1)}},
    {"VER-03",
     {INTERFACE(V(1, 0), 0, 0), EV(LOOKUP, 1, 0), SERVES_1_0, EV(DEVICE_POWER, 3),
      EV(SCRIPT_END, 0)},
     {INTERFACE(V(1, 0), 0, 0), EV(LOOKUP, 1, 0), SERVES_1_0, EV(NOTIFY, 5)}},
    {"VER-04",
     {INTERFACE(V(1, 9), 0, 0), REGISTERS(1, 1, 0)},
     {INTERFACE(V(1, 9), 0, 0), REGISTERS(2, 0, 0)}},
    {"VER-05",
     {INTERFACE(V(1, 9), 15, 7), EV(GET_VERSION, V(1, 9), 1), REGISTERS(1, 1, 0)},
     {INTERFACE(V(1, 9), 15, 7), EV(GET_VERSION, V(1, 9), 1), REGISTERS(2, 0, 0)}},
    {"VER-05",
     {INTERFACE(V(3, 0), 15, 7), EV(GET_VERSION, V(3, 0), 1), REGISTERS(2, 0, 0)},
     {INTERFACE(V(3, 0), 15, 7), EV(GET_VERSION, V(3, 0), 1), REGISTERS(1, 0, 0)}},
    {"VER-06",
     {ANY, EV(GET_VERSION, V(2, 0), 1)},
     {ANY, {.kind = NDC_EVENT_GET_VERSION, .values = {V(2, 0), 1}, .irql = 2}}},
    {"VER-07",
     {INTERFACE(V(1, 0), 0, 0), STARTED, EV(DEVICE_POWER, 3), EV(SCRIPT_END, 0)},
     {INTERFACE(V(1, 0), 0, 0), STARTED, EV(NOTIFY, 5)}},
    {"VER-07",
     {INTERFACE(V(1, 0), 0, 0), EV(ENTRY, 0, 1)},
     {INTERFACE(V(1, 0), 0, 0), EV(ENTRY, 0, 2)}},
    {"VER-08",
     {INTERFACE(V(1, 1), 15, 7), REGISTERS(1, 1, 0)},
     {INTERFACE(V(1, 1), 15, 7), REGISTERS(1, 1, 1)}},
    {"VER-08",
     {INTERFACE(V(1, 1), 15, 7), REGISTERS(1, 0, 0)},
     {INTERFACE(V(1, 1), 15, 7), REGISTERS(2, 0, 0)}},
    {"MAN-01",
     {INTERFACE(V(2, 1), 15, 7), REGISTERS(2, 0, 0)},
     {INTERFACE(V(2, 1), 15, 7), REGISTERS(1, 0, 0)}},
    {"GEN-03",
     {ANY, ABORTS, CH(RETURN, 0, NDC_ROUTINE_ABORT, FAILED)},
     {ANY, ABORTS, CH(RETURN, 0, NDC_ROUTINE_ABORT, 0xC000009A)}},
    {"GEN-04",
     {ANY, REGISTERED, STARTS, CH(ISR, 1, 1), CH(RETURN, 0, NDC_ROUTINE_START, 0)},
     {ANY, REGISTERED, STARTS, CH(ISR, 1, 1), START_FAILS}},
    {"GEN-05",
     {ANY, REGISTERED, STARTS, EV(INTERRUPT, 0), EV(INTERRUPT_DONE, 0),
      CH(RETURN, 0, NDC_ROUTINE_START, 0)},
     {ANY, REGISTERED, STARTS, EV(INTERRUPT, 0), EV(INTERRUPT_DONE, 0), START_FAILS}},
    {"GEN-05",
     {ANY, REGISTERED, STARTS, EV(DPC_RUN, 0), EV(DPC_DONE, 0),
      CH(RETURN, 0, NDC_ROUTINE_START, 0)},
     {ANY, REGISTERED, STARTS, EV(DPC_RUN, 0), EV(MISUSE, NDC_MISUSED_LOCK_RECURSION)}},
    {"GEN-06",
     {ANY, CH(FAULT_FIRED, 0, 0, 0), ABORTS, CH(RETURN, 0, NDC_ROUTINE_ABORT, FAILED)},
     {ANY, CH(FAULT_FIRED, 0, 0, 0), ABORTS, EV(LIMIT, 0, 1)}},
};

static struct ndc_model model;

static void
judge(const struct told *told)
{
    ndc_model_reset(&model);
    for (uint32_t i = 0; i < TRACE_MAX && (i == 0 || told[i].kind != NDC_EVENT_SCRIPT_BEGIN); i++) {
        struct ndc_event event = {.tick = i,
                                  .kind = (uint8_t)told[i].kind,
                                  .channel = told[i].channel == 0 ? NDC_CHANNEL_NONE
                                                                  : (uint8_t)(told[i].channel - 1),
                                  .irql = told[i].irql,
                                  .a = told[i].values[0],
                                  .b = told[i].values[1],
                                  .c = told[i].values[2],
                                  .d = told[i].values[3]};

        ndc_model_take(&model, &event, i);
    }
}

static bool
was_reached(int clause)
{
    const uint64_t *reached = ndc_model_reached(&model);

    for (unsigned row = 0; row < ndc_rule_count; row++)
        if (ndc_rules[row].clause == clause && (reached[row / 64] >> row % 64 & 1) != 0)
            return true;
    return false;
}

static bool
was_broken(int clause)
{
    const struct ndc_finding *findings;
    uint32_t count = ndc_model_findings(&model, &findings);

    for (uint32_t i = 0; i < count; i++)
        if (findings[i].clause == clause)
            return true;
    return false;
}

static void
test_each_clause_is_kept_and_broken(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int clause = ndc_clause_find(cases[i].clause);

        assert_true(clause >= 0);
        judge(cases[i].kept);
        if (was_broken(clause) || !was_reached(clause)) {
            print_error("case %u: %s not kept\n", (unsigned)i, cases[i].clause);
            failures++;
        }
        judge(cases[i].broken);
        if (!was_broken(clause)) {
            print_error("case %u: %s not broken\n", (unsigned)i, cases[i].clause);
            failures++;
        }
    }
    assert_int_equal(failures, 0);
}

/* What is told of a version is no breach where the manifest or the engine explain it. */
static void
test_what_is_no_breach(void **state)
{
    static const struct rule_case fine[] = {
        {"MAN-01", {INTERFACE(V(2, 0), 3, 7), REGISTERS(1, 0, 0)}, {{0}}},
        {"MAN-01", {EV(SCRIPT_BEGIN, V(2, 0), 1, 0, 0x7F0000), REGISTERS(1, 1, 0)}, {{0}}},
        {"VER-01", {INTERFACE(V(1, 0), 4, 4), EV(ENTRY, 0, 1)}, {{0}}},
        {"VER-05",
         {INTERFACE(V(2, 0), 15, 7), EV(GET_VERSION, V(2, 0), 1), REGISTERS(1, 0, 0)},
         {{0}}},
        {"GEN-05",
         {ANY, REGISTERED, STARTS, START_FAILS, EV(INTERRUPT, 0), EV(INTERRUPT_DONE, 0)},
         {{0}}},
        {"GEN-06", {ANY, EV(DPC_RUN, 0), EV(LIMIT, 0, 1)}, {{0}}},
        {"DRV-02", {INTERFACE(V(1, 0), 4, 4), EV(ENTRY, 1), EV(ENTRY_DONE, 1, 0, 1)}, {{0}}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        judge(fine[i].kept);
        assert_false(was_broken(ndc_clause_find(fine[i].clause)));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_clause_is_kept_and_broken),
        cmocka_unit_test(test_what_is_no_breach),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

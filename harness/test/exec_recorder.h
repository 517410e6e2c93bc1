/* SPDX-License-Identifier: Apache-2.0 */
/* A target that only writes down what it is asked to do. Include after cmocka.h. */
#ifndef NDC_TEST_EXEC_RECORDER_H
#define NDC_TEST_EXEC_RECORDER_H

#include "target.h"

struct recorder {
    char log[8192];
    size_t length;
    unsigned offers; /* bit enum ndc_routine */
    bool begins;
    uint32_t answer; /* of every call */
};

static struct recorder recorder;

static void __attribute__((format(printf, 1, 2))) record(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(recorder.log + recorder.length, sizeof recorder.log - recorder.length,
                            format, arguments);
    va_end(arguments);
    recorder.length += (size_t)written;
    assert_true(recorder.length < sizeof recorder.log);
}

static bool
begin(void *self, const struct ndc_setup *setup)
{
    (void)self;
    record("begin %x\n", setup->interface_version);
    for (unsigned i = 0; i < setup->early_count; i++)
        record("early %u skip %u operand %x\n", setup->early[i].place, setup->early[i].skip,
               (unsigned)setup->early[i].operand);
    return recorder.begins;
}

static bool
offers(void *self, enum ndc_routine routine)
{
    (void)self;
    return recorder.offers >> routine & 1;
}

static void
define(void *self, uint16_t transfer, const struct ndc_transfer *what)
{
    (void)self;
    record("define %u kind %u bytes %u flags %x at %u %u break %u %u context %u\n", transfer,
           what->kind, what->bytes, what->flags, what->source_offset, what->target_offset,
           what->source_break, what->target_break, what->context);
}

static uint32_t
call(void *self, const struct ndc_call *what)
{
    (void)self;
    record("call %u c%u", what->routine, what->channel);
    for (unsigned place = 0; place < what->count; place++)
        record(" %u", what->transfers[place]);
    record(" chain %u%s", what->chain, what->at_dispatch ? " dispatch" : "");
    if (what->count_shown >= 0)
        record(" shown %d", what->count_shown);
    if (what->affinity != 0 || what->priority != 0)
        record(" mask %x priority %u", what->affinity, what->priority);
    if (what->group != 0)
        record(" group %u", what->group);
    record("\n");
    return recorder.answer;
}

static void
unlink(void *self, uint16_t transfer)
{
    (void)self;
    record("unlink %u\n", transfer);
}

static void
insert(void *self, uint16_t transfer, uint16_t after)
{
    (void)self;
    record("insert %u after %u\n", transfer, after);
}

static void
run(void *self, const struct ndc_until_what *what)
{
    (void)self;
    record("run %u transfer %u steps %u\n", what->until, what->transfer, what->steps);
}

static void
fault(void *self, const struct ndc_fault_plan *plan)
{
    (void)self;
    record("fault %s c%u %s skip %u hit %u operand %llx\n", ndc_place_names[plan->place],
           plan->channel, ndc_operator_names[plan->operator], plan->skip, plan->hit,
           (unsigned long long)plan->operand);
}

static void
wire(void *self, enum ndc_wire_verb verb, unsigned channel)
{
    (void)self;
    record("wire %u c%u\n", verb, channel);
}

static void
point(void *self, enum ndc_point_act act, unsigned channel, uint32_t at)
{
    (void)self;
    record("point %u c%u at %u\n", act, channel, at);
}

static void
pnp(void *self, enum ndc_pnp what, unsigned device)
{
    (void)self;
    record("pnp %u\n", what + 100 * device);
}

static void
power(void *self, enum ndc_power what, unsigned device)
{
    (void)self;
    record("power %u\n", (what == NDC_POWER_UP) + 100 * device);
}

static ndc_object
object(void *self, uint16_t transfer)
{
    (void)self;
    return 0x100u + transfer;
}

static uint64_t
address(void *self, uint16_t transfer)
{
    (void)self;
    return 0x10000u * (transfer + 1u);
}

static void
look(void *self, uint16_t transfer)
{
    (void)self;
    record("look %u\n", transfer);
}

static void
note(void *self, enum ndc_event_kind kind, unsigned channel, uint64_t a, uint64_t b, uint64_t c,
     uint64_t d)
{
    (void)self;
    if (kind == NDC_EVENT_SCRIPT_LINE)
        record("-- line %u record %u\n", (unsigned)a, (unsigned)b);
    else
        record("note %s c%u %llx %llx %llx %llx\n", ndc_event_shapes[kind].name, channel,
               (unsigned long long)a, (unsigned long long)b, (unsigned long long)c,
               (unsigned long long)d);
}

static void
end(void *self)
{
    (void)self;
    record("end\n");
}

static const struct ndc_target_ops ops = {
    .begin = begin,
    .offers = offers,
    .define = define,
    .call = call,
    .unlink = unlink,
    .insert = insert,
    .run = run,
    .fault = fault,
    .wire = wire,
    .point = point,
    .pnp = pnp,
    .power = power,
    .object = object,
    .address = address,
    .look = look,
    .note = note,
    .end = end,
};

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The world as a target: each act of target.h goes to the part that carries it out. */
#include "target.h"

#include "world/world_state.h"

static bool
begin(void *self, const struct ndc_setup *setup)
{
    return ndc_world_begin(self, setup);
}

static bool
offers(void *self, enum ndc_routine routine)
{
    struct ndc_world *world = self;
    bool any = false;

    for (unsigned i = 0; i < world->unit_count; i++) {
        unsigned before = ndc_world_turn(world, i);

        any |= ndc_netdma_offers(world->netdma, routine);
        ndc_world_turn(world, before);
    }
    return any;
}

static void
define(void *self, uint16_t transfer, const struct ndc_transfer *what)
{
    struct ndc_world *world = self;

    ndc_netdma_define(world->netdma, transfer, what);
}

static uint32_t
call(void *self, const struct ndc_call *what)
{
    struct ndc_world *world = self;

    return ndc_netdma_call(world->netdma, what);
}

static void
unlink(void *self, uint16_t transfer)
{
    struct ndc_world *world = self;

    ndc_netdma_unlink(world->netdma, transfer);
}

static void
insert(void *self, uint16_t transfer, uint16_t after)
{
    struct ndc_world *world = self;

    ndc_netdma_insert(world->netdma, transfer, after);
}

static void
run(void *self, const struct ndc_until_what *what)
{
    ndc_world_run(self, what);
}

static void
fault(void *self, const struct ndc_fault_plan *plan)
{
    struct ndc_world *world = self;

    ndc_fault_arm(&world->faults, plan);
}

static void
wire(void *self, enum ndc_wire_verb verb, unsigned channel)
{
    struct ndc_world *world = self;
    struct ndc_wire *own = &world->units[ndc_world_unit_of(world, channel)].wire;
    unsigned message = own->line_based ? 0 : channel;

    if (verb == NDC_WIRE_VERB_HOLD)
        ndc_wire_hold(own, channel);
    else if (verb == NDC_WIRE_VERB_INJECT)
        ndc_wire_inject(own, message, channel);
    else
        ndc_wire_release(own, channel);
}

static void
point(void *self, enum ndc_point_act act, unsigned channel, uint32_t number)
{
    ndc_world_plan_point(self, act, channel, number);
}

static void
pnp(void *self, enum ndc_pnp what, unsigned device)
{
    ndc_world_pnp(self, what, device);
}

static void
power(void *self, enum ndc_power what, unsigned device)
{
    ndc_world_power(self, what, device);
}

static ndc_object
object(void *self, uint16_t transfer)
{
    const struct ndc_world *world = self;

    return ndc_netdma_object(world->netdma, transfer);
}

static uint64_t
address(void *self, uint16_t transfer)
{
    const struct ndc_world *world = self;

    return ndc_netdma_address(world->netdma, transfer);
}

static void
look(void *self, uint16_t transfer)
{
    struct ndc_world *world = self;

    ndc_netdma_look(world->netdma, transfer);
}

static void
note(void *self, enum ndc_event_kind kind, unsigned channel, uint64_t a, uint64_t b, uint64_t c,
     uint64_t d)
{
    struct ndc_world *world = self;

    ndc_trace_add(&world->trace, kind, channel, a, b, c, d);
}

static void
end(void *self)
{
    ndc_world_end(self);
}

struct ndc_target
ndc_world_target(struct ndc_world *world)
{
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

    return (struct ndc_target){.self = world, .ops = &ops};
}

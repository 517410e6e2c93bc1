/* SPDX-License-Identifier: Apache-2.0 */
/* How a world moves: interrupts, then what is queued, then one tick of the device. */
#include "world/world_state.h"

/* Ticks that may pass in one call of the device. */
#define TICKS_AT_ONCE 1024u

/* Whether an act on the unit whose turn it is did something for any of them. */
static bool
of_any(struct ndc_world *world, bool (*act)(struct ndc_world *))
{
    unsigned before = ndc_kernel_selected(world->kernel);
    bool any = false;

    for (unsigned i = 0; i < world->unit_count; i++) {
        ndc_world_turn(world, i);
        any |= act(world);
    }
    ndc_world_turn(world, before);
    return any;
}

static bool
deliverable(struct ndc_world *world)
{
    const struct ndc_wire *wire = &NDC_UNIT(world)->wire;

    /* One that shall change places with the next waits for that. */
    return wire->ready_count > (wire->swap_waits ? 1u : 0u) &&
           ndc_kernel_interruptible(world->kernel, wire->ready[0].message);
}

static bool
is_raised(struct ndc_world *world)
{
    return NDC_UNIT(world)->wire.ready_count != 0;
}

static void
deliver(struct ndc_world *world, struct ndc_wire_entry entry)
{
    ndc_kernel_interrupt(world->kernel, entry.message);
    ndc_netdma_inspect(world->netdma);
}

/* A line that is still asserted after its routine ran interrupts again, unless a fault holds it. */
static bool
line_again(const struct ndc_world *world)
{
    const struct ndc_wire *wire = &NDC_UNIT(world)->wire;

    return wire->line_based && wire->level && wire->holding == 0 && wire->held_count == 0;
}

/* Returns whether any interrupt was delivered. */
static bool
deliver_interrupts(struct ndc_world *world)
{
    struct ndc_wire_entry entry;
    unsigned delivered = 0;

    while (deliverable(world) && ndc_wire_take(&NDC_UNIT(world)->wire, &entry)) {
        do {
            if (++delivered > NDC_STORM_MAX)
                ndc_kernel_limit(world->kernel, NDC_LIMIT_NESTING, delivered, entry.message);
            deliver(world, entry);
        } while (line_again(world) && ndc_kernel_interruptible(world->kernel, entry.message));
    }
    return delivered > 0;
}

static bool
run_queued(struct ndc_world *world)
{
    if (ndc_kernel_run_queued(world->kernel) == 0)
        return false;
    ndc_netdma_inspect(world->netdma);
    return true;
}

/* Everything the CPUs have to do now. */
static bool
run_cpus(struct ndc_world *world)
{
    bool any = false;

    for (unsigned rounds = 0;; rounds++) {
        if (rounds > NDC_STORM_MAX)
            ndc_kernel_limit(world->kernel, NDC_LIMIT_NESTING, rounds, 0);
        bool interrupted = of_any(world, deliver_interrupts);
        if (!run_queued(world) && !interrupted)
            return any;
        any = true;
    }
}

static bool
tick(struct ndc_world *world)
{
    bool moved = false;

    world->trace.tick++;
    for (unsigned i = 0; i < world->unit_count; i++)
        moved |= world->units[i].device.ops->tick(world->units[i].device.self);
    return moved;
}

/* Whether the engine has finished the transfer's present life; *seen: events already looked at. */
static bool
finished(const struct ndc_world *world, uint16_t transfer, uint32_t *seen)
{
    ndc_object wanted = ndc_netdma_object(world->netdma, transfer);

    for (; *seen < world->trace.count; (*seen)++) {
        const struct ndc_event *event = &world->trace.events[*seen];

        if (event->kind == NDC_EVENT_DONE && ndc_object_same(event->a, wanted))
            return true;
    }
    return false;
}

static bool
reached(const struct ndc_world *world, const struct ndc_until_what *what, uint32_t steps,
        uint32_t *seen)
{
    switch (what->until) {
    case NDC_UNTIL_STEPS:
        return steps >= what->steps;
    case NDC_UNTIL_DONE:
        return finished(world, what->transfer, seen);
    default:
        return false;
    }
}

/*
 * Nothing moves by itself: time passes at once to the next timer. False when none is due within the
 * time after which a computer counts as idle, so a driver's periodic timer does not run for ever.
 */
static bool
pass_time(struct ndc_world *world, uint32_t quiet_since)
{
    uint32_t due = ndc_kernel_next_due(world->kernel);

    if (due == UINT32_MAX || due - quiet_since > NDC_QUIET_TICKS)
        return false;
    if (due > world->trace.tick)
        world->trace.tick = due;
    return true;
}

/* How many ticks may pass before anybody but the device has to look. */
static uint32_t
ticks_at_once(const struct ndc_world *world, const struct ndc_until_what *what, uint32_t steps,
              uint32_t due)
{
    uint32_t most = due - world->trace.tick;

    if (what->until == NDC_UNTIL_DONE || due <= world->trace.tick)
        return 1;
    if (what->until == NDC_UNTIL_STEPS && most > what->steps - steps)
        most = what->steps - steps;
    return most < TICKS_AT_ONCE ? most : TICKS_AT_ONCE;
}

/* Two devices go tick by tick, side by side. */
static uint32_t
pass(struct ndc_world *world, uint32_t most, bool *moved)
{
    const struct ndc_device *device = &world->units[0].device;

    if (world->unit_count == 1)
        return device->ops->pass(device->self, most, moved);
    *moved = tick(world);
    return 1;
}

void
ndc_world_run(struct ndc_world *world, const struct ndc_until_what *what)
{
    uint32_t quiet_since = world->trace.tick;
    uint32_t due = 0; /* until then the CPUs have nothing to do but what the wire brings */
    uint32_t seen = 0;

    for (uint32_t steps = 0; !reached(world, what, steps, &seen);) {
        bool ran = false;
        bool moved;

        if (steps > NDC_STEPS_MAX)
            ndc_kernel_limit(world->kernel, NDC_LIMIT_STEPS, steps, 0);
        if (of_any(world, is_raised) || world->trace.tick >= due) {
            ran = run_cpus(world);
            due = ndc_kernel_next_due(world->kernel);
        }
        uint32_t passed = pass(world, ticks_at_once(world, what, steps, due), &moved);
        steps += passed;
        if (passed > 1) { /* all but the last moved something, after the CPUs had run */
            quiet_since = world->trace.tick - 1;
            ran = false;
        }
        if (moved || of_any(world, deliverable))
            quiet_since = world->trace.tick;
        else if (!ran && !pass_time(world, quiet_since))
            break;
    }
    if (what->until != NDC_UNTIL_STEPS || what->steps == 0)
        run_cpus(world);
}

void
ndc_world_run_until_idle(void *world)
{
    const struct ndc_until_what idle = {.until = NDC_UNTIL_IDLE};

    ndc_world_run(world, &idle);
}

/* An interrupt of this channel that waits on the wire is taken right here, inside the provider. */
static void
interrupt_here(struct ndc_world *world, unsigned channel)
{
    const struct ndc_wire *wire = &NDC_UNIT(world)->wire;
    struct ndc_wire_entry entry;

    if (wire->ready_count == 0 || wire->ready[0].channel != channel || !deliverable(world) ||
        !ndc_wire_take(&NDC_UNIT(world)->wire, &entry))
        return;
    deliver(world, entry);
}

static void
at_point(void *context, uint32_t point)
{
    struct ndc_world *world = context;

    for (uint32_t i = 0; i < world->point_count; i++) {
        struct ndc_planned_point *planned = &world->points[i];

        if (planned->done || planned->point != point)
            continue;
        planned->done = true;
        if (planned->act == NDC_POINT_INTERRUPT) {
            unsigned before = ndc_world_turn(world, ndc_world_unit_of(world, planned->channel));
            interrupt_here(world, planned->channel);
            ndc_world_turn(world, before);
        } else {
            tick(world);
        }
    }
}

void
ndc_world_plan_point(struct ndc_world *world, enum ndc_point_act act, unsigned channel,
                     uint32_t point)
{
    if (world->point_count == NDC_POINTS_MAX)
        return;
    world->points[world->point_count++] = (struct ndc_planned_point){
        .act = act,
        .channel = channel,
        .point = ndc_kernel_figures(world->kernel).points + point,
    };
    ndc_kernel_on_point(world->kernel, at_point, world);
}

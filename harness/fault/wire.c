/* SPDX-License-Identifier: Apache-2.0 */
/* The interrupt wire of device.h, with the faults of place wire.raise. */
#include "device.h"

#include <string.h>

#include "fault/fault.h"

void
ndc_wire_reset(struct ndc_wire *wire)
{
    wire->ready_count = 0;
    wire->held_count = 0;
    wire->level = false;
    wire->swap_waits = false;
    wire->holding = 0;
}

static void
record(struct ndc_wire *wire, struct ndc_wire_entry entry, enum ndc_wire_act act)
{
    ndc_trace_add(wire->faults->trace, NDC_EVENT_WIRE, entry.channel, entry.message, act, 0, 0);
}

static void
push(struct ndc_wire_entry *queue, uint32_t *count, struct ndc_wire_entry entry)
{
    if (*count < NDC_WIRE_MAX)
        queue[(*count)++] = entry;
}

static void
make_ready(struct ndc_wire *wire, struct ndc_wire_entry entry)
{
    push(wire->ready, &wire->ready_count, entry);
    if (wire->swap_waits && wire->ready_count >= 2) {
        struct ndc_wire_entry newest = wire->ready[wire->ready_count - 1];

        wire->ready[wire->ready_count - 1] = wire->ready[wire->ready_count - 2];
        wire->ready[wire->ready_count - 2] = newest;
        wire->swap_waits = false;
        record(wire, newest, NDC_WIRE_SWAPPED);
    }
}

static void
hold(struct ndc_wire *wire, struct ndc_wire_entry entry)
{
    push(wire->held, &wire->held_count, entry);
    record(wire, entry, NDC_WIRE_HELD);
}

void
ndc_wire_raise(struct ndc_wire *wire, unsigned message, unsigned channel)
{
    struct ndc_wire_entry entry = {.message = (uint8_t)message, .channel = (uint8_t)channel};
    uint64_t value = message, operand = 0;

    if (wire->holding >> channel & 1) {
        hold(wire, entry);
        return;
    }
    switch (ndc_fault_pass(wire->faults, NDC_PLACE_WIRE_RAISE, channel, &value, &operand)) {
    case NDC_OPERATOR_DROP:
        record(wire, entry, NDC_WIRE_DROPPED);
        return;
    case NDC_OPERATOR_HOLD:
        hold(wire, entry);
        return;
    case NDC_OPERATOR_REPEAT:
        record(wire, entry, NDC_WIRE_REPEATED);
        make_ready(wire, entry);
        entry.forced = true;
        break;
    case NDC_OPERATOR_SWAP:
        wire->swap_waits = true;
        entry.forced = true;
        break;
    default:
        if (!wire->line_based) /* there is only one line */
            entry.message = (uint8_t)value;
        break;
    }
    make_ready(wire, entry);
}

void
ndc_wire_inject(struct ndc_wire *wire, unsigned message, unsigned channel)
{
    struct ndc_wire_entry entry = {
        .message = (uint8_t)message, .channel = (uint8_t)channel, .forced = true};

    record(wire, entry, NDC_WIRE_INJECTED);
    make_ready(wire, entry);
}

static void
remove_at(struct ndc_wire_entry *queue, uint32_t *count, uint32_t index)
{
    (*count)--;
    memmove(&queue[index], &queue[index + 1], (*count - index) * sizeof queue[0]);
}

static void
release_at(struct ndc_wire *wire, uint32_t index)
{
    struct ndc_wire_entry entry = wire->held[index];

    remove_at(wire->held, &wire->held_count, index);
    entry.forced = true;
    record(wire, entry, NDC_WIRE_RELEASED);
    make_ready(wire, entry);
}

bool
ndc_wire_release(struct ndc_wire *wire, unsigned channel)
{
    for (uint32_t i = 0; i < wire->held_count; i++)
        if (wire->held[i].channel == channel) {
            release_at(wire, i);
            return true;
        }
    return false;
}

void
ndc_wire_hold(struct ndc_wire *wire, unsigned channel)
{
    wire->holding |= (uint8_t)(1u << channel);
}

void
ndc_wire_heal(struct ndc_wire *wire)
{
    wire->holding = 0;
    wire->swap_waits = false;
    while (wire->held_count > 0)
        release_at(wire, 0);
}

/* A line that is no longer asserted interrupts nobody, unless a fault forced the entry. */
static bool
still_wanted(const struct ndc_wire *wire, struct ndc_wire_entry entry)
{
    return !wire->line_based || wire->level || entry.forced;
}

bool
ndc_wire_take(struct ndc_wire *wire, struct ndc_wire_entry *entry)
{
    /* An entry that shall change places with the next one waits for it. */
    while (wire->ready_count > (wire->swap_waits ? 1u : 0u)) {
        *entry = wire->ready[0];
        remove_at(wire->ready, &wire->ready_count, 0);
        if (still_wanted(wire, *entry))
            return true;
    }
    return false;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of a channel, its steps, and how a descriptor is completed (fetch.c and move.c hold
 * the phases before).
 *
 *  - The code of a completed descriptor is decided when it completes: 0 when the channel knows of
 *    more work then, 1 when not.
 *  - assumed: every error halts the channel, whether CHANCTRL bit 3 is set or not. A masked error
 *    halts all the same; it is only not reported.
 */
#include "engine/parts.h"

void
ndc_engine_channel_power_on(struct ndc_engine_channel *channel)
{
    uint8_t number = channel->number;
    uint8_t name = channel->name;

    /* assumed: a channel that was never programmed reads as after a reset, halted */
    *channel = (struct ndc_engine_channel){
        .number = number,
        .name = name,
        .code = NDC_CODE_HALTED,
        .phase = NDC_PHASE_REST,
        .word = UINT64_MAX,
    };
}

void
ndc_engine_name_channel(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    ndc_object word = ndc_memory_object(engine->memory, channel->completion);
    uint8_t name = channel->name;

    if (ndc_object_kind(word) == NDC_OBJECT_WORD && ndc_object_index(word) < NDC_CHANNELS_MAX)
        channel->name = (uint8_t)ndc_object_index(word);
    if (channel->name != name)
        ndc_engine_aim_told(engine, channel);
}

void
ndc_engine_set_phase(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                     enum ndc_phase phase)
{
    uint32_t bit = 1u << channel->number;

    channel->phase = (uint8_t)phase;
    engine->moving = phase == NDC_PHASE_REST ? engine->moving & ~bit : engine->moving | bit;
}

void
ndc_engine_set_code(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                    enum ndc_code code)
{
    if (channel->code == code)
        return;
    ndc_trace_add(engine->trace, NDC_EVENT_STATE, channel->name, channel->code, code,
                  channel->error, channel->last_object);
    channel->code = (uint8_t)code;
}

bool
ndc_engine_counts_more(const struct ndc_engine_channel *channel)
{
    return channel->counted != channel->count_end;
}

void
ndc_engine_drop_work(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    ndc_engine_set_phase(engine, channel, NDC_PHASE_REST);
    channel->work.address = 0;
    channel->head_waits = false;
    channel->append_waits = false;
    channel->suspend_waits = false;
}

void
ndc_engine_fail(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint32_t error)
{
    ndc_object descriptor = channel->work.object;

    channel->error |= error;
    ndc_engine_drop_work(engine, channel);
    ndc_engine_set_code(engine, channel, NDC_CODE_HALTED);
    if (error != 0 && (error & ~channel->error_mask) == 0)
        return;
    /* assumed: the word of an error names the last completed descriptor, not the failed one */
    if ((channel->control & NDC_CHANCTRL_ERROR_WORD) != 0)
        (void)ndc_engine_write_word(engine, channel, NDC_CODE_HALTED);
    if ((channel->control & NDC_CHANCTRL_ERROR_INTERRUPT) != 0)
        ndc_engine_raise(engine, channel, 1, descriptor);
}

static enum ndc_code
code_after(const struct ndc_engine *engine, const struct ndc_engine_channel *channel)
{
    bool more = engine->config.generation == 1
                    ? channel->head_waits || channel->next != 0 || channel->append_waits
                    : ndc_engine_counts_more(channel);

    if (channel->suspend_waits)
        return NDC_CODE_SUSPENDED;
    if (more)
        return NDC_CODE_ACTIVE;
    return channel->head_waits ? NDC_CODE_ARMED : NDC_CODE_IDLE;
}

/* Where an active channel goes on: behind an appended-to last descriptor it must look again. */
static enum ndc_phase
phase_after(const struct ndc_engine *engine, const struct ndc_engine_channel *channel)
{
    bool at_end = engine->config.generation == 1 && channel->next == 0 && !channel->head_waits;

    return at_end ? NDC_PHASE_REREAD : NDC_PHASE_FETCH;
}

static bool
write_completion(struct ndc_engine *engine, struct ndc_engine_channel *channel, enum ndc_code code)
{
    bool suspended = code == NDC_CODE_SUSPENDED && channel->completion != 0;

    if ((channel->work.flags & NDC_FLAG_STATUS) == 0 && !suspended)
        return true;
    /* assumed: a chain address that waits for its count is more work; armed is never written */
    return ndc_engine_write_word(engine, channel, code == NDC_CODE_ARMED ? NDC_CODE_ACTIVE : code);
}

static void
complete(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    const struct ndc_engine_work *work = &channel->work;
    bool context = NDC_OPCODE(work->flags) == NDC_OPCODE_CONTEXT;

    if (context)
        ndc_engine_aim_data(engine, channel);
    if (work->counts)
        channel->counted++;
    channel->last = work->address;
    channel->last_object = channel->done = work->object;
    ndc_trace_add(engine->trace, NDC_EVENT_DONE, channel->name, work->object, work->flags, 0, 0);

    enum ndc_code code = code_after(engine, channel);
    channel->suspend_waits = false;
    ndc_engine_set_phase(engine, channel,
                         code == NDC_CODE_ACTIVE ? phase_after(engine, channel) : NDC_PHASE_REST);
    ndc_engine_set_code(engine, channel, code);
    if (!write_completion(engine, channel, code))
        ndc_engine_fail(engine, channel, NDC_CHANERR_COMPLETION);
    /* In a context change bit 0 means that the context changes. */
    else if ((work->flags & NDC_FLAG_INTERRUPT) != 0 && !context)
        ndc_engine_raise(engine, channel, 0, work->object);
}

/* ---- steps ---- */

static bool
stalls_for_ever(const struct ndc_engine *engine, unsigned name)
{
    const struct ndc_faults *faults = engine->faults;
    bool for_ever = false;

    for (uint32_t i = 0; i < faults->count; i++) {
        const struct ndc_fault_plan *plan = &faults->plans[i];

        for_ever |= plan->place == NDC_PLACE_ENGINE_STALL && plan->hit == NDC_FAULT_FOREVER &&
                    (plan->channel == name || plan->channel == NDC_FAULT_ANY_CHANNEL);
    }
    return for_ever;
}

/* The faults of a step. True: the step is used up; *moved says whether it is worth waiting for
 * more. */
static bool
disturbed(struct ndc_engine *engine, struct ndc_engine_channel *channel, bool *moved)
{
    uint64_t value = 0;
    uint64_t operand = 0;

    *moved = true;
    if (channel->phase != NDC_PHASE_RESET &&
        ndc_engine_pass(engine, NDC_PLACE_ENGINE_HALT, channel->name, &value, &operand) !=
            NDC_OPERATOR_NONE) {
        ndc_engine_fail(engine, channel, (uint32_t)value);
        return true;
    }
    value = channel->phase;
    switch (ndc_engine_pass(engine, NDC_PLACE_ENGINE_STALL, channel->name, &value, &operand)) {
    case NDC_OPERATOR_DROP:
        *moved = !stalls_for_ever(engine, channel->name);
        return true;
    case NDC_OPERATOR_DELAY:
        channel->stall_ticks = (uint32_t)(operand < 0xFFFF ? operand : 0xFFFF);
        break;
    default:
        break;
    }
    return false;
}

static void
step_phase(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    switch ((enum ndc_phase)channel->phase) {
    case NDC_PHASE_FETCH:
        ndc_engine_fetch(engine, channel);
        break;
    case NDC_PHASE_REREAD:
        ndc_engine_reread(engine, channel);
        break;
    case NDC_PHASE_MOVE:
        ndc_engine_move(engine, channel);
        break;
    case NDC_PHASE_COMPLETE:
        complete(engine, channel);
        break;
    case NDC_PHASE_RESET:
        if (--channel->reset_ticks == 0)
            ndc_engine_reset_done(engine, channel);
        break;
    case NDC_PHASE_REST:
        break;
    }
}

bool
ndc_engine_step(struct ndc_engine *engine, struct ndc_engine_channel *channel)
{
    const uint64_t places = (uint64_t)1 << NDC_PLACE_ENGINE_HALT | (uint64_t)1
                                                                       << NDC_PLACE_ENGINE_STALL;
    bool moved = true;

    if (channel->stall_ticks == 0 && (engine->faults->armed_places & places) != 0 &&
        disturbed(engine, channel, &moved))
        return moved;
    if (channel->stall_ticks == 0)
        step_phase(engine, channel);
    else
        channel->stall_ticks--;
    return true;
}

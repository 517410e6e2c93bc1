/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each part of the engine offers the others, one paragraph a file.
 */
#ifndef NDC_ENGINE_PARTS_H
#define NDC_ENGINE_PARTS_H

#include "engine/engine_state.h"

/* A value passes a fault place of a channel; see fault/fault.h. */
static inline enum ndc_operator
ndc_engine_pass(struct ndc_engine *engine, enum ndc_place place, unsigned channel, uint64_t *value,
                uint64_t *operand)
{
    return ndc_fault_pass(engine->faults, place, channel, value, operand);
}

/* channel.c: state and steps. fetch.c, move.c: two of the phases. */
/*
 * A driver may give its client any free channel, and the client counts its own. So events, faults
 * and the wire know a channel by the completion word it was told to write last; by its number until
 * then.
 */
void ndc_engine_name_channel(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_channel_power_on(struct ndc_engine_channel *channel);
void ndc_engine_fetch(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_reread(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_move(struct ndc_engine *engine, struct ndc_engine_channel *channel);
bool ndc_engine_step(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_set_phase(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                          enum ndc_phase phase);
void ndc_engine_set_code(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                         enum ndc_code code);
/* Whether generation 2 has descriptors left to count. */
bool ndc_engine_counts_more(const struct ndc_engine_channel *channel);
/* Stops at once and forgets the chain; CHANSTS and the chain address stay. */
void ndc_engine_drop_work(struct ndc_engine *engine, struct ndc_engine_channel *channel);
/* An error: records it in CHANERR, halts, tells whoever CHANCTRL says. */
void ndc_engine_fail(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint32_t error);

/* command.c: CHANCMD, CHAINADDR, DMACOUNT. */
void ndc_engine_command(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                        uint32_t bits);
void ndc_engine_chain_written(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_count_written(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_reset_done(struct ndc_engine *engine, struct ndc_engine_channel *channel);

/* word.c: the completion word. False: the completion address is no place to write to. */
bool ndc_engine_write_word(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                           enum ndc_code code);
void ndc_engine_put_word(struct ndc_engine *engine, unsigned channel, uint64_t address,
                         uint64_t value, uint32_t bytes);

/* hint.c: direct cache access. A piece of data was written; a context change or DCACTRL aims. */
bool ndc_engine_has_dca(const struct ndc_engine *engine);
void ndc_engine_hint(struct ndc_engine *engine, struct ndc_engine_channel *channel, uint32_t bytes);
void ndc_engine_aim_data(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_aim_word(struct ndc_engine *engine, struct ndc_engine_channel *channel,
                         uint32_t control);
/* Before a channel forgets where its hints went; after it got another name. */
void ndc_engine_aim_lost(struct ndc_engine *engine, struct ndc_engine_channel *channel);
void ndc_engine_aim_told(struct ndc_engine *engine, struct ndc_engine_channel *channel);

/* interrupt.c. cause: 0 completion, 1 error. */
void ndc_engine_raise(struct ndc_engine *engine, struct ndc_engine_channel *channel, unsigned cause,
                      ndc_object descriptor);
void ndc_engine_rearm(struct ndc_engine *engine, struct ndc_engine_channel *channel);
uint8_t ndc_engine_interrupt_read(struct ndc_engine *engine);
void ndc_engine_interrupt_write(struct ndc_engine *engine, uint8_t value);
uint32_t ndc_engine_attention_read(struct ndc_engine *engine);
void ndc_engine_attention_write(struct ndc_engine *engine, uint32_t ones);

/* registers.c: where registers are. access.c: what reading and writing them does. */
unsigned ndc_engine_channel_at(const struct ndc_engine *engine, uint32_t offset);
uint64_t ndc_engine_registers_read(struct ndc_engine *engine, uint32_t offset, uint32_t bytes);
void ndc_engine_registers_write(struct ndc_engine *engine, uint32_t offset, uint64_t value,
                                uint32_t bytes);
const char *ndc_engine_register_name(struct ndc_engine *engine, uint32_t offset);
uint64_t ndc_engine_register_get(struct ndc_engine *engine, enum ndc_register id, unsigned channel);
/* mask: the bits of the register that were written. */
void ndc_engine_register_set(struct ndc_engine *engine, enum ndc_register id, unsigned channel,
                             uint64_t value, uint64_t mask);

/* bus.c: register access as the computer sees it, with its faults. */
uint64_t ndc_engine_bus_read(struct ndc_engine *engine, uint32_t offset, uint32_t bytes);
void ndc_engine_bus_write(struct ndc_engine *engine, uint32_t offset, uint64_t value,
                          uint32_t bytes);
uint64_t ndc_engine_low_bytes(uint64_t value, uint32_t bytes);

/* late.c: acts a fault puts off. */
bool ndc_engine_put_off(struct ndc_engine *engine, const struct ndc_engine_late *act);
bool ndc_engine_late_tick(struct ndc_engine *engine);
void ndc_engine_late_after(struct ndc_engine *engine, enum ndc_late_kind kind, unsigned channel);

/* pci.c. */
void ndc_engine_pci_reset(struct ndc_engine *engine);
uint32_t ndc_engine_pci_read(const struct ndc_engine *engine, uint32_t offset, uint32_t bytes);
void ndc_engine_pci_write(struct ndc_engine *engine, uint32_t offset, uint32_t value,
                          uint32_t bytes);
/* Its MSI-X capability is there and enabled; else it has its line. */
bool ndc_engine_uses_messages(const struct ndc_engine *engine);

#endif

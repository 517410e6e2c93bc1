/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The binary form. Byte 0 is the version; then cells of 16 bytes, each a record as in memory:
 * channels, transfers, chains, acts; then, behind a TRAILER cell, what a fuzzer has no use for.
 *
 *  - Reading past the end gives zeros, so every byte string is whole.
 *  - A chain is a CHAIN cell and CHAIN_MORE cells; members are 1 + transfer, 0 ends them.
 *  - The trailer: header words, vary, names, claims with their places, layout with comments.
 *  - ndc_mend_* bring whatever was read into what the parser could have made.
 */
#ifndef NDC_SCENARIO_BINARY_H
#define NDC_SCENARIO_BINARY_H

#include "scenario/record.h"

#define NDC_BINARY_VERSION 1
#define NDC_CELL_BYTES 16

/* Bytes being written or read. */
struct ndc_bytes {
    uint8_t *to;         /* writing */
    const uint8_t *from; /* reading */
    size_t count;
    size_t at;
    bool full; /* writing: no room */
};

void ndc_bytes_put(struct ndc_bytes *bytes, const void *data, size_t count);
void ndc_bytes_put_number(struct ndc_bytes *bytes, uint64_t value, unsigned size);
void ndc_bytes_put_text(struct ndc_bytes *bytes, const char *text);
uint64_t ndc_bytes_take_number(struct ndc_bytes *bytes, unsigned size);
/* Reads a text cut to room; bytes that are not text become dots. */
void ndc_bytes_take_text(struct ndc_bytes *bytes, char *text, size_t room);

void ndc_trailer_write(const struct ndc_scenario *scenario, struct ndc_bytes *bytes);
/* Reads the trailer and puts the claims among the acts that are there. An empty one gives defaults.
 */
void ndc_trailer_read(struct ndc_scenario *scenario, struct ndc_bytes *bytes);

/* Header, vary and names. */
void ndc_mend_header(struct ndc_scenario *scenario);
void ndc_mend_later(struct ndc_script_header *header);
void ndc_mend_names(struct ndc_scenario *scenario);
/* Every operand into what exists; records, channels, transfers and chains. */
void ndc_mend_records(struct ndc_scenario *scenario);

/* Whether a record names a channel, or a transfer or chain, in any case. */
bool ndc_needs_channel(const struct ndc_record *record);
bool ndc_needs_transfer(const struct ndc_scenario *scenario, const struct ndc_record *record);

/* A channel and a transfer, of a script only if its acts need them; chains that are not empty. */
void ndc_mend_things(struct ndc_scenario *scenario, bool script);

#endif

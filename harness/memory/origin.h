/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What bytes are, when they are not what they should be.
 *
 *  - Every word of a pattern tells its place (memory.h), and each life of a buffer has a seed of
 * its own: so eight bytes that lie anywhere name the buffer, the life and the byte they came from.
 *  - Asked only after a comparison has failed. Pure: it reads the bytes and the lives it is given.
 */
#ifndef NDC_MEMORY_ORIGIN_H
#define NDC_MEMORY_ORIGIN_H

#include "memory/memory.h"
#include "memory/pattern.h"
#include "trace/origin.h"

/* A buffer that was filled, plainly or inversely, with the pattern of a seed. */
struct ndc_pattern_life {
    uint64_t seed;
    uint32_t bytes;
    ndc_object object;
};

struct ndc_origin {
    uint8_t what;   /* enum ndc_origin_kind */
    uint32_t count; /* of the bytes that this is true of, at least 1 */
    uint32_t index; /* byte of the pattern; FLIPPED: the bits */
    uint32_t life;  /* SOURCE, UNTOUCHED: which of the lives */
};

/*
 * What the first of count (> 0) wrong bytes are, and how many of them. lives[0] is the buffer's own
 * life, whose pattern should stand here from byte `from` onward.
 */
struct ndc_origin ndc_origin_of(const uint8_t *bytes, uint32_t count, uint32_t from,
                                const struct ndc_pattern_life *lives, uint32_t lives_count);

#endif

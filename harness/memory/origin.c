/* SPDX-License-Identifier: Apache-2.0 */
#include "memory/origin.h"

#include <string.h>

#define WORD 8u
#define STEP_INVERSE 0xF1DE83E19937733Du /* NDC_PATTERN_STEP times it is 1, modulo 2 to the 64 */
/* Fewer bytes than this prove nothing, unless they are all there is. */
#define PROOF 4u
#define FLIPS_MAX 2 /* bits of a byte */
/* How far a buffer is searched for a few bytes that hold no whole word of its pattern. */
#define SEARCH_MAX 65536u

static bool
proves(uint32_t matched, uint32_t count)
{
    return matched >= PROOF || (matched == count && count > 1);
}

/* How many bytes from the first on have this value. */
static uint32_t
same_value(const uint8_t *bytes, uint32_t count, uint8_t value)
{
    uint32_t same = 0;

    while (same < count && bytes[same] == value)
        same++;
    return same;
}

static bool
is_filling(const uint8_t *bytes, uint32_t count, struct ndc_origin *origin)
{
    static const struct {
        uint8_t value;
        uint8_t what;
    } fillings[] = {{NDC_MEMORY_GUARD, NDC_ORIGIN_GUARD},
                    {NDC_MEMORY_DEAD, NDC_ORIGIN_DEAD},
                    {0, NDC_ORIGIN_ZERO}};

    for (unsigned i = 0; i < sizeof fillings / sizeof fillings[0]; i++) {
        uint32_t same = same_value(bytes, count, fillings[i].value);

        if (same < PROOF && same < count)
            continue;
        *origin = (struct ndc_origin){.what = fillings[i].what, .count = same};
        return true;
    }
    return false;
}

/* How many bytes follow the pattern of a life from its byte `index` on. */
static uint32_t
follows(const uint8_t *bytes, uint32_t count, const struct ndc_pattern_life *life, uint64_t flip,
        uint32_t index)
{
    if (index >= life->bytes)
        return 0;
    if (count > life->bytes - index)
        count = life->bytes - index;
    return ndc_pattern_differs(bytes, count, life->seed, flip, index);
}

/* The byte of the pattern a whole word among the first bytes names. The whole beginning fits. */
static bool
find_by_word(const uint8_t *bytes, uint32_t count, const struct ndc_pattern_life *life,
             uint64_t flip, uint32_t *index)
{
    for (uint32_t skip = 0; skip < WORD && skip + WORD <= count; skip++) {
        uint64_t word;

        memcpy(&word, bytes + skip, sizeof word);
        uint64_t place = ((word ^ flip) - life->seed) * STEP_INVERSE;
        if (place >= life->bytes / WORD + 1 || place * WORD < skip)
            continue;
        *index = (uint32_t)place * WORD - skip;
        if (follows(bytes, skip + WORD, life, flip, *index) >= WORD)
            return true;
    }
    return false;
}

/* The same for a few bytes, by looking everywhere. */
static bool
find_by_search(const uint8_t *bytes, uint32_t count, const struct ndc_pattern_life *life,
               uint64_t flip, uint32_t *index)
{
    if (count < PROOF || count >= 2 * WORD)
        return false;
    for (*index = 0; *index < life->bytes && *index < SEARCH_MAX; (*index)++)
        if (follows(bytes, count, life, flip, *index) == count)
            return true;
    return false;
}

/* Whether a life explains the bytes; where they belong in it. */
static bool
explains(const uint8_t *bytes, uint32_t count, const struct ndc_pattern_life *life, uint64_t flip,
         uint32_t from, bool own, uint32_t *index)
{
    *index = from;
    if (proves(follows(bytes, count, life, flip, from), count))
        return true;
    return find_by_word(bytes, count, life, flip, index) ||
           (own && find_by_search(bytes, count, life, flip, index));
}

static bool
is_of_a_life(const uint8_t *bytes, uint32_t count, uint32_t from,
             const struct ndc_pattern_life *lives, uint32_t lives_count, struct ndc_origin *origin)
{
    for (uint32_t i = 0; i < 2 * lives_count; i++) {
        uint32_t life = i / 2;
        bool inverse = i % 2 == 0; /* what nobody wrote to comes first */
        uint64_t flip = inverse ? NDC_PATTERN_INVERSE : NDC_PATTERN_PLAIN;
        uint32_t index;

        if (!explains(bytes, count, &lives[life], flip, from, life == 0, &index))
            continue;
        *origin = (struct ndc_origin){
            .what = inverse ? NDC_ORIGIN_UNTOUCHED : NDC_ORIGIN_SOURCE,
            .count = follows(bytes, count, &lives[life], flip, index),
            .index = index,
            .life = life,
        };
        return true;
    }
    return false;
}

/* A byte or few that are right but for one or two bits: what a fault does to data. */
static bool
is_flipped(const uint8_t *bytes, uint32_t count, uint32_t from, const struct ndc_pattern_life *own,
           struct ndc_origin *origin)
{
    uint8_t right;

    if (count >= PROOF || from >= own->bytes)
        return false;
    ndc_pattern_fill(&right, 1, own->seed, NDC_PATTERN_PLAIN, from);
    *origin = (struct ndc_origin){
        .what = NDC_ORIGIN_FLIPPED, .count = 1, .index = (uint8_t)(bytes[0] ^ right)};
    return __builtin_popcount(origin->index) <= FLIPS_MAX;
}

struct ndc_origin
ndc_origin_of(const uint8_t *bytes, uint32_t count, uint32_t from,
              const struct ndc_pattern_life *lives, uint32_t lives_count)
{
    struct ndc_origin origin;

    if (is_flipped(bytes, count, from, &lives[0], &origin) || is_filling(bytes, count, &origin) ||
        is_of_a_life(bytes, count, from, lives, lives_count, &origin))
        return origin;
    return (struct ndc_origin){.what = NDC_ORIGIN_UNKNOWN, .count = count};
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "memory/origin.h"
#include "memory/pattern.h"

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

/* A life that may explain the bytes: its pattern, plain or inverse, from byte `index` on. */
struct fit {
    const uint8_t *bytes;
    uint32_t count;
    const struct ndc_pattern_life *life;
    uint64_t flip;
    uint32_t index;
};

/* How many of at most count bytes fit. */
static uint32_t
follows(const struct fit *fit, uint32_t count)
{
    if (fit->index >= fit->life->bytes)
        return 0;
    if (count > fit->life->bytes - fit->index)
        count = fit->life->bytes - fit->index;
    return ndc_pattern_differs(fit->bytes, count, fit->life->seed, fit->flip, fit->index);
}

/* The byte of the pattern that a whole word among the first bytes names; all before it must fit. */
static bool
find_by_word(struct fit *fit)
{
    for (uint32_t skip = 0; skip < WORD && skip + WORD <= fit->count; skip++) {
        uint64_t word;

        memcpy(&word, fit->bytes + skip, sizeof word);
        uint64_t place = ((word ^ fit->flip) - fit->life->seed) * STEP_INVERSE;
        if (place >= fit->life->bytes / WORD + 1 || place * WORD < skip)
            continue;
        fit->index = (uint32_t)place * WORD - skip;
        if (follows(fit, skip + WORD) >= WORD)
            return true;
    }
    return false;
}

/* The same for a few bytes, by looking everywhere. */
static bool
find_by_search(struct fit *fit)
{
    if (fit->count < PROOF || fit->count >= 2 * WORD)
        return false;
    for (fit->index = 0; fit->index < fit->life->bytes && fit->index < SEARCH_MAX; fit->index++)
        if (follows(fit, fit->count) == fit->count)
            return true;
    return false;
}

/* Whether the bytes are of this life: at their own place first, then anywhere. */
static bool
explains(struct fit *fit, bool own)
{
    return proves(follows(fit, fit->count), fit->count) || find_by_word(fit) ||
           (own && find_by_search(fit));
}

static bool
is_of_life(const uint8_t *bytes, uint32_t count, uint32_t from,
           const struct ndc_pattern_life *lives, struct ndc_origin *origin)
{
    for (unsigned turn = 0; turn < 2; turn++) {
        bool inverse = turn == 0; /* what nobody wrote to comes first */
        struct fit fit = {.bytes = bytes,
                          .count = count,
                          .life = &lives[origin->life],
                          .flip = inverse ? NDC_PATTERN_INVERSE : NDC_PATTERN_PLAIN,
                          .index = from};

        if (!explains(&fit, origin->life == 0))
            continue;
        origin->what = inverse ? NDC_ORIGIN_UNTOUCHED : NDC_ORIGIN_SOURCE;
        origin->count = follows(&fit, count);
        origin->index = fit.index;
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

    if (is_flipped(bytes, count, from, &lives[0], &origin) || is_filling(bytes, count, &origin))
        return origin;
    for (origin.life = 0; origin.life < lives_count; origin.life++)
        if (is_of_life(bytes, count, from, lives, &origin))
            return origin;
    return (struct ndc_origin){.what = NDC_ORIGIN_UNKNOWN, .count = count};
}

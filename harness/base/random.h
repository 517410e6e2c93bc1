/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The only random generator of the suite (SplitMix64: 64 bits of state, any seed is good).
 * Chance is drawn only while a case is being made, never while one is being judged.
 */
#ifndef NDC_BASE_RANDOM_H
#define NDC_BASE_RANDOM_H

#include <stdint.h>

struct ndc_random {
    uint64_t state;
};

/* The next 64 bits. */
static inline uint64_t
ndc_random_next(struct ndc_random *random)
{
    uint64_t mixed = random->state += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

/* A number below bound; bound 0 gives 0. The bias of the modulo is below bound / 2^64. */
static inline uint64_t
ndc_random_below(struct ndc_random *random, uint64_t bound)
{
    return bound == 0 ? 0 : ndc_random_next(random) % bound;
}

#endif

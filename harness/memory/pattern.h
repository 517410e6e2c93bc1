/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes that tell their place: what buffers are filled with, and looked for in them. */
#ifndef NDC_MEMORY_PATTERN_H
#define NDC_MEMORY_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Patterns. Byte i of a pattern is byte i % 8 of the 64-bit word (seed + (i / 8) *
 * NDC_PATTERN_STEP) ^ flip: every word tells its place, so with one seed for each life any
 * displacement, lap or mix-up of sources shows. flip is 0, or all ones for the inverse pattern,
 * which differs from the plain one in every byte.
 */
#define NDC_PATTERN_STEP 0x9E3779B97F4A7C15u
#define NDC_PATTERN_PLAIN ((uint64_t)0)
#define NDC_PATTERN_INVERSE UINT64_MAX
/* Writes count bytes of the pattern, from byte `from` onward. */
void ndc_pattern_fill(void *bytes, uint32_t count, uint64_t seed, uint64_t flip, uint32_t from);
/* Fills one buffer with the plain pattern and another with the inverse, from their first bytes on.
 */
void ndc_pattern_fill_both(void *plain, void *inverse, uint32_t count, uint64_t seed);
/* Whether both buffers hold the plain pattern from its first byte on: the usual case, in one pass.
 */
bool ndc_pattern_in_both(const void *one, const void *other, uint32_t count, uint64_t seed);
/* The first of count bytes that differs from the pattern's bytes `from` onward; count when none
 * does. */
uint32_t ndc_pattern_differs(const void *bytes, uint32_t count, uint64_t seed, uint64_t flip,
                             uint32_t from);

#endif

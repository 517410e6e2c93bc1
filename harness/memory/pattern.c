/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Patterns are filled and compared in blocks of vectors; begin and end of a buffer, at any
 * alignment, go byte by byte.
 */
#include "memory/pattern.h"

#include <string.h>

/*
 * Where the loader can choose between two versions of a function, wide vectors are used when the
 * processor has them. Sanitizers run before that choice can be made.
 */
#if defined(__linux__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)
#if defined(__has_feature)
#if !__has_feature(address_sanitizer)
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#else
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#endif
#ifndef WIDE
#define WIDE
#endif

typedef uint64_t vector __attribute__((vector_size(32)));
/* The same anywhere in memory. */
typedef uint64_t loose_vector __attribute__((vector_size(32), aligned(1), may_alias));

/* A word anywhere in memory: of plain loops over these the compiler makes vectors. */
typedef uint64_t loose_word __attribute__((aligned(1), may_alias));

#define VECTOR_BYTES 32u
#define BLOCK_VECTORS 4u
#define BLOCK_BYTES (BLOCK_VECTORS * VECTOR_BYTES)
#define STEP(n) ((n)*NDC_PATTERN_STEP)
#define STEPS(n)                                               \
    {                                                          \
        STEP(n + 0u), STEP(n + 1u), STEP(n + 2u), STEP(n + 3u) \
    }
/* What the words of a block are beyond its first. */
#define BLOCK_STEPS                                 \
    {                                               \
        STEPS(0u), STEPS(4u), STEPS(8u), STEPS(12u) \
    }

static uint8_t
byte_at(uint64_t seed, uint32_t index)
{
    return (uint8_t)((seed + index / 8 * NDC_PATTERN_STEP) >> index % 8 * 8);
}

/* How many of count pattern bytes, beginning with byte `from`, come before the next whole word. */
static uint32_t
before_word(uint32_t count, uint32_t from)
{
    uint32_t bytes = (8 - from % 8) % 8;

    return bytes < count ? bytes : count;
}

/* Writes whole blocks, then whole vectors, whose first word is `first`; returns how many bytes. */
WIDE static uint32_t
fill_blocks(uint8_t *bytes, uint32_t count, uint64_t first, uint64_t flip)
{
    const vector steps[BLOCK_VECTORS] = BLOCK_STEPS;
    vector plain = {first, first, first, first};
    uint32_t done = 0;

    for (; count - done >= BLOCK_BYTES; done += BLOCK_BYTES) {
        loose_vector *to = (loose_vector *)(bytes + done);

        to[0] = (plain + steps[0]) ^ flip;
        to[1] = (plain + steps[1]) ^ flip;
        to[2] = (plain + steps[2]) ^ flip;
        to[3] = (plain + steps[3]) ^ flip;
        plain += STEP(16u);
    }
    for (; count - done >= VECTOR_BYTES; done += VECTOR_BYTES) {
        *(loose_vector *)(bytes + done) = (plain + steps[0]) ^ flip;
        plain += STEP(4u);
    }
    return done;
}

/* Writes whole words of both patterns, the first of them `word`. */
WIDE static void
fill_both_words(uint8_t *plain, uint8_t *inverse, uint32_t count, uint64_t word)
{
    loose_word *restrict one = (loose_word *)plain;
    loose_word *restrict other = (loose_word *)inverse;

    for (uint32_t i = 0; i < count; i++) {
        one[i] = word;
        other[i] = ~word;
        word += NDC_PATTERN_STEP;
    }
}

/* How many bytes, in whole blocks, are right from the beginning on: one decision a block. */
WIDE static uint32_t
same_blocks(const uint8_t *bytes, uint32_t count, uint64_t first, uint64_t flip)
{
    const vector steps[BLOCK_VECTORS] = BLOCK_STEPS;
    vector plain = {first, first, first, first};
    uint32_t done = 0;

    for (; count - done >= BLOCK_BYTES; done += BLOCK_BYTES) {
        const loose_vector *got = (const loose_vector *)(bytes + done);
        vector wrong =
            ((got[0] ^ flip ^ (plain + steps[0])) | (got[1] ^ flip ^ (plain + steps[1]))) |
            ((got[2] ^ flip ^ (plain + steps[2])) | (got[3] ^ flip ^ (plain + steps[3])));
        if ((wrong[0] | wrong[1] | wrong[2] | wrong[3]) != 0)
            break;
        plain += STEP(16u);
    }
    return done;
}

/* Whether whole words of two buffers are right, without asking where not: no decision between. */
WIDE static bool
both_words(const uint8_t *first, const uint8_t *second, uint32_t count, uint64_t word)
{
    const loose_word *one = (const loose_word *)first;
    const loose_word *other = (const loose_word *)second;
    uint64_t wrong = 0;

    for (uint32_t i = 0; i < count; i++) {
        wrong |= (one[i] ^ word) | (other[i] ^ word);
        word += NDC_PATTERN_STEP;
    }
    return wrong == 0;
}

/* The same in single words, for what is less than a block. */
static uint32_t
fill_words(uint8_t *bytes, uint32_t count, uint64_t word, uint64_t flip)
{
    uint32_t done = 0;

    for (; count - done >= sizeof word; done += (uint32_t)sizeof word) {
        uint64_t out = word ^ flip;

        memcpy(bytes + done, &out, sizeof out);
        word += NDC_PATTERN_STEP;
    }
    return done;
}

static uint32_t
same_words(const uint8_t *bytes, uint32_t count, uint64_t word, uint64_t flip)
{
    uint32_t done = 0;

    for (; count - done >= sizeof word; done += (uint32_t)sizeof word) {
        uint64_t got;

        memcpy(&got, bytes + done, sizeof got);
        if (got != (word ^ flip))
            break;
        word += NDC_PATTERN_STEP;
    }
    return done;
}

void
ndc_pattern_fill(void *bytes, uint32_t count, uint64_t seed, uint64_t flip, uint32_t from)
{
    uint8_t *to = bytes;
    uint32_t done = before_word(count, from);

    for (uint32_t i = 0; i < done; i++)
        to[i] = byte_at(seed, from + i) ^ (uint8_t)flip;
    done += fill_blocks(to + done, count - done, seed + STEP((from + done) / 8), flip);
    if (done == count)
        return;
    done += fill_words(to + done, count - done, seed + STEP((from + done) / 8), flip);
    for (; done < count; done++)
        to[done] = byte_at(seed, from + done) ^ (uint8_t)flip;
}

void
ndc_pattern_fill_both(void *plain, void *inverse, uint32_t count, uint64_t seed)
{
    uint32_t words = count / 8;
    uint32_t rest = count % 8;
    uint32_t done = count - rest;
    uint8_t *one = plain;
    uint8_t *other = inverse;

    fill_both_words(one, other, words, seed);
    if (rest == 0)
        return;
    ndc_pattern_fill(one + done, rest, seed, NDC_PATTERN_PLAIN, done);
    ndc_pattern_fill(other + done, rest, seed, NDC_PATTERN_INVERSE, done);
}

uint32_t
ndc_pattern_differs(const void *bytes, uint32_t count, uint64_t seed, uint64_t flip, uint32_t from)
{
    const uint8_t *at = bytes;
    uint32_t first = before_word(count, from);
    uint32_t done = 0;

    for (; done < first; done++)
        if (at[done] != (byte_at(seed, from + done) ^ (uint8_t)flip))
            return done;
    done += same_blocks(at + done, count - done, seed + STEP((from + done) / 8), flip);
    done += same_words(at + done, count - done, seed + STEP((from + done) / 8), flip);
    for (; done < count; done++)
        if (at[done] != (byte_at(seed, from + done) ^ (uint8_t)flip))
            return done;
    return count;
}

bool
ndc_pattern_in_both(const void *one, const void *other, uint32_t count, uint64_t seed)
{
    uint32_t words = count / 8;
    uint32_t rest = count % 8;
    uint32_t done = count - rest;
    const uint8_t *first = one;
    const uint8_t *second = other;

    if (!both_words(first, second, words, seed))
        return false;
    return rest == 0 ||
           (ndc_pattern_differs(first + done, rest, seed, NDC_PATTERN_PLAIN, done) == rest &&
            ndc_pattern_differs(second + done, rest, seed, NDC_PATTERN_PLAIN, done) == rest);
}

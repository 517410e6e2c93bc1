/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an address meant when it was seen: the thing that lived there, and which of its lives.
 *
 *  - An event never carries an address alone. Whoever owns the memory names the
 *    thing at once, so a judge needs no memory map, and a trace no address space.
 *  - A thing that is allotted, submitted or allocated again begins a new life. An
 *    access that names an old life is a stale access, and says which life.
 *
 * Layout of the 64 bits: life 63:32, dead 31, kind 30:24, index 23:0.
 */
#ifndef NDC_TRACE_OBJECT_H
#define NDC_TRACE_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

typedef uint64_t ndc_object;

enum ndc_object_kind {
    NDC_OBJECT_NONE,       /* no memory of ours, or no address at all */
    NDC_OBJECT_DESCRIPTOR, /* index: transfer number of the script */
    NDC_OBJECT_SLOT,       /* descriptor memory that holds no submitted descriptor (decoy, spare) */
    NDC_OBJECT_SOURCE,     /* source buffer; index: transfer number */
    NDC_OBJECT_TARGET,     /* target buffer; index: transfer number */
    NDC_OBJECT_WORD,       /* completion word; index: channel number */
    NDC_OBJECT_GUARD,      /* guard bytes between things; index: the thing before */
    NDC_OBJECT_POOL,   /* memory of the provider: pool or contiguous; index: allocation number */
    NDC_OBJECT_CLIENT, /* other memory of NetDMA's side (parameters, affinity array) */
    NDC_OBJECT_KINDS
};

#define NDC_OBJECT_NOTHING ((ndc_object)0)

static inline ndc_object
ndc_object_make(enum ndc_object_kind kind, uint32_t index, uint32_t life)
{
    return (uint64_t)life << 32 | (uint64_t)kind << 24 | (index & 0xFFFFFFu);
}

static inline enum ndc_object_kind
ndc_object_kind(ndc_object object)
{
    return (enum ndc_object_kind)(object >> 24 & 0x7F);
}

static inline uint32_t
ndc_object_index(ndc_object object)
{
    return object & 0xFFFFFFu;
}

static inline uint32_t
ndc_object_life(ndc_object object)
{
    return (uint32_t)(object >> 32);
}

/* A dead thing: completed and replaced, cancelled, freed. Its memory is poisoned. */
static inline bool
ndc_object_dead(ndc_object object)
{
    return object >> 31 & 1;
}

static inline ndc_object
ndc_object_bury(ndc_object object)
{
    return object | (uint64_t)1 << 31;
}

/* The same thing, dead or alive, in the same life. */
static inline bool
ndc_object_same(ndc_object one, ndc_object other)
{
    return ((one ^ other) & ~((uint64_t)1 << 31)) == 0;
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What of a trace a target can show: which kinds of events are complete.
 *
 *  - In process every event is seen. Through a bridge to a driver some kinds are hidden: they
 *    happen, and no event tells of them. specs/sets.toml says which may be.
 *  - A kind is complete when each of its events is in the trace; only then does its absence mean
 *    that nothing happened. Of a kind that is not complete events may still be seen: they are
 *    taken as evidence, never their absence.
 *  - Words are prompt when a WORD event stands where the engine wrote the word, as an emulated
 *    engine's memory shows it. A bridge to a real engine looks at the words when it can, and at
 *    the latest before SCRIPT_QUIET: there an older word may be seen after a call that outdates it.
 */
#ifndef NDC_MODEL_SEEN_H
#define NDC_MODEL_SEEN_H

#include "trace/trace.h"

struct ndc_seen {
    uint64_t complete[2]; /* bit = enum ndc_event_kind */
    bool prompt;
};

/* The kinds a target may hide; bit = enum ndc_event_kind. From specs/sets.toml. */
extern const uint64_t ndc_hideable[2];

static inline bool
ndc_is_hideable(unsigned kind)
{
    return (ndc_hideable[kind / 64] >> kind % 64 & 1) != 0;
}

static inline bool
ndc_is_complete(const struct ndc_seen *seen, unsigned kind)
{
    return (seen->complete[kind / 64] >> kind % 64 & 1) != 0;
}

/* In process: everything is seen, when it happens. */
static inline struct ndc_seen
ndc_seen_in_process(void)
{
    return (struct ndc_seen){{~(uint64_t)0, ~(uint64_t)0}, true};
}

/* Through a bridge, with the emulated engine below the driver: memory is watched, moves are not. */
static inline struct ndc_seen
ndc_seen_bridge_emulated(void)
{
    return (struct ndc_seen){{~ndc_hideable[0], ~ndc_hideable[1]}, true};
}

/* Through a bridge, with the engine the driver was written for. */
static inline struct ndc_seen
ndc_seen_bridge(void)
{
    return (struct ndc_seen){{~ndc_hideable[0], ~ndc_hideable[1]}, false};
}

#endif

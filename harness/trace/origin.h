/* SPDX-License-Identifier: Apache-2.0 */
/* What the event BYTES says in its numbers. Append only: a value keeps its meaning. */
#ifndef NDC_TRACE_ORIGIN_H
#define NDC_TRACE_ORIGIN_H

/* What bytes are that should be others. */
enum ndc_origin_kind {
    NDC_ORIGIN_UNKNOWN,
    NDC_ORIGIN_SOURCE,    /* what a source was filled with */
    NDC_ORIGIN_UNTOUCHED, /* what a target was filled with */
    NDC_ORIGIN_GUARD,
    NDC_ORIGIN_DEAD, /* of a thing whose life was over */
    NDC_ORIGIN_ZERO,
    NDC_ORIGIN_FLIPPED /* right but for some bits */
};

/* Where they stand: in a buffer, or so many bytes before its first or behind its last one. */
enum ndc_side {
    NDC_SIDE_TARGET,
    NDC_SIDE_BEFORE_TARGET,
    NDC_SIDE_BEHIND_TARGET,
    NDC_SIDE_SOURCE,
    NDC_SIDE_BEFORE_SOURCE,
    NDC_SIDE_BEHIND_SOURCE
};

#endif

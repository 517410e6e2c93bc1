/* SPDX-License-Identifier: Apache-2.0 */
/*
 * PGBRK: data that goes on in another page. What the engine has to do; NetDMA's own part is
 * elsewhere.
 *
 *  - A piece that is moved never lies across a break, and in the end every byte is where it
 * belongs.
 *  - An address error while such a descriptor is in work says which address was looked at.
 */
#include "model/rules.h"

#define SOURCE 0
#define TARGET 1
#define ADDRESS_ERRORS 3u /* CHANERR: source, target address */

static const uint32_t break_flags[2] = {NDC_FLAG_SOURCE_BREAK, NDC_FLAG_TARGET_BREAK};

static bool
breaks(const struct ndc_submission *submission, unsigned side)
{
    return (submission->flags & break_flags[side]) != 0;
}

/* Bytes before the break of a side; 0: none, or not known any more. */
static uint32_t
head(const struct ndc_model *model, const struct ndc_submission *submission, unsigned side)
{
    uint32_t newest = model->pages_count;

    for (uint32_t i = 1; i <= NDC_PAGES_MAX && i <= newest; i++) {
        const struct ndc_pages *pages = &model->pages[(newest - i) % NDC_PAGES_MAX];

        if (ndc_object_same(pages->object, submission->object))
            return pages->heads[side];
    }
    return 0;
}

/* How many of the sides have the flag. */
static unsigned
sides_broken(const struct ndc_submission *submission)
{
    return (breaks(submission, SOURCE) ? 1u : 0u) + (breaks(submission, TARGET) ? 1u : 0u);
}

/* The flag is set although everything lies before the break. */
static bool
ends_before(const struct ndc_model *model, const struct ndc_submission *submission, unsigned side)
{
    return breaks(submission, side) && submission->bytes <= head(model, submission, side);
}

/* The copy whose data this event shows, when its work is over. */
static const struct ndc_submission *
finished_copy(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_submission *subject = ndc_subject(model);

    return event->kind == NDC_EVENT_DATA && subject != NULL && subject->done_at != 0 &&
                   ndc_is_copy(subject)
               ? subject
               : NULL;
}

/* The copy in work at which the engine now fails with an address error of these sides. */
static const struct ndc_submission *
failed_copy(const struct ndc_model *model, const struct ndc_event *event, uint64_t sides)
{
    const struct ndc_submission *work = ndc_submission_at(model, ndc_here(model)->in_progress);

    return event->kind == NDC_EVENT_STATE && event->b == NDC_CODE_HALTED &&
                   (event->c & sides) != 0 && work != NULL && ndc_is_copy(work)
               ? work
               : NULL;
}

static enum ndc_applied
whole(const struct ndc_submission *copy, const struct ndc_event *event, struct ndc_finding *finding)
{
    finding->seen = event->b;
    finding->because = copy->called_at;
    return ndc_kept_if(event->b == NDC_DATA_WHOLE);
}

static enum ndc_applied
failed(const struct ndc_submission *copy, struct ndc_finding *finding)
{
    finding->object = copy->object;
    finding->seen = NDC_DATA_PARTIAL;
    return ndc_broken_since(finding, copy->called_at);
}

/* A piece from before the break to behind it. */
static bool
lies_across(const struct ndc_event *event, uint32_t at)
{
    uint64_t begin = ndc_high(event->d);

    return begin < at && begin + ndc_low(event->d) > at;
}

/* Whether what is wrong from this byte on lies behind the break of this side, and of no other. */
static bool
is_behind(const struct ndc_model *model, const struct ndc_submission *copy, unsigned side,
          uint64_t where)
{
    uint32_t own = head(model, copy, side);
    uint32_t other = head(model, copy, 1 - side);

    return own <= where && (other <= own || other > where);
}

static enum ndc_applied
follows_break(const struct ndc_model *model, const struct ndc_event *event,
              struct ndc_finding *finding, unsigned side)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_submission *copy = failed_copy(model, event, 1u << side);

    if (copy != NULL)
        return breaks(copy, side) && !ends_before(model, copy, side) ? failed(copy, finding)
                                                                     : NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_STATE || subject == NULL || !breaks(subject, side))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    finding->seen = NDC_DATA_WRONG;
    if (event->kind == NDC_EVENT_MOVE)
        return lies_across(event, head(model, subject, side)) ? NDC_BROKEN : NDC_NOT_APPLICABLE;
    copy = finished_copy(model, event);
    if (copy == NULL || (event->b != NDC_DATA_WHOLE && !is_behind(model, copy, side, event->c)))
        return NDC_NOT_APPLICABLE;
    return whole(copy, event, finding);
}

/* PGBRK-01 */
enum ndc_applied
ndc_rule_break_source(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    return follows_break(model, event, finding, SOURCE);
}

/* PGBRK-02 */
enum ndc_applied
ndc_rule_break_target(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    return follows_break(model, event, finding, TARGET);
}

/* PGBRK-04: a break on one side says nothing about the other. */
enum ndc_applied
ndc_rule_break_independent(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_submission *copy = failed_copy(model, event, ADDRESS_ERRORS);

    if (copy != NULL)
        return sides_broken(copy) == 1 ? failed(copy, finding) : NDC_NOT_APPLICABLE;
    copy = finished_copy(model, event);
    return copy == NULL || sides_broken(copy) == 0 ? NDC_NOT_APPLICABLE
                                                   : whole(copy, event, finding);
}

/* PGBRK-05 */
enum ndc_applied
ndc_rule_break_positions(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_submission *copy = finished_copy(model, event);

    if (copy == NULL || sides_broken(copy) != 2 ||
        head(model, copy, SOURCE) == head(model, copy, TARGET))
        return NDC_NOT_APPLICABLE;
    return whole(copy, event, finding);
}

/* PGBRK-06: where the flag is clear the continuation holds no address at all. */
enum ndc_applied
ndc_rule_break_ignored(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_submission *copy = failed_copy(model, event, ADDRESS_ERRORS);

    if (copy != NULL)
        return (!breaks(copy, SOURCE) && (event->c & 1u << SOURCE) != 0) ||
                       (!breaks(copy, TARGET) && (event->c & 1u << TARGET) != 0)
                   ? failed(copy, finding)
                   : NDC_NOT_APPLICABLE;
    copy = finished_copy(model, event);
    return copy == NULL || sides_broken(copy) == 2 ? NDC_NOT_APPLICABLE
                                                   : whole(copy, event, finding);
}

/* PGBRK-09 */
enum ndc_applied
ndc_rule_break_unused(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *copy = failed_copy(model, event, ADDRESS_ERRORS);

    if (copy == NULL)
        copy = finished_copy(model, event);
    if (copy == NULL || (!ends_before(model, copy, SOURCE) && !ends_before(model, copy, TARGET)))
        return NDC_NOT_APPLICABLE;
    return event->kind == NDC_EVENT_STATE ? failed(copy, finding) : whole(copy, event, finding);
}

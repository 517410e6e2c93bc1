/* SPDX-License-Identifier: Apache-2.0 */
/* Data, and what the provider told NetDMA of completions. */
#include "model/set_state.h"

#define DISPATCH 2
#define AROUND_GUARDS 0xEu /* of DATA: guards of target or source */

/* Certainly done: in every possible state, and of the live list. */
static bool
is_certain(const struct ndc_set *set, const struct ndc_submission *submission)
{
    struct ndc_span all = ndc_set_done(set, set->known.here, ~0u);

    return submission->offer == NDC_OFFER_ACCEPTED &&
           submission->list == ndc_here(&set->known)->list && !ndc_span_empty(all) &&
           ndc_set_order_holds(set, set->known.here) &&
           ndc_set_place(set, set->known.subject) < all.least;
}

enum ndc_applied
ndc_set_desc_exact(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(&set->known);

    if (subject == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    finding->seen = event->b;
    if ((event->d & AROUND_GUARDS) != 0 || event->b == NDC_DATA_WRONG)
        return NDC_BROKEN;
    if (!ndc_is_copy(subject) || !is_certain(set, subject))
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if(event->b == NDC_DATA_WHOLE);
}

enum ndc_applied
ndc_set_claim_copied(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(&set->known);

    finding->object = event->a;
    if (subject == NULL)
        return NDC_BROKEN; /* never submitted */
    finding->seen = subject->data;
    finding->because = subject->called_at;
    return ndc_kept_if(ndc_is_copy(subject)
                           ? subject->data == NDC_DATA_WHOLE
                           : ndc_set_can_be_done(set, subject->channel, set->known.subject));
}

enum ndc_applied
ndc_set_isr_level(const struct ndc_set *set, const struct ndc_event *event,
                  struct ndc_finding *finding)
{
    (void)set;
    return ndc_compared(event->irql > DISPATCH, finding, event->irql, DISPATCH + 1);
}

/* A Start has overtaken its list, and nothing of a newer one was named yet. */
static bool
may_still_be_named(const struct ndc_set *set, const struct ndc_submission *named, ndc_object before)
{
    const struct ndc_ended *ended = ndc_ended(ndc_here(&set->known), named);
    const struct ndc_submission *earlier =
        ndc_submission_at(&set->known, ndc_state_find(&set->known, before));

    return ended != NULL && ended->routine == NDC_ROUTINE_START &&
           (earlier == NULL || earlier->list <= named->list);
}

/* It can be done, and is the channel's to report. */
static bool
may_name(const struct ndc_set *set, const struct ndc_event *event, ndc_object before)
{
    const struct ndc_submission *named = ndc_subject(&set->known);

    if (named == NULL || named->channel != set->known.here ||
        !ndc_set_can_be_done(set, set->known.here, set->known.subject))
        return false;
    return ndc_is_live(ndc_here(&set->known), named) ||
           (!ndc_object_dead(event->b) && may_still_be_named(set, named, before));
}

static bool
goes_back(const struct ndc_set *set, ndc_object before)
{
    const struct ndc_submission *named = ndc_subject(&set->known);
    uint32_t sequence = ndc_state_find(&set->known, before);
    const struct ndc_submission *earlier = ndc_submission_at(&set->known, sequence);

    return earlier != NULL && earlier->list == named->list && earlier->channel == named->channel &&
           earlier->offer == named->offer && ndc_set_order_holds(set, set->known.here) &&
           ndc_set_place(set, sequence) > ndc_set_place(set, set->known.subject);
}

static enum ndc_applied
names_completed(const struct ndc_set *set, const struct ndc_event *event,
                struct ndc_finding *finding, ndc_object before)
{
    const struct ndc_submission *named = ndc_subject(&set->known);
    const struct ndc_ended *ended = named == NULL ? NULL : ndc_ended(ndc_here(&set->known), named);

    if (event->c != NDC_HANDLE_GOOD)
        return NDC_NOT_APPLICABLE;
    if (NDC_WORD_ADDRESS(event->a) == event->a && may_name(set, event, before) &&
        !goes_back(set, before))
        return NDC_KEPT;
    finding->because = ended != NULL ? ended->at : 0;
    finding->object = event->b;
    finding->seen = event->a;
    return NDC_BROKEN;
}

/* Zero after an error or when the device is gone; both may be hidden. */
enum ndc_applied
ndc_set_isr_names_completed(const struct ndc_set *set, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = ndc_here(&set->known);

    if (event->a == 0 && (known->engine_error_at != 0 || set->known.provider.gone ||
                          !ndc_is_complete(&set->seen, NDC_EVENT_STATE)))
        return NDC_KEPT;
    return names_completed(set, event, finding, known->interrupt.isr_named);
}

enum ndc_applied
ndc_set_dpc_names_completed(const struct ndc_set *set, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    if (event->a == 0)
        return NDC_KEPT;
    return names_completed(set, event, finding, ndc_here(&set->known)->interrupt.dpc_named);
}

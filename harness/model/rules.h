/* SPDX-License-Identifier: Apache-2.0 */
/* Small words that many rules use. */
#ifndef NDC_MODEL_RULES_H
#define NDC_MODEL_RULES_H

#include "model/state_look.h"

#include "rules.inc"

static inline enum ndc_applied
ndc_kept_if(bool kept)
{
    return kept ? NDC_KEPT : NDC_BROKEN;
}

/* The same, with what was seen and what was wanted. */
static inline enum ndc_applied
ndc_compared(bool kept, struct ndc_finding *finding, uint64_t seen, uint64_t wanted)
{
    finding->seen = seen;
    finding->wanted = wanted;
    return ndc_kept_if(kept);
}

/* BROKEN, with the event that made it forbidden. */
static inline enum ndc_applied
ndc_broken_since(struct ndc_finding *finding, uint32_t because)
{
    finding->because = because;
    return NDC_BROKEN;
}

/* The event is the return of a routine; and whether it was successful. */
static inline bool
ndc_returned(const struct ndc_event *event, enum ndc_routine routine)
{
    return event->kind == NDC_EVENT_RETURN && event->a == (uint64_t)routine;
}

static inline bool
ndc_succeeded(const struct ndc_event *event, enum ndc_routine routine)
{
    return ndc_returned(event, routine) && event->b == NDC_STATUS_SUCCESS;
}

static inline bool
ndc_in_any_call(const struct ndc_model_channel *channel)
{
    return channel->call != 0;
}

/* The last call of NetDMA failed: a reset in vain, say, that the engine ends much later. */
static inline bool
ndc_failed_since(const struct ndc_model_channel *channel)
{
    return !ndc_in_any_call(channel) && channel->call_at > channel->last_call_at;
}

/* Edited so that the number of descriptors changed, which a provider that counts cannot know. */
static inline bool
ndc_miscounted(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return ndc_counted(model) && channel->balance != 0;
}

/* A fetch for work: not the second look at a descriptor that is done. */
static inline bool
ndc_is_fetch(const struct ndc_event *event)
{
    return event->kind == NDC_EVENT_FETCH && event->c == 0;
}

/* Whether the first fetch of the newest list is still to come. */
static inline bool
ndc_is_newest(const struct ndc_model_channel *channel, const struct ndc_submission *submission)
{
    if (submission->offer == NDC_OFFER_CALLED)
        return true;
    return submission->offer == NDC_OFFER_ACCEPTED && submission->list == channel->list &&
           !ndc_in_call(channel, NDC_ROUTINE_START);
}

/* The last descriptor fetched is the last of its list: nothing more is counted. */
static inline bool
ndc_at_end(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_fetched);

    return last != NULL && ndc_is_live(channel, last) && last->next == NDC_NO_SUBMISSION;
}

/*
 * A duty of the live list at the end: everything that concerns the rule is done. The subject is
 * the first unfinished submission; concerns says whether it is the rule's business.
 */
static inline enum ndc_applied
ndc_list_done(const struct ndc_model *model, struct ndc_finding *finding, bool concerns)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *undone = ndc_subject(model);

    if (channel->list == 0 || channel->mode == NDC_MODE_S || ndc_miscounted(model, channel))
        return NDC_NOT_APPLICABLE; /* a suspended list may wait for ever */
    if (undone == NULL)
        return NDC_KEPT;
    if (!concerns)
        return NDC_NOT_APPLICABLE;
    finding->seen = channel->done;
    finding->wanted = channel->count;
    return ndc_broken_since(finding, channel->accepted_at);
}

/* A routine returns only what its page lists. */
static inline enum ndc_applied
ndc_codes(const struct ndc_event *event, struct ndc_finding *finding, enum ndc_routine routine,
          bool resources)
{
    if (!ndc_returned(event, routine))
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    return ndc_kept_if(event->b == NDC_STATUS_SUCCESS || event->b == NDC_STATUS_UNSUCCESSFUL ||
                       (resources && event->b == NDC_STATUS_RESOURCES));
}

/* The routine works at DISPATCH_LEVEL: no service is misused inside for its IRQL. */
enum ndc_applied ndc_irql_kept(const struct ndc_model *model, const struct ndc_event *event,
                               enum ndc_routine routine);

/* The routine does not go beyond what it was passed. */
enum ndc_applied ndc_stays_inside(const struct ndc_model *model, const struct ndc_event *event,
                                  struct ndc_finding *finding, enum ndc_routine routine);

/* A Start that must be accepted, for the reason given. */
enum ndc_applied ndc_start_owed(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding, enum ndc_owed owed);

/* The work of a list that a routine ended is touched again. */
enum ndc_applied ndc_ended_touched(const struct ndc_model *model, const struct ndc_event *event,
                                   struct ndc_finding *finding, enum ndc_routine routine);

/* What the completion word says when a routine returns: the newest of what the engine wrote. */
enum ndc_applied ndc_word_at_return(const struct ndc_model *model, struct ndc_finding *finding,
                                    unsigned code);

#endif

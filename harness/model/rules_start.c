/* SPDX-License-Identifier: Apache-2.0 */
/* START: a new list is begun at its head, followed by its links, to its end; an older one is
 * dropped. */
#include "model/rules.h"

#define WAIT_DESCRIPTORS 16u /* a list this long, */
#define WAIT_TICKS 64u       /* and this much time inside Start, means that it was waited for */

/* START-02: also when something was appended before the engine began. */
enum ndc_applied
ndc_rule_start_head(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_submission *head = ndc_submission_at(model, channel->head);

    if (!ndc_is_fetch(event) || subject == NULL || subject->arrival > NDC_ARRIVAL_SUSPENDED ||
        !ndc_is_newest(channel, subject) || channel->fetched_list == subject->list)
        return NDC_NOT_APPLICABLE;
    bool appended = subject->arrival != NDC_ARRIVAL_START;
    if (appended && (head == NULL || channel->was_edited))
        return NDC_NOT_APPLICABLE;
    finding->wanted = appended ? head->object : channel->call_first;
    finding->because = appended ? head->called_at : subject->called_at;
    return ndc_kept_if(subject->previous == NDC_NO_SUBMISSION);
}

static bool
is_list_memory(ndc_object object)
{
    return ndc_object_kind(object) == NDC_OBJECT_DESCRIPTOR;
}

/* START-03 */
enum ndc_applied
ndc_rule_start_links(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_fetched);

    if (!ndc_is_fetch(event))
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->because = channel->accepted_at;
    if (!is_list_memory(event->a)) {
        bool unknown = ndc_object_kind(event->a) == NDC_OBJECT_NONE; /* START-17, DESC-18 */
        return unknown || ndc_at_end(model, channel) ? NDC_NOT_APPLICABLE : NDC_BROKEN;
    }
    if (subject == NULL || last == NULL || !ndc_is_live(channel, subject) ||
        subject->list != last->list || !ndc_is_live(channel, last) || channel->edited)
        return NDC_NOT_APPLICABLE;
    const struct ndc_submission *next = ndc_submission_at(model, last->next);
    finding->wanted = next == NULL ? NDC_OBJECT_NOTHING : next->object;
    return ndc_kept_if(model->subject == last->next || (subject == last && last->done_at == 0));
}

/* START-03: to its end. */
enum ndc_applied
ndc_rule_start_followed(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    (void)event;
    return ndc_list_done(model, finding, subject != NULL && subject->arrival == NDC_ARRIVAL_START);
}

/* START-04 */
enum ndc_applied
ndc_rule_start_zero_link(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return channel->list != 0 && channel->done == channel->count ? NDC_KEPT
                                                                     : NDC_NOT_APPLICABLE;
    if (event->b != 0)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, channel->accepted_at);
}

/* START-05 */
enum ndc_applied
ndc_rule_start_count(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (ndc_miscounted(model, channel))
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return channel->list != 0 && channel->done == channel->count ? NDC_KEPT
                                                                     : NDC_NOT_APPLICABLE;
    if (!ndc_is_fetch(event) || !ndc_at_end(model, channel))
        return NDC_NOT_APPLICABLE;
    if (subject != NULL && (ndc_is_live(channel, subject) || ndc_ended(channel, subject) != NULL))
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->wanted = channel->count;
    return ndc_broken_since(finding, channel->accepted_at);
}

/* START-06, a permission: the chain alone says what is to be done. */
enum ndc_applied
ndc_rule_start_count_ignored(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    (void)finding;
    return event->a == NDC_ROUTINE_START && event->c != ndc_here(model)->made_count
               ? NDC_KEPT
               : NDC_NOT_APPLICABLE;
}

/* START-07, a permission: the last next pointer may be remembered. */
enum ndc_applied
ndc_rule_start_next_remembered(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    (void)finding;
    return event->a == NDC_ROUTINE_APPEND && ndc_here(model)->list != 0 ? NDC_KEPT
                                                                        : NDC_NOT_APPLICABLE;
}

/* START-08 */
enum ndc_applied
ndc_rule_start_finishes(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *old = ndc_submission_at(model, channel->must_finish);
    const struct ndc_submission *subject = ndc_subject(model);

    if (old == NULL || channel->engine_error != 0)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_FETCH &&
        (!ndc_is_fetch(event) || subject == NULL || subject->list <= old->list))
        return NDC_NOT_APPLICABLE;
    finding->object = old->object;
    finding->because = channel->call_at;
    return ndc_kept_if(old->done_at != 0);
}

/* START-09 */
enum ndc_applied
ndc_rule_start_ignores_next(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (!ndc_is_fetch(event) || subject == NULL)
        return NDC_NOT_APPLICABLE;
    if (channel->must_finish != NDC_NO_SUBMISSION && ndc_is_newest(channel, subject))
        return NDC_KEPT;
    const struct ndc_ended *ended = ndc_ended(channel, subject);
    bool after = ended != NULL && ended->routine == NDC_ROUTINE_START &&
                 subject->previous == ended->in_progress;
    bool within = ndc_in_call(channel, NDC_ROUTINE_START) && channel->list != 0 &&
                  subject->list == channel->list && channel->fetched_list == channel->offered_list;
    if (!after && !within)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, after ? ended->at : channel->call_at);
}

/* START-10 */
enum ndc_applied
ndc_rule_start_drops(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_ended *ended = subject == NULL ? NULL : ndc_ended(ndc_here(model), subject);

    if (ended == NULL || model->subject == ended->in_progress)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_FETCH && event->c != 0)
        return NDC_NOT_APPLICABLE;
    return ndc_ended_touched(model, event, finding, NDC_ROUTINE_START);
}

/* START-11 */
enum ndc_applied
ndc_rule_start_old_status(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_ended *ended = subject == NULL ? NULL : ndc_ended(channel, subject);

    if (ended == NULL || ended->routine != NDC_ROUTINE_START ||
        NDC_WORD_CODE(event->c) > NDC_CODE_IDLE)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->status_at;
    return ndc_kept_if(channel->status_list <= subject->list);
}

/* START-12 */
enum ndc_applied
ndc_rule_start_codes(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_START, true);
}

/* START-13: nothing of a refused list is executed. */
enum ndc_applied
ndc_rule_start_refused(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (event->kind == NDC_EVENT_RETURN) {
        const struct ndc_submission *first = ndc_submission_at(model, channel->offered_first);
        if (!ndc_returned(event, NDC_ROUTINE_START) || event->b == NDC_STATUS_SUCCESS ||
            first == NULL)
            return NDC_NOT_APPLICABLE;
        finding->object = first->object;
        return ndc_kept_if(first->fetched_at == 0);
    }
    if (subject == NULL || subject->offer != NDC_OFFER_REJECTED ||
        subject->arrival != NDC_ARRIVAL_START)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, subject->forbidden_at);
}

/* START-13: and the channel can be started. */
enum ndc_applied
ndc_rule_start_retried(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    return ndc_start_owed(model, event, finding, NDC_OWED_RETRY);
}

/* START-14 */
enum ndc_applied
ndc_rule_start_irql(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_START);
}

/* START-14: the list is not waited for. */
enum ndc_applied
ndc_rule_start_waits(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint32_t last = channel->offered_first + channel->offered_count - 1;
    const struct ndc_submission *tail = ndc_submission_at(model, last);

    if (!ndc_succeeded(event, NDC_ROUTINE_START) || channel->offered_count < WAIT_DESCRIPTORS ||
        tail == NULL)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->tick - channel->first_fetch_tick;
    finding->because = channel->call_at;
    return ndc_kept_if(tail->done_at == 0 || finding->seen < WAIT_TICKS);
}

/* START-15 */
enum ndc_applied
ndc_rule_start_single(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    if (channel->count != 1 || channel->appends != 0)
        return NDC_NOT_APPLICABLE;
    return ndc_list_done(model, finding, true);
}

/* START-16 */
enum ndc_applied
ndc_rule_start_seed(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *head = ndc_submission_at(model, channel->head);
    const struct ndc_submission *second =
        head == NULL ? NULL : ndc_submission_at(model, head->next);

    (void)event;
    if (second == NULL || !ndc_is_null(head) || second->called_at == head->called_at)
        return NDC_NOT_APPLICABLE;
    return ndc_list_done(model, finding, true);
}

/* START-17 */
enum ndc_applied
ndc_rule_start_physical(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    uint32_t newest =
        ndc_in_call(channel, NDC_ROUTINE_START) ? channel->offered_list : channel->list;

    if (!ndc_is_fetch(event) || channel->fetched_list == newest || event->b == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    finding->wanted = channel->call_first;
    finding->because = channel->call_at;
    return ndc_kept_if(ndc_object_kind(event->a) != NDC_OBJECT_NONE);
}

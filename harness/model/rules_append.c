/* SPDX-License-Identifier: Apache-2.0 */
/* APPEND: a batch put behind a running or idle list is found, and executed once. */
#include "model/rules.h"

#define ARRIVED(arrival) (1u << NDC_ARRIVAL_##arrival)
#define APPENDED (ARRIVED(BEFORE_TAIL) | ARRIVED(AT_TAIL) | ARRIVED(IDLE) | ARRIVED(SUSPENDED))

static bool
arrived(const struct ndc_submission *submission, unsigned among)
{
    return submission != NULL && (1u << submission->arrival & among) != 0;
}

/* A duty of the batches that were appended in one of these ways. */
static enum ndc_applied
appended_done(const struct ndc_model *model, struct ndc_finding *finding, unsigned among)
{
    const struct ndc_submission *undone = ndc_subject(model);

    if ((ndc_here(model)->arrivals & among) == 0)
        return NDC_NOT_APPLICABLE;
    enum ndc_applied applied = ndc_list_done(model, finding, arrived(undone, among));
    if (applied == NDC_BROKEN)
        finding->because = undone->called_at;
    return applied;
}

/* APPEND-02, NetDMA's own duty */
enum ndc_applied
ndc_rule_append_linked(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    if (event->a != NDC_ROUTINE_APPEND || channel->list == 0 || channel->tail == NDC_NO_SUBMISSION)
        return NDC_NOT_APPLICABLE;
    finding->object = event->b;
    return ndc_kept_if(channel->linked_head == model->subject);
}

/* APPEND-03 */
enum ndc_applied
ndc_rule_append_reread(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)event;
    return appended_done(model, finding, ARRIVED(AT_TAIL) | ARRIVED(IDLE));
}

/* APPEND-04 */
enum ndc_applied
ndc_rule_append_continues(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)event;
    return appended_done(model, finding, ARRIVED(BEFORE_TAIL));
}

/* APPEND-04: nor is anything begun again. */
enum ndc_applied
ndc_rule_append_repeats(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    const struct ndc_submission *batch =
        channel->offered_count == 0 ? NULL : ndc_submission_at(model, channel->offered_first);
    bool early =
        (channel->arrivals & ARRIVED(BEFORE_TAIL)) != 0 || arrived(batch, ARRIVED(BEFORE_TAIL));

    if (!ndc_is_fetch(event) || subject == NULL || !ndc_is_live(channel, subject) || !early)
        return NDC_NOT_APPLICABLE;
    finding->because = subject->done_at;
    return ndc_kept_if(subject->done_at == 0);
}

/* APPEND-05: an idle channel is restarted. */
enum ndc_applied
ndc_rule_append_idle(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)event;
    return appended_done(model, finding, ARRIVED(IDLE));
}

/* APPEND-05: and the old tail is not executed again. */
enum ndc_applied
ndc_rule_append_tail_again(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);
    bool appended =
        channel->last_call == NDC_ROUTINE_APPEND + 1 || ndc_in_call(channel, NDC_ROUTINE_APPEND);

    (void)event;
    if (subject == NULL || !appended || !ndc_is_live(channel, subject))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->done_at;
    return ndc_kept_if(subject->done_at == 0);
}

/* APPEND-06: none is lost. */
enum ndc_applied
ndc_rule_append_lost(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)event;
    return appended_done(model, finding, APPENDED);
}

/* APPEND-06: and none is executed twice. */
enum ndc_applied
ndc_rule_append_twice(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    (void)event;
    if (!arrived(subject, APPENDED))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->done_at;
    return ndc_kept_if(subject->done_at == 0);
}

/* APPEND-07 */
enum ndc_applied
ndc_rule_append_count(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return appended_done(model, finding, APPENDED);
    if (ndc_here(model)->appends == 0)
        return NDC_NOT_APPLICABLE;
    return ndc_rule_start_count(model, event, finding);
}

/* APPEND-08 */
enum ndc_applied
ndc_rule_append_needs_no_reread(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);
    bool appended =
        channel->last_call == NDC_ROUTINE_APPEND + 1 || ndc_in_call(channel, NDC_ROUTINE_APPEND);

    if (subject == NULL || channel->was_resumed || channel->mode == NDC_MODE_S)
        return NDC_NOT_APPLICABLE; /* a resume does read it again */
    if (event->c == 0)
        return arrived(subject, APPENDED) ? NDC_KEPT : NDC_NOT_APPLICABLE;
    if (!appended)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, channel->last_call_at);
}

/* APPEND-09 */
enum ndc_applied
ndc_rule_append_head(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_fetched);
    const struct ndc_submission *head = last == NULL ? NULL : ndc_submission_at(model, last->next);

    if (!ndc_is_fetch(event) || !arrived(head, APPENDED) || head->called_at == last->called_at ||
        !ndc_is_live(channel, last) || ndc_in_call(channel, NDC_ROUTINE_START) || channel->edited)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->wanted = head->object;
    finding->because = head->called_at;
    return ndc_kept_if(model->subject == last->next);
}

/* APPEND-10 */
enum ndc_applied
ndc_rule_append_many(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    if (ndc_here(model)->appends < 2)
        return NDC_NOT_APPLICABLE;
    if (event->kind == NDC_EVENT_FETCH)
        return ndc_counted(model) ? ndc_rule_start_count(model, event, finding)
                                  : NDC_NOT_APPLICABLE;
    return appended_done(model, finding, APPENDED);
}

/* APPEND-11 */
enum ndc_applied
ndc_rule_append_codes(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    (void)model;
    return ndc_codes(event, finding, NDC_ROUTINE_APPEND, false);
}

/* APPEND-12 */
enum ndc_applied
ndc_rule_append_irql(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)finding;
    return ndc_irql_kept(model, event, NDC_ROUTINE_APPEND);
}

/*
 * APPEND-13. In 1.x NetDMA has already stored the new head in the old tail; an engine before the
 * tail finds it there whatever the provider answers.
 */
enum ndc_applied
ndc_rule_append_refused(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);
    unsigned judged = ndc_counted(model) ? APPENDED : ARRIVED(IDLE);

    if (event->kind == NDC_EVENT_RETURN) {
        subject = ndc_submission_at(model, channel->offered_first);
        if (!ndc_returned(event, NDC_ROUTINE_APPEND) || event->b == NDC_STATUS_SUCCESS ||
            !arrived(subject, judged))
            return NDC_NOT_APPLICABLE;
        finding->object = subject->object;
        return ndc_kept_if(subject->fetched_at == 0);
    }
    if (!arrived(subject, judged) || subject->offer != NDC_OFFER_REJECTED)
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, subject->forbidden_at);
}

/* APPEND-14 */
enum ndc_applied
ndc_rule_append_unstarted(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (event->kind == NDC_EVENT_RETURN) {
        subject = ndc_submission_at(model, channel->offered_first);
        return ndc_returned(event, NDC_ROUTINE_APPEND) && arrived(subject, ARRIVED(UNSTARTED)) &&
                       subject->moved == 0
                   ? NDC_KEPT
                   : NDC_NOT_APPLICABLE;
    }
    if (!arrived(subject, ARRIVED(UNSTARTED)))
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, subject->called_at);
}

/* APPEND-15 */
enum ndc_applied
ndc_rule_append_suspended(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (event->kind == NDC_EVENT_RETURN)
        return ndc_returned(event, NDC_ROUTINE_RESUME) &&
                       (channel->arrivals & ARRIVED(SUSPENDED)) != 0
                   ? NDC_KEPT
                   : NDC_NOT_APPLICABLE;
    if (!arrived(subject, ARRIVED(SUSPENDED)) || ndc_in_call(channel, NDC_ROUTINE_RESUME))
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, subject->called_at);
}

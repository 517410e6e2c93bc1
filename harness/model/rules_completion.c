/* SPDX-License-Identifier: Apache-2.0 */
/* COMPL, the word: what the engine writes to the completion address, and when. */
#include "model/rules.h"

/* What a status write is about. */
struct write {
    const struct ndc_model_channel *channel;
    const struct ndc_submission *named;
    unsigned code;
};

static struct write
write_of(const struct ndc_model *model, const struct ndc_event *event)
{
    return (struct write){ndc_here(model), ndc_subject(model), NDC_WORD_CODE(event->c)};
}

/* The named descriptor belongs to the list under way, and the provider can know how much is left.
 */
static bool
is_of_live_list(const struct ndc_model *model, const struct write *write)
{
    return write->named != NULL && ndc_is_live(write->channel, write->named) &&
           !ndc_miscounted(model, write->channel);
}

/* COMPL-01 */
enum ndc_applied
ndc_rule_compl_written(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *owed = ndc_submission_at(model, channel->status_owed);

    if (event->kind == NDC_EVENT_STATUS)
        return owed != NULL && model->subject == channel->status_owed ? NDC_KEPT
                                                                      : NDC_NOT_APPLICABLE;
    if (owed == NULL)
        return NDC_NOT_APPLICABLE;
    finding->object = owed->object;
    return ndc_broken_since(finding, owed->done_at);
}

/* COMPL-02. A word that says suspended or active may be brought up to date. */
enum ndc_applied
ndc_rule_compl_unasked(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    struct write write = write_of(model, event);

    if (write.named == NULL || write.code > NDC_CODE_IDLE)
        return NDC_NOT_APPLICABLE;
    finding->because = write.named->called_at;
    return ndc_kept_if((write.named->flags & NDC_FLAG_STATUS) != 0 ||
                       write.channel->status_named == model->subject);
}

/* COMPL-03 */
enum ndc_applied
ndc_rule_compl_names(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    struct write write = write_of(model, event);
    const struct ndc_submission *last = ndc_submission_at(model, write.channel->last_done);

    if (write.code > NDC_CODE_SUSPEND)
        return NDC_NOT_APPLICABLE;
    if (write.code == NDC_CODE_SUSPEND && NDC_WORD_ADDRESS(event->c) == 0)
        return write.channel->done == 0 ? NDC_KEPT : NDC_BROKEN;
    finding->object = event->d;
    finding->wanted = last == NULL ? NDC_OBJECT_NOTHING : last->object;
    finding->because = last == NULL ? 0 : last->done_at;
    return ndc_kept_if(last != NULL && model->subject == write.channel->last_done);
}

/* COMPL-04 */
enum ndc_applied
ndc_rule_compl_code(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    finding->seen = NDC_WORD_CODE(event->c);
    (void)model;
    return ndc_kept_if(finding->seen <= NDC_CODE_ARMED);
}

/*
 * 1.x: the engine found the appended descriptor before its Append had returned. A doorbell that
 * rings only then makes it look behind that one too.
 */
static bool
overtook_its_doorbell(const struct ndc_model *model, const struct write *write)
{
    return !ndc_counted(model) && write->named->arrival != NDC_ARRIVAL_START &&
           write->named->fetched_at < write->channel->accepted_at;
}

/* COMPL-05. A batch on its way counts as work that remains. */
enum ndc_applied
ndc_rule_compl_active(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    struct write write = write_of(model, event);

    if (write.code != NDC_CODE_ACTIVE || !is_of_live_list(model, &write) ||
        model->subject == write.channel->linked_to_refused)
        return NDC_NOT_APPLICABLE;
    finding->because = write.channel->accepted_at;
    return ndc_kept_if(write.named->next != NDC_NO_SUBMISSION ||
                       write.channel->offered_count != 0 || overtook_its_doorbell(model, &write));
}

/* COMPL-06. What was appended after the engine had looked may come too late for the word. */
enum ndc_applied
ndc_rule_compl_idle(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    struct write write = write_of(model, event);

    if (write.code != NDC_CODE_IDLE || !is_of_live_list(model, &write))
        return NDC_NOT_APPLICABLE;
    const struct ndc_submission *next = ndc_submission_at(model, write.named->next);
    if (next == NULL || next->offer == NDC_OFFER_CALLED ||
        next->called_at > write.named->fetched_at)
        return NDC_KEPT;
    finding->wanted = next->object;
    return ndc_broken_since(finding, write.channel->accepted_at);
}

/* COMPL-06: a done list does not end with another word. */
enum ndc_applied
ndc_rule_compl_ends_idle(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *tail = ndc_submission_at(model, channel->tail);

    (void)event;
    if (channel->list == 0 || tail == NULL || channel->done != channel->count ||
        (tail->flags & NDC_FLAG_STATUS) == 0 || NDC_OPERATION(tail->flags) != 0 ||
        channel->was_resumed || ndc_miscounted(model, channel) || channel->engine_error != 0)
        return NDC_NOT_APPLICABLE;
    finding->object = tail->object;
    finding->seen = NDC_WORD_CODE(channel->status_value);
    finding->because = tail->done_at;
    return ndc_kept_if(channel->status_named != channel->tail || finding->seen == NDC_CODE_IDLE);
}

/* COMPL-07. Inside another call the engine may pass through a suspension that NetDMA did not ask
 * for. */
enum ndc_applied
ndc_rule_compl_suspend(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    struct write write = write_of(model, event);

    if (write.code != NDC_CODE_SUSPEND)
        return NDC_NOT_APPLICABLE;
    if (write.channel->mode == NDC_MODE_S || ndc_in_call(write.channel, NDC_ROUTINE_SUSPEND))
        return NDC_KEPT;
    if (ndc_in_any_call(write.channel))
        return NDC_NOT_APPLICABLE;
    return ndc_broken_since(finding, write.channel->last_call_at);
}

/*
 * 1.x on a counting engine: an Append has to stop the engine for a moment, and the word says so
 * until another is asked for.
 */
static bool
stopped_by_append(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return !ndc_counted(model) && model->provider.generation == 2 &&
           channel->status_call == NDC_ROUTINE_APPEND + 1;
}

/* COMPL-07: nor does the word stay so. */
enum ndc_applied
ndc_rule_compl_stays_suspended(const struct ndc_model *model, const struct ndc_event *event,
                               struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *head = ndc_submission_at(model, channel->head);

    (void)event;
    if (channel->list == 0 || head == NULL || channel->was_resumed || channel->suspend_failed ||
        channel->status_at < head->called_at)
        return NDC_NOT_APPLICABLE;
    finding->because = channel->status_at;
    return ndc_kept_if(NDC_WORD_CODE(channel->status_value) != NDC_CODE_SUSPEND ||
                       stopped_by_append(model, channel));
}

static bool
may_halt(const struct ndc_model_channel *channel)
{
    return channel->engine_error != 0 || channel->mode == NDC_MODE_E ||
           channel->mode == NDC_MODE_H || ndc_in_call(channel, NDC_ROUTINE_ABORT) ||
           ndc_in_call(channel, NDC_ROUTINE_RESET);
}

/* The address beside code 3: last completed, interrupted, or zero. */
static bool
names_an_end(const struct ndc_model *model, const struct write *write, uint64_t value)
{
    return NDC_WORD_ADDRESS(value) == 0 ||
           (write->named != NULL && (model->subject == write->channel->last_done ||
                                     model->subject == write->channel->in_progress ||
                                     model->subject == write->channel->call_in_progress ||
                                     model->subject == write->channel->status_named));
}

/* COMPL-08: halted only for a reason. */
enum ndc_applied
ndc_rule_compl_halted(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    struct write write = write_of(model, event);

    if (write.code != NDC_CODE_HALTED)
        return NDC_NOT_APPLICABLE;
    finding->object = event->d;
    finding->because = write.channel->last_call_at;
    if (may_halt(write.channel))
        return ndc_kept_if(names_an_end(model, &write, event->c));
    return ndc_in_any_call(write.channel) ? NDC_NOT_APPLICABLE : NDC_BROKEN;
}

/* COMPL-08: an error is told when status was asked for. */
enum ndc_applied
ndc_rule_compl_error_told(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    (void)model;
    if (channel->engine_error == 0 || channel->list == 0 || !channel->all_status)
        return NDC_NOT_APPLICABLE;
    finding->seen = channel->engine_error;
    finding->because = channel->engine_error_at;
    return ndc_kept_if(channel->error_status_seen);
}

/* COMPL-09 */
enum ndc_applied
ndc_rule_compl_armed(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    struct write write = write_of(model, event);

    /* Every later word that says something else keeps it. */
    if (write.channel->done == 0)
        return write.code == NDC_CODE_ARMED ? NDC_KEPT : NDC_NOT_APPLICABLE;
    finding->because = write.channel->accepted_at;
    return ndc_kept_if(write.code != NDC_CODE_ARMED);
}

/* COMPL-10, NetDMA's own duty */
enum ndc_applied
ndc_rule_compl_aligned(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)model;
    finding->object = event->a;
    finding->seen = event->d;
    return ndc_kept_if((event->d & 0x3F) == 0);
}

/* COMPL-11 */
enum ndc_applied
ndc_rule_compl_clean(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    finding->seen = event->c & 0x3F;
    if (NDC_WORD_CODE(event->c) == NDC_CODE_HALTED)
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if((event->c & 0x38) == 0);
}

/* COMPL-15 */
enum ndc_applied
ndc_rule_compl_order(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    struct write write = write_of(model, event);
    const struct ndc_submission *before = ndc_submission_at(model, write.channel->status_named);

    if (write.code > NDC_CODE_SUSPEND || write.named == NULL || before == NULL ||
        write.named->done_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = write.named->object;
    finding->wanted = before->object;
    finding->because = write.channel->status_at;
    return ndc_kept_if(write.named->done_number >= write.channel->status_number);
}

/* COMPL-16 */
enum ndc_applied
ndc_rule_compl_flags(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const uint32_t asked = NDC_FLAG_STATUS | NDC_FLAG_INTERRUPT;

    if (subject == NULL)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b & asked;
    finding->wanted = subject->flags & asked;
    finding->because = subject->called_at;
    return ndc_kept_if(finding->seen == finding->wanted);
}

/* COMPL-17 */
enum ndc_applied
ndc_rule_compl_place(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    finding->object = event->kind == NDC_EVENT_MOVE ? event->c : event->a;
    finding->seen = event->b;
    if (event->kind == NDC_EVENT_MOVE)
        return ndc_kept_if(ndc_object_kind(event->c) == NDC_OBJECT_TARGET);
    if (event->kind == NDC_EVENT_SPILL)
        return ndc_object_kind(event->a) == NDC_OBJECT_WORD ? NDC_BROKEN : NDC_NOT_APPLICABLE;
    return ndc_kept_if(ndc_object_kind(event->a) == NDC_OBJECT_WORD &&
                       ndc_object_index(event->a) == model->here);
}

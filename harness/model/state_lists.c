/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists of a channel: batches are handed over, lists begin, grow, are edited and end.
 */
#include "model/likeness.h"
#include "model/state_look.h"

void
ndc_state_submit(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    uint32_t transfer = ndc_object_index(event->a);
    uint32_t sequence = ++model->submitted;
    struct ndc_submission *submission = &model->submissions[sequence % NDC_SUBMISSIONS_MAX];

    if (model->remembered < NDC_SUBMISSIONS_MAX)
        model->remembered++;
    if (transfer >= NDC_SUBMISSIONS_MAX)
        transfer = NDC_SUBMISSIONS_MAX - 1;
    *submission = (struct ndc_submission){
        .object = event->a,
        .older = model->latest[transfer],
        .flags = ndc_low(event->b),
        .bytes = ndc_high(event->b),
        .channel = model->here & 0x7F,
        .offer = NDC_OFFER_MADE,
        .data = NDC_DATA_UNKNOWN,
    };
    model->latest[transfer] = sequence;
    model->found = NDC_OBJECT_NOTHING; /* the object names this one now */
    if (NDC_OPERATION(submission->flags) == NDC_OPERATION_CONTEXT)
        channel->hints.context_sent_at = model->index;
    if (channel->made_count == 0) {
        channel->made_first = sequence;
    } else {
        submission->previous = sequence - 1;
        struct ndc_submission *before = ndc_submission_edit(model, sequence - 1);
        if (before != NULL)
            before->next = sequence;
    }
    channel->made_count++;
}

/* Told of source and target of one descriptor, one after the other. */
void
ndc_state_pages(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_pages *pages = &model->pages[(model->pages_count - 1) % NDC_PAGES_MAX];
    const uint32_t page = 4096;

    if (model->pages_count == 0 || pages->object != event->a) {
        pages = &model->pages[model->pages_count++ % NDC_PAGES_MAX];
        *pages = (struct ndc_pages){.object = event->a};
    }
    pages->heads[event->b & 1] = (uint16_t)(event->d == 0 ? 0 : page - event->c % page);
}

static void
join(struct ndc_model *model, uint32_t before, uint32_t behind)
{
    struct ndc_submission *first = ndc_submission_edit(model, before);
    struct ndc_submission *second = ndc_submission_edit(model, behind);

    if (first != NULL)
        first->next = behind;
    if (second != NULL)
        second->previous = before;
}

/* ---- batches ---- */

static enum ndc_arrival
arrival_of_append(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    const struct ndc_submission *tail = ndc_submission_at(model, channel->tail);

    if (channel->list == 0 || tail == NULL)
        return NDC_ARRIVAL_UNSTARTED;
    if (channel->mode == NDC_MODE_S)
        return NDC_ARRIVAL_SUSPENDED;
    if (tail->done_at != 0)
        return NDC_ARRIVAL_IDLE;
    return tail->fetched_at != 0 ? NDC_ARRIVAL_AT_TAIL : NDC_ARRIVAL_BEFORE_TAIL;
}

/* The batch that was made becomes the one of the call under way. */
void
ndc_list_offer(struct ndc_model *model, struct ndc_model_channel *channel, enum ndc_routine routine)
{
    bool start = routine == NDC_ROUTINE_START;
    enum ndc_arrival arrival = start ? NDC_ARRIVAL_START : arrival_of_append(model, channel);

    channel->offered_first = channel->made_first;
    channel->offered_count = channel->made_count;
    channel->made_count = 0;
    channel->offered_list =
        start || arrival == NDC_ARRIVAL_UNSTARTED ? ++channel->lists : channel->list;
    for (uint32_t i = 0; i < channel->offered_count; i++) {
        struct ndc_submission *submission = ndc_submission_edit(model, channel->offered_first + i);
        if (submission == NULL)
            continue;
        submission->offer = NDC_OFFER_CALLED;
        submission->arrival = (uint8_t)arrival;
        submission->list = channel->offered_list;
        submission->called_at = model->index;
    }
    if (!start && arrival != NDC_ARRIVAL_UNSTARTED && channel->offered_count != 0)
        join(model, channel->tail, channel->offered_first);
}

void
ndc_list_end(struct ndc_model *model, struct ndc_model_channel *channel, enum ndc_routine routine)
{
    if (channel->list == 0)
        return;
    channel->ended[channel->list % NDC_ENDED_MAX] = (struct ndc_ended){
        .list = channel->list,
        .at = model->index,
        .in_progress = channel->in_progress,
        .routine = (uint8_t)routine,
    };
    channel->list = 0;
    channel->first_undone = NDC_NO_SUBMISSION;
    channel->suspend_failed = false;
}

void
ndc_list_begin(struct ndc_model_channel *channel)
{
    channel->list = channel->offered_list;
    channel->head = channel->offered_first;
    channel->tail = NDC_NO_SUBMISSION;
    channel->count = channel->done = channel->appends = 0;
    channel->first_undone = NDC_NO_SUBMISSION;
    channel->all_status = channel->all_null = true;
    channel->was_edited = channel->was_resumed = channel->edited = false;
    channel->resumed_empty = false;
    channel->arrivals = 0;
    channel->balance = 0;
    channel->verified = NDC_NO_SUBMISSION;
    channel->error_status_seen = false;
    channel->started_from = channel->call_mode;
}

/* The offered batch becomes part of the live list; some of it may be done already. */
void
ndc_list_accept(struct ndc_model *model, struct ndc_model_channel *channel)
{
    for (uint32_t i = 0; i < channel->offered_count; i++) {
        uint32_t sequence = channel->offered_first + i;
        struct ndc_submission *submission = ndc_submission_edit(model, sequence);
        if (submission == NULL)
            continue;
        submission->offer = NDC_OFFER_ACCEPTED;
        submission->like = ndc_likeness_of(channel, submission);
        channel->arrivals |= (uint8_t)(1u << submission->arrival);
        channel->count++;
        channel->tail = sequence;
        if (submission->done_at != 0)
            channel->done++;
        else if (channel->first_undone == NDC_NO_SUBMISSION)
            channel->first_undone = sequence;
        if ((submission->flags & NDC_FLAG_STATUS) == 0)
            channel->all_status = false;
        if (!ndc_is_null(submission))
            channel->all_null = false;
    }
    channel->accepted_at = model->index;
    channel->resumed_empty = false;
}

void
ndc_list_reject(struct ndc_model *model, struct ndc_model_channel *channel)
{
    struct ndc_submission *tail = ndc_submission_edit(model, channel->tail);

    for (uint32_t i = 0; i < channel->offered_count; i++) {
        struct ndc_submission *submission = ndc_submission_edit(model, channel->offered_first + i);
        if (submission != NULL) {
            submission->offer = NDC_OFFER_REJECTED;
            submission->like = 0;
            submission->forbidden_at = model->index;
        }
    }
    if (tail != NULL && tail->next == channel->offered_first) {
        tail->next = NDC_NO_SUBMISSION;
        channel->linked_to_refused = channel->tail;
    }
}

/* ---- editing a suspended list ---- */

/* Where the engine goes on when the first unfinished submission changed. */
static void
find_undone(struct ndc_model *model, struct ndc_model_channel *channel, uint32_t from)
{
    const struct ndc_submission *submission = ndc_submission_at(model, from);

    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && submission != NULL; i++) {
        if (submission->done_at == 0)
            break;
        from = submission->next;
        submission = ndc_submission_at(model, from);
    }
    channel->first_undone = submission == NULL ? NDC_NO_SUBMISSION : from;
}

static void
insert(struct ndc_model *model, struct ndc_model_channel *channel, uint32_t after, uint32_t added)
{
    struct ndc_submission *anchor = ndc_submission_edit(model, after);
    struct ndc_submission *submission = ndc_submission_edit(model, added);
    uint32_t behind = anchor->next;

    join(model, after, added);
    join(model, added, behind);
    submission->next = behind;
    submission->list = channel->list;
    submission->offer = NDC_OFFER_ACCEPTED;
    submission->arrival = NDC_ARRIVAL_INSERTED;
    submission->called_at = model->index;
    channel->made_count = 0;
    channel->count++;
    channel->balance++;
    if (channel->tail == after)
        channel->tail = added;
    if ((submission->flags & NDC_FLAG_STATUS) == 0)
        channel->all_status = false;
    if (!ndc_is_null(submission))
        channel->all_null = false;
}

void
ndc_state_link(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    uint32_t of = ndc_state_find(model, event->a);
    uint32_t next = ndc_state_find(model, event->b);
    const struct ndc_submission *linked = ndc_submission_at(model, of);
    const struct ndc_submission *named = ndc_submission_at(model, next);

    if (event->c == 0) {
        channel->linked_head = next;
        return;
    }
    if (linked == NULL || linked->offer != NDC_OFFER_ACCEPTED || channel->list == 0)
        return;
    channel->edited = channel->was_edited = true;
    if (named != NULL && named->offer == NDC_OFFER_MADE) {
        insert(model, channel, of, next);
    } else {
        join(model, of, next);
        if (next == NDC_NO_SUBMISSION)
            channel->tail = of;
    }
    find_undone(model, channel, channel->first_undone == NDC_NO_SUBMISSION ? of : channel->head);
}

void
ndc_state_unlink(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    struct ndc_submission *submission = ndc_submission_edit(model, model->subject);

    (void)event;
    if (submission == NULL || submission->offer != NDC_OFFER_ACCEPTED)
        return;
    const struct ndc_submission *before = ndc_submission_at(model, submission->previous);
    if (before != NULL && before->next == model->subject)
        join(model, submission->previous, submission->next);
    if (channel->tail == model->subject)
        channel->tail = submission->previous;
    if (channel->head == model->subject)
        channel->head = submission->next;
    submission->offer = NDC_OFFER_UNLINKED;
    submission->like = 0;
    submission->forbidden_at = model->index;
    channel->edited = channel->was_edited = true;
    if (channel->count > 0)
        channel->count--;
    if (submission->done_at != 0 && channel->done > 0)
        channel->done--;
    else
        channel->balance--;
    if (channel->first_undone == model->subject)
        find_undone(model, channel, submission->next);
}

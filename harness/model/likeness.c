/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What makes an event ordinary. Each condition here closes a way in which a rule marked `ordinary`
 * could be broken or answer otherwise; what stays open is a bit of the likeness.
 */
#include "model/likeness.h"
#include "model/state_work.h"

#define DESCRIPTOR_BYTES 64u /* and their alignment, A-01 */

/* Properties that rules look at when everything else is in order. */
enum {
    LIKE_FLAGS = 0xFF, /* control flags 7:0 */
    LIKE_EMPTY = 1 << 8,
    LIKE_LONG = 1 << 9, /* more than a page */
    LIKE_APPENDED = 1 << 10,
    LIKE_LAST_CALL_APPEND = 1 << 11,
    LIKE_RESET = 1 << 12, /* the channel was reset before */
    LIKE_FIRST = 1 << 13, /* of its list or batch */
    LIKE_BEHIND_FENCE = 1 << 14,
    LIKE_BEGUN = 1 << 15,        /* a part of it moved before */
    LIKE_NAMED_BEFORE = 1 << 16, /* the word named something before */
    LIKE_IDLE = 1 << 17,         /* the status code is 1 */
    LIKE_ALLOCATED = 1 << 18,    /* the allocation was seen */
    LIKE_FREED = 1 << 19,        /* it was free before */
    LIKE_CONTINUED = 1 << 20,    /* something was appended before the tail was reached */
    LIKE_ORDINARY = 1 << 21,
    LIKE_MODE = 8, /* of SUBMIT, in place of the bits above */
    LIKE_KIND = 22,
    LIKE_VERSION = 28
};

/* Nothing unusual goes on. */
static bool
is_plain(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return model->fired == 0 && (channel->mode == NDC_MODE_R || channel->mode == NDC_MODE_I) &&
           channel->call == 0 && channel->fired == 0 && channel->list != 0 &&
           channel->must_finish == NDC_NO_SUBMISSION && channel->engine_error == 0 &&
           channel->never_codes == 0 && !channel->edited && !channel->was_edited &&
           !channel->was_resumed && !channel->suspend_failed &&
           channel->fetched_list == channel->list && ndc_hints_right(model, channel);
}

void
ndc_likeness_of_channel(struct ndc_model *model, struct ndc_model_channel *channel)
{
    channel->like = 0;
    if (!is_plain(model, channel))
        return;
    channel->like = LIKE_ORDINARY | (uint32_t)model->version << LIKE_VERSION;
    if (channel->last_call == NDC_ROUTINE_APPEND + 1)
        channel->like |= LIKE_LAST_CALL_APPEND;
    if (channel->resets != 0)
        channel->like |= LIKE_RESET;
    if ((channel->arrivals & 1u << NDC_ARRIVAL_BEFORE_TAIL) != 0)
        channel->like |= LIKE_CONTINUED;
    if (channel->interrupt.allocated_at != 0)
        channel->like |= LIKE_ALLOCATED;
    if (channel->interrupt.freed_at != 0)
        channel->like |= LIKE_FREED;
}

uint32_t
ndc_likeness_of(const struct ndc_model_channel *channel, const struct ndc_submission *submission)
{
    const uint32_t page = 4096;

    if ((submission->flags & NDC_FLAGS_RARE) != 0 || submission->arrival > NDC_ARRIVAL_IDLE ||
        submission->never_touch || submission->called_at < channel->reset_at)
        return 0;
    return LIKE_ORDINARY | (submission->flags & LIKE_FLAGS) |
           (submission->bytes == 0 ? LIKE_EMPTY : 0) | (submission->bytes > page ? LIKE_LONG : 0) |
           (submission->arrival != NDC_ARRIVAL_START ? LIKE_APPENDED : 0);
}

/* The next descriptor of the list is fetched. */
static inline uint32_t
fetch(const struct ndc_model *model, const struct ndc_model_channel *channel,
      const struct ndc_event *event, const struct ndc_submission *subject)
{
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_fetched);

    if (event->c != 0 || event->b == 0 || last == NULL || subject->fetched_at != 0 ||
        subject->previous != channel->last_fetched || last->list != subject->list ||
        last->next != model->subject || last->offer != NDC_OFFER_ACCEPTED ||
        channel->status_owed != NDC_NO_SUBMISSION)
        return 0;
    return last->called_at != subject->called_at ? LIKE_FIRST | LIKE_BEGUN : LIKE_BEGUN;
}

/* A piece goes from the source to the target of the descriptor in work. */
static inline uint32_t
move(const struct ndc_model *model, const struct ndc_model_channel *channel,
     const struct ndc_event *event, const struct ndc_submission *subject)
{
    const struct ndc_submission *before = ndc_submission_at(model, subject->previous);
    uint32_t transfer = ndc_object_index(subject->object);

    if (!ndc_is_copy(subject) || subject->done_at != 0 ||
        ndc_object_kind(event->b) != NDC_OBJECT_SOURCE ||
        ndc_object_kind(event->c) != NDC_OBJECT_TARGET || ndc_object_index(event->b) != transfer ||
        ndc_object_index(event->c) != transfer ||
        ndc_high(event->d) + (uint64_t)ndc_low(event->d) > subject->bytes ||
        channel->status_owed != NDC_NO_SUBMISSION || (before != NULL && before->done_at == 0))
        return 0;
    return (before != NULL && (before->flags & NDC_FLAG_SERIALIZE) != 0 &&
                    before->list == subject->list
                ? LIKE_BEHIND_FENCE
                : LIKE_IDLE) |
           (subject->moved != 0 ? LIKE_BEGUN : LIKE_NAMED_BEFORE);
}

/* The descriptor in work is done as it was asked for. */
static inline uint32_t
done(const struct ndc_model *model, const struct ndc_model_channel *channel,
     const struct ndc_event *event, const struct ndc_submission *subject)
{
    uint32_t limit = ndc_low(model->provider.start_transfer);

    if (subject->done_at != 0 || channel->in_progress != model->subject ||
        event->b != subject->flags || channel->status_owed != NDC_NO_SUBMISSION ||
        subject->moved != (ndc_is_copy(subject) ? subject->bytes : 0) ||
        (ndc_is_null(subject) ? false : subject->moved != subject->bytes))
        return 0;
    if (limit != 0 && subject->bytes > limit)
        return 0;
    return LIKE_BEGUN;
}

/* The descriptor done last is named, with the code its place in the list demands. */
static inline uint32_t
status(const struct ndc_model *model, const struct ndc_model_channel *channel,
       const struct ndc_event *event, const struct ndc_submission *subject)
{
    uint64_t low = event->c & 0x3F;
    const struct ndc_submission *next = ndc_submission_at(model, subject->next);

    if (channel->last_done != model->subject || channel->status_owed != model->subject ||
        ndc_object_dead(event->a) || ndc_object_kind(event->a) != NDC_OBJECT_WORD ||
        ndc_object_index(event->a) != model->here ||
        channel->status_number > subject->done_number || subject->done_at == 0)
        return 0;
    if (low == NDC_CODE_IDLE ? next != NULL : low != NDC_CODE_ACTIVE || next == NULL)
        return 0;
    return LIKE_BEGUN | (low == NDC_CODE_IDLE ? LIKE_IDLE : 0) |
           (ndc_submission_at(model, channel->status_named) != NULL ? LIKE_NAMED_BEFORE : 0);
}

/* The word reads as it was written, and the data is there. */
static inline uint32_t
word(const struct ndc_model_channel *channel, const struct ndc_event *event,
     const struct ndc_submission *subject)
{

    if (event->c != 0 || event->a != channel->status_value || channel->status_at == 0 ||
        NDC_WORD_CODE(event->a) > NDC_CODE_IDLE || subject->done_at == 0 ||
        subject->previous != channel->verified ||
        (ndc_is_copy(subject) && subject->data != NDC_DATA_WHOLE))
        return 0;
    return LIKE_BEGUN | (subject->previous == NDC_NO_SUBMISSION ? LIKE_FIRST : 0);
}

/* The bytes of a done descriptor are right, and nothing else changed. */
static inline uint32_t
data(const struct ndc_event *event, const struct ndc_submission *subject)
{
    uint64_t wanted = ndc_is_copy(subject) ? NDC_DATA_WHOLE : NDC_DATA_UNTOUCHED;

    if (subject->done_at == 0 || event->d != 0 || event->b != wanted)
        return 0;
    return LIKE_BEGUN;
}

/* What was handed over is no context change, breaks no page and lies where it should. */
static inline uint32_t
submit(const struct ndc_model *model, const struct ndc_model_channel *channel,
       const struct ndc_event *event)
{
    uint32_t flags = ndc_low(event->b);
    uint32_t limit = ndc_low(model->provider.start_transfer);

    if ((model->fired | channel->fired) != 0 || (flags & ~(uint32_t)LIKE_FLAGS) != 0 ||
        (flags & (NDC_FLAG_SOURCE_BREAK | NDC_FLAG_TARGET_BREAK)) != 0 ||
        event->d % DESCRIPTOR_BYTES != 0 || event->d == 0 || limit == 0 ||
        ndc_high(event->b) > limit)
        return 0;
    return LIKE_ORDINARY | flags | (uint32_t)channel->mode << LIKE_MODE |
           (uint32_t)model->version << LIKE_VERSION;
}

/* The part of the likeness that event, subject and channel have in common; 0: not ordinary. */
static inline uint32_t
common(const struct ndc_model_channel *channel, const struct ndc_submission *subject)
{
    if (channel->like == 0 || subject == NULL || subject->like == 0 ||
        subject->list != channel->list)
        return 0;
    return channel->like | subject->like;
}

static inline uint32_t
particular(const struct ndc_model *model, const struct ndc_model_channel *channel,
           const struct ndc_event *event, const struct ndc_submission *subject,
           enum ndc_event_kind kind)
{
    switch (kind) {
    case NDC_EVENT_FETCH:
        return fetch(model, channel, event, subject);
    case NDC_EVENT_MOVE:
        return move(model, channel, event, subject);
    case NDC_EVENT_DONE:
        return done(model, channel, event, subject);
    case NDC_EVENT_STATUS:
        return status(model, channel, event, subject);
    case NDC_EVENT_WORD:
        return word(channel, event, subject);
    case NDC_EVENT_DATA:
        return data(event, subject);
    default:
        return 0;
    }
}

/* The likeness of an event of this kind about this subject, or 0. */
static inline uint32_t
likeness(const struct ndc_model *model, const struct ndc_model_channel *channel,
         const struct ndc_event *event, const struct ndc_submission *subject,
         enum ndc_event_kind kind)
{
    uint32_t both, more;

    if (kind == NDC_EVENT_SUBMIT) {
        both = LIKE_ORDINARY;
        more = submit(model, channel, event);
    } else {
        both = common(channel, subject);
        more = both == 0 ? 0 : particular(model, channel, event, subject, kind);
    }
    return more == 0 ? 0 : both | more | (uint32_t)kind << LIKE_KIND;
}

uint32_t
ndc_likeness(const struct ndc_model *model, const struct ndc_event *event)
{
    return likeness(model, ndc_here(model), event, ndc_subject(model),
                    (enum ndc_event_kind)event->kind);
}

/*
 * The event names this object; whether it is like the last one of its kind. Here an object is found
 * only when this is its transfer's last life: what is not found is not like anything.
 */
static inline bool
is_alike(struct ndc_model *model, const struct ndc_event *event, ndc_object object,
         enum ndc_event_kind kind, struct ndc_work *work)
{
    uint32_t latest = model->latest[ndc_object_index(object) % NDC_SUBMISSIONS_MAX];

    model->subject = latest;
    work->submission = &model->submissions[latest % NDC_SUBMISSIONS_MAX];
    return ndc_submission_known(model, latest) && work->submission->object == object &&
           likeness(model, work->channel, event, work->submission, kind) == model->met[kind];
}

bool
ndc_take_alike(struct ndc_model *model, const struct ndc_event *event, uint32_t index)
{
    struct ndc_work work = {.channel = &model->channels[event->channel % NDC_CHANNELS_MAX]};

    if (model->met[event->kind] == 0 || event->channel >= NDC_CHANNELS_MAX)
        return false;
    model->index = index;
    model->here = event->channel;
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_FETCH:
        if (!is_alike(model, event, event->a, NDC_EVENT_FETCH, &work))
            return false;
        ndc_work_fetched(model, event, work);
        return true;
    case NDC_EVENT_MOVE:
        if (!is_alike(model, event, event->a, NDC_EVENT_MOVE, &work))
            return false;
        ndc_work_moved(event, work);
        return true;
    case NDC_EVENT_DONE:
        if (!is_alike(model, event, event->a, NDC_EVENT_DONE, &work))
            return false;
        ndc_work_done(model, work);
        return true;
    case NDC_EVENT_STATUS:
        if (!is_alike(model, event, event->d, NDC_EVENT_STATUS, &work))
            return false;
        ndc_work_status(model, event, work);
        return true;
    case NDC_EVENT_WORD:
        if (!is_alike(model, event, event->b, NDC_EVENT_WORD, &work))
            return false;
        ndc_work_word(model, event, work);
        return true;
    case NDC_EVENT_DATA:
        if (!is_alike(model, event, event->a, NDC_EVENT_DATA, &work))
            return false;
        ndc_work_looked_at(event, work);
        return true;
    default:
        return false;
    }
}

bool
ndc_submit_alike(struct ndc_model *model, const struct ndc_event *event, uint32_t index)
{
    uint32_t met = model->met[NDC_EVENT_SUBMIT];

    if (met == 0 || event->channel >= NDC_CHANNELS_MAX ||
        likeness(model, &model->channels[event->channel], event, NULL, NDC_EVENT_SUBMIT) != met)
        return false;
    model->index = index;
    model->here = event->channel;
    ndc_state_submit(model, event);
    return true;
}

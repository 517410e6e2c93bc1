/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Around the rules: what an event is about, and which part of the state it moves.
 */
#include "model/likeness.h"
#include "model/state_work.h"

#define OLDER_MAX 8u /* earlier lives of one transfer that are looked for */

/* Which field of an event names the descriptor it is about: 1 = a, 2 = b, ...; 0: none. */
static const uint8_t subject_field[NDC_EVENT_KINDS] = {
    [NDC_EVENT_EXPECT_COPIED] = 1, [NDC_EVENT_EXPECT_UNTOUCHED] = 1,
    [NDC_EVENT_NEVER_TOUCH] = 1,   [NDC_EVENT_CALL] = 2,
    [NDC_EVENT_REPORTED] = 1,      [NDC_EVENT_SUBMIT] = 1,
    [NDC_EVENT_UNLINK] = 1,        [NDC_EVENT_WORD] = 2,
    [NDC_EVENT_DATA] = 1,          [NDC_EVENT_ALTERED] = 1,
    [NDC_EVENT_ISR] = 2,           [NDC_EVENT_DPC] = 2,
    [NDC_EVENT_FETCH] = 1,         [NDC_EVENT_MOVE] = 1,
    [NDC_EVENT_DONE] = 1,          [NDC_EVENT_STATUS] = 4,
    [NDC_EVENT_STATE] = 4,         [NDC_EVENT_RAISE] = 3,
    [NDC_EVENT_AIM] = 1,           [NDC_EVENT_HINT] = 1,
    [NDC_EVENT_PLACED] = 1,
};

uint32_t
ndc_state_find(const struct ndc_model *model, ndc_object object)
{
    uint32_t transfer = ndc_object_index(object);

    if (ndc_object_kind(object) != NDC_OBJECT_DESCRIPTOR || transfer >= NDC_SUBMISSIONS_MAX)
        return NDC_NO_SUBMISSION;
    uint32_t sequence = model->latest[transfer];
    for (uint32_t i = 0; i < OLDER_MAX; i++) {
        const struct ndc_submission *submission = ndc_submission_at(model, sequence);
        if (submission == NULL || ndc_object_index(submission->object) != transfer)
            return NDC_NO_SUBMISSION;
        if (ndc_object_same(submission->object, object))
            return sequence;
        if (ndc_object_life(submission->object) <= ndc_object_life(object))
            return NDC_NO_SUBMISSION; /* lives only grow: no older one can be it */
        sequence = submission->older;
    }
    return NDC_NO_SUBMISSION;
}

/* Several events in a row are about the same thing. */
static uint32_t
find_again(struct ndc_model *model, ndc_object object)
{
    if (object != model->found) {
        model->found_subject = ndc_state_find(model, object);
        model->found = object;
    }
    return model->found_subject;
}

void
ndc_state_before(struct ndc_model *model, const struct ndc_event *event, uint32_t index)
{
    unsigned field = subject_field[event->kind];
    ndc_object object = field == 1   ? event->a
                        : field == 2 ? event->b
                        : field == 3 ? event->c
                                     : event->d;

    model->index = index;
    model->here = ndc_channel_place(event->channel);
    model->subject = field == 0 ? NDC_NO_SUBMISSION : find_again(model, object);
    if (event->kind == NDC_EVENT_REGISTER || event->kind == NDC_EVENT_SCRIPT_BEGIN)
        ndc_provider_before(model, event);
}

static void
note_fault(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *here = &model->channels[model->here];
    uint64_t place = (uint64_t)1 << (event->b & 63);

    if (model->here == NDC_CHANNEL_NOWHERE || place == NDC_FAULT_DEVICE_GONE) {
        model->fired |= place; /* a device that is gone is gone for every channel */
        model->fired_at = model->index;
        for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++)
            model->channels[i].like = 0;
    } else {
        here->fired |= place;
        here->fired_at = model->index;
    }
}

void
ndc_state_after(struct ndc_model *model, const struct ndc_event *event)
{
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_READ:
    case NDC_EVENT_WRITE:
        model->provider.touches++; /* what they say is the engine's business */
        model->provider.writes += event->kind == NDC_EVENT_WRITE;
        return;
    case NDC_EVENT_FETCH:
    case NDC_EVENT_MOVE:
    case NDC_EVENT_DONE:
    case NDC_EVENT_STATUS:
    case NDC_EVENT_STATE:
        ndc_state_engine(model, event);
        return;
    case NDC_EVENT_WORD:
    case NDC_EVENT_DATA:
    case NDC_EVENT_REPORTED:
        ndc_state_word(model, event);
        return;
    case NDC_EVENT_SUBMIT:
        ndc_state_submit(model, event);
        return;
    case NDC_EVENT_PLACED:
        ndc_state_pages(model, event);
        return;
    case NDC_EVENT_HINT:
        ndc_state_hints(model, event);
        return;
    case NDC_EVENT_AIM:
        ndc_state_hints(model, event);
        break;
    case NDC_EVENT_LINK:
        ndc_state_link(model, event);
        break;
    case NDC_EVENT_UNLINK:
        ndc_state_unlink(model, event);
        break;
    case NDC_EVENT_CALL:
        ndc_state_call(model, event);
        break;
    case NDC_EVENT_RETURN:
        ndc_state_return(model, event);
        break;
    case NDC_EVENT_FAULT_FIRED:
        note_fault(model, event);
        break;
    case NDC_EVENT_ISR:
    case NDC_EVENT_DPC:
        ndc_state_named(model, event);
        break;
    default:
        ndc_state_claim(model, event);
        break;
    }
    ndc_provider_after(model, event);
    ndc_likeness_of_channel(model, &model->channels[model->here]);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A played trace (model_play.h) made whole: what a conforming driver does around the work is put
 * in, so that no rule but those about the work is broken.
 */
#ifndef NDC_TEST_MODEL_PLAY_WHOLE_H
#define NDC_TEST_MODEL_PLAY_WHOLE_H

#include "model_play.h"

#define WHOLE_SIZE_1 96u
#define WHOLE_SIZE_2 112u
#define WHOLE_DISPATCH 2
#define WHOLE_DEVICE 9

/* Everything offered, in AddDevice, with a name and the right device object. */
static inline void
whole_register(const struct play *play, struct ndc_event *event)
{
    unsigned size = play->version == 1 ? WHOLE_SIZE_1 : WHOLE_SIZE_2;

    event->a = play->version | (uint64_t)size << 16;
    event->b = 0x701FF;
}

/* Context and CPU are written, and in the mask. */
static inline void
whole_event(const struct play *play, struct ndc_event *event)
{
    if (event->kind == NDC_EVENT_REGISTER)
        whole_register(play, event);
    else if (event->kind == NDC_EVENT_RETURN && event->a == NDC_ROUTINE_ALLOCATE)
        event->d = 7 | (uint64_t)1 << 32;
    else if (event->kind == NDC_EVENT_ISR)
        event->irql = WHOLE_DEVICE;
    else if (event->kind == NDC_EVENT_DPC)
        event->irql = WHOLE_DISPATCH;
}

static inline void
whole_add(struct play *play, const struct ndc_event *events, uint32_t count)
{
    if (play->count + count > PLAY_EVENTS_MAX)
        abort();
    memcpy(&play->events[play->count], events, count * sizeof *events);
    play->count += count;
}

static inline void
play_make_whole(struct play *play, const char *line)
{
    static struct play made;
    const struct ndc_event started[] = {
        {.kind = NDC_EVENT_READ, .channel = NDC_CHANNEL_NONE},
        {.kind = NDC_EVENT_WRITE, .channel = NDC_CHANNEL_NONE},
        {.kind = NDC_EVENT_START_PROVIDER,
         .channel = NDC_CHANNEL_NONE,
         .a = (uint64_t)32 << 16,
         .b = (uint64_t)2 << 32,
         .c = (uint64_t)3 << 32 | 1 << 20,
         .d = UINT64_MAX},
        {.kind = NDC_EVENT_STARTED_PROVIDER, .channel = NDC_CHANNEL_NONE},
    };
    const struct ndc_event interrupt[] = {
        {.kind = NDC_EVENT_INTERRUPT, .channel = NDC_CHANNEL_NONE},
        {.kind = NDC_EVENT_INTERRUPT_DONE, .channel = NDC_CHANNEL_NONE, .b = 1},
    };

    play_make(&made, line);
    *play = made;
    play->count = 0;
    for (uint32_t i = 0; i < made.count; i++) {
        bool isr = made.events[i].kind == NDC_EVENT_ISR;

        whole_event(&made, &made.events[i]);
        if (isr)
            whole_add(play, &interrupt[0], 1);
        whole_add(play, &made.events[i], 1);
        if (isr)
            whole_add(play, &interrupt[1], 1);
        if (made.events[i].kind == NDC_EVENT_REGISTERED)
            whole_add(play, started, sizeof started / sizeof started[0]);
    }
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Letters of specs/promela/provider.pml as events of a trace. The driver does each thing inside
 * the request of Windows in which it has to do it, with the handle it was given. */
#ifndef NDC_TEST_REPLAY_PROVIDER_H
#define NDC_TEST_REPLAY_PROVIDER_H

#include "replay_channel.h"

#define PNP 0x1B
#define PNP_START 0
#define PNP_REMOVE 2
#define PNP_STOP 4
#define NOTIFY_DOWN 5
#define NOTIFY_UP 6
#define NOTIFY_SHAPE (1 | (uint64_t)32 << 32)

static struct {
    bool removing;      /* inside the remove request */
    bool owed;          /* its interrupt has not been taken */
    unsigned completed; /* the last one done */
} life;

/* An event of the driver, which belongs to no channel. */
#define TELL(kind, ...) \
    play_add_nowhere(&replay.play, NDC_EVENT_##kind, (const uint64_t[4]){__VA_ARGS__})

static inline void
play_add_nowhere(struct play *play, enum ndc_event_kind kind, const uint64_t values[4])
{
    play->channel = NDC_CHANNEL_NONE;
    play_add(play, kind, values);
    play->channel = REPLAY_CHANNEL;
}

static inline void
life_add_device(bool accepted)
{
    TELL(ENTRY, 1);
    TELL(REGISTER, replay.play.version | 112 << 16, 0x7FFFF, 2);
    TELL(REGISTERED, accepted ? NDC_STATUS_SUCCESS : NDC_STATUS_RESOURCES);
    TELL(ENTRY_DONE, 1, accepted ? NDC_STATUS_SUCCESS : NDC_STATUS_RESOURCES, accepted);
}

static inline void
life_start(void)
{
    TELL(IRP, PNP, PNP_START);
    TELL(READ, 0);
    TELL(WRITE, 0);
    TELL(START_PROVIDER, 32 << 16, (uint64_t)2 << 32, 4096 | (uint64_t)3 << 32, UINT64_MAX);
    TELL(STARTED_PROVIDER, 0);
    TELL(IRP_DONE, PNP, PNP_START, NDC_STATUS_SUCCESS);
}

static inline void
life_remove(void)
{
    TELL(IRP, PNP, PNP_REMOVE);
    life.removing = true;
}

static inline void
life_stop(void)
{
    if (!life.removing)
        TELL(IRP, PNP, PNP_STOP);
    life.owed = false;
    TELL(STOP_PROVIDER, 1, life.removing ? PNP_REMOVE : PNP_STOP);
}

static inline void
life_stopped(void)
{
    TELL(STOPPED_PROVIDER, 0);
    if (!life.removing)
        TELL(IRP_DONE, PNP, PNP_STOP, NDC_STATUS_SUCCESS);
}

static inline void
life_deregister(void)
{
    if (!life.removing)
        TELL(IRP, PNP, PNP_REMOVE);
    TELL(DEREGISTER, 1, PNP_REMOVE);
    TELL(IRP_DONE, PNP, PNP_REMOVE, NDC_STATUS_SUCCESS);
    life.removing = false;
}

static inline void
life_interrupt(void)
{
    struct play *play = &replay.play;
    const uint64_t handle = play->allocated[REPLAY_CHANNEL] ? NDC_HANDLE_GOOD : NDC_HANDLE_FREED;
    ndc_object named = play_object(play, life.completed);
    uint64_t address = PLAY_ADDRESS(life.completed);

    TELL(INTERRUPT, 0);
    PLAY(play, ISR, address, named, handle, 0);
    play->events[play->count - 1].irql = 5;
    TELL(INTERRUPT_DONE, 0, 1);
    TELL(DPC_RUN, 0);
    PLAY(play, DPC, address, named, handle);
    play->events[play->count - 1].irql = 2;
    TELL(DPC_DONE, 0);
    life.owed = false;
}

/* NetDMA waits inside PowerDown for the interrupt it asked for. */
static inline void
life_notify(uint64_t code)
{
    TELL(NOTIFY, code, NOTIFY_SHAPE, 0, 1);
    if (code == NOTIFY_DOWN && life.owed)
        life_interrupt();
    TELL(NOTIFIED, code);
}

/* The engine is done with the only descriptor of the list. */
static inline void
life_complete(void)
{
    replay_fetch(replay.submitted);
    replay.work = replay.submitted;
    replay_finish(NDC_CODE_IDLE);
    PLAY(&replay.play, RAISE, 0, 0, play_object(&replay.play, replay.submitted));
    life.completed = replay.submitted;
    life.owed = true;
}

static inline bool
life_use(char letter)
{
    switch (letter) {
    case 'a':
        return replay_allocate();
    case 'A':
        play_call(&replay.play, NDC_ROUTINE_ALLOCATE, 0, 0);
        return replay_refuse();
    case 'f':
        life.owed = false;
        return replay_free();
    case 'c':
        replay_offer(NDC_ROUTINE_START, 1);
        return replay_succeed();
    case 'k':
        life_complete();
        return true;
    case 'i':
        life_interrupt();
        return true;
    default:
        return false;
    }
}

static inline bool
life_letter(char letter)
{
    switch (letter) {
    case 'g':
    case 'G':
        life_add_device(letter == 'g');
        return true;
    case 's':
        life_start();
        return true;
    case 'r':
        life_remove();
        return true;
    case 'o':
        life_stop();
        return true;
    case 't':
        life_stopped();
        return true;
    case 'u':
        life_deregister();
        return true;
    case 'd':
    case 'W':
        life_notify(letter == 'd' ? NOTIFY_DOWN : NOTIFY_UP);
        return true;
    case 'D':
    case 'w':
        TELL(DEVICE_POWER, letter == 'D' ? 3 : 0);
        return true;
    default:
        return life_use(letter);
    }
}

#endif

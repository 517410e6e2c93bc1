/* SPDX-License-Identifier: Apache-2.0 */
/* Letters of specs/promela/channel.pml as events of a trace: those of the engine, and all. */
#ifndef NDC_TEST_REPLAY_CHANNEL_H
#define NDC_TEST_REPLAY_CHANNEL_H

#include "replay_calls.h"

/* ---- the engine ---- */

static inline bool
replay_fetch(unsigned transfer)
{
    struct play *play = &replay.play;

    if (transfer == 0)
        return false;
    PLAY(play, FETCH, play_object(play, transfer), PLAY_ADDRESS(transfer));
    return true;
}

static inline bool
replay_finish(unsigned code)
{
    struct play *play = &replay.play;
    struct play_word word = {.transfer = replay.work, .code = code};

    play_move(play, replay.work, replay.work, 0);
    PLAY(play, DONE, play_object(play, replay.work), play->flags[replay.work]);
    play_data(play, replay.work);
    play_status(play, &word, NDC_OBJECT_WORD);
    play_seen(play, &word, 0);
    if (replay.work_is_new) {
        replay.ahead++;
    } else if (replay.done < replay.size && replay.list[replay.done] == replay.work) {
        replay.done++;
        replay.last_done = replay.work;
    }
    replay.work = 0;
    replay.work_is_new = false;
    return true;
}

static inline bool
replay_say(unsigned code)
{
    struct play_word word = {.transfer = replay.last_done, .code = code};

    play_status(&replay.play, &word, NDC_OBJECT_WORD);
    play_seen(&replay.play, &word, 0);
    if (code == NDC_CODE_HALTED)
        replay.work = 0;
    return true;
}

static inline bool
replay_engine(char letter)
{
    struct play *play = &replay.play;

    switch (letter) {
    case 'f':
        replay.work = replay.list[replay.done];
        return replay_fetch(replay.work);
    case 'n':
        replay.work = replay.offered[replay.ahead];
        replay.work_is_new = true;
        return replay_fetch(replay.work);
    case 'a':
        return replay_finish(NDC_CODE_ACTIVE);
    case 'i':
        return replay_finish(NDC_CODE_IDLE);
    case 'p':
        return replay_finish(NDC_CODE_SUSPEND);
    case 'w':
        return replay_say(NDC_CODE_SUSPEND);
    case 'h':
        return replay_say(NDC_CODE_HALTED);
    case 'e':
        replay.failed = true;
        PLAY(play, STATE, NDC_CODE_ACTIVE, NDC_CODE_HALTED, REPLAY_ERROR);
        return replay_say(NDC_CODE_HALTED);
    case 's':
        return replay_fetch(replay.list[replay.done + 1]);
    case 'r':
        return replay_fetch(replay.list[replay.done - 1]);
    case 'x':
        return replay_fetch(replay.dead);
    case 'd':
        PLAY(play, DONE, play_object(play, replay.last_done), play->flags[replay.last_done]);
        return true;
    default:
        return false;
    }
}

/* ---- a whole trace ---- */

/* Adds what a letter stands for; false when it cannot be said. */
static inline bool
replay_letter(char letter)
{
    if (strchr("Ll12APUBZ)!", letter) != NULL)
        return replay_call(letter);
    if (letter != 'q')
        return replay_engine(letter);
    play_nowhere(&replay.play, NDC_EVENT_SCRIPT_QUIET, 0);
    return true;
}

/* The driver is loaded, its device is started. */
static inline void
replay_begin(unsigned version)
{
    struct play *play = &replay.play;

    memset(&replay, 0, sizeof replay);
    play->version = version;
    for (unsigned i = 0; i < PLAY_TRANSFERS; i++) {
        play->flags[i] = NDC_FLAG_STATUS;
        play->bytes[i] = 4096;
    }
    play->channel = NDC_CHANNEL_NONE;
    PLAY(play, SCRIPT_BEGIN, (uint64_t)version << 16, version | 2 << 8 | 20 << 24);
    PLAY(play, REGISTER, version | 112 << 16, 0x7FFFF, 2);
    PLAY(play, REGISTERED, NDC_STATUS_SUCCESS);
    PLAY(play, IRP, 0x1B, 0);
    PLAY(play, READ, 0);
    PLAY(play, WRITE, 0);
    PLAY(play, START_PROVIDER, 32 << 16, (uint64_t)2 << 32, 4096 | (uint64_t)3 << 32, UINT64_MAX);
    PLAY(play, STARTED_PROVIDER, 0);
    PLAY(play, IRP_DONE, 0x1B, 0, NDC_STATUS_SUCCESS);
    play->channel = REPLAY_CHANNEL;
}

static inline void
replay_make(const char *letters, unsigned version)
{
    replay_begin(version);
    for (; *letters != '\0'; letters++)
        replay_letter(*letters);
}

#endif

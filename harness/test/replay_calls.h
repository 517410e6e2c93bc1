/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For replay_traces.c: a line it reads, the list as far as it was told, and the letters of
 * specs/promela/channel.pml that are calls and answers, as events of a trace.
 *
 * It keeps which transfer stands where in the list: transfers are numbered as they are submitted.
 * What may be is not known here.
 */
#ifndef NDC_TEST_REPLAY_CALLS_H
#define NDC_TEST_REPLAY_CALLS_H

#include "model_play.h"

#define REPLAY_LETTERS_MAX 32
#define REPLAY_LIST_MAX 4
#define REPLAY_CHANNEL 0
#define REPLAY_OTHER 1 /* another channel of the engine */
#define REPLAY_ERROR 4 /* a bit of CHANERR */

struct replay_line {
    char letters[REPLAY_LETTERS_MAX];
    char forbidden[REPLAY_LETTERS_MAX];
    unsigned state;
};

static struct replay {
    struct play play;
    unsigned list[REPLAY_LIST_MAX]; /* transfers */
    unsigned size, done;
    unsigned offered[REPLAY_LIST_MAX];
    unsigned offered_count, ahead;
    unsigned submitted; /* transfers so far */
    unsigned work;      /* in the engine's hands, or 0 */
    bool work_is_new;   /* of the batch of the call under way */
    unsigned dead;      /* of an ended list, never begun; or 0 */
    unsigned last_done; /* of the list; or 0 */
    bool failed;        /* the engine failed on the list */
} replay;

/* "LETTERS STATE FORBIDDEN\n" */
static inline bool
replay_read(struct replay_line *line, const char *text)
{
    line->forbidden[0] = '\0';
    return sscanf(text, "%31s %u %31s", line->letters, &line->state, line->forbidden) >= 2;
}

/* ---- NetDMA and the provider ---- */

static inline void
replay_offer(unsigned routine, unsigned count)
{
    struct play *play = &replay.play;
    unsigned first = replay.submitted + 1;

    for (unsigned i = 0; i < count; i++) {
        replay.offered[i] = ++replay.submitted;
        play_submit(play, replay.offered[i]);
    }
    if (routine == NDC_ROUTINE_APPEND && play->version == 1 && replay.size != 0)
        PLAY(play, LINK, play_object(play, replay.list[replay.size - 1]), play_object(play, first));
    replay.offered_count = count;
    play_call(play, routine, first, count);
}

/* What the list holds besides the descriptor in work will never be worked on. */
static inline void
replay_end_list(void)
{
    unsigned next = replay.done + (replay.work != 0 && !replay.work_is_new);

    if (next < replay.size)
        replay.dead = replay.list[next];
    if (replay.failed && replay.play.calling == NDC_ROUTINE_START)
        replay.dead = 0; /* no clause says what becomes of a list that failed and is replaced */
    replay.size = replay.done = replay.last_done = 0;
    replay.failed = false;
}

static inline void
replay_take_batch(void)
{
    for (unsigned i = 0; i < replay.offered_count; i++)
        replay.list[replay.size++] = replay.offered[i];
    if (replay.ahead != 0)
        replay.last_done = replay.offered[replay.ahead - 1];
    replay.done += replay.ahead;
    replay.work_is_new = false;
}

static inline bool
replay_succeed(void)
{
    struct play *play = &replay.play;

    play_return(play, NDC_STATUS_SUCCESS);
    switch (play->calling) {
    case NDC_ROUTINE_START:
        replay_end_list();
        replay_take_batch();
        break;
    case NDC_ROUTINE_APPEND:
        replay_take_batch();
        break;
    case NDC_ROUTINE_SUSPEND:
        PLAY(play, REPORTED, play_object(play, replay.last_done), PLAY_ADDRESS(replay.last_done));
        break;
    case NDC_ROUTINE_ABORT:
    case NDC_ROUTINE_RESET:
        replay_end_list();
        replay.work = 0;
        break;
    default:
        break;
    }
    replay.offered_count = replay.ahead = 0;
    return true;
}

static inline bool
replay_refuse(void)
{
    play_return(&replay.play, NDC_STATUS_UNSUCCESSFUL);
    replay.offered_count = replay.ahead = 0;
    return true;
}

static inline bool
replay_allocate(void)
{
    struct play *play = &replay.play;
    bool again = play->allocated[REPLAY_CHANNEL];
    const uint64_t told = 7 | (uint64_t)1 << 32; /* context and CPU are written; CPU 0 was asked */

    play->channel = again ? REPLAY_OTHER : REPLAY_CHANNEL;
    play_call(play, NDC_ROUTINE_ALLOCATE, 0, 0);
    PLAY(play, RETURN, NDC_ROUTINE_ALLOCATE, NDC_STATUS_SUCCESS, 0, told);
    if (again) {
        play_call(play, NDC_ROUTINE_FREE, 0, 0);
        play_return(play, NDC_STATUS_SUCCESS);
    }
    play->channel = REPLAY_CHANNEL;
    play->allocated[REPLAY_CHANNEL] = true;
    return true;
}

static inline bool
replay_free(void)
{
    play_call(&replay.play, NDC_ROUTINE_FREE, 0, 0);
    play_return(&replay.play, NDC_STATUS_SUCCESS);
    replay_end_list();
    replay.work = 0;
    replay.play.allocated[REPLAY_CHANNEL] = false;
    return true;
}

static inline bool
replay_call(char letter)
{
    switch (letter) {
    case 'L':
        return replay_allocate();
    case 'l':
        return replay_free();
    case '1':
    case '2':
        replay_offer(NDC_ROUTINE_START, (unsigned)(letter - '0'));
        return true;
    case 'A':
        replay_offer(NDC_ROUTINE_APPEND, 1);
        return true;
    case ')':
        return replay_succeed();
    case '!':
        return replay_refuse();
    default:
        play_call(&replay.play, play_routine(letter), 0, 0);
        return true;
    }
}

#endif

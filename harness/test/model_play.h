/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Traces for the judge's tests, written by hand in one line: words separated by blanks.
 *
 *   v2          the provider registers version 2.0 (default: 1.0)      c1  from here on channel 1
 *   v1          it registers 1.0 and has an engine that counts
 *   v2d v2n     2.0 with direct cache access, on an engine that has it, that has it not
 *   t3=FLAGS:BYTES  transfer 3 (default: status flag, 4096 bytes)
 *   S12 S1(     Start of transfers 1 and 2, accepted; only the call    )  )!  )CODE  its return
 *   A12 T1      Append (1.x: with the link first); without the link    L  l   allocate, free
 *   P U B Z     suspend, resume, abort, reset: call and success        P( ... )! as above
 *   p1 p0       Suspend reported transfer 1, nothing                   |  100 ticks pass
 *   u213 i14    while suspended: unlink 2 between 1 and 3; insert 4 behind 1
 *   f1 F1 m1 d1 fetch, second look, move all bytes, done               M1 move, into the wrong
 * target fs fg f0    fetch of a slot, at an unknown address, at address 0   d1=FLAGS as the engine
 * read them r1 R1 n1    fetch, move, done, data, word Active (R: Idle; n: no data and no word)
 *   o1:CODE     done, data, status write and word                      a1:CODE status at a wrong
 * place w1:CODE     status write and word naming transfer 1 (0: none)      W1:CODE the write only
 *   x1:CODE     the word only   X1:CODE the same by a CPU              D1=STATE data
 * D1=STATE:AROUND h:CODE h:3:ERROR  the engine changes state                         g1 an
 * interrupt for transfer 1 k1 K1       NetDmaIsr, NetDmaInterruptDpc naming transfer 1 j1=FIELDS
 * altered   s spill O:LIMIT     the provider starts, with this MaximumTransferSize     b1=FLAGS
 * submitted unaligned y:PLACE Y:PLACE  a fault fired, did not fire                       z:MISUSE
 *   D1=STATE:AROUND:WHERE  with the first wrong byte
 *   %1:SOURCE:TARGET  transfer 1 breaks at these bytes    m1:FROM:COUNT  moves a part
 *   @D:CPU @W:CPU   hints of data, of the word, go there from now on
 *   *1:CPU *1:CPU:BYTES  a hint
 * q  e  quiet, end Es1:CODE Ei1 Ei1:MORE Ed1 Ec1 Eu1 Er:SEEN:WANTED                   claims expect
 *   Ni1 No1 Nd1 Nt1 Ns:CODE                                            claims never (No: other
 * than)
 *   H:5 H:6 H:CODE:ODD  PowerDown, PowerUp (odd: play_notify)    J:CODE  the notification returns
 *   C:3 C:0     the device leaves the working state, returns     Q       a register is written
 */
#ifndef NDC_TEST_MODEL_PLAY_H
#define NDC_TEST_MODEL_PLAY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/state_look.h"

#define PLAY_EVENTS_MAX 512
#define PLAY_TRANSFERS 32
#define PLAY_ADDRESS(transfer) ((transfer) == 0 ? 0u : 0x10000u + (unsigned)(transfer)*0x1000u)

struct play {
    struct ndc_event events[PLAY_EVENTS_MAX];
    uint32_t count;
    uint32_t tick;
    unsigned channel;
    unsigned version;
    unsigned calling;
    uint32_t flags[PLAY_TRANSFERS], bytes[PLAY_TRANSFERS], life[PLAY_TRANSFERS];
    unsigned tail[2];
    bool allocated[2];
};

/* One word taken apart: X, 1, :code, :second, =value. */
struct play_word {
    char letter;
    unsigned transfer;
    unsigned code;
    unsigned second;
    uint64_t value;
    bool has_value;
    const char *text;
};

/* Adds an event of the present channel: PLAY(play, FETCH, object, address). */
#define PLAY(play, kind, ...) play_add(play, NDC_EVENT_##kind, (const uint64_t[4]){__VA_ARGS__})

static inline void
play_add(struct play *play, enum ndc_event_kind kind, const uint64_t values[4])
{
    if (play->count == PLAY_EVENTS_MAX)
        abort();
    play->events[play->count++] = (struct ndc_event){
        .tick = play->tick++,
        .kind = (uint8_t)kind,
        .channel = (uint8_t)play->channel,
        .a = values[0],
        .b = values[1],
        .c = values[2],
        .d = values[3],
    };
}

static inline ndc_object
play_object(const struct play *play, unsigned transfer)
{
    return transfer == 0 || transfer >= PLAY_TRANSFERS
               ? NDC_OBJECT_NOTHING
               : ndc_object_make(NDC_OBJECT_DESCRIPTOR, transfer, play->life[transfer]);
}

static inline void
play_submit(struct play *play, unsigned transfer)
{
    play->life[transfer]++;
    PLAY(play, SUBMIT, play_object(play, transfer),
         (uint64_t)play->bytes[transfer] << 32 | play->flags[transfer], 0, PLAY_ADDRESS(transfer));
}

static inline void
play_call(struct play *play, unsigned routine, unsigned first, unsigned count)
{
    play->calling = routine;
    PLAY(play, CALL, routine, play_object(play, first), count, PLAY_ADDRESS(first));
}

static inline void
play_return(struct play *play, uint64_t status)
{
    PLAY(play, RETURN, play->calling, status);
}

static inline void
play_allocate(struct play *play)
{
    if (play->allocated[play->channel])
        return;
    play->allocated[play->channel] = true;
    play_call(play, NDC_ROUTINE_ALLOCATE, 0, 0);
    play_return(play, NDC_STATUS_SUCCESS);
}

/* The submissions and the call; returns what follows the digits. */
static inline const char *
play_batch(struct play *play, unsigned routine, const char *digits)
{
    unsigned *tail = &play->tail[play->channel];
    ndc_object old_tail = play_object(play, *tail);
    unsigned first = (unsigned)(*digits - '0');
    unsigned count = 0;

    play_allocate(play);
    for (; *digits >= '1' && *digits <= '9'; digits++, count++) {
        *tail = (unsigned)(*digits - '0');
        play_submit(play, *tail);
    }
    if (routine == NDC_ROUTINE_APPEND && play->version == 1 && old_tail != NDC_OBJECT_NOTHING)
        PLAY(play, LINK, old_tail, play_object(play, first));
    play_call(play, routine, first, count);
    return digits;
}

#include "model_play_words.h"

/* Makes the trace of a line: begin and registration, then its words. */
static inline void
play_make(struct play *play, const char *line)
{
    char copy[512];
    bool dca = strncmp(line, "v2", 2) == 0 && (line[2] == 'd' || line[2] == 'n');

    memset(play, 0, sizeof *play);
    for (unsigned i = 0; i < PLAY_TRANSFERS; i++) {
        play->flags[i] = NDC_FLAG_STATUS;
        play->bytes[i] = 4096;
    }
    play->version = strncmp(line, "v2", 2) == 0 ? 2 : 1;
    snprintf(copy, sizeof copy, "%s", line);
    play->channel = NDC_CHANNEL_NONE;
    unsigned generation = dca || strncmp(line, "v1", 2) == 0 ? 2 : 1;
    PLAY(play, SCRIPT_BEGIN, play->version << 16,
         generation | 2 << 8 | (dca && line[2] == 'n' ? 1u << 17 : 0));
    PLAY(play, REGISTER, play->version | 112 << 16 | (uint64_t)dca << 32, 0xFFFF, 8);
    PLAY(play, REGISTERED, 0);
    play->channel = 0;
    for (char *word = strtok(copy, " "); word != NULL; word = strtok(NULL, " "))
        play_say(play, word);
}

/* Judges a trace from the beginning. */
static inline void
play_judge(struct ndc_model *model, const struct play *play)
{
    ndc_model_reset(model);
    for (uint32_t i = 0; i < play->count; i++)
        ndc_model_take(model, &play->events[i], i);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The words of model_play.h, each as the events it stands for. Included by it. */
#ifndef NDC_TEST_MODEL_PLAY_WORDS_H
#define NDC_TEST_MODEL_PLAY_WORDS_H

static inline void
play_move(struct play *play, unsigned transfer, unsigned target, uint64_t bytes)
{
    PLAY(play, MOVE, play_object(play, transfer),
         ndc_object_make(NDC_OBJECT_SOURCE, transfer, play->life[transfer]),
         ndc_object_make(NDC_OBJECT_TARGET, target, play->life[transfer]),
         bytes != 0 ? bytes : play->bytes[transfer]);
}

static inline void
play_status(struct play *play, const struct play_word *word, enum ndc_object_kind place)
{
    PLAY(play, STATUS, ndc_object_make(place, play->channel, 1), 0x8000,
         PLAY_ADDRESS(word->transfer) | word->code, play_object(play, word->transfer));
}

static inline void
play_seen(struct play *play, const struct play_word *word, unsigned writer)
{
    PLAY(play, WORD, PLAY_ADDRESS(word->transfer) | word->code, play_object(play, word->transfer),
         writer);
}

static inline void
play_data(struct play *play, unsigned transfer)
{
    bool copy = play->bytes[transfer] != 0 && (play->flags[transfer] & NDC_FLAG_NULL) == 0;

    PLAY(play, DATA, play_object(play, transfer), copy ? NDC_DATA_WHOLE : NDC_DATA_UNTOUCHED);
}

/* All that happens to one descriptor. */
static inline void
play_execute(struct play *play, unsigned transfer, char how)
{
    struct play_word word = {.transfer = transfer,
                             .code = how == 'R' ? NDC_CODE_IDLE : NDC_CODE_ACTIVE};
    bool asked = (play->flags[transfer] & NDC_FLAG_STATUS) != 0 && how != 'n';

    PLAY(play, FETCH, play_object(play, transfer), PLAY_ADDRESS(transfer));
    if (play->bytes[transfer] != 0 && (play->flags[transfer] & NDC_FLAG_NULL) == 0)
        play_move(play, transfer, transfer, 0);
    PLAY(play, DONE, play_object(play, transfer), play->flags[transfer]);
    if (asked)
        play_status(play, &word, NDC_OBJECT_WORD);
    if (how != 'n')
        play_data(play, transfer);
    if (asked)
        play_seen(play, &word, 0);
}

static inline void
play_fetch(struct play *play, const struct play_word *word)
{
    if (word->text[1] == 's')
        PLAY(play, FETCH, ndc_object_make(NDC_OBJECT_SLOT, 3, 0), 0x99000);
    else if (word->text[1] == 'g')
        PLAY(play, FETCH, NDC_OBJECT_NOTHING, 0x7FFF1000);
    else
        PLAY(play, FETCH, play_object(play, word->transfer), PLAY_ADDRESS(word->transfer),
             word->letter == 'F');
}

/* An event that belongs to no channel. */
static inline void
play_nowhere(struct play *play, enum ndc_event_kind kind, uint64_t a)
{
    unsigned channel = play->channel;

    play->channel = NDC_CHANNEL_NONE;
    play_add(play, kind, (const uint64_t[4]){a});
    play->channel = channel;
}

/* What the engine does and what is seen of it; false when the word is about something else. */
static inline bool
play_engine_word(struct play *play, const struct play_word *word)
{
    ndc_object object = play_object(play, word->transfer);

    switch (word->letter) {
    case 'r':
    case 'R':
    case 'n':
        play_execute(play, word->transfer, word->letter);
        return true;
    case 'f':
    case 'F':
        play_fetch(play, word);
        return true;
    case 'm':
    case 'M':
        play_move(play, word->transfer, word->letter == 'm' ? word->transfer : 9,
                  (uint64_t)word->code << 32 | word->second);
        return true;
    case 'd':
        PLAY(play, DONE, object, word->has_value ? word->value : play->flags[word->transfer]);
        return true;
    case 'o':
        PLAY(play, DONE, object, play->flags[word->transfer]);
        play_data(play, word->transfer);
        play_status(play, word, NDC_OBJECT_WORD);
        play_seen(play, word, 0);
        return true;
    case 'w':
        play_status(play, word, NDC_OBJECT_WORD);
        play_seen(play, word, 0);
        return true;
    case 'W':
    case 'a':
        play_status(play, word, word->letter == 'W' ? NDC_OBJECT_WORD : NDC_OBJECT_SLOT);
        return true;
    case 'x':
    case 'X':
        play_seen(play, word, word->letter == 'X');
        return true;
    case 'h':
        PLAY(play, STATE, 0, word->code, word->second);
        return true;
    case 'g':
        PLAY(play, RAISE, 0, 0, object);
        return true;
    default:
        return false;
    }
}

static inline unsigned
play_routine(char letter)
{
    static const char letters[] = "?LlSPUBAZ"; /* in the order of enum ndc_routine */
    const char *found = letter == '?' ? NULL : strchr(letters, letter);

    return found == NULL || *found == '\0' ? NDC_ROUTINES : (unsigned)(found - letters);
}

/* A call of NetDMA, with its return unless a bracket is left open. */
static inline bool
play_call_word(struct play *play, const struct play_word *word)
{
    unsigned routine = play_routine(word->letter);
    const char *rest = word->text + 1;

    if (routine == NDC_ROUTINES)
        return false;
    if (routine == NDC_ROUTINE_START || routine == NDC_ROUTINE_APPEND) {
        rest = play_batch(play, routine, rest);
    } else {
        if (routine != NDC_ROUTINE_ALLOCATE)
            play_allocate(play);
        play->allocated[play->channel] = true;
        play_call(play, routine, 0, 0);
    }
    if (*rest != '(')
        play_return(play, NDC_STATUS_SUCCESS);
    return true;
}

#include "model_play_others.h"

static inline void
play_say(struct play *play, const char *text)
{
    const char *colon = strchr(text, ':');
    const char *second = colon == NULL ? NULL : strchr(colon + 1, ':');
    const char *equals = strchr(text, '=');
    struct play_word word = {
        .letter = text[0],
        .transfer = text[1] >= '0' && text[1] <= '9' ? (unsigned)(text[1] - '0') : 0,
        .code = colon == NULL ? 0 : (unsigned)strtoul(colon + 1, NULL, 0),
        .second = second == NULL ? 0 : (unsigned)strtoul(second + 1, NULL, 0),
        .value = equals == NULL ? 0 : strtoull(equals + 1, NULL, 0),
        .has_value = equals != NULL,
        .text = text,
    };

    if (play_call_word(play, &word) || play_engine_word(play, &word) ||
        play_claim_word(play, &word) || play_netdma_word(play, &word))
        return;
    play_other_word(play, &word);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The rarer words of model_play.h: NetDMA's own acts, the provider, faults and the kernel. */
#ifndef NDC_TEST_MODEL_PLAY_OTHERS_H
#define NDC_TEST_MODEL_PLAY_OTHERS_H

/* Edits of a suspended list: u213 takes 2 out from between 1 and 3, i14 puts 4 in behind 1. */
static inline void
play_edit(struct play *play, const struct play_word *word)
{
    const char *digits = word->text + 1;
    unsigned one = (unsigned)(digits[0] - '0');
    unsigned two = (unsigned)(digits[1] - '0');
    unsigned three = digits[2] == '\0' ? 0 : (unsigned)(digits[2] - '0');

    if (word->letter == 'i') {
        play_submit(play, two);
        PLAY(play, LINK, play_object(play, one), play_object(play, two), 1);
        return;
    }
    PLAY(play, LINK, play_object(play, two), play_object(play, three), 1);
    PLAY(play, UNLINK, play_object(play, one));
}

static inline bool
play_netdma_word(struct play *play, const struct play_word *word)
{
    ndc_object object = play_object(play, word->transfer);

    switch (word->letter) {
    case ')':
        play_return(play, word->text[1] == '!' ? NDC_STATUS_UNSUCCESSFUL
                                               : strtoull(word->text + 1, NULL, 0));
        return true;
    case 'T':
        play_submit(play, word->transfer);
        play_call(play, NDC_ROUTINE_APPEND, word->transfer, 1);
        play_return(play, NDC_STATUS_SUCCESS);
        return true;
    case 'b':
        play->life[word->transfer]++;
        PLAY(play, SUBMIT, play_object(play, word->transfer), word->value, 0, 0x10008);
        return true;
    case '%':
        PLAY(play, PLACED, object, 0, 0x21000 - word->code, word->code == 0 ? 0 : 0x30000);
        PLAY(play, PLACED, object, 1, 0x41000 - word->second, word->second == 0 ? 0 : 0x50000);
        return true;
    case 'p':
        PLAY(play, REPORTED, object, PLAY_ADDRESS(word->transfer));
        return true;
    case 'u':
    case 'i':
        play_edit(play, word);
        return true;
    case 'D':
        PLAY(play, DATA, object, word->value, word->second, word->code);
        return true;
    case 'j':
        PLAY(play, ALTERED, object, word->value);
        return true;
    case 's':
        PLAY(play, SPILL,
             ndc_object_make(word->code != 0 ? (enum ndc_object_kind)word->code : NDC_OBJECT_WORD,
                             play->channel, 1),
             8);
        return true;
    case 'k':
        PLAY(play, ISR, PLAY_ADDRESS(word->transfer), object, NDC_HANDLE_GOOD);
        return true;
    case 'K':
        PLAY(play, DPC, PLAY_ADDRESS(word->transfer), object, NDC_HANDLE_GOOD);
        return true;
    default:
        return false;
    }
}

/* Claims of the script. */
static inline bool
play_claim_word(struct play *play, const struct play_word *word)
{
    const char *digit = word->text[1] == '\0' ? "0" : word->text + 2;
    unsigned transfer = *digit >= '1' && *digit <= '9' ? (unsigned)(*digit - '0') : 0;
    ndc_object object = play_object(play, transfer);
    char what = word->text[1];

    if (word->letter != 'E' && word->letter != 'N')
        return false;
    if (word->letter == 'N' && what == 's')
        PLAY(play, NEVER_STATUS, word->code);
    else if (word->letter == 'N' && what == 't')
        PLAY(play, NEVER_TOUCH, object);
    else if (word->letter == 'N' && what == 'd')
        PLAY(play, NEVER_DPC, object);
    else if (word->letter == 'N')
        PLAY(play, NEVER_ISR, object, what == 'o');
    else if (what == 's')
        PLAY(play, EXPECT_STATUS, word->code, object);
    else if (what == 'i')
        PLAY(play, EXPECT_ISR, object, word->code);
    else if (what == 'd')
        PLAY(play, EXPECT_DPC, object, word->code);
    else if (what == 'r')
        PLAY(play, EXPECT_RETURN, NDC_ROUTINE_START, word->code, word->second);
    else if (what == 'c')
        PLAY(play, EXPECT_COPIED, object);
    else
        PLAY(play, EXPECT_UNTOUCHED, object);
    return true;
}

/* A notification; second: 1 of a wrong size, 2 with a buffer, 4 under a lock, 8 at DISPATCH_LEVEL.
 */
static inline void
play_notify(struct play *play, const struct play_word *word)
{
    unsigned odd = word->second;
    unsigned channel = play->channel;

    play->channel = NDC_CHANNEL_NONE;
    PLAY(play, NOTIFY, word->code, 1 | (uint64_t)((odd & 1) != 0 ? 24 : 32) << 32,
         ((odd & 2) != 0 ? 1u : 0u) | ((odd & 4) != 0 ? 1u << 8 : 0u), 1);
    play->events[play->count - 1].irql = (odd & 8) != 0 ? 2 : 0;
    play->channel = channel;
}

static inline void
play_other_word(struct play *play, const struct play_word *word)
{
    switch (word->letter) {
    case 'v':
        break; /* play_make() looked at it */
    case 'c':
        play->channel = word->transfer;
        break;
    case 't':
        play->flags[word->transfer] = (uint32_t)word->value;
        play->bytes[word->transfer] = word->code;
        break;
    case '|':
        play->tick += 100;
        break;
    case 'O':
        PLAY(play, START_PROVIDER, 32 << 16, 0, word->code);
        PLAY(play, STARTED_PROVIDER, 0);
        break;
    case 'H':
        play_notify(play, word);
        break;
    case 'J':
        play_nowhere(play, NDC_EVENT_NOTIFIED, word->code);
        break;
    case 'C':
        play_nowhere(play, NDC_EVENT_DEVICE_POWER, word->code);
        break;
    case 'Q':
        play_nowhere(play, NDC_EVENT_WRITE, 0x80);
        break;
    case 'y':
        PLAY(play, FAULT_FIRED, 0, word->code);
        break;
    case 'Y':
        PLAY(play, FAULT_UNFIRED, 0, word->code);
        break;
    case '@':
        PLAY(play, AIM, 0, word->text[1] == 'W' ? NDC_AIM_WORD : NDC_AIM_DATA, word->code);
        break;
    case '*':
        PLAY(play, HINT, play_object(play, word->transfer), word->code,
             word->second != 0 ? word->second : play->bytes[word->transfer]);
        break;
    case 'z':
        play_nowhere(play, NDC_EVENT_MISUSE, word->code);
        break;
    case '!':
        play_nowhere(play, NDC_EVENT_LIMIT, word->code);
        break;
    case 'q':
        play_nowhere(play, NDC_EVENT_SCRIPT_QUIET, 0);
        break;
    case 'e':
        play_nowhere(play, NDC_EVENT_SCRIPT_END, 0);
        break;
    default:
        fprintf(stderr, "unknown word '%s'\n", word->text);
        abort();
    }
}

#endif

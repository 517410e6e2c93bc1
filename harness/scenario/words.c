/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario/words.h"

#include <string.h>

#include "fault/fault.h"

const char *const ndc_words_routine[] = {"SetDmaChannelCpuAffinity",
                                         "AllocateDmaChannel",
                                         "FreeDmaChannel",
                                         "StartDma",
                                         "SuspendDma",
                                         "ResumeDma",
                                         "AbortDma",
                                         "AppendDma",
                                         "ResetChannel",
                                         NULL};
const char *const ndc_words_statuses[] = {"SUCCESS", "UNSUCCESSFUL", "RESOURCES", "ANY", NULL};
const char *const ndc_words_pnp[] = {"start",       "stop",          "remove", "surprise",
                                     "cancel-stop", "cancel-remove", "unplug", NULL};
const char *const ndc_words_power[] = {"down", "up", "cancel", NULL};
const char *const ndc_words_wire[] = {"hold", "deliver",  "drop", "repeat",
                                      "swap", "spurious", NULL};
const char *const ndc_words_mishap[] = {"torn", "drop", "repeat", NULL};
const char *const ndc_words_place[] = {
#define NDC_PLACE(identifier, name, about) name,
#include "fault/places.def"
#undef NDC_PLACE
    NULL};
const char *const ndc_words_change[] = {"equal", "or", "and", "xor", "delay", NULL};
const char *const ndc_words_event[] = {"drop", "repeat", "swap", "tear", "hold", NULL};
const char *const ndc_words_explore[] = {"interrupts", "removal", "allocations", "cpus", NULL};
const char *const ndc_words_state[] = {"Active", "Idle", "Suspended", "Halted", "Armed", NULL};
const char *const ndc_words_class[] = {"must", "should", "hardening", NULL};
const char *const ndc_words_interface[] = {"1.0", "1.1", "2.0", "2.1", "any", NULL};
const char *const ndc_words_grants[] = {"other", "line", NULL};
const char *const ndc_words_header[] = {"scenario", "about",  "class",     "cites",
                                        "breaks",   "needs",  "interface", "reports",
                                        "machine",  "limits", "vary",      NULL};

bool
ndc_word_is(const char *word, size_t length, const char *wanted)
{
    return strlen(wanted) == length && memcmp(word, wanted, length) == 0;
}

int
ndc_word_find(const char *const *words, const char *word, size_t length)
{
    for (int place = 0; words[place] != NULL; place++)
        if (ndc_word_is(word, length, words[place]))
            return place;
    return -1;
}

#define NEAREST_LENGTH_MAX 31

static char
lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static unsigned
smallest(unsigned one, unsigned two, unsigned three)
{
    unsigned least = one < two ? one : two;
    return least < three ? least : three;
}

/* Edits (insert, delete, replace, swap of neighbours) between two words, letters of either case
 * equal. */
static unsigned
edits(const char *one, size_t one_length, const char *two, size_t two_length)
{
    unsigned rows[3][NEAREST_LENGTH_MAX + 1];
    for (unsigned column = 0; column <= two_length; column++)
        rows[0][column] = column;
    for (unsigned row = 1; row <= one_length; row++) {
        unsigned *now = rows[row % 3], *above = rows[(row + 2) % 3], *top = rows[(row + 1) % 3];
        now[0] = row;
        for (unsigned column = 1; column <= two_length; column++) {
            unsigned differs = lower(one[row - 1]) != lower(two[column - 1]);
            now[column] =
                smallest(above[column] + 1, now[column - 1] + 1, above[column - 1] + differs);
            if (row > 1 && column > 1 && lower(one[row - 1]) == lower(two[column - 2]) &&
                lower(one[row - 2]) == lower(two[column - 1]) && top[column - 2] + 1 < now[column])
                now[column] = top[column - 2] + 1;
        }
    }
    return rows[one_length % 3][two_length];
}

void
ndc_nearest_begin(struct ndc_nearest *nearest, const char *word, size_t length)
{
    *nearest = (struct ndc_nearest){.word = word, .length = length};
    nearest->distance = length <= 2 ? 2 : (unsigned)(length + 2) / 3 + 1;
}

void
ndc_nearest_offer(struct ndc_nearest *nearest, const char *candidate, size_t length)
{
    if (length == 0 || length > NEAREST_LENGTH_MAX || nearest->length > NEAREST_LENGTH_MAX)
        return;
    unsigned distance = edits(nearest->word, nearest->length, candidate, length);
    if (distance >= nearest->distance || distance >= length)
        return;
    nearest->distance = distance;
    memcpy(nearest->best, candidate, length);
    nearest->best[length] = '\0';
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "run/absent.h"

#include <stdio.h>
#include <string.h>

#include "trace/words.h"

const char *
ndc_absent_name(unsigned absent)
{
    if (absent < NDC_ROUTINES)
        return ndc_phrase_routine(absent);
    return absent == NDC_ABSENT_ENGINE(1) ? "engine of generation 1" : "engine of generation 2";
}

unsigned
ndc_absent_read(const char *name)
{
    unsigned absent = 0;

    while (absent < NDC_ABSENT_KINDS &&
           (absent == NDC_ROUTINES || strcmp(ndc_absent_name(absent), name) != 0))
        absent++;
    return absent;
}

void
ndc_absent_say(unsigned absent, char *text, size_t room)
{
    if (absent < NDC_ROUTINES)
        snprintf(text, room, "%s is absent", ndc_absent_name(absent));
    else
        snprintf(text, room, "no %s", ndc_absent_name(absent));
}

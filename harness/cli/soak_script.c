/* SPDX-License-Identifier: Apache-2.0 */
/* The script of a seed: things first, then acts, each line drawn for itself. */
#include "cli/soak.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/check.h"
#include "base/random.h"

#define TRANSFERS_MAX 9u
#define CHAINS_MAX 4u
#define LINES_MAX 38u /* of the 40 a script may have: an act may be two */

struct draft {
    struct ndc_random random;
    char *text;
    size_t room, length;
    unsigned lines;
    unsigned channels, transfers, chains;
    bool faults; /* of this script */
};

static void __attribute__((format(printf, 2, 3))) add(struct draft *draft, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(draft->text + draft->length, draft->room - draft->length, format, arguments);
    va_end(arguments);
    ndc_check(length >= 0 && draft->length + (size_t)length < draft->room);
    for (int i = 0; i < length; i++)
        draft->lines += draft->text[draft->length + (size_t)i] == '\n';
    draft->length += (size_t)length;
}

static unsigned
below(struct draft *draft, unsigned bound)
{
    return (unsigned)ndc_random_below(&draft->random, bound);
}

static const char *
either(struct draft *draft, unsigned of, const char *word)
{
    return below(draft, of) == 0 ? word : "";
}

static void
add_header(struct draft *draft)
{
    static const char *const versions[] = {"1.0", "1.1", "2.0", "2.1"};

    add(draft, "scenario drawn\nabout    Drawn from a seed.\nclass    must\ncites    START-01\n"
               "breaks   any\n");
    add(draft, "interface %s\n", versions[below(draft, 4)]);
    if (below(draft, 3) == 0)
        add(draft, "machine  %u channels\n", 2 + below(draft, 3));
    else if (below(draft, 4) == 0)
        add(draft, "machine  msix\n");
}

static void
add_transfer(struct draft *draft, unsigned number, bool all_status)
{
    static const unsigned sizes[] = {1, 64, 64, 512, 4096, 9000, 65536};

    if (below(draft, 6) == 0)
        add(draft, "null     T%u", number);
    else
        add(draft, "copy     T%u %u bytes", number,
            sizes[below(draft, sizeof sizes / sizeof sizes[0])]);
    add(draft, "%s", all_status ? " status" : either(draft, 2, " status"));
    add(draft, "%s%s\n", either(draft, 3, " irq"), either(draft, 6, " fence"));
}

/* Each transfer stands in one chain; the last one waits to be inserted. */
static void
add_chains(struct draft *draft)
{
    unsigned next = 0;

    for (draft->chains = 0; draft->chains < CHAINS_MAX && next + 1 < draft->transfers;
         draft->chains++) {
        unsigned count = 1 + below(draft, 4);
        add(draft, "chain    C%u =", draft->chains);
        for (; count > 0 && next + 1 < draft->transfers; count--)
            add(draft, " T%u", next++);
        add(draft, "\n");
    }
}

static void
add_things(struct draft *draft)
{
    bool all_status = below(draft, 2) == 0;

    draft->channels = 1 + (below(draft, 3) == 0);
    draft->transfers = 3 + below(draft, TRANSFERS_MAX - 2);
    draft->faults = below(draft, 3) == 0;
    for (unsigned i = 0; i < draft->channels; i++)
        add(draft, "channel  c%u\n", i);
    for (unsigned i = 0; i < draft->transfers; i++)
        add_transfer(draft, i, all_status);
    add_chains(draft);
    add(draft, "\n");
}

static void
add_fault(struct draft *draft)
{
    unsigned channel = below(draft, draft->channels);

    switch (below(draft, 9)) {
    case 0:
        add(draft, "fault    status c%u next code %u\n", channel, below(draft, 5));
        break;
    case 1:
        add(draft, "fault    status c%u next delay %u\n", channel, 1 + below(draft, 40));
        break;
    case 2:
        add(draft, "fault    status c%u next %s\n", channel, below(draft, 2) ? "drop" : "repeat");
        break;
    case 3:
        add(draft, "fault    status c%u next address T%u\n", channel,
            below(draft, draft->transfers));
        break;
    case 4:
        add(draft, "fault    engine c%u stall hit %u\n", channel, 1 + below(draft, 30));
        break;
    case 5:
        add(draft, "fault    engine c%u halt\n", channel);
        break;
    case 6:
        add(draft, "fault    data T%u flip\n", below(draft, draft->transfers));
        break;
    case 7:
        add(draft, "fault    irq c%u %s\n", channel, below(draft, 2) ? "drop" : "spurious");
        break;
    default:
        add(draft, "fault    engine.fetch_next c%u xor 0x%x\n", channel, 64u << below(draft, 4));
        break;
    }
}

static void
add_call(struct draft *draft)
{
    static const char *const routines[] = {"SuspendDma",    "ResumeDma",  "AbortDma",
                                           "ResetChannel",  "SuspendDma", "ResumeDma",
                                           "FreeDmaChannel"};
    unsigned channel = below(draft, draft->channels);
    unsigned kind = below(draft, 16);

    if (kind < 5)
        add(draft, "call     StartDma c%u C%u", channel, below(draft, draft->chains));
    else if (kind < 9)
        add(draft, "call     AppendDma c%u C%u", channel, below(draft, draft->chains));
    else
        add(draft, "call     %s c%u", routines[kind - 9], channel);
    add(draft, "%s\n", either(draft, 8, " at dispatch"));
}

static void
add_edit(struct draft *draft)
{
    if (below(draft, 2) == 0)
        add(draft, "unlink   T%u\n", below(draft, draft->transfers));
    else
        add(draft, "insert   T%u after T%u\n", draft->transfers - 1,
            below(draft, draft->transfers - 1));
}

static void
add_rare(struct draft *draft)
{
    switch (below(draft, 5)) {
    case 0:
        add(draft, "power    down\npower    up\n");
        break;
    case 1:
        add(draft, "interrupt c%u at point %u\n", below(draft, draft->channels),
            1 + below(draft, 20));
        break;
    case 2:
        add(draft, "pnp      stop\npnp      start\n");
        break;
    default:
        add(draft, "step     engine at point %u\n", 1 + below(draft, 20));
        break;
    }
}

static void
add_act(struct draft *draft)
{
    unsigned kind = below(draft, 20);

    if (kind < 8)
        add_call(draft);
    else if (kind < 14)
        add(draft, "run      %u steps\n", 1 + below(draft, 12));
    else if (kind < 16)
        add(draft, "run      until idle\n");
    else if (kind < 18)
        add_edit(draft);
    else if (kind < 19 && draft->faults)
        add_fault(draft);
    else
        add_rare(draft);
}

size_t
ndc_soak_script(uint64_t seed, char *text, size_t room)
{
    struct draft draft = {.random = {.state = seed}, .text = text, .room = room};

    ndc_check(room >= NDC_SOAK_SCRIPT_ROOM);
    add_header(&draft);
    add_things(&draft);
    add(&draft, "call     StartDma c0 C%u\n", below(&draft, draft.chains));
    while (draft.lines < LINES_MAX)
        add_act(&draft);
    return draft.length;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Cases that ended instead of being judged by a rule: what ended them, in words. */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/paragraph.h"
#include "cli/picture_facts.h"
#include "cli/registers.h"
#include "run/absent.h"

#define WORDS_MAX 200

uint32_t
ndc_picture_limit(const struct ndc_case_result *result)
{
    for (uint32_t i = result->trace_count; i > 0; i--)
        if (result->trace[i - 1].kind == NDC_EVENT_LIMIT)
            return i - 1;
    return result->trace_count > 0 ? result->trace_count - 1 : 0;
}

static const char *
signal_words(int number)
{
    switch (number) {
    case SIGSEGV:
        return "touched memory that is not there (SIGSEGV)";
    case SIGBUS:
        return "touched memory that is not there (SIGBUS)";
    case SIGILL:
        return "ran into an illegal instruction (SIGILL)";
    case SIGFPE:
        return "divided by zero (SIGFPE)";
    case SIGABRT:
        return "ended itself (SIGABRT)";
    case SIGTRAP:
        return "ran into a trap (SIGTRAP)";
    default:
        return "ended its process";
    }
}

static void
crash_sentence(const struct ndc_case_result *result, char *text, size_t room)
{
    if (result->outcome == NDC_OUTCOME_NOT_BEGUN)
        snprintf(text, room, "The driver did not come up: %s", result->words);
    else if (result->signal != 0)
        snprintf(text, room, "The provider %s", signal_words(result->signal));
    else if (strncmp(result->words, "bug check", 9) == 0)
        snprintf(text, room, "The provider caused a %s", result->words);
    else
        snprintf(text, room, "%c%s", toupper((unsigned char)result->words[0]),
                 result->words[0] != '\0' ? result->words + 1 : "");
}

/* The last register access before an event; NULL when there is none. */
static const struct ndc_event *
last_access(const struct ndc_case_result *result, uint32_t before)
{
    for (uint32_t i = before; i > 0; i--) {
        const struct ndc_event *event = &result->trace[i - 1];

        if (event->kind == NDC_EVENT_READ || event->kind == NDC_EVENT_WRITE)
            return event;
    }
    return NULL;
}

static void
accesses_sentence(const struct ndc_case_result *result, uint64_t count, char *text, size_t room)
{
    const struct ndc_event *last = last_access(result, ndc_picture_limit(result));
    unsigned generation = ndc_registers_generation(result->trace, result->trace_count);

    /* More than there were accesses: the clock was polled, or another service. */
    if (last == NULL || count > result->accesses)
        snprintf(text, room, "The provider let %llu ticks pass without coming to an end",
                 (unsigned long long)count);
    else
        snprintf(text, room,
                 "The provider made %llu register accesses without coming to an end, the last to "
                 "%s",
                 (unsigned long long)count,
                 ndc_registers_name(generation, NDC_CHANNEL_NONE, (uint32_t)last->a));
}

static void
hang_sentence(const struct ndc_case_result *result, char *text, size_t room)
{
    unsigned long long count =
        result->trace_count > 0 ? result->trace[ndc_picture_limit(result)].b : 0;

    switch (result->limit) {
    case NDC_LIMIT_ACCESSES:
        accesses_sentence(result, count, text, room);
        break;
    case NDC_LIMIT_EVENTS:
        snprintf(text, room, "The case made more than %llu events without coming to an end", count);
        break;
    case NDC_LIMIT_NESTING:
        snprintf(text, room, "Interrupts came within interrupts, %llu deep, without an end", count);
        break;
    case NDC_LIMIT_STEPS:
        snprintf(text, room, "The engine was given %llu steps and there was still work", count);
        break;
    default:
        snprintf(text, room,
                 "The provider did not return, called no service and touched no register for %llu "
                 "seconds",
                 count);
    }
}

void
ndc_picture_sentence(const struct ndc_picture *picture, char *text, size_t room)
{
    const struct ndc_case_result *result = picture->result;

    switch (result->verdict) {
    case NDC_VERDICT_CRASH:
        crash_sentence(result, text, room);
        break;
    case NDC_VERDICT_HANG:
        hang_sentence(result, text, room);
        break;
    case NDC_VERDICT_HARNESS:
        snprintf(text, room, "A check of the suite itself failed: %s", result->words);
        break;
    case NDC_VERDICT_UNSUPPORTED:
        snprintf(text, room, "The provider has no %s%s", ndc_absent_name(result->absent),
                 result->absent < NDC_ROUTINES ? " routine" : ", by its manifest");
        break;
    case NDC_VERDICT_NOT_RUN:
        snprintf(text, room, "Selected but not run");
        break;
    default:
        snprintf(text, room, "%s", result->words);
    }
}

static void
draw_after_blank(const char *label, const char *words)
{
    printf("\n");
    ndc_fact(label, words);
}

/* How often, and since when, one register was read without a write before the limit. */
static void
draw_polling(const struct ndc_case_result *result)
{
    const struct ndc_event *last = last_access(result, ndc_picture_limit(result));
    unsigned generation = ndc_registers_generation(result->trace, result->trace_count);
    char polled[WORDS_MAX / 2];
    char words[WORDS_MAX];
    uint32_t count = 0;
    uint32_t since = 0;

    if (last == NULL || last->kind != NDC_EVENT_READ)
        return;
    snprintf(polled, sizeof polled, "%s",
             ndc_registers_name(generation, NDC_CHANNEL_NONE, (uint32_t)last->a));
    for (const struct ndc_event *event = last; event >= result->trace; event--) {
        bool access = event->kind == NDC_EVENT_READ || event->kind == NDC_EVENT_WRITE;

        if (!access)
            continue;
        if (event->kind == NDC_EVENT_WRITE ||
            strcmp(polled, ndc_registers_name(generation, NDC_CHANNEL_NONE, (uint32_t)event->a)) !=
                0)
            break;
        count++;
        since = event->tick;
    }
    snprintf(words, sizeof words, "%s, %u reads in a row since tick %u", polled, (unsigned)count,
             (unsigned)since);
    draw_after_blank("polling", words);
}

/* What there is to say beside the sentence. */
void
ndc_picture_circumstances(const struct ndc_case_result *result)
{
    if (result->verdict == NDC_VERDICT_HANG)
        draw_polling(result);
    if (result->verdict == NDC_VERDICT_CRASH && result->signal != 0)
        draw_after_blank("how", result->words);
    if (result->verdict == NDC_VERDICT_HARNESS)
        draw_after_blank("please",
                         "report this with the command below and what ndc version says; no verdict "
                         "about the provider follows from it");
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a trace to a verdict: one pass feeds the model and counts, then the worst that is true of
 * the case decides. The same for a live run, a dead child's last words and a trace file.
 */
#include "run/verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "fault/fault.h"
#include "model/tables.h"
#include "run/devices.h"
#include "run/names.h"
#include "run/promises.h"
#include "run/sets.h"
#include "wdk/kernel.h"

#define NOWHERE NDC_EVENT_NOWHERE
#define IRP_PNP 0x1B
#define IRP_START 0x00

/* One model serves the whole process: made once, then only reset. */
static struct ndc_model *
the_model(void)
{
    static struct ndc_model *model;

    if (model == NULL) {
        model = calloc(1, ndc_model_size());
        ndc_check(model != NULL);
    }
    return model;
}

/* Feeds the model what concerns one of two devices. */
static void
take_device(struct ndc_model *model, const struct ndc_event *events, uint32_t count,
            unsigned device)
{
    static struct ndc_devices devices;

    ndc_model_reset(model);
    ndc_devices_begin(&devices, events);
    for (uint32_t i = 0; i < count; i++)
        if (ndc_devices_concerned(&devices, &events[i], device))
            ndc_model_take(model, &events[i], i);
}

static bool
is_error(uint64_t status)
{
    return status >> 31 & 1;
}

static void
note_first(uint32_t *mark, uint32_t index)
{
    if (*mark == NOWHERE)
        *mark = index;
}

/* The few kinds of events that say something about the case as a whole. */
static void
note(struct ndc_marks *marks, struct ndc_case_result *result, const struct ndc_event *event,
     uint32_t index)
{
    switch (event->kind) {
    case NDC_EVENT_READ:
    case NDC_EVENT_WRITE:
        result->accesses++;
        break;
    case NDC_EVENT_LIMIT:
        note_first(&marks->limit, index);
        break;
    case NDC_EVENT_MISUSE:
        if (event->a == NDC_MISUSE_BUG_CHECK)
            note_first(&marks->bug_check, index);
        break;
    case NDC_EVENT_FAULT_UNFIRED:
        note_first(&marks->unfired, index);
        break;
    case NDC_EVENT_FAULT_FIRED:
        marks->refused = marks->refused || event->b == NDC_PLACE_NETDMA_REGISTER;
        break;
    case NDC_EVENT_REGISTER:
        marks->asked_to_register = true;
        result->registered = (uint32_t)((event->a & 0xFF) << 16 | (event->a >> 8 & 0xFF));
        break;
    case NDC_EVENT_REGISTERED:
        if (is_error(event->a)) {
            note_first(&marks->step_failed, index);
            result->registered = 0;
        }
        break;
    case NDC_EVENT_ENTRY_DONE:
        if (is_error(event->b))
            note_first(&marks->step_failed, index);
        break;
    case NDC_EVENT_IRP_DONE:
        if (event->a == IRP_PNP && event->b == IRP_START && is_error(event->c))
            note_first(&marks->step_failed, index);
        break;
    default:
        break;
    }
}

static const char *
entry_name(uint64_t routine)
{
    return routine == 0 ? "DriverEntry" : routine == 1 ? "AddDevice" : "Unload";
}

/* Why the driver did not come up, in a sentence. */
static void
say_not_begun(const struct ndc_event *events, const struct ndc_marks *marks, char *words,
              size_t room)
{
    const struct ndc_event *event = &events[marks->step_failed];

    if (marks->step_failed == NOWHERE)
        snprintf(words, room, "%s",
                 marks->asked_to_register
                     ? "the driver registered as a provider but never started one"
                     : "the driver came up but never called NetDmaRegisterProvider");
    else if (event->kind == NDC_EVENT_ENTRY_DONE)
        snprintf(words, room, "%s returned 0x%08X", entry_name(event->a), (unsigned)event->b);
    else if (event->kind == NDC_EVENT_REGISTERED)
        snprintf(words, room, "NetDmaRegisterProvider returned 0x%08X", (unsigned)event->a);
    else
        snprintf(words, room, "IRP_MN_START_DEVICE ended with 0x%08X", (unsigned)event->c);
}

/* Our own fault, in a sentence: what was planned and did not come, what came and was not planned.
 */
static void
say_ours(struct ndc_case_result *result, const struct ndc_event *events,
         const struct ndc_marks *marks)
{
    size_t room = sizeof result->words;
    int betrayed = ndc_promises_betrayed(result);

    if (marks->unfired != NOWHERE)
        snprintf(result->words, room, "the planned fault %s never fired",
                 events[marks->unfired].b < NDC_PLACES ? ndc_place_names[events[marks->unfired].b]
                                                       : "of an unknown place");
    else if (betrayed >= 0)
        snprintf(result->words, room,
                 "NetDMA's side broke its own promise %s, and the script has no 'breaks %s'",
                 ndc_clauses[betrayed].id, ndc_clauses[betrayed].id);
    else if (marks->unbroken != NULL)
        snprintf(result->words, room, "the script says 'breaks %s', and the run never broke it",
                 marks->unbroken);
    else if (result->differs)
        snprintf(result->words, room, "a second run of the same case gave another trace");
}

static void
say(struct ndc_case_result *result, const struct ndc_event *events, const struct ndc_marks *marks)
{
    size_t room = sizeof result->words;

    if (result->words[0] != '\0')
        return;
    if (marks->bug_check != NOWHERE)
        snprintf(result->words, room, "bug check 0x%llX",
                 (unsigned long long)events[marks->bug_check].b);
    else if (result->outcome == NDC_OUTCOME_NOT_BEGUN && !marks->refused)
        say_not_begun(events, marks, result->words, room);
    else if (result->verdict == NDC_VERDICT_HARNESS)
        say_ours(result, events, marks);
}

/* Adds what a model found; the second of two devices comes behind the first. */
static void
take_findings(struct ndc_case_result *result, const struct ndc_model *model)
{
    const struct ndc_finding *findings;
    uint32_t count = ndc_model_findings(model, &findings);
    uint32_t room = NDC_FINDINGS_MAX - result->finding_count;
    size_t words = (ndc_rule_count + 63) / 64;
    const size_t most = sizeof result->reached / sizeof result->reached[0];

    count = count < room ? count : room;
    memcpy(result->findings + result->finding_count, findings, count * sizeof *findings);
    result->finding_count += count;
    for (size_t i = 0; i < words && i < most; i++)
        result->reached[i] |= ndc_model_reached(model)[i];
    for (size_t i = 0; i < sizeof result->shown_at / sizeof result->shown_at[0]; i++)
        if (result->shown_at[i] == 0)
            result->shown_at[i] = ndc_model_shown(model)[i];
}

static void
judge_devices(const struct ndc_event *events, uint32_t count, struct ndc_case_result *result)
{
    struct ndc_model *model = the_model();

    for (unsigned device = 0; device < NDC_DEVICES_MAX; device++) {
        take_device(model, events, count, device);
        take_findings(result, model);
    }
}

static void
forget_findings(struct ndc_case_result *result)
{
    result->finding_count = 0;
    memset(result->reached, 0, sizeof result->reached);
    memset(result->shown_at, 0, sizeof result->shown_at);
    result->accesses = 0;
    result->registered = 0;
}

void
ndc_judge(const struct ndc_event *events, uint32_t count, const struct ndc_terms *terms,
          struct ndc_case_result *result)
{
    struct ndc_model *model = the_model();
    const struct ndc_matter matter = {events, count, terms->class};
    const bool two = ndc_devices_two(events, count);
    struct ndc_marks marks = {
        .limit = NOWHERE, .bug_check = NOWHERE, .unfired = NOWHERE, .step_failed = NOWHERE};
    uint64_t digest = NDC_TRACE_DIGEST_NONE;

    ndc_model_reset(model);
    forget_findings(result);
    for (uint32_t i = 0; i < count; i++) {
        digest = ndc_trace_digest_add(digest, &events[i]);
        if (!two)
            ndc_model_take(model, &events[i], i);
        note(&marks, result, &events[i], i);
    }
    if (two)
        judge_devices(events, count, result);
    else
        take_findings(result, model);
    ndc_sets_apply(events, count, result);
    ndc_promises_settle(result, terms);
    if (ndc_judging() == NDC_JUDGING_EXACT || ndc_judging() == NDC_JUDGING_BOTH)
        marks.unbroken = ndc_promises_unbroken(result, terms); /* hidden, it may go unseen */
    ndc_verdict_order(result, &matter);
    result->events = count;
    result->ticks = count > 0 ? events[count - 1].tick : 0;
    result->digest = digest;
    result->limit = marks.limit != NOWHERE ? (uint8_t)events[marks.limit].a : 0;
    result->verdict = (uint8_t)ndc_verdict_decide(result, &marks, &matter);
    say(result, events, &marks);
}

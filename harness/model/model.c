/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The judge's loop: find what an event is about, apply the rules of its kind, move the state.
 */
#include "model/model.h"

#include <string.h>

#include "base/check.h"
#include "model/likeness.h"
#include "model/state_look.h"

#define NOT_CLEARED offsetof(struct ndc_model, like)

size_t
ndc_model_size(void)
{
    return sizeof(struct ndc_model);
}

void
ndc_model_reset(struct ndc_model *model)
{
    memset(model, 0, NOT_CLEARED);
    model->version = 0xF; /* unknown: each version is possible */
}

static void
clear_draft(struct ndc_finding *draft)
{
    draft->because = 0;
    draft->object = NDC_OBJECT_NOTHING;
    draft->seen = 0;
    draft->wanted = 0;
}

static void
begin_draft(struct ndc_finding *draft, const struct ndc_model *model)
{
    memset(draft, 0, sizeof *draft); /* padding too: findings are compared as bytes */
    draft->event = model->index;
    draft->channel = model->here == NDC_CHANNEL_NOWHERE ? NDC_CHANNEL_NONE : (uint8_t)model->here;
}

static bool
already_found(const struct ndc_model *model, uint16_t rule, uint8_t channel)
{
    for (uint32_t i = 0; i < model->finding_count; i++) {
        if (model->findings[i].rule == rule && model->findings[i].channel == channel)
            return true;
    }
    return false;
}

static void
add_finding(struct ndc_model *model, struct ndc_finding *draft, uint16_t rule)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (already_found(model, rule, draft->channel))
        return;
    if (model->finding_count == NDC_FINDINGS_MAX) {
        model->findings_lost++;
        return;
    }
    draft->rule = rule;
    draft->clause = ndc_rules[rule].clause;
    if (draft->because == 0)
        draft->because = NDC_EVENT_NOWHERE;
    if (draft->object == NDC_OBJECT_NOTHING && subject != NULL)
        draft->object = subject->object;
    model->findings[model->finding_count++] = *draft;
}

static void
add_mixture(struct ndc_model *model, struct ndc_finding *draft, unsigned reading)
{
    uint16_t mixed = ndc_readings_take(model, reading, draft);

    if (mixed != NDC_NO_RULE)
        add_finding(model, draft, mixed);
}

/* The rules that look at one event: from .. to of ndc_rule_uses. */
struct question {
    uint16_t from, to;
    bool each; /* those for one channel only, else the others */
    uint64_t *reached;
};

/* Which bit of a rule's routines an event stands for. */
static unsigned
routine_bit(const struct ndc_model *model, const struct ndc_event *event)
{
    bool called = event->kind == NDC_EVENT_CALL || event->kind == NDC_EVENT_RETURN;

    return called && event->a < NDC_ROUTINES && !model->careful ? 1u << event->a : NDC_ANY_ROUTINE;
}

static void
ask(struct ndc_model *model, const struct ndc_event *event, struct question question)
{
    const struct ndc_rule_use *end = &ndc_rule_uses[question.to];
    const struct ndc_model_channel *here = ndc_here(model);
    uint64_t fired = model->fired | here->fired;
    unsigned routine = routine_bit(model, event);
    unsigned mode = model->here == NDC_CHANNEL_NOWHERE ? 0x80u : 1u << here->mode;
    struct ndc_finding draft;

    begin_draft(&draft, model);
    for (const struct ndc_rule_use *use = &ndc_rule_uses[question.from]; use < end; use++) {
        if ((use->versions & model->version) == 0 || (use->modes & mode) == 0 ||
            (use->routines & routine) == 0 || (use->excuses & fired) != 0 ||
            use->each != question.each)
            continue;
        clear_draft(&draft);
        enum ndc_applied applied = use->test(model, event, &draft);
        if (applied == NDC_NOT_APPLICABLE)
            continue;
        question.reached[use->rule / 64] |= (uint64_t)1 << use->rule % 64;
        if (applied == NDC_BROKEN)
            add_finding(model, &draft, use->rule);
        else if (use->reading != 0)
            add_mixture(model, &draft, use->reading);
    }
}

static void
reach(struct ndc_model *model, const uint64_t *reached)
{
    for (unsigned i = 0; i < NDC_REACHED_WORDS; i++)
        model->reached[i] |= reached[i];
}

static unsigned
place_of(uint32_t likeness)
{
    return (likeness * 0x9E3779B1u) >> 26; /* NDC_LIKE_MAX places */
}

/* The ordinary rules about an event of this likeness: asked once, remembered after. */
static void
ask_ordinary(struct ndc_model *model, const struct ndc_event *event, uint32_t likeness)
{
    unsigned place = place_of(likeness);
    struct ndc_like *like = &model->like[place];
    uint32_t found = model->finding_count + model->findings_lost;

    if (like->likeness == likeness) {
        reach(model, like->reached);
        model->like_seen |= (uint64_t)1 << place;
        return;
    }
    *like = (struct ndc_like){.likeness = likeness};
    ask(model, event,
        (struct question){ndc_rule_uses_ordinary[event->kind], ndc_rule_uses_first[event->kind + 1],
                          false, like->reached});
    reach(model, like->reached);
    model->like_seen |= (uint64_t)1 << place;
    ndc_check(found == model->finding_count + model->findings_lost);
}

/* Asks what likeness has not answered: all rules, of an ordinary event those that are always asked.
 */
static void
judge(struct ndc_model *model, const struct ndc_event *event, uint32_t likeness)
{
    uint16_t first = ndc_rule_uses_first[event->kind];
    uint16_t end = ndc_rule_uses_first[event->kind + 1];

    if (likeness != 0) {
        end = ndc_rule_uses_ordinary[event->kind];
        ask_ordinary(model, event, likeness);
        model->met[event->kind] = first == end ? likeness : 0;
    }
    if (first != end)
        ask(model, event, (struct question){first, end, false, model->reached});
}

/* The likeness of the event when some of its rules are ordinary, else 0. */
static uint32_t
likeness_of(const struct ndc_model *model, const struct ndc_event *event)
{
    if (ndc_rule_uses_ordinary[event->kind] == ndc_rule_uses_first[event->kind + 1] ||
        model->careful)
        return 0;
    return ndc_likeness(model, event);
}

/* Duties are judged for each channel that was used. The subject is its first unfinished work. */
static void
judge_channels(struct ndc_model *model, const struct ndc_event *event)
{
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++) {
        if (!model->channels[i].used)
            continue;
        model->here = i;
        model->subject =
            model->channels[i].list != 0 ? model->channels[i].first_undone : NDC_NO_SUBMISSION;
        ask(model, event,
            (struct question){ndc_rule_uses_first[event->kind],
                              ndc_rule_uses_first[event->kind + 1], true, model->reached});
    }
    model->here = NDC_CHANNEL_NOWHERE;
    model->subject = NDC_NO_SUBMISSION;
}

/* With all three parts; not inlined, so that the usual way of an event stays short. */
__attribute__((noinline)) static void
take_carefully(struct ndc_model *model, const struct ndc_event *event, uint32_t index)
{
    ndc_state_before(model, event, index);
    judge(model, event, likeness_of(model, event));
    if (event->kind == NDC_EVENT_SCRIPT_QUIET || event->kind == NDC_EVENT_SCRIPT_END)
        judge_channels(model, event);
    ndc_state_after(model, event);
}

void
ndc_model_take(struct ndc_model *model, const struct ndc_event *event, uint32_t index)
{
    ndc_check(event->kind < NDC_EVENT_KINDS);
    bool taken = event->kind == NDC_EVENT_SUBMIT ? ndc_submit_alike(model, event, index)
                                                 : ndc_take_alike(model, event, index);
    if (!taken)
        take_carefully(model, event, index);
}

uint32_t
ndc_model_findings(const struct ndc_model *model, const struct ndc_finding **findings)
{
    *findings = model->findings;
    return model->finding_count;
}

uint32_t
ndc_model_findings_lost(const struct ndc_model *model)
{
    return model->findings_lost;
}

const uint64_t *
ndc_model_reached(const struct ndc_model *model)
{
    return model->reached;
}

const uint32_t *
ndc_model_shown(const struct ndc_model *model)
{
    return model->shown_at;
}

static char
upper(char letter)
{
    return letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
}

static bool
same_id(const char *known, const char *asked)
{
    while (*known != '\0' && upper(*asked) == *known) {
        known++;
        asked++;
    }
    return *known == '\0' && *asked == '\0';
}

int
ndc_clause_find(const char *id)
{
    static const char prefix[] = "NDMA-";
    size_t matched = 0;

    while (prefix[matched] != '\0' && upper(id[matched]) == prefix[matched])
        matched++;
    if (prefix[matched] == '\0')
        id += matched;
    for (unsigned i = 0; i < ndc_clause_count; i++) {
        if (same_id(ndc_clauses[i].id, id))
            return (int)i;
    }
    return -1;
}

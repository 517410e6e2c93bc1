/* SPDX-License-Identifier: Apache-2.0 */
#include "run/readings.h"

#include <stdio.h>
#include <string.h>

#include "model/tables.h"
#include "run/names.h"
#include "run/verdict.h"

#define NOWHERE UINT32_MAX
#define NAME_MAX_BYTES (NDC_SUITE_ID_MAX + 48)

const char *const ndc_reading_state_names[NDC_READING_STATES] = {
    [NDC_READING_FIXED] = "fixed",
    [NDC_READING_NOT_SHOWN] = "not shown",
    [NDC_READING_SHOWN] = "shown",
    [NDC_READING_MIXED] = "mixed",
};

static bool
shows(const struct ndc_case *one, const struct ndc_case_result *result, unsigned reading)
{
    bool ended = result->outcome == NDC_OUTCOME_RAN || result->outcome == NDC_OUTCOME_UNSUPPORTED;

    return ended && ndc_scenario_header(one->scenario)->class != NDC_CLASS_HARDENING &&
           result->shown_at[reading] != 0;
}

/* The first case that shows the reading, or NOWHERE. */
static uint32_t
first_case(const struct ndc_case *cases, const struct ndc_case_result *results, uint32_t count,
           unsigned reading)
{
    for (uint32_t i = 0; i < count; i++)
        if (results[i].verdict != NDC_VERDICT_NOT_RUN && shows(&cases[i], &results[i], reading))
            return i;
    return NOWHERE;
}

static bool
is_charged(const struct ndc_case_result *results, uint32_t count, uint16_t rule)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < results[i].finding_count; j++)
            if (results[i].findings[j].rule == rule)
                return true;
    return false;
}

/* Adds the finding, in the place of the last one when there is no room. */
static void
charge(const struct ndc_case *one, struct ndc_case_result *result,
       const struct ndc_finding *finding)
{
    const struct ndc_matter matter = {result->trace, result->trace_count,
                                      ndc_scenario_header(one->scenario)->class};
    enum ndc_verdict cost =
        ndc_clause_decides(&ndc_clauses[finding->clause]) ? NDC_VERDICT_FAIL : NDC_VERDICT_WARN;

    if (result->finding_count == NDC_FINDINGS_MAX)
        result->finding_count--;
    result->findings[result->finding_count++] = *finding;
    ndc_verdict_order(result, &matter);
    if (result->verdict >= NDC_VERDICT_WARN && cost < result->verdict)
        result->verdict = (uint8_t)cost;
}

void
ndc_readings_settle(const struct ndc_case *cases, struct ndc_case_result *results, uint32_t count)
{
    for (unsigned i = 0; i < NDC_AMBIGUITIES; i++) {
        const struct ndc_ambiguity *ambiguity = &ndc_ambiguities[i];
        unsigned earlier = ambiguity->first;
        unsigned later = ambiguity->first + 1u;

        if (ambiguity->mixed == NDC_NO_RULE || is_charged(results, count, ambiguity->mixed))
            continue;
        uint32_t one = first_case(cases, results, count, earlier);
        uint32_t other = first_case(cases, results, count, later);
        if (one == NOWHERE || other == NOWHERE)
            continue;
        if (other < one) {
            earlier = later;
            later = ambiguity->first;
            other = one;
        }
        const struct ndc_finding finding = {
            .rule = ambiguity->mixed,
            .clause = ndc_rules[ambiguity->mixed].clause,
            .channel = NDC_CHANNEL_NONE,
            .event = results[other].shown_at[later],
            .because = NDC_EVENT_NOWHERE,
            .seen = later,
            .wanted = earlier,
        };
        charge(&cases[other], &results[other], &finding);
    }
}

static void
name_case(const struct ndc_case_list *list, uint32_t index, char *name, size_t room)
{
    const struct ndc_case *one = &list->cases[index];
    char variation[NDC_CASE_VARIATION_ROOM];

    ndc_case_variation(one, variation);
    ndc_case_name(list->scripts[index]->id, variation, one->interface_version, name, room);
}

static void
gather_reading(struct ndc_result_reading *reading, unsigned number,
               const struct ndc_case_list *list, const struct ndc_case_result *results)
{
    uint32_t first = first_case(list->cases, results, list->count, number);

    snprintf(reading->id, sizeof reading->id, "%s", ndc_readings[number].id);
    if (first == NOWHERE)
        return;
    name_case(list, first, reading->first_case, sizeof reading->first_case);
    reading->event = results[first].shown_at[number];
    for (uint32_t i = first; i < list->count; i++)
        reading->cases += shows(&list->cases[i], &results[i], number);
}

void
ndc_readings_gather(struct ndc_result *result, const struct ndc_case_list *list,
                    const struct ndc_case_result *results)
{
    result->ambiguity_count = NDC_AMBIGUITIES;
    for (unsigned i = 0; i < NDC_AMBIGUITIES; i++) {
        const struct ndc_ambiguity *known = &ndc_ambiguities[i];
        struct ndc_result_ambiguity *ambiguity = &result->ambiguities[i];
        unsigned shown = 0;

        snprintf(ambiguity->id, sizeof ambiguity->id, "%s", known->id);
        ambiguity->reading_count = known->count;
        for (unsigned j = 0; j < known->count; j++) {
            gather_reading(&ambiguity->readings[j], known->first + j, list, results);
            shown += ambiguity->readings[j].cases != 0;
        }
        ambiguity->state = known->count == 0 ? NDC_READING_FIXED
                           : shown == 0      ? NDC_READING_NOT_SHOWN
                           : shown == 1      ? NDC_READING_SHOWN
                                             : NDC_READING_MIXED;
    }
}

void
ndc_readings_say(const struct ndc_case_list *list, const struct ndc_case_result *results,
                 const struct ndc_finding *finding, struct ndc_sentences *sentences)
{
    char name[NAME_MAX_BYTES];
    uint32_t other;

    if (finding->rule == NDC_NO_RULE || finding->because != NDC_EVENT_NOWHERE ||
        finding->wanted == 0 || finding->wanted >= ndc_reading_count ||
        ndc_ambiguities[ndc_readings[finding->wanted].ambiguity].mixed != finding->rule)
        return;
    other = first_case(list->cases, results, list->count, (unsigned)finding->wanted);
    if (other == NOWHERE)
        return;
    name_case(list, other, name, sizeof name);
    snprintf(sentences->breach, sizeof sentences->breach,
             "Two readings of %s are mixed: here %s, and %s in %s", ndc_clauses[finding->clause].id,
             ndc_readings[finding->seen].says, ndc_readings[finding->wanted].says, name);
    snprintf(sentences->because, sizeof sentences->because, "in %s %s", name,
             ndc_readings[finding->wanted].says);
}

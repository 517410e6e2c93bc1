/* SPDX-License-Identifier: Apache-2.0 */
/* The frame and what is common to all verdicts; the facts of each verdict are in picture_facts.c.
 */
#include "cli/picture.h"

#include <stdio.h>
#include <string.h>

#include "cli/paragraph.h"
#include "cli/picture_facts.h"
#include "cli/picture_lanes.h"
#include "cli/say.h"
#include "model/tables.h"
#include "run/result.h"
#include "run/sentences.h"

#define HEADLINE_MAX 600
#define HEADLINE_COLUMNS 100
#define HEADLINE_GAP 4

static bool
costs(const struct ndc_finding *finding, enum ndc_verdict verdict)
{
    if (finding->clause >= ndc_clause_count || verdict != NDC_VERDICT_FAIL)
        return true;
    return ndc_breach_decides(finding->rule, finding->clause);
}

const struct ndc_finding *
ndc_picture_finding(const struct ndc_case_result *result)
{
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (costs(&result->findings[i], (enum ndc_verdict)result->verdict))
            return &result->findings[i];
    return result->finding_count > 0 ? &result->findings[0] : NULL;
}

const char *
ndc_picture_rule(const struct ndc_finding *finding)
{
    return finding->clause < ndc_clause_count ? ndc_clauses[finding->clause].id : "?";
}

struct ndc_setting
ndc_picture_setting(const struct ndc_picture *picture)
{
    return (struct ndc_setting){
        .events = picture->result->trace,
        .count = picture->result->trace_count,
        .names = picture->names,
    };
}

static bool
is_judgement(const struct ndc_case_result *result)
{
    return result->verdict == NDC_VERDICT_FAIL || result->verdict == NDC_VERDICT_WARN;
}

/* Parts of the headline stand apart; one that would pass the edge begins a line of its own. */
static void
put_part(int *column, const char *part)
{
    int length = (int)strlen(part);

    if (*column + HEADLINE_GAP + length > HEADLINE_COLUMNS)
        *column = printf("\n%*s", HEADLINE_GAP + 2, "") - 1;
    else
        *column += printf("%*s", HEADLINE_GAP, "");
    *column += printf("%s", part);
}

static void
draw_headline(const struct ndc_picture *picture)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_finding *finding = ndc_picture_finding(result);
    enum ndc_paint paint = result->verdict <= NDC_VERDICT_HARNESS ? NDC_PAINT_BAD : NDC_PAINT_WARN;
    const struct ndc_setting setting = ndc_picture_setting(picture);
    unsigned line = ndc_sentence_line(&setting, ndc_picture_event(picture));
    char part[HEADLINE_MAX];
    int column = (int)strlen(ndc_verdict_names[result->verdict]);

    ndc_say_painted(paint, ndc_verdict_names[result->verdict]);
    column += printf("  %s", picture->id);
    snprintf(part, sizeof part, "%s%s%s", picture->provider, picture->release[0] != '\0' ? " " : "",
             picture->release);
    put_part(&column, result->verdict == NDC_VERDICT_HARNESS
                          ? "a bug of the suite, not of the provider"
                          : part);
    if (finding != NULL && is_judgement(result) && finding->clause < ndc_clause_count) {
        snprintf(part, sizeof part, "rule %s (%s)", ndc_picture_rule(finding),
                 ndc_force_names[ndc_clauses[finding->clause].force]);
        put_part(&column, part);
    }
    snprintf(part, sizeof part, "line %u", line);
    if (line > 0)
        put_part(&column, part);
    printf("\n");
}

static void
draw_script(const struct ndc_picture *picture, uint32_t event)
{
    const struct ndc_setting setting = ndc_picture_setting(picture);
    unsigned line = ndc_sentence_line(&setting, event);
    char quoted[200];
    char words[HEADLINE_MAX];

    if (picture->script[0] == '\0')
        return;
    snprintf(quoted, sizeof quoted, "%s", picture->quote);
    if (picture->scenario != NULL && line > 0)
        ndc_scenario_line_text(picture->scenario, (int)line, quoted, sizeof quoted);
    if (line > 0)
        snprintf(words, sizeof words, "%s:%u: %s", picture->script, line, quoted);
    else
        snprintf(words, sizeof words, "%s", picture->script);
    ndc_fact("script", words);
}

static void
draw_commands(const struct ndc_picture *picture)
{
    const struct ndc_finding *finding = ndc_picture_finding(picture->result);

    printf("\n  again      %s\n", picture->again);
    if (finding != NULL)
        printf("  rule       ndc rule %s\n", ndc_picture_rule(finding));
}

void
ndc_picture_draw(const struct ndc_picture *picture)
{
    uint32_t event = ndc_picture_event(picture);

    draw_headline(picture);
    printf("\n");
    ndc_picture_facts(picture);
    if (picture->result->trace_count > 0 && picture->result->verdict != NDC_VERDICT_UNSUPPORTED) {
        printf("\n");
        ndc_picture_timeline(picture, event);
    }
    printf("\n");
    draw_script(picture, event);
    ndc_fact("code", picture->code);
    ndc_fact("same cause", picture->same);
    draw_commands(picture);
    printf("\n");
}

void
ndc_picture_line(const struct ndc_picture *picture, char *text, size_t room)
{
    const struct ndc_case_result *result = picture->result;
    const struct ndc_finding *finding = ndc_picture_finding(result);
    const struct ndc_setting setting = ndc_picture_setting(picture);
    struct ndc_sentences sentences;

    if (finding == NULL || !is_judgement(result)) {
        ndc_picture_sentence(picture, text, room);
        return;
    }
    ndc_sentences_make(finding, &setting, &sentences);
    snprintf(text, room, "%s: %s", ndc_picture_rule(finding), sentences.breach);
}

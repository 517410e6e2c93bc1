/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The picture of one case that did not pass, as a person sees it.
 *
 *  - One frame for every verdict: headline, sentence, facts, timeline, commands. What differs is
 *    which facts there are.
 *  - Made from a result and its trace alone, so that a stored one gives the same picture.
 */
#ifndef NDC_CLI_PICTURE_H
#define NDC_CLI_PICTURE_H

#include "run/names.h"
#include "run/run.h"
#include "run/sentences.h"

struct ndc_picture {
    const char *id;       /* of the case: "isr/stale-descriptor@2.0" */
    const char *provider; /* "acme" */
    const char *release;  /* of the provider: "2.4.1", or "" */
    const char *script;   /* path of the script, or "" */
    const char *quote;    /* the failing line of it, when the script is not at hand, or "" */
    const char *again;    /* the command that repeats it */
    const char *code;     /* the place in the provider's code, or "" */
    const char *same;     /* other cases with the same cause, or "" */
    const struct ndc_name_table *names;
    const struct ndc_case_result *result;
    const struct ndc_scenario *scenario; /* or NULL when the script is not at hand */
    bool all;                            /* draw every event */
};

void ndc_picture_draw(const struct ndc_picture *picture);

/* The one line of a case at the end of a run, without its verdict: "ISR-03: ...". */
void ndc_picture_line(const struct ndc_picture *picture, char *text, size_t room);

/* Trace and names of a picture, for the sentences about it. */
struct ndc_setting ndc_picture_setting(const struct ndc_picture *picture);

/* The finding a result is about: the first of those that decided its verdict; NULL when none. */
const struct ndc_finding *ndc_picture_finding(const struct ndc_case_result *result);
/* The id of a finding's clause, "?" when it is none. */
const char *ndc_picture_rule(const struct ndc_finding *finding);

#endif

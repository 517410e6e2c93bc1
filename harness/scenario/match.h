/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was expected where a line stopped making sense: the furthest word any pattern reached, and
 * everything that could have stood there.
 */
#ifndef NDC_SCENARIO_MATCH_H
#define NDC_SCENARIO_MATCH_H

#include "scenario/reader.h"

#define NDC_EXPECTED_MAX 24

struct ndc_failure {
    unsigned at; /* word of the line; the number of words: its end */
    unsigned words_count;
    const struct ndc_item *words[NDC_EXPECTED_MAX];
    unsigned slots_count;
    uint8_t slots[4];  /* enum ndc_slot_id */
    uint8_t complaint; /* enum ndc_complaint, of the last slot */
    const char *value; /* the value of `vary` that does not fit, or NULL */
};

/* Something could have stood at a word: an item of kind WORD or SLOT. */
void ndc_failure_expect(struct ndc_failure *failure, unsigned at, const struct ndc_item *item,
                        enum ndc_complaint complaint, const char *value);
/* Says it as an error. Returns -1. */
int ndc_failure_report(const struct ndc_failure *failure, struct ndc_reader *reader);

#endif

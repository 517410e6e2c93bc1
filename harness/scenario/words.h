/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The vocabularies of the language, and the suggestion for a misspelled word.
 * Each list ends with NULL; a word's place in it is its value and never changes (append only).
 */
#ifndef NDC_SCENARIO_WORDS_H
#define NDC_SCENARIO_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern const char *const ndc_words_routine[];
extern const char *const ndc_words_statuses[];
extern const char *const ndc_words_pnp[];
extern const char *const ndc_words_power[];
extern const char *const ndc_words_wire[];
extern const char *const ndc_words_mishap[];
extern const char *const ndc_words_place[];
extern const char *const ndc_words_change[];
extern const char *const ndc_words_event[];
extern const char *const ndc_words_explore[];
extern const char *const ndc_words_state[];
extern const char *const ndc_words_class[];
extern const char *const ndc_words_interface[];
extern const char *const ndc_words_grants[]; /* from NDC_GRANTS_OTHER on */
extern const char *const ndc_words_header[]; /* in the order of enum ndc_part */

enum ndc_wire_word {
    NDC_WIRE_WORD_HOLD,
    NDC_WIRE_WORD_DELIVER,
    NDC_WIRE_WORD_DROP,
    NDC_WIRE_WORD_REPEAT,
    NDC_WIRE_WORD_SWAP,
    NDC_WIRE_WORD_SPURIOUS
};
enum ndc_mishap_word { NDC_MISHAP_TORN, NDC_MISHAP_DROP, NDC_MISHAP_REPEAT };
enum ndc_status_word {
    NDC_STATUS_SUCCESS,
    NDC_STATUS_UNSUCCESSFUL,
    NDC_STATUS_RESOURCES,
    NDC_STATUS_ANY
};

/* Bits of ndc_scenario_explores: 1 << place in ndc_words_explore. */

/* Place of a word in a list, or -1. */
int ndc_word_find(const char *const *words, const char *word, size_t length);
bool ndc_word_is(const char *word, size_t length, const char *wanted);

/* Looks for the nearest of many candidates, offered one by one. */
struct ndc_nearest {
    const char *word; /* what was written */
    size_t length;
    unsigned distance; /* of the best so far */
    char best[32];     /* empty: nothing is near enough */
};
void ndc_nearest_begin(struct ndc_nearest *nearest, const char *word, size_t length);
void ndc_nearest_offer(struct ndc_nearest *nearest, const char *candidate, size_t length);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Between the readers of the result document: members with their usual types. */
#ifndef NDC_RUN_RESULT_TAKE_H
#define NDC_RUN_RESULT_TAKE_H

#include "run/json.h"
#include "run/result.h"

/* Adds the place inside the document to a sentence that says what is wrong. Returns -1. */
int ndc_say_where(const char *list, size_t index, struct ndc_error *error);

NDC_MUST_CHECK int ndc_take_small(const json_t *object, const char *key, uint64_t largest,
                                  uint32_t *number, struct ndc_error *error);
/* A member that may be missing: then nothing is changed. */
NDC_MUST_CHECK int ndc_take_maybe(const json_t *object, const char *key, uint64_t largest,
                                  uint32_t *number, struct ndc_error *error);
NDC_MUST_CHECK int ndc_take_maybe_text(const json_t *object, const char *key, char *text,
                                       size_t room, struct ndc_error *error);
/* The place of a word in a table. */
NDC_MUST_CHECK int ndc_take_word(const json_t *object, const char *key, struct ndc_word_list list,
                                 uint8_t *number, struct ndc_error *error);

/* One entry of "cases"; its findings are allocated. */
NDC_MUST_CHECK int ndc_take_case(const json_t *json, struct ndc_result_case *one,
                                 struct ndc_error *error);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading JSON strictly: each function takes one member out of an object, or writes one sentence
 * that names the member.
 *
 *  - A number of 64 bits that JSON's readers would round is a string, decimal or "0x...".
 */
#ifndef NDC_RUN_JSON_H
#define NDC_RUN_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Reads a file that holds one object. Errors carry file, line and column; the file stays in *error
 * for the sentences about its members, until the caller clears it. */
json_t *ndc_json_load(const char *file, struct ndc_error *error);

/* Sets error: 'the key "name" is missing', or 'must be a string'. */
NDC_MUST_CHECK int ndc_json_text(const json_t *object, const char *key, char *text, size_t room,
                                 struct ndc_error *error);
NDC_MUST_CHECK int ndc_json_number(const json_t *object, const char *key, uint64_t largest,
                                   uint64_t *number, struct ndc_error *error);
NDC_MUST_CHECK int ndc_json_flag(const json_t *object, const char *key, bool *flag,
                                 struct ndc_error *error);
NDC_MUST_CHECK int ndc_json_array(const json_t *object, const char *key, const json_t **array,
                                  struct ndc_error *error);

/* A number from an integer, or from a string in decimal or with 0x. */
NDC_MUST_CHECK int ndc_json_value(const json_t *value, const char *key, uint64_t largest,
                                  uint64_t *number, struct ndc_error *error);

/* The place of a word in a table of words; -1 and a sentence when it is none of them. */
struct ndc_word_list {
    const char *const *words;
    unsigned count;
};
int ndc_json_word(const json_t *object, const char *key, struct ndc_word_list list,
                  struct ndc_error *error);

/* Complains of the first member that is none of the known keys (NULL at their end). */
NDC_MUST_CHECK int ndc_json_only(const json_t *object, const char *const *keys,
                                 struct ndc_error *error);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of the picture that differ from verdict to verdict. */
#ifndef NDC_CLI_PICTURE_FACTS_H
#define NDC_CLI_PICTURE_FACTS_H

#include "cli/picture.h"

/* The event the picture is about: what broke the rule, passed the limit, or came last. */
uint32_t ndc_picture_event(const struct ndc_picture *picture);

/* One sentence, without a full stop, for a case that was not judged by a rule. */
void ndc_picture_sentence(const struct ndc_picture *picture, char *text, size_t room);

/* The event that says which limit was passed. */
uint32_t ndc_picture_limit(const struct ndc_case_result *result);

/* Facts about how a case ended, each after a blank line. */
void ndc_picture_circumstances(const struct ndc_case_result *result);

/* The sentence and the lines `expected`, `seen`, `because`, ... */
void ndc_picture_facts(const struct ndc_picture *picture);

#endif

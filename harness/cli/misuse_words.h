/* SPDX-License-Identifier: Apache-2.0 */
/* A misuse of a kernel service with what is known about it: tag, IRQL, offset. */
#ifndef NDC_CLI_MISUSE_WORDS_H
#define NDC_CLI_MISUSE_WORDS_H

#include "trace/text.h"
#include "trace/trace.h"

/* "pool was never freed: tag 'Ndma', allocation 3 (leak-pool)". */
void ndc_misuse_words(struct ndc_text *text, const struct ndc_event *event);

#endif

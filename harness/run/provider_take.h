/* SPDX-License-Identifier: Apache-2.0 */
/* What a provider says about itself, from JSON: the same in its own file and in a result. */
#ifndef NDC_RUN_PROVIDER_TAKE_H
#define NDC_RUN_PROVIDER_TAKE_H

#include <jansson.h>

#include "run/run.h"

/* Whether it can name a provider: words of letters, digits, . _ - with / between them, none of them
 * "." or "..". */
bool ndc_provider_is_name(const char *name);

/* All members but the object. */
NDC_MUST_CHECK int ndc_provider_take(const json_t *json, struct ndc_provider *provider,
                                     struct ndc_error *error);

#endif

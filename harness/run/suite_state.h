/* SPDX-License-Identifier: Apache-2.0 */
/* Between suite.c (finding scripts) and suite_select.c (choosing them, making cases). */
#ifndef NDC_RUN_SUITE_STATE_H
#define NDC_RUN_SUITE_STATE_H

#include "run/suite.h"

/* Loads one script and appends it. */
NDC_MUST_CHECK int ndc_suite_add(struct ndc_suite *suite, const char *file,
                                 struct ndc_error *error);

#endif

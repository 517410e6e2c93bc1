/* SPDX-License-Identifier: Apache-2.0 */
/* Opening what somebody names to be read: everything but folders. */
#ifndef NDC_RUN_IN_H
#define NDC_RUN_IN_H

#include <stdio.h>

#include "base/error.h"

/* NULL with a sentence. The file stays the place of *error for the sentences about its content. */
FILE *ndc_in_open(const char *file, struct ndc_error *error);

#endif

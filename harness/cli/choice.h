/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cases somebody named: each word is a pattern of scripts, and perhaps one variation or version
 * of it, as reports write it: "isr/late[swap]@2.0".
 */
#ifndef NDC_CLI_CHOICE_H
#define NDC_CLI_CHOICE_H

#include <stdbool.h>

#include "run/suite.h"

struct ndc_choice {
    const char *pattern;
    const char *variation; /* or NULL */
    uint32_t version;      /* or 0 */
    bool met;              /* some case of the suite is named by it */
};

struct ndc_choices {
    struct ndc_choice *list;
    int count;
    bool narrow; /* some choice names a variation or version */
};

/*
 * Reads words; what follows '[' or '@' is cut off them, so that they are patterns afterwards.
 * choices->list: one for each word, of the caller.
 */
NDC_MUST_CHECK int ndc_choices_read(struct ndc_choices *choices, char **words, int count,
                                    struct ndc_error *error);

/* Leaves only the cases that were named; a variation that no script has is an error. */
NDC_MUST_CHECK int ndc_choices_narrow(struct ndc_case_list *list, const struct ndc_choices *choices,
                                      struct ndc_error *error);

#endif

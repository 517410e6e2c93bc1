/* SPDX-License-Identifier: Apache-2.0 */
/* The findings of the lint, shared by its parts. */
#ifndef NDC_SCENARIO_LINT_H
#define NDC_SCENARIO_LINT_H

#include "scenario/grammar.h"

struct ndc_lint {
    const struct ndc_scenario *scenario;
    struct ndc_error *findings;
    int count;
    int most;
};

/* Adds a finding at the line of a part; more than fit are dropped. */
void ndc_lint_find(struct ndc_lint *lint, enum ndc_part part, unsigned index, const char *format,
                   ...) __attribute__((format(printf, 4, 5)));

/* Channels, transfers, chains and a vary word that no record uses. */
void ndc_lint_used(struct ndc_lint *lint);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a provider showed of the readings it follows, and when it mixes two.
 */
#include "model/state.h"

static uint32_t
shown_before(const struct ndc_model *model, const struct ndc_ambiguity *ambiguity, unsigned reading,
             unsigned *other)
{
    for (unsigned i = ambiguity->first; i < ambiguity->first + (unsigned)ambiguity->count; i++) {
        if (i == reading || model->shown_at[i] == 0)
            continue;
        *other = i;
        return model->shown_at[i];
    }
    return 0;
}

uint16_t
ndc_readings_take(struct ndc_model *model, unsigned reading, struct ndc_finding *draft)
{
    const struct ndc_ambiguity *ambiguity = &ndc_ambiguities[ndc_readings[reading].ambiguity];
    unsigned other = 0;

    if (model->shown_at[reading] != 0)
        return NDC_NO_RULE; /* told already, if there is anything to tell */
    model->shown_at[reading] = model->index;
    draft->because = shown_before(model, ambiguity, reading, &other);
    if (draft->because == 0)
        return NDC_NO_RULE;
    draft->seen = reading;
    draft->wanted = other;
    return ambiguity->mixed;
}

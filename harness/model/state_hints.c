/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Direct cache access: context changes that were executed, hints that were given, and where the
 * engine says it aims.
 */
#include "model/state_look.h"

bool
ndc_hints_possible(const struct ndc_model *model)
{
    return model->provider.generation >= 2 && !model->provider.no_dca;
}

bool
ndc_hints_announced(const struct ndc_model *model)
{
    return ndc_counted(model) &&
           (ndc_high(model->provider.registered_what) & NDC_REGISTERED_DCA) != 0;
}

bool
ndc_hints_in_use(const struct ndc_model *model)
{
    return ndc_hints_announced(model) && ndc_hints_possible(model);
}

bool
ndc_hints_right(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return channel->interrupt.allocated_at == 0 || !ndc_hints_in_use(model) ||
           channel->hints.aim[NDC_AIM_WORD] == channel->interrupt.cpu + 1;
}

/* A context change is done: from here on it is what the data behind it is hinted to. */
void
ndc_state_context(struct ndc_model *model, const struct ndc_submission *submission)
{
    struct ndc_hint_state *hints = &model->channels[model->here].hints;

    hints->contexts++;
    hints->context = submission->bytes & NDC_CONTEXT_BITS;
    hints->context_at = model->index;
}

void
ndc_state_hints(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_hint_state *hints = &model->channels[model->here].hints;

    if (event->kind == NDC_EVENT_HINT) {
        if (hints->hinted_of != model->subject)
            hints->hinted = 0;
        hints->hinted_of = model->subject;
        hints->hinted += ndc_low(event->c);
        return;
    }
    if (event->b > NDC_AIM_WORD)
        return;
    hints->aim[event->b] = event->c == NDC_AIM_NOWHERE ? 0 : ndc_low(event->c) + 1;
    hints->aim_at[event->b] = model->index;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Claims of the script: what was named since the last claim, and what must never be.
 */
#include "model/state_look.h"

static void
add_never(struct ndc_model *model, const struct ndc_event *event, enum ndc_event_kind kind)
{
    if (!model->never_open)
        model->never_groups++;
    model->never_open = event->c != 0;
    if (model->never_count == NDC_NEVER_MAX)
        return;
    model->never[model->never_count++] = (struct ndc_never){
        .named = event->a,
        .at = model->index,
        .channel = (uint8_t)model->here,
        .kind = (uint8_t)kind,
        .group = model->never_groups,
        .allowed = event->b != 0,
    };
}

/* A claim in several events: it is decided at the last one, and then begins anew. */
static void
after_expect(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];
    bool isr = event->kind == NDC_EVENT_EXPECT_ISR;
    ndc_object last = isr ? channel->last_isr : channel->last_dpc;
    uint32_t count = isr ? channel->isr_count : channel->dpc_count;
    bool *matches = isr ? &channel->isr_matches : &channel->dpc_matches;

    *matches = event->b != 0 && (*matches || (count != 0 && ndc_object_same(last, event->a)));
    if (event->b != 0)
        return;
    if (isr)
        channel->isr_count = 0;
    else
        channel->dpc_count = 0;
}

static void
forbid_touch(struct ndc_model *model)
{
    struct ndc_submission *submission = ndc_submission_edit(model, model->subject);

    if (submission == NULL)
        return;
    submission->never_touch = true;
    submission->like = 0;
    if (submission->forbidden_at == 0)
        submission->forbidden_at = model->index;
}

void
ndc_state_claim(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];

    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_EXPECT_ISR:
    case NDC_EVENT_EXPECT_DPC:
        after_expect(model, event);
        break;
    case NDC_EVENT_NEVER_ISR:
        add_never(model, event, NDC_EVENT_ISR);
        break;
    case NDC_EVENT_NEVER_DPC:
        add_never(model, event, NDC_EVENT_DPC);
        break;
    case NDC_EVENT_NEVER_TOUCH:
        forbid_touch(model);
        break;
    case NDC_EVENT_NEVER_STATUS:
        channel->never_codes |= (uint8_t)(1u << (event->a & 7));
        channel->never_codes_at = model->index;
        break;
    default:
        break;
    }
}

void
ndc_state_named(struct ndc_model *model, const struct ndc_event *event)
{
    struct ndc_model_channel *channel = &model->channels[model->here];

    if (event->kind == NDC_EVENT_ISR) {
        channel->last_isr = event->b;
        channel->isr_count++;
    } else {
        channel->last_dpc = event->b;
        channel->dpc_count++;
    }
}

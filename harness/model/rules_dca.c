/* SPDX-License-Identifier: Apache-2.0 */
/*
 * DCA and ALLOC-20: direct cache access.
 *
 *  - assumed: the APIC id of a CPU is its number.
 *  - A missing hint costs nothing while the engine cannot know where to: before the first context
 *    change, and after what makes it forget.
 */
#include "model/rules.h"

static bool
is_context(const struct ndc_submission *submission)
{
    return NDC_OPERATION(submission->flags) == NDC_OPERATION_CONTEXT;
}

static bool
wants_hint(const struct ndc_submission *submission)
{
    return ndc_is_copy(submission) && (submission->flags & NDC_FLAG_DCA) != 0;
}

/* The engine may have forgotten the context: a reset, an error, a loss of power. */
static bool
is_lost(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    uint32_t at = channel->hints.context_at;

    return at < channel->reset_at || at < model->provider.power_at || at < channel->engine_error_at;
}

/* The nearest context change before (or, ahead, behind) a submission in its list. */
static const struct ndc_submission *
nearest_context(const struct ndc_model *model, const struct ndc_submission *from, bool ahead)
{
    const struct ndc_submission *at = from;

    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && at != NULL; i++) {
        at = ndc_submission_at(model, ahead ? at->next : at->previous);
        if (at != NULL && at->list != from->list)
            return NULL;
        if (at != NULL && is_context(at))
            return at;
    }
    return NULL;
}

/* Where the hints of a submission go. False: nobody has said it since the channel was allocated. */
static bool
target_of(const struct ndc_model *model, const struct ndc_submission *submission, uint32_t *cpu)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *context = nearest_context(model, submission, false);

    *cpu = context != NULL ? context->bytes & NDC_CONTEXT_BITS : channel->hints.context;
    return context != NULL || channel->hints.contexts != 0;
}

/* The context change in work when the engine fails, or NULL. */
static const struct ndc_submission *
context_in_work(const struct ndc_model *model)
{
    const struct ndc_submission *work = ndc_submission_at(model, ndc_here(model)->in_progress);

    return work != NULL && is_context(work) ? work : NULL;
}

/* DCA-01 */
enum ndc_applied
ndc_rule_dca_announced(const struct ndc_model *model, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    (void)finding;
    if ((ndc_high(event->a) & NDC_REGISTERED_DCA) == 0)
        return NDC_KEPT;
    return ndc_kept_if(ndc_hints_possible(model));
}

/* DCA-02 */
enum ndc_applied
ndc_rule_dca_moves_nothing(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || !is_context(subject))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    finding->seen = subject->moved;
    return ndc_kept_if(event->kind == NDC_EVENT_DONE && subject->moved == 0);
}

/* DCA-02: recognised, so that nothing in it can be wrong. */
enum ndc_applied
ndc_rule_dca_recognised(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *work = context_in_work(model);

    if (work == NULL || !ndc_hints_possible(model) || event->b != NDC_CODE_HALTED || event->c == 0)
        return NDC_NOT_APPLICABLE;
    finding->object = work->object;
    finding->seen = event->c;
    return ndc_broken_since(finding, work->called_at);
}

/* DCA-03 */
enum ndc_applied
ndc_rule_dca_target(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint32_t aim = ndc_here(model)->hints.aim[NDC_AIM_DATA];

    (void)event;
    if (subject == NULL || !is_context(subject) || !ndc_hints_possible(model))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    return ndc_compared(aim == (subject->bytes & NDC_CONTEXT_BITS) + 1, finding, aim - 1u,
                        subject->bytes & NDC_CONTEXT_BITS);
}

/* DCA-04 */
enum ndc_applied
ndc_rule_dca_persists(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint32_t cpu;

    if (subject == NULL || !target_of(model, subject, &cpu) || is_lost(model, ndc_here(model)))
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->hints.context_at;
    return ndc_compared(event->b == cpu, finding, event->b, cpu);
}

/* Whether a CPU is the target of a later context change, or of another channel's. */
static bool
is_someone_elses(const struct ndc_model *model, const struct ndc_submission *subject, uint64_t cpu)
{
    const struct ndc_submission *later = nearest_context(model, subject, true);

    if (later != NULL && (later->bytes & NDC_CONTEXT_BITS) == cpu)
        return true;
    for (uint32_t i = 0; i < NDC_CHANNELS_MAX; i++)
        if (i != model->here && model->channels[i].hints.contexts != 0 &&
            model->channels[i].hints.context == cpu)
            return true;
    return false;
}

/* DCA-05 */
enum ndc_applied
ndc_rule_dca_following_only(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint32_t cpu;

    if (subject == NULL || !target_of(model, subject, &cpu))
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->hints.context_at;
    return ndc_compared(event->b == cpu || !is_someone_elses(model, subject, event->b), finding,
                        event->b, cpu);
}

/* DCA-08: a hint only where it was asked for. */
enum ndc_applied
ndc_rule_dca_unasked(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    finding->because = subject->called_at;
    return ndc_kept_if(wants_hint(subject));
}

/* DCA-08: all of the data is hinted. */
enum ndc_applied
ndc_rule_dca_hinted(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)event;
    if (subject == NULL || !wants_hint(subject) || !ndc_hints_in_use(model) ||
        channel->hints.contexts == 0 || is_lost(model, channel))
        return NDC_NOT_APPLICABLE;
    uint32_t hinted = channel->hints.hinted_of == model->subject ? channel->hints.hinted : 0;
    finding->because = channel->hints.context_at;
    return ndc_compared(hinted == subject->bytes, finding, hinted, subject->bytes);
}

/* DCA-09: the copy works as usual. */
enum ndc_applied
ndc_rule_dca_ignored(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    if (subject == NULL || ndc_hints_announced(model) || !wants_hint(subject) ||
        subject->done_at == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    finding->because = subject->called_at;
    return ndc_kept_if(event->b == NDC_DATA_WHOLE);
}

/* DCA-09: and is not refused for the flag. The first of the batch that has it is told. */
enum ndc_applied
ndc_rule_dca_accepted(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    bool batch = ndc_returned(event, NDC_ROUTINE_START) || ndc_returned(event, NDC_ROUTINE_APPEND);

    if (!batch || ndc_hints_announced(model))
        return NDC_NOT_APPLICABLE;
    for (uint32_t i = 0; i < channel->offered_count && i < NDC_SUBMISSIONS_MAX; i++) {
        const struct ndc_submission *one = ndc_submission_at(model, channel->offered_first + i);

        if (one == NULL || !wants_hint(one))
            continue;
        finding->object = one->object;
        finding->seen = event->b;
        return ndc_kept_if(event->b == NDC_STATUS_SUCCESS);
    }
    return NDC_NOT_APPLICABLE;
}

/* ALLOC-20 */
enum ndc_applied
ndc_rule_dca_bound(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    uint32_t aim = ndc_here(model)->hints.aim[NDC_AIM_WORD];

    if (!ndc_succeeded(event, NDC_ROUTINE_ALLOCATE) || !ndc_hints_in_use(model))
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->hints.aim_at[NDC_AIM_WORD];
    return ndc_compared(aim == ndc_low(event->c) + 1, finding, aim - 1u, event->c);
}

/* The word was written while its hints went where they go now. */
static enum ndc_applied
status_hints_at_end(const struct ndc_model *model, const struct ndc_model_channel *channel)
{
    return ndc_hints_in_use(model) && channel->status_at > channel->hints.aim_at[NDC_AIM_WORD] &&
                   ndc_hints_right(model, channel)
               ? NDC_KEPT
               : NDC_NOT_APPLICABLE;
}

/* DCA-10. What is right is said at the end, so that it costs nothing before. */
enum ndc_applied
ndc_rule_dca_status(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *subject = ndc_subject(model);

    if (event->kind == NDC_EVENT_SCRIPT_QUIET)
        return status_hints_at_end(model, channel);
    if (subject == NULL || (subject->flags & NDC_FLAG_STATUS) == 0 || is_context(subject) ||
        NDC_WORD_CODE(event->c) > NDC_CODE_IDLE || ndc_hints_right(model, channel))
        return NDC_NOT_APPLICABLE;
    finding->because = channel->interrupt.allocated_at;
    return ndc_compared(false, finding, channel->hints.aim[NDC_AIM_WORD] - 1u,
                        channel->interrupt.cpu);
}

/* DCA-11 */
enum ndc_applied
ndc_rule_dca_counts(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *head = ndc_submission_at(model, channel->head);

    (void)event;
    if (channel->list == 0 || head == NULL ||
        (!is_context(head) && nearest_context(model, head, true) == NULL))
        return NDC_NOT_APPLICABLE;
    return ndc_list_done(model, finding, true);
}

/* A neighbour interrupted, and the provider looks at each channel that shares the interrupt. */
static bool
looked_at_along(const struct ndc_model *model, const struct ndc_event *event,
                const struct ndc_submission *subject)
{
    if (ndc_here(model)->interrupt.raises != 0)
        return false;
    return event->kind == NDC_EVENT_ISR ? model->provider.interrupts != 0
                                        : model->provider.interrupt_at > subject->called_at;
}

/* DCA-12: neither the engine nor the provider takes bit 0 for a request. */
enum ndc_applied
ndc_rule_dca_no_interrupt(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_model_channel *channel = ndc_here(model);

    if (subject == NULL || !is_context(subject))
        return NDC_NOT_APPLICABLE;
    finding->because = subject->called_at;
    if (event->kind == NDC_EVENT_DONE)
        return NDC_KEPT; /* nothing was raised for it so far */
    if (event->kind == NDC_EVENT_RAISE)
        return event->b == 0 ? NDC_BROKEN : NDC_NOT_APPLICABLE;
    if (looked_at_along(model, event, subject))
        return NDC_NOT_APPLICABLE;
    return ndc_kept_if(channel->irq_done_at != 0 || channel->engine_error_at != 0);
}

/* DCA-13: a copy that asks for a hint the engine has no target for. */
enum ndc_applied
ndc_rule_dca_stale(const struct ndc_model *model, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    const struct ndc_model_channel *channel = ndc_here(model);

    if (subject == NULL || !wants_hint(subject) || !ndc_hints_announced(model) ||
        subject->done_at == 0 || (channel->hints.contexts != 0 && !is_lost(model, channel)))
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    finding->because = channel->reset_at;
    return ndc_kept_if(event->b == NDC_DATA_WHOLE);
}

/* DCA-13: a hint to somebody nobody named. */
enum ndc_applied
ndc_rule_dca_stale_hint(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint32_t cpu;

    if (subject == NULL || !is_lost(model, ndc_here(model)) || !target_of(model, subject, &cpu))
        return NDC_NOT_APPLICABLE;
    finding->because = ndc_here(model)->hints.context_at;
    return ndc_compared(event->b == cpu, finding, event->b, cpu);
}

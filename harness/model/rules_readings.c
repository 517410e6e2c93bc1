/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which reading of an ambiguity the provider follows (specs/ambiguities.toml). KEPT: this event
 * shows it. What would look the same under either reading shows none.
 */
#include "model/rules.h"

#define FLAG_DCA                                                                     \
    1u /* bit 0 of Flags, in the characteristics and in an older header's attributes \
        */
#define FIELD_SIZE 1u
#define FIELD_RESERVED_1 0x20u
#define FIELD_RESERVED_2 0x40u

static enum ndc_applied
shown_if(bool shown)
{
    return shown ? NDC_KEPT : NDC_NOT_APPLICABLE;
}

/* ---- what the engine wrote ---- */

enum ndc_applied
ndc_rule_word_armed(const struct ndc_model *model, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    (void)model;
    (void)finding;
    return shown_if(NDC_WORD_CODE(event->c) == NDC_CODE_ARMED);
}

enum ndc_applied
ndc_rule_context_told(const struct ndc_model *model, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    (void)finding;
    return shown_if(subject != NULL && NDC_OPERATION(subject->flags) == NDC_OPERATION_CONTEXT &&
                    (subject->flags & NDC_FLAG_STATUS) != 0 &&
                    NDC_WORD_CODE(event->c) <= NDC_CODE_IDLE);
}

/* ---- the word after Suspend, Abort and Reset ---- */

static bool
is_ending(const struct ndc_event *event)
{
    return ndc_succeeded(event, NDC_ROUTINE_ABORT) || ndc_succeeded(event, NDC_ROUTINE_RESET);
}

/* A running list with work left was stopped behind a descriptor that had not asked for status. */
static bool
stopped_unasked(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_done);

    return (is_ending(event) || ndc_succeeded(event, NDC_ROUTINE_SUSPEND)) &&
           channel->call_mode == NDC_MODE_R && channel->list != 0 && last != NULL &&
           last->list == channel->list && channel->done < channel->count &&
           (last->flags & NDC_FLAG_STATUS) == 0 && NDC_OPERATION(last->flags) == 0;
}

static bool
was_told(const struct ndc_model_channel *channel)
{
    unsigned code = NDC_WORD_CODE(channel->status_value);

    return channel->status_at > channel->call_at &&
           (code == NDC_CODE_SUSPEND || code == NDC_CODE_HALTED);
}

enum ndc_applied
ndc_rule_ending_told_unasked(const struct ndc_model *model, const struct ndc_event *event,
                             struct ndc_finding *finding)
{
    (void)finding;
    return shown_if(stopped_unasked(model, event) && was_told(ndc_here(model)));
}

/* Only where another descriptor of the list had asked: then reporting was enabled by any measure
 * but the descriptor's own. */
enum ndc_applied
ndc_rule_ending_not_told(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);

    (void)finding;
    return shown_if(stopped_unasked(model, event) && channel->status_at < channel->call_at &&
                    channel->status_list == channel->list);
}

/* The word that Abort or Reset left behind, when a descriptor was interrupted; else NULL. */
static const struct ndc_submission *
interrupted(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *work = ndc_submission_at(model, channel->in_progress);

    if (!is_ending(event) || channel->call_mode != NDC_MODE_R || channel->list == 0 ||
        channel->engine_error != 0 || /* it had stopped by itself */
        work == NULL || work->done_at != 0 || !ndc_is_live(channel, work) ||
        channel->word_at < channel->call_at || NDC_WORD_CODE(channel->word) != NDC_CODE_HALTED)
        return NULL;
    return work;
}

enum ndc_applied
ndc_rule_ending_names_last(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *last = ndc_submission_at(model, channel->last_done);

    (void)finding;
    if (interrupted(model, event) == NULL)
        return NDC_NOT_APPLICABLE;
    if (channel->done == 0)
        return shown_if(NDC_WORD_ADDRESS(channel->word) == 0); /* none was completed */
    /* What was done within the call may have been in work when the provider looked. */
    return shown_if(last != NULL && last->done_at < channel->call_at &&
                    ndc_object_same(channel->word_named, last->object));
}

enum ndc_applied
ndc_rule_ending_names_interrupted(const struct ndc_model *model, const struct ndc_event *event,
                                  struct ndc_finding *finding)
{
    const struct ndc_submission *work = interrupted(model, event);

    (void)finding;
    return shown_if(work != NULL && ndc_object_same(ndc_here(model)->word_named, work->object));
}

/* ---- what Suspend reported; extra of RETURN tells how it was understood ---- */

enum ndc_applied
ndc_rule_suspend_one_level(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)model;
    (void)finding;
    return shown_if(ndc_succeeded(event, NDC_ROUTINE_SUSPEND) && event->d == 1);
}

enum ndc_applied
ndc_rule_suspend_two_levels(const struct ndc_model *model, const struct ndc_event *event,
                            struct ndc_finding *finding)
{
    (void)model;
    (void)finding;
    return shown_if(ndc_succeeded(event, NDC_ROUTINE_SUSPEND) && event->d == 2);
}

/* ---- what interrupts tell ---- */

/* NetDmaIsr names a completed descriptor of the live list: whether more was done already when the
 * interrupt routine began. */
static bool
was_overtaken(const struct ndc_model *model, const struct ndc_submission *named)
{
    const struct ndc_submission *next = ndc_submission_at(model, named->next);

    return next != NULL && next->done_at != 0 && next->done_at < model->provider.interrupt_at;
}

static const struct ndc_submission *
named_by_isr(const struct ndc_model *model, const struct ndc_event *event)
{
    const struct ndc_submission *named = ndc_subject(model);

    if (event->c != NDC_HANDLE_GOOD || model->provider.interrupts == 0 || named == NULL ||
        ndc_in_call(ndc_here(model), NDC_ROUTINE_START) || /* between two lists */
        named->channel != model->here || named->done_at == 0 ||
        !ndc_is_live(ndc_here(model), named))
        return NULL;
    return named;
}

/* Another one of the list had asked, and was passed over. */
enum ndc_applied
ndc_rule_isr_names_last(const struct ndc_model *model, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_submission *named = named_by_isr(model, event);
    const struct ndc_submission *asked = ndc_submission_at(model, ndc_here(model)->irq_done);

    (void)finding;
    return shown_if(named != NULL && (named->flags & NDC_FLAG_INTERRUPT) == 0 &&
                    !was_overtaken(model, named) && asked != NULL && asked->list == named->list &&
                    asked->done_number < named->done_number);
}

/* Neither the engine nor the completion word pointed there any more when the routine began. */
enum ndc_applied
ndc_rule_isr_names_flagged(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_model_channel *channel = ndc_here(model);
    const struct ndc_submission *named = named_by_isr(model, event);

    (void)finding;
    return shown_if(named != NULL && (named->flags & NDC_FLAG_INTERRUPT) != 0 &&
                    was_overtaken(model, named) && channel->status_list == named->list &&
                    channel->status_number > named->done_number &&
                    channel->status_at < model->provider.interrupt_at);
}

enum ndc_applied
ndc_rule_reports_one(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_interrupt_state *interrupt = &ndc_here(model)->interrupt;

    (void)finding;
    return shown_if(event->a != 0 && interrupt->asked - interrupt->reported == 1);
}

enum ndc_applied
ndc_rule_reports_several(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    const struct ndc_interrupt_state *interrupt = &ndc_here(model)->interrupt;

    (void)finding;
    return shown_if(event->a != 0 && interrupt->asked - interrupt->reported > 1);
}

/* ---- what was registered ---- */

enum ndc_applied
ndc_rule_dca_in_characteristics(const struct ndc_model *model, const struct ndc_event *event,
                                struct ndc_finding *finding)
{
    (void)finding;
    return shown_if(ndc_counted(model) && (ndc_high(event->a) & FLAG_DCA) != 0);
}

enum ndc_applied
ndc_rule_dca_in_attributes(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)finding;
    return shown_if(ndc_counted(model) && (ndc_high(event->a) & FLAG_DCA) != 0);
}

static bool
offers(const struct ndc_event *event, enum ndc_routine routine)
{
    return (event->b >> routine & 1) != 0;
}

/* The engine has no MSI-X: not even one that the computer does not grant. */
static bool
lacks_messages(const struct ndc_model *model)
{
    return !model->provider.msix && !model->provider.line_granted;
}

enum ndc_applied
ndc_rule_affinity_offered(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)finding;
    return shown_if(lacks_messages(model) && offers(event, NDC_ROUTINE_SET_AFFINITY));
}

enum ndc_applied
ndc_rule_affinity_left_out(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    (void)finding;
    return shown_if(lacks_messages(model) && !offers(event, NDC_ROUTINE_SET_AFFINITY));
}

static bool
offers_control(const struct ndc_event *event)
{
    return offers(event, NDC_ROUTINE_SUSPEND) && offers(event, NDC_ROUTINE_RESUME) &&
           offers(event, NDC_ROUTINE_ABORT);
}

enum ndc_applied
ndc_rule_control_offered(const struct ndc_model *model, const struct ndc_event *event,
                         struct ndc_finding *finding)
{
    (void)model;
    (void)finding;
    return shown_if(offers_control(event));
}

enum ndc_applied
ndc_rule_control_left_out(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    (void)model;
    (void)finding;
    return shown_if(!offers_control(event));
}

/* ---- what was written into a descriptor ---- */

enum ndc_applied
ndc_rule_reserved_written(const struct ndc_model *model, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);
    uint64_t fields = 0;

    (void)finding;
    if (subject == NULL || !ndc_counted(model))
        return NDC_NOT_APPLICABLE;
    if ((subject->flags & NDC_FLAG_SOURCE_BREAK) == 0)
        fields |= FIELD_RESERVED_1;
    if ((subject->flags & NDC_FLAG_TARGET_BREAK) == 0)
        fields |= FIELD_RESERVED_2;
    return shown_if((event->b & fields) != 0);
}

enum ndc_applied
ndc_rule_null_size_changed(const struct ndc_model *model, const struct ndc_event *event,
                           struct ndc_finding *finding)
{
    const struct ndc_submission *subject = ndc_subject(model);

    (void)finding;
    return shown_if(subject != NULL && ndc_is_null(subject) && (event->b & FIELD_SIZE) != 0);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Looking at the state: what rules and the state's own parts ask of it. Nothing here writes. */
#ifndef NDC_MODEL_STATE_LOOK_H
#define NDC_MODEL_STATE_LOOK_H

#include "model/state.h"

/* The sequence number of an object's submission, or NDC_NO_SUBMISSION. */
uint32_t ndc_state_find(const struct ndc_model *model, ndc_object object);

/* Whether a sequence number was given out and is still remembered. */
static inline bool
ndc_submission_known(const struct ndc_model *model, uint32_t sequence)
{
    return model->submitted - sequence < model->remembered;
}

static inline const struct ndc_submission *
ndc_submission_at(const struct ndc_model *model, uint32_t sequence)
{
    return ndc_submission_known(model, sequence)
               ? &model->submissions[sequence % NDC_SUBMISSIONS_MAX]
               : NULL;
}

static inline struct ndc_submission *
ndc_submission_edit(struct ndc_model *model, uint32_t sequence)
{
    return ndc_submission_known(model, sequence)
               ? &model->submissions[sequence % NDC_SUBMISSIONS_MAX]
               : NULL;
}

/* What the event is about; NULL when it names no submission of this script. */
static inline const struct ndc_submission *
ndc_subject(const struct ndc_model *model)
{
    return ndc_submission_at(model, model->subject);
}

static inline const struct ndc_model_channel *
ndc_here(const struct ndc_model *model)
{
    return &model->channels[model->here];
}

static inline uint32_t
ndc_channel_place(unsigned channel)
{
    return channel < NDC_CHANNELS_MAX ? channel : NDC_CHANNEL_NOWHERE;
}

/* Whether a routine of this channel is being called now. */
static inline bool
ndc_in_call(const struct ndc_model_channel *channel, enum ndc_routine routine)
{
    return channel->call == routine + 1u;
}

static inline bool
ndc_is_null(const struct ndc_submission *submission)
{
    return (submission->flags & NDC_FLAG_NULL) != 0;
}

/* Whether bytes are to be moved. */
static inline bool
ndc_is_copy(const struct ndc_submission *submission)
{
    return !ndc_is_null(submission) && submission->bytes != 0 &&
           NDC_OPERATION(submission->flags) == 0;
}

/* Belongs to the live list or to the call under way: the engine may work on it. */
static inline bool
ndc_is_live(const struct ndc_model_channel *channel, const struct ndc_submission *submission)
{
    if (submission->offer == NDC_OFFER_CALLED)
        return true;
    return submission->offer == NDC_OFFER_ACCEPTED && submission->list == channel->list;
}

/* How the list of a submission ended; NULL while it is live or when it was never accepted. */
static inline const struct ndc_ended *
ndc_ended(const struct ndc_model_channel *channel, const struct ndc_submission *submission)
{
    const struct ndc_ended *ended = &channel->ended[submission->list % NDC_ENDED_MAX];

    if (submission->offer != NDC_OFFER_ACCEPTED || submission->list == channel->list)
        return NULL;
    return ended->list == submission->list ? ended : NULL;
}

static inline bool
ndc_counted(const struct ndc_model *model)
{
    return (model->version & 0xC) != 0;
}

/* state_hints.c. Direct cache access: the engine has it, the provider announced it, both. */
bool ndc_hints_possible(const struct ndc_model *model);
bool ndc_hints_announced(const struct ndc_model *model);
bool ndc_hints_in_use(const struct ndc_model *model);
/* Status writes are hinted as they should be, or nothing is asked. */
bool ndc_hints_right(const struct ndc_model *model, const struct ndc_model_channel *channel);

/* Bit of the newest published version that is not above: 1 1.0, 2 1.1, 4 2.0, 8 2.1. */
uint8_t ndc_version_bit_of(uint32_t version);

/* Whether the provider's manifest says that it serves this interface; so it is taken when nothing
 * is known. */
bool ndc_claimed(const struct ndc_model *model);

/* The innermost call of NetDMA into the provider; NULL when none is under way. */
static inline const struct ndc_calling *
ndc_current_call(const struct ndc_model *model)
{
    if (model->calling_count == 0 || model->calling_count > NDC_CALLS_NESTED_MAX)
        return NULL;
    return &model->calling[model->calling_count - 1];
}

static inline uint32_t
ndc_low(uint64_t value)
{
    return (uint32_t)value;
}

static inline uint32_t
ndc_high(uint64_t value)
{
    return (uint32_t)(value >> 32);
}

#endif

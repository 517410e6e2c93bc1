/* SPDX-License-Identifier: Apache-2.0 */
/* What may be asked of the possible states. */
#include "model/set_state.h"

bool
ndc_span_empty(struct ndc_span span)
{
    return span.least > span.most;
}

struct ndc_span
ndc_span_hull(struct ndc_span one, struct ndc_span other)
{
    if (ndc_span_empty(one))
        return other;
    if (ndc_span_empty(other))
        return one;
    return (struct ndc_span){one.least < other.least ? one.least : other.least,
                             one.most > other.most ? one.most : other.most};
}

uint64_t
ndc_set_fired(const struct ndc_set *set, uint32_t channel)
{
    return set->known.fired | set->known.channels[channel].fired | set->channels[channel].doubt;
}

bool
ndc_set_word_holds(const struct ndc_set *set, uint32_t channel)
{
    return (ndc_set_fired(set, channel) & ~NDC_HARMLESS_TO_WORD) == 0 &&
           ndc_set_order_holds(set, channel);
}

bool
ndc_set_order_holds(const struct ndc_set *set, uint32_t channel)
{
    return (ndc_set_fired(set, channel) & ~NDC_HARMLESS_TO_ORDER) == 0 &&
           (set->strayed & ~(1u << channel)) == 0 && !set->channels[channel].scattered &&
           !set->channels[channel].broken;
}

/* An error is told at once when each descriptor asked for status: without that word none. */
static bool
error_is_told(const struct ndc_set *set, uint32_t channel)
{
    const struct ndc_model_channel *known = &set->known.channels[channel];

    return set->seen.prompt && known->list != 0 && known->all_status &&
           ndc_set_word_holds(set, channel) && NDC_WORD_CODE(known->word) != NDC_CODE_HALTED;
}

unsigned
ndc_set_modes(const struct ndc_set *set, uint32_t channel)
{
    unsigned modes = 0;

    for (unsigned mode = 0; mode < NDC_MODES; mode++) {
        if (!ndc_span_empty(set->channels[channel].span[mode]))
            modes |= 1u << mode;
    }
    if (modes != 1u << NDC_MODE_E && !ndc_is_complete(&set->seen, NDC_EVENT_STATE) &&
        error_is_told(set, channel))
        modes &= ~(1u << NDC_MODE_E);
    return modes;
}

struct ndc_span
ndc_set_done(const struct ndc_set *set, uint32_t channel, unsigned modes)
{
    struct ndc_span hull = {1, 0};

    for (unsigned mode = 0; mode < NDC_MODES; mode++) {
        if ((modes >> mode & 1) != 0)
            hull = ndc_span_hull(hull, set->channels[channel].span[mode]);
    }
    return hull;
}

/* Of a list that ended. */
static bool
could_be_done(const struct ndc_set *set, uint32_t channel, const struct ndc_submission *submission,
              uint32_t place)
{
    const struct ndc_set_ended *ended =
        &set->channels[channel].ended[submission->list % NDC_ENDED_MAX];

    return ended->list != submission->list || place < ended->most;
}

bool
ndc_set_can_be_done(const struct ndc_set *set, uint32_t channel, uint32_t sequence)
{
    const struct ndc_set_channel *here = &set->channels[channel];
    const struct ndc_model_channel *known = &set->known.channels[channel];
    const struct ndc_submission *submission = ndc_submission_at(&set->known, sequence);
    uint32_t place = ndc_set_place(set, sequence);
    struct ndc_span all = ndc_set_done(set, channel, ndc_set_modes(set, channel));

    if (submission == NULL || !ndc_set_order_holds(set, channel))
        return true;
    if (submission->offer == NDC_OFFER_CALLED && submission->list == here->batch_list) {
        if (!here->joined)
            return place < here->offered.most;
        return all.most >= known->count && place - known->count < here->offered.most;
    }
    if (!ndc_is_live(known, submission))
        return could_be_done(set, channel, submission, place);
    return !ndc_span_empty(all) && place < all.most;
}

uint32_t
ndc_set_limit(const struct ndc_set *set, uint32_t channel)
{
    const struct ndc_set_channel *here = &set->channels[channel];
    uint32_t count = set->known.channels[channel].count;

    if (!set->seen.prompt || here->told == NDC_PLACE_NONE || !ndc_set_word_holds(set, channel))
        return count;
    return here->told + 1 < count ? here->told + 1 : count;
}

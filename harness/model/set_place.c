/* SPDX-License-Identifier: Apache-2.0 */
/* Where submissions stand in their lists, and which of them the completion word still owes. */
#include "model/set_state.h"

void
ndc_set_number_batch(struct ndc_set *set, uint32_t channel)
{
    const struct ndc_model_channel *known = &set->known.channels[channel];
    uint32_t first = set->channels[channel].joined ? known->count : 0;

    for (uint32_t i = 0; i < known->offered_count && i < NDC_SUBMISSIONS_MAX; i++)
        set->place[(known->offered_first + i) % NDC_SUBMISSIONS_MAX] = first + i;
}

bool
ndc_set_number_list(struct ndc_set *set, uint32_t channel)
{
    uint32_t sequence = set->known.channels[channel].head;
    const struct ndc_submission *submission = ndc_submission_at(&set->known, sequence);
    uint32_t place;

    for (place = 0; place < NDC_SUBMISSIONS_MAX && submission != NULL; place++) {
        set->place[sequence % NDC_SUBMISSIONS_MAX] = place;
        sequence = submission->next;
        submission = ndc_submission_at(&set->known, sequence);
    }
    return place == set->known.channels[channel].count;
}

void
ndc_set_find_told(struct ndc_set *set, uint32_t channel, uint32_t from)
{
    const struct ndc_submission *submission = ndc_submission_at(&set->known, from);

    set->channels[channel].told = NDC_PLACE_NONE;
    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && submission != NULL; i++) {
        if (submission->offer == NDC_OFFER_ACCEPTED && ndc_asks(submission, NDC_FLAG_STATUS)) {
            set->channels[channel].told = ndc_set_place(set, from);
            return;
        }
        from = submission->next;
        submission = ndc_submission_at(&set->known, from);
    }
}

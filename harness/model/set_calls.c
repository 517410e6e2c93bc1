/* SPDX-License-Identifier: Apache-2.0 */
/* What calls of NetDMA returned and reported, against every state they may have been made in. */
#include "model/set_state.h"

static const struct ndc_set_channel *
here(const struct ndc_set *set)
{
    return &set->channels[set->known.here];
}

/* The call was certainly made while the list was running. */
static bool
was_running(const struct ndc_set *set)
{
    return here(set)->called_in == 1u << NDC_MODE_R;
}

/* The word is to say this when the call returns. */
static enum ndc_applied
word_says(const struct ndc_set *set, struct ndc_finding *finding, unsigned code)
{
    finding->because = ndc_here(&set->known)->call_at;
    return ndc_word_at_return(&set->known, finding, code);
}

/* Each descriptor asked for status, words are seen at once, and how far it came is known. */
static bool
word_is_owed(const struct ndc_set *set)
{
    return set->seen.prompt && was_running(set) && ndc_here(&set->known)->list != 0 &&
           ndc_here(&set->known)->all_status && ndc_set_order_holds(set, set->known.here);
}

enum ndc_applied
ndc_set_susp_word(const struct ndc_set *set, const struct ndc_event *event,
                  struct ndc_finding *finding)
{
    struct ndc_span done = ndc_set_done(set, set->known.here, ~0u);
    enum ndc_applied applied;

    if (!ndc_succeeded(event, NDC_ROUTINE_SUSPEND) || !word_is_owed(set) || done.least == 0)
        return NDC_NOT_APPLICABLE;
    applied = word_says(set, finding, NDC_CODE_SUSPEND);
    return applied == NDC_BROKEN && finding->seen == NDC_CODE_IDLE &&
                   done.most >= ndc_here(&set->known)->count
               ? NDC_KEPT
               : applied;
}

/* Ended before the list came to its end by itself. */
static enum ndc_applied
says_halted(const struct ndc_set *set, const struct ndc_event *event, struct ndc_finding *finding,
            enum ndc_routine routine)
{
    if (!ndc_succeeded(event, routine) || !word_is_owed(set) ||
        ndc_set_done(set, set->known.here, ~0u).most >= ndc_here(&set->known)->count)
        return NDC_NOT_APPLICABLE;
    return word_says(set, finding, NDC_CODE_HALTED);
}

enum ndc_applied
ndc_set_abort_word(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    return says_halted(set, event, finding, NDC_ROUTINE_ABORT);
}

enum ndc_applied
ndc_set_reset_word(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    return says_halted(set, event, finding, NDC_ROUTINE_RESET);
}

static bool
reports_suspend(const struct ndc_set *set)
{
    const struct ndc_model_channel *known = ndc_here(&set->known);

    return known->last_call == NDC_ROUTINE_SUSPEND + 1 && was_running(set) &&
           known->reported_at < known->last_call_at && ndc_set_order_holds(set, set->known.here);
}

/* The Start of the list overtook another, and its last descriptor was the last one done. */
static bool
is_of_overtaken(const struct ndc_set *set, const struct ndc_submission *named)
{
    const struct ndc_ended *ended = named == NULL ? NULL : ndc_ended(ndc_here(&set->known), named);

    return ended != NULL && ended->routine == NDC_ROUTINE_START;
}

/* The descriptor done last, or nothing when none was. */
enum ndc_applied
ndc_set_susp_address(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = ndc_here(&set->known);
    const struct ndc_submission *named = ndc_subject(&set->known);
    struct ndc_span done = here(set)->span[NDC_MODE_S];
    uint32_t said;

    if (!reports_suspend(set) || ndc_span_empty(done))
        return NDC_NOT_APPLICABLE;
    finding->seen = event->a;
    finding->because = known->call_at;
    if (named == NULL || !ndc_is_live(known, named))
        return ndc_kept_if((event->b == 0 || is_of_overtaken(set, named)) && done.least == 0);
    said = ndc_set_place(set, set->known.subject) + 1;
    return ndc_kept_if(done.least <= said && said <= done.most);
}

/* The word and the report name one descriptor. */
enum ndc_applied
ndc_set_susp_same(const struct ndc_set *set, const struct ndc_event *event,
                  struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = ndc_here(&set->known);

    if (!reports_suspend(set) || !set->seen.prompt || !known->all_status || known->word_at == 0 ||
        here(set)->span[NDC_MODE_S].least == 0)
        return NDC_NOT_APPLICABLE;
    finding->object = event->a;
    finding->because = known->word_at;
    return ndc_compared(event->b == NDC_WORD_ADDRESS(known->word), finding, event->b,
                        NDC_WORD_ADDRESS(known->word));
}

/* An optional routine that is there has to work where it has something to act on. */
enum ndc_applied
ndc_set_optional_works(const struct ndc_set *set, const struct ndc_event *event,
                       struct ndc_finding *finding)
{
    unsigned modes = here(set)->called_in;
    bool works;

    switch ((enum ndc_routine)event->a) {
    case NDC_ROUTINE_SUSPEND:
    case NDC_ROUTINE_ABORT:
        works = modes == 1u << NDC_MODE_R;
        break;
    case NDC_ROUTINE_RESUME:
        works = modes == 1u << NDC_MODE_S;
        break;
    case NDC_ROUTINE_RESET:
        works = (modes & 1u << NDC_MODE_U) == 0;
        break;
    default:
        works = false;
        break;
    }
    if (!works)
        return NDC_NOT_APPLICABLE;
    finding->because = set->known.provider.register_at;
    return ndc_compared(event->b == NDC_STATUS_SUCCESS, finding, event->b, NDC_STATUS_SUCCESS);
}

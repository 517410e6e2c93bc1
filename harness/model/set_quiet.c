/* SPDX-License-Identifier: Apache-2.0 */
/* Duties, judged at SCRIPT_QUIET: silence for that long says that nothing more will come. */
#include "model/set_state.h"

#define APPENDED                                                                          \
    (1u << NDC_ARRIVAL_BEFORE_TAIL | 1u << NDC_ARRIVAL_AT_TAIL | 1u << NDC_ARRIVAL_IDLE | \
     1u << NDC_ARRIVAL_SUSPENDED)

static const struct ndc_model_channel *
known_here(const struct ndc_set *set)
{
    return ndc_here(&set->known);
}

static const struct ndc_set_channel *
here(const struct ndc_set *set)
{
    return &set->channels[set->known.here];
}

/* The live list should have been finished by now: it cannot be suspended, nothing excuses it. */
static bool
should_be_done(const struct ndc_set *set)
{
    const struct ndc_model_channel *known = known_here(set);

    return known->list != 0 && !set->known.provider.gone &&
           ndc_span_empty(here(set)->span[NDC_MODE_S]) && !ndc_miscounted(&set->known, known) &&
           ndc_set_order_holds(set, set->known.here);
}

/* How many are done in the best of the possible states. */
static uint32_t
most_done(const struct ndc_set *set)
{
    struct ndc_span all = ndc_set_done(set, set->known.here, ndc_set_modes(set, set->known.here));

    return ndc_span_empty(all) ? 0 : all.most;
}

/* The word still owes a descriptor that asked for status. */
static bool
word_owes(const struct ndc_set *set)
{
    return here(set)->told != NDC_PLACE_NONE && ndc_set_word_holds(set, set->known.here);
}

/* Each descriptor before this place was certainly done, whatever the word says. */
static bool
certainly_done(const struct ndc_set *set, uint32_t place)
{
    struct ndc_span all = ndc_set_done(set, set->known.here, ~0u);

    return !ndc_span_empty(all) && all.least > place;
}

/* In no possible state is the list done, with its words. */
static bool
is_unfinished(const struct ndc_set *set)
{
    if (!should_be_done(set))
        return false;
    if (word_owes(set))
        return !certainly_done(set, here(set)->told);
    return most_done(set) < known_here(set)->count;
}

static enum ndc_applied
finished(const struct ndc_set *set, struct ndc_finding *finding)
{
    finding->seen = ndc_set_done(set, set->known.here, ~0u).least;
    finding->wanted = known_here(set)->count;
    finding->because = known_here(set)->accepted_at;
    return ndc_kept_if(!is_unfinished(set));
}

enum ndc_applied
ndc_set_start_single(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    (void)event;
    if (known->count != 1 || known->appends != 0 || !should_be_done(set))
        return NDC_NOT_APPLICABLE;
    return finished(set, finding);
}

/* The submission at a place of the live list. */
static const struct ndc_submission *
at_place(const struct ndc_set *set, uint32_t place)
{
    const struct ndc_submission *submission = ndc_submission_at(&set->known, known_here(set)->head);

    for (uint32_t i = 0; i < place && i < NDC_SUBMISSIONS_MAX && submission != NULL; i++)
        submission = ndc_submission_at(&set->known, submission->next);
    return submission;
}

/* The first that may be undone was appended: then whatever is missing was. */
enum ndc_applied
ndc_set_append_lost(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_submission *undone =
        at_place(set, ndc_set_done(set, set->known.here, ~0u).least);

    (void)event;
    if ((known_here(set)->arrivals & APPENDED) == 0 || !should_be_done(set))
        return NDC_NOT_APPLICABLE;
    if (undone != NULL && (1u << undone->arrival & APPENDED) == 0)
        return NDC_NOT_APPLICABLE;
    finding->object = undone == NULL ? NDC_OBJECT_NOTHING : undone->object;
    return finished(set, finding);
}

enum ndc_applied
ndc_set_resume_rest(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    (void)event;
    if (!known->was_edited || !known->was_resumed || !should_be_done(set))
        return NDC_NOT_APPLICABLE;
    return finished(set, finding);
}

enum ndc_applied
ndc_set_resume_count(const struct ndc_set *set, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    (void)event;
    if (known->was_edited || !known->was_resumed || !should_be_done(set))
        return NDC_NOT_APPLICABLE;
    return finished(set, finding);
}

enum ndc_applied
ndc_set_susp_failed(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);

    (void)event;
    if (!known->suspend_failed || here(set)->called_in != 1u << NDC_MODE_R ||
        NDC_WORD_CODE(known->word) == NDC_CODE_HALTED || !should_be_done(set))
        return NDC_NOT_APPLICABLE;
    return finished(set, finding);
}

/*
 * A descriptor that asked for status is done, and no word told it. When what is done is hidden, a
 * list that was not resumed has the one or the other wrong: it was not finished, or not told.
 */
enum ndc_applied
ndc_set_compl_written(const struct ndc_set *set, const struct ndc_event *event,
                      struct ndc_finding *finding)
{
    const struct ndc_submission *owed;

    (void)event;
    if (!should_be_done(set) || !word_owes(set))
        return NDC_NOT_APPLICABLE;
    owed = at_place(set, here(set)->told);
    if (owed == NULL)
        return NDC_NOT_APPLICABLE;
    finding->object = owed->object;
    finding->because = owed->called_at;
    return ndc_kept_if(
        !certainly_done(set, here(set)->told) &&
        (known_here(set)->was_resumed || ndc_is_complete(&set->seen, NDC_EVENT_DONE)));
}

enum ndc_applied
ndc_set_compl_ends_idle(const struct ndc_set *set, const struct ndc_event *event,
                        struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *tail = ndc_submission_at(&set->known, known->tail);

    (void)event;
    if (!should_be_done(set) || is_unfinished(set) || tail == NULL ||
        !ndc_asks(tail, NDC_FLAG_STATUS) || known->was_resumed ||
        NDC_WORD_CODE(known->word) == NDC_CODE_HALTED || here(set)->word_said != known->tail)
        return NDC_NOT_APPLICABLE;
    finding->object = tail->object;
    finding->seen = NDC_WORD_CODE(known->word);
    finding->because = known->word_at;
    return ndc_kept_if(finding->seen == NDC_CODE_IDLE);
}

/* 1.x on a counting engine: an Append stops the engine for a moment, and the word says so. */
static bool
may_be_stopped_by_append(const struct ndc_set *set)
{
    return !ndc_counted(&set->known) && set->known.provider.generation == 2 &&
           known_here(set)->arrivals != 1u << NDC_ARRIVAL_START;
}

enum ndc_applied
ndc_set_compl_stays_suspended(const struct ndc_set *set, const struct ndc_event *event,
                              struct ndc_finding *finding)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *head = ndc_submission_at(&set->known, known->head);

    (void)event;
    if (!should_be_done(set) || head == NULL || known->was_resumed || known->suspend_failed ||
        known->word_at < head->called_at || may_be_stopped_by_append(set))
        return NDC_NOT_APPLICABLE;
    finding->because = known->word_at;
    return ndc_kept_if(NDC_WORD_CODE(known->word) != NDC_CODE_SUSPEND);
}

/* ---- interrupts ---- */

/* The last descriptor of a list that is certainly done that asked for an interrupt. */
static const struct ndc_submission *
asked(const struct ndc_set *set)
{
    const struct ndc_model_channel *known = known_here(set);
    const struct ndc_submission *submission = ndc_submission_at(&set->known, known->tail);
    unsigned modes = ndc_set_modes(set, set->known.here);

    if (!should_be_done(set) || is_unfinished(set) || set->known.provider.gone ||
        (modes & 1u << NDC_MODE_E) != 0)
        return NULL;
    for (uint32_t i = 0; i < NDC_SUBMISSIONS_MAX && submission != NULL; i++) {
        if (ndc_asks(submission, NDC_FLAG_INTERRUPT))
            break;
        submission = ndc_submission_at(&set->known, submission->previous);
    }
    if (submission != NULL && submission->called_at < set->channels[NDC_CHANNEL_NOWHERE].asleep_at)
        return NULL; /* the engine may have forgotten it */
    return submission;
}

enum ndc_applied
ndc_set_isr_called(const struct ndc_set *set, const struct ndc_event *event,
                   struct ndc_finding *finding)
{
    const struct ndc_interrupt_state *interrupt = &known_here(set)->interrupt;
    const struct ndc_submission *flagged = asked(set);

    (void)event;
    if (flagged == NULL || (ndc_is_complete(&set->seen, NDC_EVENT_RAISE) && interrupt->raises == 0))
        return NDC_NOT_APPLICABLE;
    finding->because = flagged->called_at;
    finding->object = flagged->object;
    return ndc_compared(interrupt->isrs > 0, finding, 0, 1);
}

enum ndc_applied
ndc_set_dpc_follows(const struct ndc_set *set, const struct ndc_event *event,
                    struct ndc_finding *finding)
{
    const struct ndc_interrupt_state *interrupt = &known_here(set)->interrupt;

    (void)event;
    if (interrupt->isrs == 0 || asked(set) == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = interrupt->isr_at;
    finding->object = interrupt->isr_named;
    return ndc_compared(interrupt->dpc_at > interrupt->isr_at, finding, 0, 0);
}

/* A DPC call came after it was handed over. */
enum ndc_applied
ndc_set_no_lost_interrupt(const struct ndc_set *set, const struct ndc_event *event,
                          struct ndc_finding *finding)
{
    const struct ndc_submission *flagged = asked(set);

    (void)event;
    if (flagged == NULL)
        return NDC_NOT_APPLICABLE;
    finding->because = flagged->called_at;
    finding->object = flagged->object;
    return ndc_compared(known_here(set)->interrupt.dpc_at > flagged->called_at, finding, 0, 0);
}

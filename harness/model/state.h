/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the judge knows: the state of one computer as its trace tells it. Plain data; private to
 * model/.
 *
 *  - Taking an event has three parts: ndc_state_before() finds what the event is about, the rules
 *    of its kind look at event and state, ndc_state_after() moves the state. Rules never write.
 *  - Parts: state_submission.h, state_channel.h, state_provider.h. What rules may ask:
 * state_look.h.
 *  - Nothing is cleared that need not be: entries of rings say by themselves whether they hold.
 *  - Indexes of events (fields ending in _at) are 0 when it did not happen: event 0 is
 * SCRIPT_BEGIN.
 *
 * How to add a rule
 *  1. specs/rules/GROUP.toml: one [[rule]]; specs/rules/start.toml says what its keys mean.
 *  2. model/rules_GROUP.c: include "model/rules.h" and define
 *         enum ndc_applied ndc_rule_TEST(model, event, finding)
 *     Say NDC_NOT_APPLICABLE early. Write to finding what the sentences need: because (index of the
 *     event that made it forbidden, 0: none), object (default: the subject), seen, wanted. It
 *     counts when the answer is NDC_BROKEN.
 *  3. harness/test/test_model_rules.c: one trace that keeps it, one that breaks it.
 *     gen.py finds the rest; nothing else is changed. When the state lacks something, add a field
 *     and move it in the state_*.c of its part; when the rule is `ordinary`, look at likeness.c.
 */
#ifndef NDC_MODEL_STATE_H
#define NDC_MODEL_STATE_H

#include "model/model.h"
#include "model/state_channel.h"
#include "model/tables.h"

#define NDC_NEVER_MAX 64u
#define NDC_PAGES_MAX 32u
#define NDC_CALLS_NESTED_MAX 4u
#define NDC_CHANNEL_NOWHERE NDC_CHANNELS_MAX /* place of events that belong to no channel */

/* A named thing of a claim "never isr" or "never dpc"; members of one claim share a group. */
struct ndc_never {
    ndc_object named;
    uint32_t at;
    uint8_t channel;
    uint8_t kind; /* NDC_EVENT_ISR or NDC_EVENT_DPC */
    uint8_t group;
    bool allowed;
};

struct ndc_calling {
    uint8_t routine;
    uint8_t channel;
    uint32_t at;
    uint32_t disturbed_at; /* an interrupt or DPC ran meanwhile, the last one */
    uint32_t other_at;     /* and told of another channel */
};

/* What the rules said of an ordinary event. A cache: it holds for every trace. */
#define NDC_LIKE_MAX 64u
#define NDC_REACHED_WORDS 16u
struct ndc_like {
    uint32_t likeness; /* 0: none */
    uint64_t reached[NDC_REACHED_WORDS];
};

struct ndc_model {
    /* About the event in hand. */
    uint32_t index;
    uint32_t here;    /* channel, or NDC_CHANNEL_NOWHERE */
    uint32_t subject; /* the submission it is about, or NDC_NO_SUBMISSION */
    ndc_object found; /* the object looked up last, and what was found */
    uint32_t found_subject;

    bool careful;        /* asks every rule about every event; for tests, survives no reset */
    uint8_t version;     /* bits of the registered version, NDC_VERSION_BIT_... of scenario.h */
    uint32_t submitted;  /* sequence numbers given out */
    uint32_t remembered; /* how many of them, the newest */
    uint64_t fired;      /* faults that belong to no channel */
    uint32_t fired_at;
    struct ndc_provider_state provider;
    struct ndc_model_channel channels[NDC_CHANNELS_MAX + 1];
    struct ndc_calling calling[NDC_CALLS_NESTED_MAX];
    uint32_t calling_count;

    struct ndc_pages pages[NDC_PAGES_MAX]; /* the newest descriptors with page breaks, in a ring */
    uint32_t pages_count;                  /* so far */

    struct ndc_never never[NDC_NEVER_MAX];
    uint32_t never_count;
    uint8_t never_groups;
    bool never_open; /* more members of the last group follow */

    struct ndc_finding findings[NDC_FINDINGS_MAX];
    uint32_t finding_count;
    uint32_t findings_lost;
    uint32_t shown_at[NDC_READINGS_MAX]; /* when a reading was shown first */
    uint64_t reached[NDC_REACHED_WORDS];
    uint64_t like_seen; /* bit = place in like[]: an event like it was met since the reset */
    /* The likeness of the last event of a kind when all its rules are ordinary, else 0. */
    uint32_t met[NDC_EVENT_KINDS];

    /* Not cleared by a reset. */
    struct ndc_like like[NDC_LIKE_MAX];
    uint32_t latest[NDC_SUBMISSIONS_MAX]; /* transfer -> its last submission */
    struct ndc_submission submissions[NDC_SUBMISSIONS_MAX];
};

enum ndc_applied { NDC_NOT_APPLICABLE, NDC_KEPT, NDC_BROKEN };

typedef enum ndc_applied ndc_predicate(const struct ndc_model *model, const struct ndc_event *event,
                                       struct ndc_finding *finding);

/* A rule as the dispatcher uses it. */
struct ndc_rule_use {
    ndc_predicate *test;
    uint64_t excuses; /* fault places that explain a breach */
    uint16_t rule;
    uint8_t versions;
    uint8_t modes;     /* bit = mode; bit 7: no channel */
    bool each;         /* SCRIPT_QUIET, SCRIPT_END: for each channel that was used */
    uint8_t reading;   /* that it shows when it is kept; 0: none */
    uint16_t routines; /* of CALL and RETURN: bit = routine */
};
#define NDC_ANY_ROUTINE 0xFFFFu

extern const struct ndc_rule_use ndc_rule_uses[];
extern const uint16_t ndc_rule_uses_first[NDC_EVENT_KINDS + 1];
extern const uint16_t ndc_rule_uses_ordinary[NDC_EVENT_KINDS]; /* of a kind, the last ones */

/*
 * A reading was shown by the event in hand. NDC_NO_RULE, or the rule that is broken because another
 * one was shown before; draft then says the rest.
 */
uint16_t ndc_readings_take(struct ndc_model *model, unsigned reading, struct ndc_finding *draft);

/* A misuse of a kernel service among those of a set: bit = enum ndc_misuse, 128 of them. */
enum ndc_applied ndc_rule_misuse(const struct ndc_model *model, const struct ndc_event *event,
                                 struct ndc_finding *finding, const uint64_t among[2]);

/* ---- moving the state (state.c and the other state_*.c)
 * ---- */

void ndc_state_before(struct ndc_model *model, const struct ndc_event *event, uint32_t index);
void ndc_state_after(struct ndc_model *model, const struct ndc_event *event);

/* Of a batch: its call begins, is answered. Of a list: its Start was accepted, or something ended
 * it. */
void ndc_list_offer(struct ndc_model *model, struct ndc_model_channel *channel,
                    enum ndc_routine routine);
void ndc_list_accept(struct ndc_model *model, struct ndc_model_channel *channel);
void ndc_list_reject(struct ndc_model *model, struct ndc_model_channel *channel);
void ndc_list_begin(struct ndc_model_channel *channel);
void ndc_list_end(struct ndc_model *model, struct ndc_model_channel *channel,
                  enum ndc_routine routine);

void ndc_state_submit(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_pages(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_link(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_unlink(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_call(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_return(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_engine(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_word(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_hints(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_context(struct ndc_model *model, const struct ndc_submission *submission);
void ndc_state_claim(struct ndc_model *model, const struct ndc_event *event);
void ndc_state_named(struct ndc_model *model, const struct ndc_event *event);

#endif

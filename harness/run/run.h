/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Running scripts against a provider: children, limits, verdicts.
 *
 *  - A case is one script at one interface version in one variation. A session runs a list of cases
 *    against one provider, in child processes, many cases to a child; results come back in the
 *    order of the list whatever the number of children.
 *  - A child that dies costs the case that killed it (CRASH or HANG) and nothing else.
 *  - Here is the only place below cli/ that knows the operating system.
 */
#ifndef NDC_RUN_RUN_H
#define NDC_RUN_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"
#include "scenario/scenario.h"
#include "trace/trace.h"
#include "wdk/kernel.h"

/* In order of a summary, worst first. */
enum ndc_verdict {
    NDC_VERDICT_FAIL, /* a rule of force must, doc or header was broken, or a claim of the script */
    NDC_VERDICT_CRASH,   /* the provider's process died, or a bug check */
    NDC_VERDICT_HANG,    /* a limit was passed */
    NDC_VERDICT_HARNESS, /* a check of our own failed */
    NDC_VERDICT_WARN,    /* only rules of force should or inferred were broken */
    NDC_VERDICT_PASS,
    NDC_VERDICT_UNSUPPORTED, /* an optional routine or an engine is absent */
    NDC_VERDICT_NOT_RUN,     /* selected but never started, or the run was interrupted */
    NDC_VERDICTS
};
extern const char *const ndc_verdict_names[NDC_VERDICTS];

/* A provider as it was built; read from build/<preset>/providers/NAME.json and NAME.so. */
struct ndc_provider {
    char name[64]; /* "reference", "mutants/reset-without-halting" */
    char version[32];
    char vendor[64];
    char about[200];
    char object[512];  /* path of the shared object */
    uint8_t claims;    /* NDC_VERSION_BIT_...: interface versions it says it serves */
    uint8_t registers; /* likewise: versions it registers with, each where the interface has it */
    uint8_t engines;   /* NDC_ENGINE_...: generations of the engine it drives; 0: both */
    char breaks[12];   /* of a mutant: the clause it breaks; else empty */
};

struct ndc_case {
    const struct ndc_scenario *scenario;
    uint32_t interface_version;
    unsigned variation; /* of its vary line */
    bool rewired;       /* on the other kind of machine: messages for the line, or the line */
    bool unclaimed;     /* the provider does not claim this version: it may refuse it */
};

/* How the case came to its end, for what the trace cannot say. Set before ndc_judge is called. */
enum ndc_outcome {
    NDC_OUTCOME_RAN,
    NDC_OUTCOME_UNSUPPORTED,  /* an optional routine or an engine is absent */
    NDC_OUTCOME_NOT_BEGUN,    /* the driver did not come up; the trace says how */
    NDC_OUTCOME_DIED,         /* the process ended within the case */
    NDC_OUTCOME_CHECK_FAILED, /* a check of our own failed, or the judge died */
    NDC_OUTCOME_REFUSED,      /* the driver did not come up where its manifest claims nothing */
    NDC_OUTCOMES
};
extern const char *const ndc_outcome_names[NDC_OUTCOMES];

/* Which act of the provider its code is named for, see run/culprit.h. */
enum ndc_culprit_kind {
    NDC_CULPRIT_NONE,
    NDC_CULPRIT_ITSELF,    /* the event that broke the rule, or the crash */
    NDC_CULPRIT_LAST_ACT,  /* the last of a routine, before it returned wrongly */
    NDC_CULPRIT_LAST_WRITE /* to a register, before the engine did what it should not */
};

struct ndc_case_result {
    uint8_t verdict; /* enum ndc_verdict */
    uint8_t outcome; /* enum ndc_outcome */
    uint8_t absent;  /* UNSUPPORTED: what it lacks, see run/absent.h */
    uint8_t limit;   /* HANG: enum ndc_limit */
    int signal;      /* CRASH: the signal, or 0 for a bug check or driver that did not come up */
    uint32_t registered; /* version the provider registered with */
    uint32_t ticks, accesses, events;
    uint64_t digest; /* of the trace */
    bool differs;    /* a second run gave another trace: our bug */
    uint8_t culprit; /* enum ndc_culprit_kind: what code_offset, in the provider's object, is of */
    uint64_t code_offset;
    uint32_t finding_count;
    struct ndc_finding findings[NDC_FINDINGS_MAX];
    uint64_t reached[16];                /* rules applied, bit = row of ndc_rules */
    uint32_t shown_at[NDC_READINGS_MAX]; /* ndc_model_shown() */
    /* NetDMA's promises that the script broke on purpose, one finding for each; no fault. */
    uint32_t promise_count;
    struct ndc_finding promises[NDC_SCRIPT_BREAKS_MAX];
    char code[160];  /* file, line and function of the place in the provider's code, or empty */
    char words[400]; /* CRASH: first lines the child wrote; HARNESS: the broken check */
    /* The trace, kept when asked for or when the verdict is not PASS; owned by the session. */
    struct ndc_event *trace;
    uint32_t trace_count;
};

#define NDC_JOBS_MAX 64u

struct ndc_session_config {
    const struct ndc_provider *provider;
    unsigned jobs;    /* children at a time, at most NDC_JOBS_MAX */
    bool twice;       /* run every case twice and compare the traces */
    bool keep_traces; /* of passing cases too */
    unsigned
        seconds_max; /* without progress in a child, the last guard; 0: 10; halves with each use */
    /* Called in the parent after each case, in the order they finish; return false to stop. */
    bool (*progress)(void *context, uint32_t index, const struct ndc_case_result *result);
    void *context;
};

/* Runs the cases. results: one for each case. Returns -1 only when nothing could be run. */
NDC_MUST_CHECK int ndc_session_run(const struct ndc_session_config *config,
                                   const struct ndc_case *cases, uint32_t count,
                                   struct ndc_case_result *results, struct ndc_error *error);

/* Frees the traces of the results. */
void ndc_session_release(struct ndc_case_result *results, uint32_t count);

/* What a script says about how it is to be judged. */
struct ndc_terms {
    uint8_t class; /* enum ndc_class */
    bool promises; /* NetDMA's promises are judged: the script says which it breaks */
    uint8_t breaks_count;
    char breaks[NDC_SCRIPT_BREAKS_MAX][12]; /* "APPEND-01" */
};
struct ndc_terms ndc_terms_of(const struct ndc_scenario *scenario);

/*
 * Judges a trace (live or from a file): fills verdict, findings, reached, digest, events, ticks,
 * accesses, registered, promises and limit. Reads outcome, absent, signal and differs, which no
 * trace holds. Words are kept when there are some, else they say in a sentence why the driver did
 * not come up.
 */
void ndc_judge(const struct ndc_event *events, uint32_t count, const struct ndc_terms *terms,
               struct ndc_case_result *result);

#endif

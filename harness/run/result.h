/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The result of a run as a document: what the JSON file holds (specs/schema/result.schema.json),
 * and what every report is drawn from.
 *
 *  - Plain data without pointers into scripts or sessions; sentences are filled in already.
 *  - It holds no time, no path of this machine's and no number that differs between equal runs.
 *  - Every selected case is there, run or not, so a partial result is valid and says so.
 */
#ifndef NDC_RUN_RESULT_H
#define NDC_RUN_RESULT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "model/tables.h"
#include "run/names.h"
#include "run/run.h"
#include "run/sentences.h"
#include "run/suite.h"

#define NDC_RESULT_FORMAT "ndc-result"
#define NDC_RESULT_FORMAT_VERSION 1
#ifndef NDC_SUITE_VERSION
#define NDC_SUITE_VERSION "0.1.0"
#endif

struct ndc_result_finding {
    char clause[12];
    uint8_t force;          /* enum ndc_force */
    struct ndc_finding raw; /* rule, channel, events, object, numbers */
    unsigned line;          /* of the script, at the broken event; 0: none */
    struct ndc_sentences sentences;
};

/* What came of one interface version, worst last; run/versions.h. */
enum ndc_version_state {
    NDC_VERSION_NOT_PROBED,
    NDC_VERSION_AS_CLAIMED, /* claimed, and served with the version the manifest names */
    NDC_VERSION_REFUSED,    /* not claimed, and the driver does not come up */
    NDC_VERSION_UNCLAIMED,  /* not claimed, and served */
    NDC_VERSION_OTHER,      /* claimed, and another version registered than the manifest names */
    NDC_VERSION_TOO_NEW,    /* registered a version newer than the interface */
    NDC_VERSION_FAILED,     /* the driver does not come up where it claims to, crashes or hangs */
    NDC_VERSION_STATES
};
extern const char *const ndc_version_state_names[NDC_VERSION_STATES];

struct ndc_result_version {
    uint32_t interface_version;
    uint32_t registered; /* major << 16 | minor; 0: none */
    bool claimed;
    uint8_t state; /* enum ndc_version_state */
};

struct ndc_result_case {
    char id[NDC_SUITE_ID_MAX];
    char script[512]; /* path, from the folder of the suite's sources when it is inside */
    char variation[32];
    uint32_t interface_version;
    uint8_t class;
    uint8_t verdict; /* enum ndc_verdict */
    uint8_t outcome; /* enum ndc_outcome */
    uint8_t absent;
    uint8_t limit;
    int signal;
    bool differs;
    bool unclaimed; /* the provider does not claim this version */
    uint32_t registered, ticks, accesses, events;
    uint64_t digest;
    char words[400];
    unsigned line;       /* the failing line of the script; 0: none */
    char line_text[160]; /* what stands there */
    char code[160];      /* the place in the provider's code, or empty */
    uint32_t finding_count;
    struct ndc_result_finding *findings;
};

enum ndc_clause_state {
    NDC_CLAUSE_KEPT, /* some rule of it was applied, and never broken */
    NDC_CLAUSE_BROKEN,
    NDC_CLAUSE_NOT_EXERCISED,  /* judged, but no case came to it */
    NDC_CLAUSE_NOT_APPLICABLE, /* not for the versions the provider claims */
    NDC_CLAUSE_NOT_JUDGED,     /* no rule judges it yet, or none can */
    NDC_CLAUSE_STATES
};
extern const char *const ndc_clause_state_names[NDC_CLAUSE_STATES];

struct ndc_result_clause {
    char id[12];
    uint8_t force;
    uint8_t state;                        /* enum ndc_clause_state */
    uint32_t cases;                       /* that applied a rule of it */
    uint32_t cases_at[NDC_VERSION_COUNT]; /* of those, at each interface version */
    uint32_t cited_at[NDC_VERSION_COUNT]; /* and whose script cites it */
    uint32_t broken;                      /* of those, that broke it */
};

enum ndc_reading_state {
    NDC_READING_FIXED, /* there is one reading */
    NDC_READING_NOT_SHOWN,
    NDC_READING_SHOWN,
    NDC_READING_MIXED,
    NDC_READING_STATES
};
extern const char *const ndc_reading_state_names[NDC_READING_STATES];

#define NDC_READINGS_OF_ONE 2

struct ndc_result_reading {
    char id[24];
    uint32_t cases;                         /* that showed it, hardening apart */
    uint32_t event;                         /* of the first of them, where it was shown first */
    char first_case[NDC_SUITE_ID_MAX + 48]; /* its name */
};

struct ndc_result_ambiguity {
    char id[8];
    uint8_t state; /* enum ndc_reading_state */
    uint8_t reading_count;
    struct ndc_result_reading readings[NDC_READINGS_OF_ONE];
};

struct ndc_result {
    char suite_version[32];
    struct ndc_provider provider; /* object is left empty */
    unsigned jobs;
    bool twice;
    bool complete;         /* every case was run */
    unsigned inapplicable; /* selected scripts for none of the claimed versions */
    uint32_t case_count;
    struct ndc_result_case *cases;
    struct ndc_result_version versions[NDC_VERSION_COUNT];
    unsigned clause_count;
    struct ndc_result_clause *clauses;
    unsigned ambiguity_count; /* 0 in results of suites that had no register */
    struct ndc_result_ambiguity ambiguities[NDC_AMBIGUITIES];
};

/* How many cases have each verdict, hardening apart: [0] conformance, [1] hardening. */
struct ndc_result_counts {
    uint32_t verdicts[2][NDC_VERDICTS];
    uint32_t passed, failed, skipped; /* of the last line: all classes together */
    bool conforming; /* complete, something ran, no FAIL, CRASH, HANG or HARNESS outside of
                        hardening */
};

/* Makes the document of a session that was run; the caller releases it. */
NDC_MUST_CHECK int ndc_result_make(struct ndc_result *result,
                                   const struct ndc_session_config *config,
                                   const struct ndc_case_list *list,
                                   const struct ndc_case_result *results, struct ndc_error *error);
void ndc_result_release(struct ndc_result *result);

struct ndc_result_counts ndc_result_count(const struct ndc_result *result);

/* The case by its name or script id (the worst of several); NULL when there is none. */
const struct ndc_result_case *ndc_result_find(const struct ndc_result *result, const char *name);

/* The first finding that decides the verdict, or NULL. */
const struct ndc_result_finding *ndc_result_culprit(const struct ndc_result_case *one);

/* "ISR-03: The provider reported A2 ...", "HANG: 10000 accesses ...": one line, never cut. */
void ndc_result_summary(const struct ndc_result_case *one, char *text, size_t room);

/* The document as a file, whole or not at all; "-" is the standard output. */
NDC_MUST_CHECK int ndc_result_write(const struct ndc_result *result, const char *file,
                                    struct ndc_error *error);
NDC_MUST_CHECK int ndc_result_read(struct ndc_result *result, const char *file,
                                   struct ndc_error *error);

/* Other forms of it. */
NDC_MUST_CHECK int ndc_result_write_junit(const struct ndc_result *result, const char *file,
                                          struct ndc_error *error);
NDC_MUST_CHECK int ndc_result_write_ktap(const struct ndc_result *result, const char *file,
                                         struct ndc_error *error);

/* "must", "should", "doc", "may", "header", "inferred", by enum ndc_force; "accesses" by enum
 * ndc_limit. */
#define NDC_FORCES 6
#define NDC_LIMITS 5
extern const char *const ndc_force_names[NDC_FORCES];
extern const char *const ndc_limit_names[NDC_LIMITS];

#endif

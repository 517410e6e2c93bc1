/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The specification as tables. gen.py writes tables.c from specs/ (TOML); nobody edits it.
 */
#ifndef NDC_MODEL_TABLES_H
#define NDC_MODEL_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ndc_force {
    NDC_FORCE_MUST,
    NDC_FORCE_SHOULD,
    NDC_FORCE_DOC,
    NDC_FORCE_MAY,
    NDC_FORCE_HEADER,
    NDC_FORCE_INFERRED
};

/* Who a clause binds; a set. */
#define NDC_BINDS_PROVIDER 1u
#define NDC_BINDS_ENGINE 2u
#define NDC_BINDS_NETDMA 4u
#define NDC_BINDS_CLIENT 8u
#define NDC_BINDS_DRIVER 16u

struct ndc_clause {
    const char *id;    /* "START-03" */
    const char *group; /* "Start" */
    const char *requirement;
    const char *source;
    const char *sees;        /* how a harness sees a violation */
    const char *ambiguities; /* "A-04 A-25", or "" */
    const char *untestable;  /* why no harness can judge it, or NULL */
    const char *adopted; /* why this suite fails a breach although the force is weaker, or NULL */
    uint8_t binds;
    uint8_t force;    /* enum ndc_force */
    uint8_t versions; /* NDC_VERSION_BIT_... of scenario.h: the registered versions it is for */
    uint8_t bites;    /* the interfaces on which it can be broken; other than versions where it
                         binds newer providers on an older interface */
    bool judged;      /* some rule judges it */
};

/* Whether it is NetDMA's duty, or its client's: a breach is never the provider's. */
static inline bool
ndc_clause_is_promise(const struct ndc_clause *clause)
{
    return (clause->binds & ~(NDC_BINDS_NETDMA | NDC_BINDS_CLIENT)) == 0;
}

/* Whether a breach costs conformance: must, doc and header do, weaker ones when adopted. */
static inline bool
ndc_clause_decides(const struct ndc_clause *clause)
{
    return !ndc_clause_is_promise(clause) &&
           (clause->force == NDC_FORCE_MUST || clause->force == NDC_FORCE_DOC ||
            clause->force == NDC_FORCE_HEADER || clause->adopted != NULL);
}

enum ndc_rule_kind {
    NDC_RULE_PROHIBITION,
    NDC_RULE_PERMISSION,
    NDC_RULE_DUTY,
    NDC_RULE_SHOWING /* cannot be broken: it tells which reading of an ambiguity was followed */
};

/* What people read about a rule. {object} {channel} {seen} {wanted} {routine} are filled in. */
struct ndc_rule_text {
    const char
        *breach; /* "The provider reported descriptor {object} after its channel had been reset" */
    const char
        *expected;       /* "NetDmaIsr naming a descriptor submitted after the reset, or no call" */
    const char *because; /* "ResetChannel({channel}) returned SUCCESS; from then on its descriptors
                            are nobody's" */
};

struct ndc_rule_row {
    uint16_t clause; /* row of ndc_clauses */
    uint8_t kind;    /* enum ndc_rule_kind */
    uint8_t versions;
    bool warns;       /* a breach of this rule costs nothing, whatever the force of its clause */
    bool conditional; /* a promise that is owed only to providers that ask for it */
    struct ndc_rule_text text;
};

extern const struct ndc_clause ndc_clauses[];
extern const unsigned ndc_clause_count;
extern const struct ndc_rule_row ndc_rules[];
extern const unsigned ndc_rule_count;

/* Where the published text allows several readings (specs/ambiguities.toml). */
#define NDC_AMBIGUITIES 32u
#define NDC_NO_RULE UINT16_MAX

enum ndc_reading_choice {
    NDC_CHOICE_FIXED,  /* there is one reading */
    NDC_CHOICE_MIXING, /* a provider chooses one, and stays */
    NDC_CHOICE_FREE    /* each time anew */
};

struct ndc_ambiguity {
    const char *id;      /* "A-08" */
    const char *problem; /* what the texts say */
    const char *reading; /* what is accepted */
    const char *clauses; /* "SUSP-02 SUSP-04" */
    const char *reason;  /* why it is fixed or free; NULL: it is neither */
    uint8_t choice;      /* enum ndc_reading_choice */
    uint8_t first;       /* number of its first reading */
    uint8_t count;       /* of its readings, 0 when it is fixed */
    uint16_t mixed;      /* rule that is broken by mixing two, or NDC_NO_RULE */
};

struct ndc_reading {
    const char *id;     /* "one-level" */
    const char *says;   /* what was seen when it was shown */
    const char *silent; /* why no moment shows it, or NULL */
    uint8_t ambiguity;  /* place in ndc_ambiguities */
    uint16_t rule;      /* that shows it, or NDC_NO_RULE */
};

extern const struct ndc_ambiguity ndc_ambiguities[NDC_AMBIGUITIES];
extern const struct ndc_reading ndc_readings[]; /* by number, from 1 */
extern const unsigned ndc_reading_count;        /* with the one of number 0 */

/* Whether a breach of this rule of this clause costs conformance. */
static inline bool
ndc_breach_decides(unsigned rule, unsigned clause)
{
    return ndc_clause_decides(&ndc_clauses[clause]) &&
           (rule >= ndc_rule_count || !ndc_rules[rule].warns);
}

/* Row of a clause by its id ("START-03", any case, "NDMA-" allowed in front); -1 when unknown. */
int ndc_clause_find(const char *id);

#endif

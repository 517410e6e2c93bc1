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
    bool judged;      /* some rule judges it */
};

/* Whether a breach costs conformance: must, doc and header do, weaker ones when adopted. */
static inline bool
ndc_clause_decides(const struct ndc_clause *clause)
{
    return clause->force == NDC_FORCE_MUST || clause->force == NDC_FORCE_DOC ||
           clause->force == NDC_FORCE_HEADER || clause->adopted != NULL;
}

enum ndc_rule_kind { NDC_RULE_PROHIBITION, NDC_RULE_PERMISSION, NDC_RULE_DUTY };

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
    struct ndc_rule_text text;
};

extern const struct ndc_clause ndc_clauses[];
extern const unsigned ndc_clause_count;
extern const struct ndc_rule_row ndc_rules[];
extern const unsigned ndc_rule_count;

/* Row of a clause by its id ("START-03", any case, "NDMA-" allowed in front); -1 when unknown. */
int ndc_clause_find(const char *id);

#endif

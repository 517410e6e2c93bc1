/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A scenario: one script in memory. The same thing as text for people, as a compact binary
 * for fuzzers, and as fixed-size records here.
 *
 * Five laws, each a property test (harness/test/test_scenario_laws.c):
 *  - total: every byte string decodes to a runnable scenario; operands are taken modulo what
 *    exists when they are used;
 *  - zero is simplest: a zero record is the smallest harmless act;
 *  - round trip: text -> memory -> binary -> memory -> text is a fixed point of the canonical form;
 *  - deletion closure: removing any record leaves a runnable scenario;
 *  - opcodes are append-only, behind a version byte.
 *
 * Header words, names, comments and claims are a trailer of the binary that a fuzzer ignores.
 */
#ifndef NDC_SCENARIO_SCENARIO_H
#define NDC_SCENARIO_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "target.h"

#define NDC_SCRIPT_LINES_MAX 40 /* that are not blank and not only a comment */
#define NDC_SCRIPT_TRANSFERS_MAX 64
#define NDC_SCRIPT_CHAINS_MAX 32
#define NDC_SCRIPT_CHAIN_MAX 64 /* descriptors of one chain */
#define NDC_SCRIPT_RECORDS_MAX 64
#define NDC_SCRIPT_CITES_MAX 16
#define NDC_SCRIPT_BREAKS_MAX 8
#define NDC_SCRIPT_NAME_MAX 15
#define NDC_SCRIPT_VARY_MAX 8 /* words of one `vary` line */

enum ndc_class { NDC_CLASS_MUST, NDC_CLASS_SHOULD, NDC_CLASS_HARDENING };

/* Interface versions as a set. */
#define NDC_VERSION_BIT_1_0 1u
#define NDC_VERSION_BIT_1_1 2u
#define NDC_VERSION_BIT_2_0 4u
#define NDC_VERSION_BIT_2_1 8u
#define NDC_VERSION_BITS 15u
#define NDC_VERSION_BIT_ANY 16u /* also where the provider does not claim the version */

#define NDC_REPORTS_MASK 0x00FF00FFu /* of header.reports, which is not below 1.1 */

/* What a script says about itself. */
struct ndc_script_header {
    char id[96]; /* "isr/stale-descriptor" by its place; the `scenario` word is the last part */
    char about[200];
    uint8_t class; /* enum ndc_class */
    uint8_t cites_count;
    char cites[NDC_SCRIPT_CITES_MAX][12]; /* "START-03" */
    /*
     * NetDMA's own duties that the script breaks on purpose: it must, at the versions they bind.
     * any: those of a script that was drawn instead of written: it may break each of them.
     */
    bool breaks_any;
    uint8_t breaks_count;
    char breaks[NDC_SCRIPT_BREAKS_MAX][12]; /* "APPEND-01" */
    uint16_t needs;                         /* bit enum ndc_routine */
    uint8_t interfaces; /* NDC_VERSION_BIT_...; no version: each; claimed ones only, without ANY */
    uint32_t reports; /* what NetDMA says its version is, major << 16 | minor; 0: the interface's */
    uint8_t generation; /* of the engine; 0: the natural one of the interface version (1.x: 1, 2.x:
                           2), or the only one the provider drives */
    uint8_t wiring;     /* 0: natural (1.x line, 2.x MSI-X), 1 line, 2 MSI-X */
    bool no_dca;        /* the engine has no direct cache access although its generation may */
    uint8_t transfer_log2; /* of the engine's largest transfer; 0: 1 MB */
    uint8_t channels;      /* of the machine; 0: as many as the script names, at least 2 */
    uint8_t cpus;          /* of the machine; 0: 4 */
    uint8_t devices;       /* engines, all alike; 0: 1 */
    uint8_t vectors;       /* granted at most; 0: one for each channel */
    uint8_t grants;        /* enum ndc_grants */
    bool unasked;          /* NetDMA never calls SetDmaChannelCpuAffinity */
    uint32_t accesses_max; /* 0: default */
};

/* The whole script; defined in scenario/record.h. Plain data, no pointers, about 16 KiB. */
struct ndc_scenario;

size_t ndc_scenario_size(void);
const struct ndc_script_header *ndc_scenario_header(const struct ndc_scenario *scenario);

/* Parses one script. file: for errors only. Returns 0, or -1 with sentence, place, caret and hint.
 */
NDC_MUST_CHECK int ndc_scenario_parse(struct ndc_scenario *scenario, const char *text, size_t bytes,
                                      const char *file, struct ndc_error *error);

/* Writes the one canonical text form; returns its length, or -1 when room is too small. */
long ndc_scenario_format(const struct ndc_scenario *scenario, char *text, size_t room);

/* The binary form. encode returns its length or -1; decode is total: it cannot fail. */
long ndc_scenario_encode(const struct ndc_scenario *scenario, uint8_t *bytes, size_t room);
void ndc_scenario_decode(struct ndc_scenario *scenario, const uint8_t *bytes, size_t count);

/* What the lint asks its caller about clauses: whether there is one, whether it is NetDMA's duty.
 */
struct ndc_lint_clauses {
    bool (*exists)(const char *id);
    bool (*is_promise)(const char *id);
};

/* The findings of the lint; returns how many were written. */
int ndc_scenario_lint(const struct ndc_scenario *scenario, const struct ndc_lint_clauses *clauses,
                      struct ndc_error *findings, int findings_max);

/* The id by its place ("isr/stale-descriptor"); parse and decode only know the word of the
 * `scenario` line. */
void ndc_scenario_set_id(struct ndc_scenario *scenario, const char *id);

/* Acts and claims, in order; and a script without one of them (for shrinking). */
unsigned ndc_scenario_records(const struct ndc_scenario *scenario);
void ndc_scenario_remove(struct ndc_scenario *scenario, unsigned record);

/* What a script asks to explore, a set. The executor ignores it; run/ expands it. */
#define NDC_EXPLORE_INTERRUPTS 1u
#define NDC_EXPLORE_REMOVAL 2u
#define NDC_EXPLORE_ALLOCATIONS 4u
#define NDC_EXPLORE_CPUS 8u
unsigned ndc_scenario_explores(const struct ndc_scenario *scenario);

/* How many variations `vary` makes of the script (1 without it), and the words of one, for its id.
 */
unsigned ndc_scenario_variations(const struct ndc_scenario *scenario);
const char *ndc_scenario_variation_word(const struct ndc_scenario *scenario, unsigned variation);

/*
 * What a script can tell on the other kind of machine, with messages instead of the line or the
 * other way round: nothing when it names the machine or no interrupt takes part; in one variation
 * when interrupts only follow what it does; in each when it is about them.
 */
enum ndc_heed { NDC_HEEDS_NOTHING, NDC_HEEDS_ONCE, NDC_HEEDS_ALL };
enum ndc_heed ndc_scenario_heeds_machine(const struct ndc_scenario *scenario);

/* The name of a transfer, channel or chain as the script spells it ("A2"); never NULL. */
const char *ndc_scenario_transfer_name(const struct ndc_scenario *scenario, unsigned transfer);
const char *ndc_scenario_channel_name(const struct ndc_scenario *scenario, unsigned channel);
/* The text of a script line without comment and outer blanks, for failure reports; empty if none.
 */
void ndc_scenario_line_text(const struct ndc_scenario *scenario, int line, char *text, size_t room);

#endif

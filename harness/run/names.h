/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the things of a trace are called: the words of the script that made it.
 *
 *  - Taken from a scenario, or from the header of a trace file; a thing without a name gets one
 *    from its number ("T7", "c3"), so every sentence can be written.
 *  - Plain data; ndc_name_table_names() shows it to the writers of trace/words.h.
 */
#ifndef NDC_RUN_NAMES_H
#define NDC_RUN_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "scenario/scenario.h"
#include "trace/trace.h"

struct ndc_lane_names; /* trace/words.h */

struct ndc_name_table {
    unsigned transfer_count; /* entries that may have a name */
    unsigned channel_count;
    char transfers[NDC_SCRIPT_TRANSFERS_MAX][NDC_SCRIPT_NAME_MAX + 1]; /* empty: no name */
    char channels[NDC_CHANNELS_MAX][NDC_SCRIPT_NAME_MAX + 1];
};

/* The names a script gives; a NULL scenario gives none. */
void ndc_name_table_take(struct ndc_name_table *table, const struct ndc_scenario *scenario);

/* The table as trace/words.h wants it; table must live as long and may not be NULL. */
struct ndc_lane_names ndc_name_table_names(const struct ndc_name_table *table);

/* "2.0" for NDC_INTERFACE_2_0 ("" when it is none), and back (0 when it is none). */
const char *ndc_version_name(uint32_t interface_version);
uint32_t ndc_version_read(const char *text);
/* NDC_VERSION_BIT_... of an interface version; 0 when it is none. */
uint8_t ndc_version_bit(uint32_t interface_version);
/* The interface version of the bit with this number (0 .. 3). */
#define NDC_VERSION_COUNT 4
uint32_t ndc_version_at(unsigned number);

/* "must", "should", "hardening"; and back, -1 when it is none. */
const char *ndc_class_name(unsigned class);
int ndc_class_read(const char *text);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The layout of a script: the order of its lines, its blank lines and comments.
 *
 *  - A header line is in the layout exactly when the header has something to say there.
 *  - Canonical order: header lines in the order of enum ndc_part, then things, then records. A
 * comment line goes with the line that follows it.
 */
#ifndef NDC_SCENARIO_LAYOUT_H
#define NDC_SCENARIO_LAYOUT_H

#include "scenario/record.h"

/* Whether the header has something to say on one of its lines. */
bool ndc_header_says(const struct ndc_scenario *scenario, enum ndc_part part);

/* Adds a line; false when there is no room. */
bool ndc_layout_add(struct ndc_scenario *scenario, struct ndc_layout_line line);
/* Keeps a comment; returns 1 + its offset, or 0 when there is no room. */
uint16_t ndc_comment_keep(struct ndc_scenario *scenario, const char *text, size_t length);
const char *ndc_comment_text(const struct ndc_scenario *scenario, uint16_t comment);

/* Replaces the layout by the plain one: header, channels, transfers, chains, records; no comments.
 */
void ndc_layout_plain(struct ndc_scenario *scenario);
/* Whether each thing, record and header line stands in the layout once and things come before
 * records. */
bool ndc_layout_whole(const struct ndc_scenario *scenario);
/* Header lines into their order, one blank line between header, things and records, none at the
 * top. */
void ndc_layout_canonical(struct ndc_scenario *scenario);
/* Line numbers of the canonical text. */
void ndc_layout_number(struct ndc_scenario *scenario);

#endif

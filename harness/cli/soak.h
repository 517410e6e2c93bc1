/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Soaking: scripts drawn from a seed, carried out in this process, judged by both evaluators.
 *
 *  - A script depends on its seed alone, so any run can be cut in pieces and gone on with.
 *  - What is drawn is what NetDMA may ask in any order and what an engine may do wrong: calls,
 *    steps, edits, faults, power. Claims are not drawn: nothing is expected but that the
 *    evaluators agree (run/sets.h).
 */
#ifndef NDC_CLI_SOAK_H
#define NDC_CLI_SOAK_H

#include <stddef.h>
#include <stdint.h>

/* Writes the script of a seed; returns its length. room: at least NDC_SOAK_SCRIPT_ROOM. */
#define NDC_SOAK_SCRIPT_ROOM 8192u
size_t ndc_soak_script(uint64_t seed, char *text, size_t room);

#endif

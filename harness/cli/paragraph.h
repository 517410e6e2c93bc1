/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paragraphs on paper of 100 columns: words are wrapped, never cut.
 */
#ifndef NDC_CLI_PARAGRAPH_H
#define NDC_CLI_PARAGRAPH_H

/* Prints words with each line indented, the first with `label` in front ("  because    "). */
void ndc_paragraph(const char *label, int indent, const char *words);

/* "  because    ...", nothing when there are no words. */
void ndc_fact(const char *label, const char *words);

#endif

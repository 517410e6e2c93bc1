/* SPDX-License-Identifier: Apache-2.0 */
/* What happened at one event, as a part of a sentence: longer than the words of a lane. */
#ifndef NDC_CLI_PICTURE_SEEN_H
#define NDC_CLI_PICTURE_SEEN_H

#include "cli/picture.h"
#include "trace/words.h"

/* "NetDmaIsr(c0, A2)", "ResetChannel(c0) returned SUCCESS", "the engine of c0 fetched A2". */
void ndc_picture_seen(struct ndc_text *text, const struct ndc_lane_names *names,
                      const struct ndc_case_result *result, uint32_t event);

#endif

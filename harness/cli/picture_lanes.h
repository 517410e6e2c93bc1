/* SPDX-License-Identifier: Apache-2.0 */
/* The words in the lanes of a picture: names of things, and what the judge says about events. */
#ifndef NDC_CLI_PICTURE_LANES_H
#define NDC_CLI_PICTURE_LANES_H

#include "cli/picture.h"
#include "trace/words.h"

#define NDC_PICTURE_NAME_MAX 80

/* Storage for answers; must stay where it is while names are asked for. */
struct ndc_picture_lanes {
    const struct ndc_picture *picture;
    struct ndc_lane_names given; /* by the script */
    unsigned generation;
    unsigned channel; /* whose registers need no channel in front */
    char note[NDC_PICTURE_NAME_MAX];
};

/* The names for a picture; lanes is filled in and kept by the answer. */
struct ndc_lane_names ndc_picture_lanes(struct ndc_picture_lanes *lanes,
                                        const struct ndc_picture *picture);

/* The lanes of a picture with the events that matter to one, or all; and how many are left out. */
void ndc_picture_timeline(const struct ndc_picture *picture, uint32_t event);

#endif

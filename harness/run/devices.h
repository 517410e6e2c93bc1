/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Traces of computers with two devices: which of them an event is about.
 *
 *  - Each device is judged by a model of its own, as if it were alone: what it does must be right
 *    whatever happens to the other one [DRV-03].
 *  - An event of a channel is about the channel's device (SCRIPT_BEGIN says whose it is); one of no
 *    channel about the device that was at work (NDC_CHANNEL_NONE, NDC_CHANNEL_NONE_SECOND). What
 * the script, its faults and the driver as a whole do is about both.
 */
#ifndef NDC_RUN_DEVICES_H
#define NDC_RUN_DEVICES_H

#include "target.h"
#include "trace/trace.h"

struct ndc_devices {
    uint8_t second;                   /* bit channel: it is the second device's */
    uint8_t owner[NDC_TRANSFERS_MAX]; /* device that a transfer was submitted to last */
};

/* Whether the trace is one of two devices. */
bool ndc_devices_two(const struct ndc_event *events, uint32_t count);
void ndc_devices_begin(struct ndc_devices *devices, const struct ndc_event *events);
/* Whether the next event of the trace is about a device; to be asked about each event in order. */
bool ndc_devices_concerned(struct ndc_devices *devices, const struct ndc_event *event,
                           unsigned device);

#endif

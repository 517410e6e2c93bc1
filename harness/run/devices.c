/* SPDX-License-Identifier: Apache-2.0 */
#include "run/devices.h"

#include <string.h>

#define TWO_DEVICES 56
#define SECOND 48
#define ADD_DEVICE 1 /* field routine of ENTRY */

bool
ndc_devices_two(const struct ndc_event *events, uint32_t count)
{
    return count > 0 && events[0].kind == NDC_EVENT_SCRIPT_BEGIN &&
           (events[0].b >> TWO_DEVICES & 1) != 0;
}

void
ndc_devices_begin(struct ndc_devices *devices, const struct ndc_event *events)
{
    memset(devices, 0, sizeof *devices);
    devices->second = (uint8_t)(events[0].b >> SECOND);
}

static bool
is_common(const struct ndc_event *event)
{
    switch ((enum ndc_event_kind)event->kind) {
    case NDC_EVENT_SCRIPT_BEGIN:
    case NDC_EVENT_SCRIPT_LINE:
    case NDC_EVENT_SCRIPT_QUIET:
    case NDC_EVENT_SCRIPT_END:
    case NDC_EVENT_LOOKUP:
    case NDC_EVENT_GET_VERSION:
        return true;
    case NDC_EVENT_FAULT_ARMED:
    case NDC_EVENT_FAULT_FIRED:
    case NDC_EVENT_FAULT_UNFIRED:
        return event->channel >= NDC_CHANNELS_MAX;
    case NDC_EVENT_ENTRY:
    case NDC_EVENT_ENTRY_DONE:
        return event->a != ADD_DEVICE;
    default:
        return false;
    }
}

/* Claims on a descriptor belong to no channel: its last submission says whose it is. */
static bool
claims_descriptor(const struct ndc_event *event)
{
    return event->kind == NDC_EVENT_EXPECT_COPIED || event->kind == NDC_EVENT_EXPECT_UNTOUCHED ||
           event->kind == NDC_EVENT_NEVER_TOUCH;
}

static unsigned
device_of(const struct ndc_devices *devices, const struct ndc_event *event)
{
    uint32_t transfer = ndc_object_index(event->a);

    if (event->channel < NDC_CHANNELS_MAX)
        return devices->second >> event->channel & 1;
    if (claims_descriptor(event) && transfer < NDC_TRANSFERS_MAX)
        return devices->owner[transfer];
    return event->channel == NDC_CHANNEL_NONE_SECOND;
}

bool
ndc_devices_concerned(struct ndc_devices *devices, const struct ndc_event *event, unsigned device)
{
    uint32_t transfer = ndc_object_index(event->a);

    if (event->kind == NDC_EVENT_SUBMIT && transfer < NDC_TRANSFERS_MAX)
        devices->owner[transfer] = (uint8_t)device_of(devices, event);
    return is_common(event) || device_of(devices, event) == device;
}

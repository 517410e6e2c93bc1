/* SPDX-License-Identifier: Apache-2.0 */
/*
 * dca-announced-without-engine
 * Breaks DCA-01: announces direct cache access whatever the board can do.
 * Plausible because every engine of the generation has the registers for it.
 */
#include "mutants.h"

MUTANT("DCA-01", "dca-announced-without-engine");

WRAP(reference_announces_hints);

BOOLEAN
__wrap_reference_announces_hints(const struct reference_device *device)
{
    return device->registered >= NDC_NET_DMA_VERSION_2_0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lazy-dpc
 * Correct: the DPC looks at the engine twice before it arms the next interrupt, so that two
 * completions may be reported as one.
 */
#include "../mutants/mutants.h"

WRAP(hardware_rearm);

void
__wrap_hardware_rearm(struct hardware_channel *channel)
{
    (void)hardware_status(channel);
    (void)hardware_status(channel);
    __real_hardware_rearm(channel);
}

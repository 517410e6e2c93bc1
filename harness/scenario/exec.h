/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The executor: carries a scenario out on a target, record by record.
 *
 *  - It does not know what the target is, and judges nothing: claims become events.
 *  - A channel is allocated before its first use, unless the script allocates it by itself.
 *  - `needs` that the provider does not offer end the run as UNSUPPORTED before the first act.
 */
#ifndef NDC_SCENARIO_EXEC_H
#define NDC_SCENARIO_EXEC_H

#include "scenario/scenario.h"

enum ndc_exec_outcome {
    NDC_EXEC_RAN,
    NDC_EXEC_UNSUPPORTED, /* an optional routine is absent; *absent says which */
    NDC_EXEC_NOT_BEGUN    /* the driver did not come up; the trace says how */
};

/* Generations of the engine as a set. */
#define NDC_ENGINE_1 1u
#define NDC_ENGINE_2 2u
#define NDC_ENGINE_BIT(generation) ((uint8_t)(1u << ((generation)-1)))

/* The computer a script asks for at one interface version. */
struct ndc_setup ndc_exec_setup(const struct ndc_scenario *scenario, uint32_t interface_version);
/*
 * The same among these generations of the engine (0: both): a script that names none gets the
 * natural one of the version, or the other one when that is not among them. What a script names it
 * gets: the caller looks whether the provider drives it.
 */
struct ndc_setup ndc_exec_setup_among(const struct ndc_scenario *scenario,
                                      uint32_t interface_version, uint8_t engines);

enum ndc_exec_outcome ndc_exec(const struct ndc_scenario *scenario, unsigned variation,
                               const struct ndc_setup *setup, const struct ndc_target *target,
                               enum ndc_routine *absent);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* KRN: the suite's own rules about kernel services. The kernel finds the misuse, the tables sort
 * it. */
#include "model/rules.h"

enum ndc_applied
ndc_rule_misuse(const struct ndc_model *model, const struct ndc_event *event,
                struct ndc_finding *finding, const uint64_t among[2])
{
    uint64_t kind = event->a < 128 ? event->a : 127;

    (void)model;

    if ((among[kind / 64] >> kind % 64 & 1) == 0)
        return NDC_NOT_APPLICABLE;
    finding->seen = event->b;
    return NDC_BROKEN;
}

/* KRN-04. Beside the completion word it is COMPL-17. */
enum ndc_applied
ndc_rule_stray_write(const struct ndc_model *model, const struct ndc_event *event,
                     struct ndc_finding *finding)
{
    (void)model;
    finding->object = event->a;
    return ndc_object_kind(event->a) == NDC_OBJECT_WORD ? NDC_NOT_APPLICABLE : NDC_BROKEN;
}

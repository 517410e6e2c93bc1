/* SPDX-License-Identifier: Apache-2.0 */
#include "run/versions.h"

#include <string.h>

#include "run/names.h"

const char *const ndc_version_state_names[NDC_VERSION_STATES] = {
    [NDC_VERSION_NOT_PROBED] = "not probed", [NDC_VERSION_AS_CLAIMED] = "as claimed",
    [NDC_VERSION_REFUSED] = "refused",       [NDC_VERSION_UNCLAIMED] = "serves unclaimed",
    [NDC_VERSION_OTHER] = "other version",   [NDC_VERSION_TOO_NEW] = "too new",
    [NDC_VERSION_FAILED] = "failed",
};

static const struct ndc_result_finding *
finding_of(const struct ndc_result_case *one, const char *clause)
{
    for (uint32_t i = 0; i < one->finding_count; i++)
        if (strcmp(one->findings[i].clause, clause) == 0)
            return &one->findings[i];
    return NULL;
}

static enum ndc_version_state
state_of(const struct ndc_result_case *one, bool claimed)
{
    if (one->verdict == NDC_VERDICT_NOT_RUN || one->verdict == NDC_VERDICT_UNSUPPORTED)
        return NDC_VERSION_NOT_PROBED;
    if (finding_of(one, "VER-04") != NULL)
        return NDC_VERSION_TOO_NEW;
    if (finding_of(one, "MAN-01") != NULL)
        return NDC_VERSION_OTHER;
    if (one->outcome == NDC_OUTCOME_REFUSED)
        return NDC_VERSION_REFUSED;
    if (one->outcome != NDC_OUTCOME_RAN || one->verdict == NDC_VERDICT_HANG)
        return NDC_VERSION_FAILED;
    return claimed ? NDC_VERSION_AS_CLAIMED : NDC_VERSION_UNCLAIMED;
}

/* States are in order of what they are worth telling: the worst of several cases stays. */
static void
take(struct ndc_result_version *version, const struct ndc_result_case *one)
{
    enum ndc_version_state state = state_of(one, version->claimed);

    if (state <= version->state)
        return;
    version->state = (uint8_t)state;
    version->registered = one->registered;
    if (state == NDC_VERSION_TOO_NEW) /* NetDMA refused it */
        version->registered = (uint32_t)finding_of(one, "VER-04")->raw.seen;
}

static bool
probes(const struct ndc_case *one)
{
    const struct ndc_script_header *header = ndc_scenario_header(one->scenario);

    return (header->interfaces & NDC_VERSION_BIT_ANY) != 0 && header->reports == 0;
}

void
ndc_versions_gather(struct ndc_result *result, const struct ndc_case_list *list)
{
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        struct ndc_result_version *version = &result->versions[i];

        version->interface_version = ndc_version_at(i);
        version->claimed =
            (result->provider.claims & ndc_version_bit(version->interface_version)) != 0;
        for (uint32_t j = 0; j < result->case_count; j++)
            if (result->cases[j].interface_version == version->interface_version &&
                probes(&list->cases[j]))
                take(version, &result->cases[j]);
    }
}

bool
ndc_versions_agree(const struct ndc_result *result)
{
    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++)
        if (result->versions[i].state >= NDC_VERSION_OTHER)
            return false;
    return true;
}

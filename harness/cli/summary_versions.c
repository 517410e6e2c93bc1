/* SPDX-License-Identifier: Apache-2.0 */
/* The part of a summary about versions: what the manifest claims, against what was seen. */
#include <stdio.h>
#include <string.h>

#include "cli/paragraph.h"
#include "cli/summary.h"
#include "run/versions.h"

#define LIST_MAX 600

/* Behind the name of the version, whose own number is filled in where one is wanted. */
static const char *const sentences[NDC_VERSION_STATES] = {
    [NDC_VERSION_NOT_PROBED] = " not tried",
    [NDC_VERSION_AS_CLAIMED] = " as %s",
    [NDC_VERSION_REFUSED] = " not claimed and refused",
    [NDC_VERSION_UNCLAIMED] = " not claimed and served as %s",
    [NDC_VERSION_OTHER] = " claimed, but registered %s",
    [NDC_VERSION_TOO_NEW] = " asked to register %s, which is newer",
    [NDC_VERSION_FAILED] = " not served: the driver does not come up, crashes or hangs",
};

static void
append(char *text, const struct ndc_result_version *version)
{
    size_t length = strlen(text);
    char registered[16];

    snprintf(registered, sizeof registered, "%u.%u", (unsigned)(version->registered >> 16),
             (unsigned)(version->registered & 0xFFFF));
    length += (size_t)snprintf(text + length, LIST_MAX - length, "%s%s", length > 0 ? "; " : "",
                               ndc_version_name(version->interface_version));
    snprintf(text + length, LIST_MAX - length, sentences[version->state], registered);
}

void
ndc_summary_versions(const struct ndc_result *result)
{
    char words[LIST_MAX + 64] = "";
    char list[LIST_MAX] = "";
    unsigned tried = 0;

    for (unsigned i = 0; i < NDC_VERSION_COUNT; i++) {
        append(list, &result->versions[i]);
        tried += result->versions[i].state != NDC_VERSION_NOT_PROBED;
    }
    if (tried == 0)
        return;
    snprintf(words, sizeof words, "claimed versions: %s (%s)",
             ndc_versions_agree(result) ? "consistent" : "NOT consistent", list);
    ndc_paragraph("", 2, words);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scripts of the suite, and which of them make the cases of a run.
 *
 *  - A script is a file *.scn below the folder of scripts; its id is its path there without the
 *    suffix. Scripts are in order of their ids.
 *  - A selection names patterns to take, patterns to leave out, and one clause or group.
 *  - A case is a script at a version (claimed by the provider and wanted by the script) in one
 *    variation; cases are in order of script, version, machine, variation.
 *  - The natural machine of 1.x has an interrupt line, that of 2.x messages. A script that leaves
 * the choice open makes cases of the other one too, as ndc_scenario_heeds_machine() says.
 */
#ifndef NDC_RUN_SUITE_H
#define NDC_RUN_SUITE_H

#include <stdbool.h>

#include "base/error.h"
#include "run/run.h"
#include "scenario/scenario.h"

#define NDC_SUITE_ID_MAX 96

struct ndc_suite_script {
    char id[NDC_SUITE_ID_MAX];
    char file[512]; /* as it is opened; relative to the folder of the suite when it is below */
    struct ndc_scenario *scenario;
    bool selected;
};

struct ndc_suite {
    char folder[512];
    struct ndc_suite_script *scripts;
    unsigned count;
    unsigned room;
};

struct ndc_selection {
    const char *const *take; /* patterns of ids ("append/" and a star), or paths of *.scn files */
    unsigned take_count;     /* 0: all */
    const char *const *leave;
    unsigned leave_count;
    const char *rule; /* a clause ("RESET-04") or group ("RESET"), or NULL */
};

struct ndc_case_list {
    struct ndc_case *cases;
    const struct ndc_suite_script **scripts; /* of each case */
    uint32_t count;
    unsigned inapplicable; /* selected scripts that share no version with the provider */
};

/* The folder of scripts: the environment's NDC_CONFORMANCE, else the one of the source tree. */
const char *ndc_suite_folder(void);

/* Loads every script below the folder. The first bad one ends it with its error. */
NDC_MUST_CHECK int ndc_suite_load(struct ndc_suite *suite, const char *folder,
                                  struct ndc_error *error);

/* Marks what is selected. A pattern that fits nothing, to take or to leave, is an error; a path
 * outside is loaded. */
NDC_MUST_CHECK int ndc_suite_select(struct ndc_suite *suite, const struct ndc_selection *selection,
                                    struct ndc_error *error);

/* Whether a pattern, folder or path names the script. */
bool ndc_suite_fits(const struct ndc_suite_script *script, const char *pattern);

/* Versions as a set: those a provider claims, and those that are asked for. */
struct ndc_version_sets {
    uint8_t claims;
    uint8_t asked;
};

/* The cases of the selected scripts: asked for, and claimed unless the script says `any`. */
NDC_MUST_CHECK int ndc_suite_cases(const struct ndc_suite *suite, struct ndc_version_sets sets,
                                   struct ndc_case_list *list, struct ndc_error *error);

void ndc_case_list_release(struct ndc_case_list *list);
void ndc_suite_release(struct ndc_suite *suite);

/*
 * What tells a case from the others of its script and version: the word of its vary line, and
 * "line" or "msix" when it is not run on the natural machine of the version: "swap", "msix",
 * "swap,msix", "".
 */
#define NDC_CASE_VARIATION_ROOM 32
void ndc_case_variation(const struct ndc_case *one, char text[NDC_CASE_VARIATION_ROOM]);
/* The latter alone, or empty. */
const char *ndc_case_machine(const struct ndc_case *one);

/* "append/start-then-append@2.0", with a variation "isr/late[swap]@1.0". */
void ndc_case_name(const char *id, const char *variation, uint32_t version, char *name,
                   size_t room);

#endif

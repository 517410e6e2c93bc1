/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/outputs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/say.h"
#include "cli/store.h"
#include "run/out.h"

#define PATH_ROOM 4096

static int
check_file(const char *file, struct ndc_outputs *outputs, struct ndc_error *error)
{
    if (file == NULL)
        return 0;
    if (ndc_out_is_standard(file)) {
        if (outputs->silent)
            return ndc_error_set(error, "only one thing can go to the standard output");
        outputs->silent = true;
        return 0;
    }
    return ndc_out_check(file, error);
}

/* The folder is made when the first file goes into it. */
static int
check_folder(const char *folder, struct ndc_error *error)
{
    char file[PATH_ROOM];

    if (folder == NULL)
        return 0;
    if (snprintf(file, sizeof file, "%s/a", folder) >= (int)sizeof file)
        return ndc_error_set(error, "the path of the folder for traces is too long");
    if (ndc_out_check(file, error) == 0)
        return 0;
    snprintf(error->file, sizeof error->file, "%.255s", folder);
    return -1;
}

static int
check(struct ndc_outputs *outputs, struct ndc_error *error)
{
    if (outputs->json && outputs->ktap)
        return ndc_error_set(error, "--json and --ktap cannot both be printed");
    outputs->silent = outputs->json || outputs->ktap;
    NDC_TRY(check_file(outputs->result, outputs, error));
    NDC_TRY(check_file(outputs->junit, outputs, error));
    NDC_TRY(check_file(outputs->trace, outputs, error));
    return check_folder(outputs->traces, error);
}

int
ndc_outputs_check(struct ndc_outputs *outputs)
{
    struct ndc_error error = {0};

    return check(outputs, &error) == 0 ? NDC_EXIT_EXPECTED : ndc_say_error(&error);
}

/* ---- writing ---- */

static bool
is_file(const char *name)
{
    struct stat there;

    return stat(name, &there) == 0 && S_ISREG(there.st_mode);
}

static const char *
standard_or(const char *file)
{
    return ndc_out_is_standard(file) ? "-" : file;
}

/* Beside a device or a pipe nothing is stored. */
static int
write_result(const struct ndc_outputs *outputs, const struct ndc_trial *trial,
             const struct ndc_result *result, const uint32_t *first, struct ndc_error *error)
{
    char folder[PATH_ROOM];

    NDC_TRY(ndc_result_write(result, standard_or(outputs->result), error));
    if (!is_file(outputs->result) || ndc_out_is_standard(outputs->result))
        return 0;
    ndc_store_folder(outputs->result, folder, sizeof folder);
    return ndc_store_trial(trial, first, false, folder, error);
}

static int
write_trace(const struct ndc_trial *trial, const char *file, struct ndc_error *error)
{
    if (trial->list.count != 1)
        return ndc_error_set(error,
                             "--trace needs exactly one case, and %u were selected; name one as "
                             "in 'isr/merged@2.0', or use --keep-traces DIR",
                             (unsigned)trial->list.count);
    return ndc_store_case(trial, 0, standard_or(file), error);
}

/* Says what went wrong and forgets it, so that what comes next has its own try. */
static int
settle(int outcome, struct ndc_error *error)
{
    int exit = outcome == 0 ? NDC_EXIT_EXPECTED : ndc_say_error(error);

    (void)ndc_error_clear(error);
    return exit;
}

int
ndc_outputs_write(const struct ndc_outputs *outputs, const struct ndc_trial *trial,
                  const struct ndc_result *result, const uint32_t *first)
{
    struct ndc_error error = {0};
    int exit = NDC_EXIT_EXPECTED;

    if (outputs->result != NULL)
        exit |= settle(write_result(outputs, trial, result, first, &error), &error);
    if (outputs->trace != NULL)
        exit |= settle(write_trace(trial, outputs->trace, &error), &error);
    if (outputs->traces != NULL)
        exit |= settle(ndc_store_trial(trial, first, true, outputs->traces, &error), &error);
    if (outputs->junit != NULL)
        exit |= settle(ndc_result_write_junit(result, standard_or(outputs->junit), &error), &error);
    if (outputs->json)
        exit |= settle(ndc_result_write(result, "-", &error), &error);
    if (outputs->ktap)
        exit |= settle(ndc_result_write_ktap(result, "-", &error), &error);
    return exit;
}

/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "cli/trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/check.h"
#include "cli/choice.h"
#include "cli/say.h"
#include "run/names.h"
#include "run/provider.h"
#include "run/readings.h"
#include "run/sets.h"

static int
select_cases(struct ndc_trial *trial, const struct ndc_trial_wish *wish,
             struct ndc_choices *choices, struct ndc_error *error)
{
    const struct ndc_selection selection = {
        .take = (const char *const *)wish->words,
        .take_count = (unsigned)wish->word_count,
        .leave = wish->leave.words,
        .leave_count = wish->leave.count,
        .rule = wish->rule,
    };
    struct ndc_version_sets sets = {trial->provider.claims, NDC_VERSION_BITS};

    if (wish->interface != NULL) {
        uint8_t bit = ndc_version_bit(ndc_version_read(wish->interface));

        if (bit == 0)
            return ndc_error_set(error,
                                 "'%s' is no interface version; there are 1.0, 1.1, 2.0, 2.1",
                                 wish->interface);
        sets.asked = bit;
    }
    NDC_TRY(ndc_choices_read(choices, wish->words, wish->word_count, error));
    NDC_TRY(ndc_suite_load(&trial->suite, ndc_suite_folder(), error));
    NDC_TRY(ndc_suite_select(&trial->suite, &selection, error));
    NDC_TRY(ndc_suite_cases(&trial->suite, sets, &trial->list, error));
    return choices->narrow ? ndc_choices_narrow(&trial->list, choices, error) : 0;
}

static int
make_cases(struct ndc_trial *trial, const struct ndc_trial_wish *wish, struct ndc_error *error)
{
    struct ndc_choices choices = {.list =
                                      calloc((size_t)wish->word_count + 1, sizeof *choices.list)};
    int outcome;

    ndc_check(choices.list != NULL);
    outcome = select_cases(trial, wish, &choices, error);
    free(choices.list);
    return outcome;
}

struct progress {
    const char *provider;
    uint32_t count;
    uint32_t done;
    uint32_t failed;
};

static bool
show_progress(void *context, uint32_t index, const struct ndc_case_result *result)
{
    struct progress *progress = context;

    (void)index;
    progress->done++;
    if (ndc_verdict_failed(result->verdict))
        progress->failed++;
    if (progress->done % 16 == 0 || progress->done == progress->count)
        ndc_progress("%s: %u of %u cases, %u failed", progress->provider, (unsigned)progress->done,
                     (unsigned)progress->count, (unsigned)progress->failed);
    return true;
}

static double
wall_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static unsigned
jobs_wanted(const struct ndc_trial_wish *wish, uint32_t cases)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned jobs = wish->jobs != 0 ? wish->jobs : processors > 0 ? (unsigned)processors : 1;

    if (jobs > NDC_JOBS_MAX)
        jobs = NDC_JOBS_MAX;
    return jobs < cases ? jobs : cases > 0 ? (unsigned)cases : 1;
}

static int
run_cases(struct ndc_trial *trial, const struct ndc_trial_wish *wish, struct ndc_error *error)
{
    struct progress progress = {.provider = trial->provider.name, .count = trial->list.count};
    const struct ndc_session_config config = {
        .provider = &trial->provider,
        .jobs = jobs_wanted(wish, trial->list.count),
        .twice = wish->twice,
        .keep_traces = wish->keep_traces,
        .progress = show_progress,
        .context = &progress,
    };
    double begin = wall_seconds();
    int result;

    trial->jobs = config.jobs;
    trial->results = calloc(trial->list.count + 1, sizeof *trial->results);
    ndc_check(trial->results != NULL);
    result = ndc_session_run(&config, trial->list.cases, trial->list.count, trial->results, error);
    if (result == 0)
        ndc_readings_settle(trial->list.cases, trial->results, trial->list.count);
    trial->seconds = wall_seconds() - begin;
    ndc_progress_end();
    return result;
}

static void
count_verdicts(struct ndc_trial *trial)
{
    for (uint32_t i = 0; i < trial->list.count; i++)
        trial->counts[trial->results[i].verdict]++;
    trial->interrupted = trial->counts[NDC_VERDICT_NOT_RUN] > 0;
}

int
ndc_trial_run(struct ndc_trial *trial, const struct ndc_trial_wish *wish, struct ndc_error *error)
{
    memset(trial, 0, sizeof *trial);
    NDC_TRY(ndc_judging_read(wish->judge, error));
    NDC_TRY(ndc_provider_find(&trial->provider, wish->provider, error));
    NDC_TRY(make_cases(trial, wish, error));
    if (trial->list.count > 0)
        NDC_TRY(run_cases(trial, wish, error));
    count_verdicts(trial);
    return 0;
}

void
ndc_trial_release(struct ndc_trial *trial)
{
    if (trial->results != NULL)
        ndc_session_release(trial->results, trial->list.count);
    free(trial->results);
    ndc_case_list_release(&trial->list);
    ndc_suite_release(&trial->suite);
}

void
ndc_trial_case_name(const struct ndc_trial *trial, uint32_t index, char *name, size_t room)
{
    const struct ndc_case *one = &trial->list.cases[index];
    char variation[NDC_CASE_VARIATION_ROOM];

    ndc_case_variation(one, variation);
    ndc_case_name(trial->list.scripts[index]->id, variation, one->interface_version, name, room);
}

bool
ndc_trial_is_hardening(const struct ndc_trial *trial, uint32_t index)
{
    return ndc_scenario_header(trial->list.cases[index].scenario)->class == NDC_CLASS_HARDENING;
}

bool
ndc_verdict_failed(unsigned verdict)
{
    return verdict <= NDC_VERDICT_HARNESS;
}

/* A path below the folder the person is in is shown from there. */
static const char *
shown_path(const char *file)
{
    char here[4096];
    size_t length;

    if (getcwd(here, sizeof here) == NULL)
        return file;
    length = strlen(here);
    return strncmp(file, here, length) == 0 && file[length] == '/' ? file + length + 1 : file;
}

void
ndc_trial_picture(const struct ndc_trial *trial, uint32_t index, struct ndc_trial_picture *holder)
{
    const struct ndc_case *one = &trial->list.cases[index];
    const struct ndc_suite_script *script = trial->list.scripts[index];

    memset(holder, 0, sizeof *holder);
    ndc_name_table_take(&holder->names, one->scenario);
    ndc_trial_case_name(trial, index, holder->id, sizeof holder->id);
    snprintf(holder->again, sizeof holder->again, "ndc run '%s' --provider %s", holder->id,
             trial->provider.name);
    holder->picture = (struct ndc_picture){
        .id = holder->id,
        .provider = trial->provider.name,
        .release = trial->provider.version,
        .script = shown_path(script->file),
        .again = holder->again,
        .code = trial->results[index].code,
        .same = "",
        .quote = "",
        .names = &holder->names,
        .result = &trial->results[index],
        .scenario = one->scenario,
    };
}

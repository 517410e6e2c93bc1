/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "cli/bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/check.h"
#include "wdk/ntdef.h"
#include "cli/picture.h"
#include "run/run.h"

#define WINDOW_BYTES (1u << 20)
#define MEMORY_BYTES (64u << 20)
#define EVENTS_MAX (1u << 17)

#define UNSUCCESSFUL 0xC0000001u

typedef uint32_t(NTAPI *entry_routine)(void *driver, void *path);

/* DriverEntry has no context: these two belong to the one stand of the process. */
static entry_routine true_entry;
static bool refusing;

static uint32_t NTAPI
entry(void *driver, void *path)
{
    return refusing ? UNSUCCESSFUL : true_entry(driver, path);
}

void
ndc_stand_refuse(bool refuse)
{
    refusing = refuse;
}

static void
leave(void *context)
{
    struct ndc_stand *stand = context;

    longjmp(stand->leave, 1);
}

static void
make_world(struct ndc_stand *stand)
{
    const struct ndc_world_config config = {
        .memory_bytes = MEMORY_BYTES,
        .events_max = EVENTS_MAX,
        .host = {.escape = leave,
                 .context = stand,
                 .bar_window = stand->window,
                 .bar_window_bytes = WINDOW_BYTES},
        .driver_entry = (ndc_driver_entry *)entry,
        .restore_image = ndc_image_restore,
        .image = &stand->image,
    };
    size_t bytes = ndc_world_size(&config);

    stand->storage = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ndc_check(stand->storage != MAP_FAILED);
    stand->world = ndc_world_make(stand->storage, &config);
    stand->target = ndc_world_target(stand->world);
    stand->trace = ndc_world_trace(stand->world);
}

int
ndc_stand_open(struct ndc_stand *stand, const char *object, struct ndc_error *error)
{
    memset(stand, 0, sizeof *stand);
    NDC_TRY(ndc_image_load(&stand->image, object, error));
    true_entry = (entry_routine)stand->image.entry;
    stand->window = mmap(NULL, WINDOW_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ndc_check(stand->window != MAP_FAILED);
    make_world(stand);
    return 0;
}

void
ndc_stand_close(struct ndc_stand *stand)
{
    munmap(stand->window, WINDOW_BYTES);
}

int
ndc_bench_judge(struct ndc_stand *stand, struct ndc_error *error)
{
    static const struct ndc_name_table names;
    static struct ndc_case_result result;
    const struct ndc_finding *finding;
    struct ndc_setting setting = {stand->trace->events, stand->trace->count, &names};
    struct ndc_sentences sentences = {.breach = "no sentence says why"};

    const struct ndc_terms terms = {.class = NDC_CLASS_MUST, .promises = true};

    memset(&result, 0, sizeof result);
    ndc_judge(stand->trace->events, stand->trace->count, &terms, &result);
    if (result.verdict == NDC_VERDICT_PASS || result.verdict == NDC_VERDICT_WARN)
        return 0;
    finding = ndc_picture_finding(&result);
    if (finding != NULL)
        ndc_sentences_make(finding, &setting, &sentences);
    return ndc_error_set(error, "the measured case ends as %s instead of PASS: %s %s",
                         ndc_verdict_names[result.verdict],
                         finding != NULL ? ndc_picture_rule(finding) : "", sentences.breach);
}

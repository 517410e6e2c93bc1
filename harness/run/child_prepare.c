/* SPDX-License-Identifier: Apache-2.0 */
/* What a child needs before its first case: a quiet process, the provider, a world. */
#define _GNU_SOURCE
#include "run/child_state.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/check.h"

#define WINDOW_BYTES (1u << 20)
#define PAGE 4096u

/* There in builds that count coverage: a child leaves without the end of a program. */
extern void __gcov_dump(void) __attribute__((weak));

/* The child of this process, for the handler of broken checks. */
static struct ndc_child *the_child;

void
ndc_child_set_phase(struct ndc_child *child, enum ndc_desk_phase phase)
{
    atomic_store_explicit(&child->desk->phase, phase, memory_order_release);
}

_Noreturn void
ndc_child_leave(struct ndc_child *child, enum ndc_desk_phase phase)
{
    ndc_child_set_phase(child, phase);
    ndc_board_ring(child->desk->board);
    if (__gcov_dump != NULL)
        __gcov_dump();
    _exit(0);
}

/* ---- the surroundings of the simulation ---- */

static struct ndc_world_config
world_config(struct ndc_event *events)
{
    return (struct ndc_world_config){
        .memory_bytes = NDC_DESK_MEMORY_BYTES,
        .events_max = NDC_DESK_EVENTS_MAX,
        .events = events,
        .host = {.bar_window_bytes = WINDOW_BYTES - PAGE},
    };
}

static size_t
events_bytes(void)
{
    size_t bytes = NDC_DESK_EVENTS_MAX * sizeof(struct ndc_event);

    return (bytes + PAGE - 1) & ~(size_t)(PAGE - 1);
}

struct ndc_event *
ndc_child_events(void *storage)
{
    return storage;
}

size_t
ndc_child_storage_bytes(void)
{
    static struct ndc_event somewhere[1];
    struct ndc_world_config config = world_config(somewhere);

    return events_bytes() + ndc_world_size(&config);
}

static void
escape(void *context)
{
    struct ndc_child *child = context;

    if (child->locating != NDC_CULPRIT_NONE)
        ndc_child_locate_here(child);
    siglongjmp(child->leave, 1);
}

/* The window: a page that fences off the memory before it, then the place of the registers. */
static void
on_window(void *context, uint64_t offset)
{
    bool fence = offset < PAGE;
    struct ndc_child *child = context;

    child->tainted = true;
    if (atomic_load(&child->desk->phase) != NDC_PHASE_EXEC)
        return;
    ndc_kernel_misuse(ndc_kernel_current,
                      fence ? NDC_MISUSE_NETDMA_BEYOND : NDC_MISUSE_BAR_DEREFERENCE,
                      fence ? offset : offset - PAGE, 0);
    siglongjmp(child->leave, 1);
}

static void
on_failed_check(const char *words, const char *file, int line)
{
    struct ndc_child *child = the_child;
    const char *name = strrchr(file, '/');

    snprintf(child->desk->words, sizeof child->desk->words, "%s does not hold (%s:%d)", words,
             name != NULL ? name + 1 : file, line);
    ndc_child_leave(child, NDC_PHASE_CHECK);
}

/* ---- preparing ---- */

static void
prepare_process(struct ndc_child *child)
{
    struct rlimit none = {0, 0};
    int nowhere = open("/dev/null", O_RDONLY | O_CLOEXEC);

    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != (pid_t)child->config->parent)
        _exit(0);
    setrlimit(RLIMIT_CORE, &none);
    if (nowhere >= 0)
        dup2(nowhere, STDIN_FILENO);
    dup2(child->config->output, STDOUT_FILENO);
    dup2(child->config->output, STDERR_FILENO);
    ndc_check_set_handler(on_failed_check);
}

/* A page of memory, and behind it the window. Returns the window. */
static uint8_t *
make_window(void)
{
    uint8_t *page = mmap(NULL, PAGE + WINDOW_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    ndc_check(page != MAP_FAILED);
    ndc_check(mprotect(page, PAGE, PROT_READ | PROT_WRITE) == 0);
    return page + PAGE;
}

/*
 * Every child has its computer at the same place, so that even an address which a wrong provider
 * hands to its engine instead of a physical one is the same in every run.
 */
static uint8_t *
at_fixed_place(void *storage)
{
    void *const place = (void *)(uintptr_t)0x300000000000u; /* far from heap, stacks and images */
    size_t bytes = ndc_child_storage_bytes();
    void *at = mremap(storage, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED, place);

    return at == MAP_FAILED ? storage : at;
}

static void
load_provider(struct ndc_child *child)
{
    struct ndc_error error = {.text = ""};

    if (ndc_image_load(&child->image, child->config->provider->object, &error) == 0)
        return;
    snprintf(child->desk->words, sizeof child->desk->words, "%.*s",
             (int)sizeof child->desk->words - 1, error.text);
    ndc_child_leave(child, NDC_PHASE_REFUSED);
}

static void
make_world(struct ndc_child *child)
{
    uint8_t *storage = at_fixed_place(child->config->storage);
    struct ndc_world_config config = world_config(ndc_child_events(storage));

    config.host.escape = escape;
    config.host.context = child;
    config.host.fenced = child->guard.window - PAGE;
    config.host.fenced_bytes = PAGE;
    config.host.bar_window = child->guard.window + PAGE;
    config.driver_entry = child->image.entry;
    config.imports = child->image.imports;
    config.restore_image = ndc_image_restore;
    config.image = &child->image;
    child->world = ndc_world_make(storage + events_bytes(), &config);
    child->target = ndc_world_target(child->world);
    child->trace = ndc_world_trace(child->world);
    child->desk->trace_at = (size_t)((uint8_t *)child->trace - storage);
}

void
ndc_child_prepare(struct ndc_child *child)
{
    the_child = child;
    child->nonce = child->desk->nonce;
    child->desk->nonce = 0;
    prepare_process(child);
    child->guard = (struct ndc_guard){
        .desk = child->desk,
        .image = &child->image,
        .window = make_window(),
        .window_bytes = WINDOW_BYTES,
        .on_window = on_window,
        .context = child,
    };
    ndc_guard_install(&child->guard);
    load_provider(child);
    make_world(child);
}

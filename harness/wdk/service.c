/* SPDX-License-Identifier: Apache-2.0 */
/* The entrance of every kernel service, misuse, limits and bug checks. */
#include "wdk/internal.h"

static const struct {
    const char *name;
    uint8_t lowest, highest;
} services[NDC_SERVICES] = {
    [NDC_SERVICE_NONE] = {"", 0, HIGH_LEVEL},
#define NDC_SERVICE(name, lowest, highest) [NDC_SERVICE_##name] = {#name, lowest, highest},
#include "wdk/services.def"
#undef NDC_SERVICE
};

static const struct {
    const char *name, *about;
} misuses[NDC_MISUSES] = {
    [NDC_MISUSE_NONE] = {"", ""},
#define NDC_MISUSE(identifier, name, about) [NDC_MISUSE_##identifier] = {name, about},
#include "wdk/misuse.def"
#undef NDC_MISUSE
};

/* Of one kind, in one script: enough to show it, too few to fill the trace. */
#define MISUSE_TOLD_MAX 64

const char *
ndc_service_name(unsigned service)
{
    return service < NDC_SERVICES ? services[service].name : "";
}

const char *
ndc_misuse_name(unsigned kind)
{
    return kind < NDC_MISUSES ? misuses[kind].name : "";
}

const char *
ndc_misuse_about(unsigned kind)
{
    return kind < NDC_MISUSES ? misuses[kind].about : "";
}

void
ndc_kernel_misuse(struct ndc_kernel *kernel, enum ndc_misuse kind, uint64_t detail, uint64_t more)
{
    if (kernel->run.misuse_told[kind] == MISUSE_TOLD_MAX)
        return;
    kernel->run.misuse_told[kind]++;
    ndc_trace_add(kernel->trace, NDC_EVENT_MISUSE, NDC_CHANNEL_NONE, kind, detail, more, 0);
}

static _Noreturn void
leave_script(struct ndc_kernel *kernel)
{
    kernel->host.escape(kernel->host.context);
    ndc_check_failed("the escape of the host came back", __FILE__, __LINE__);
}

void
ndc_kernel_limit(struct ndc_kernel *kernel, enum ndc_limit which, uint64_t count, uint64_t offset)
{
    ndc_trace_add(kernel->trace, NDC_EVENT_LIMIT, NDC_CHANNEL_NONE, which, count, offset, 0);
    leave_script(kernel);
}

void
ndc_wdk_bug_check(struct ndc_kernel *kernel, uint32_t code, uint64_t parameter)
{
    ndc_kernel_misuse(kernel, NDC_MISUSE_BUG_CHECK, code, parameter);
    leave_script(kernel);
}

static void
call_hook(struct ndc_kernel *kernel)
{
    kernel->run.in_hook = true;
    kernel->on_point(kernel->point_context, kernel->run.points);
    kernel->run.in_hook = false;
    /* An interrupt taken here may have queued DPCs: on a real CPU they run before the code goes on.
     */
    ndc_wdk_irql_fell(kernel);
}

void
ndc_kernel_point(struct ndc_kernel *kernel)
{
    kernel->run.points++;
    if (__builtin_expect(kernel->run.points > kernel->run.points_max, 0))
        ndc_kernel_limit(kernel, NDC_LIMIT_ACCESSES, kernel->run.points, kernel->run.last_offset);
    if (kernel->on_point != NULL && !kernel->run.in_hook)
        call_hook(kernel);
}

static void
wrong_irql(struct ndc_kernel *kernel, enum ndc_misuse kind, uint8_t wanted)
{
    ndc_kernel_misuse(kernel, kind, kernel->run.irql | (uint64_t)wanted << 8, kernel->run.service);
}

struct ndc_kernel *
ndc_wdk_enter(enum ndc_service service)
{
    struct ndc_kernel *kernel = ndc_kernel_current;

    ndc_kernel_point(kernel);
    kernel->run.service = (uint16_t)service;
    if (__builtin_expect(kernel->run.irql > services[service].highest, 0))
        wrong_irql(kernel, NDC_MISUSE_IRQL_TOO_HIGH, services[service].highest);
    if (__builtin_expect(kernel->run.irql < services[service].lowest, 0))
        wrong_irql(kernel, NDC_MISUSE_IRQL_TOO_LOW, services[service].lowest);
    return kernel;
}

void
ndc_wdk_need_irql(struct ndc_kernel *kernel, uint8_t highest)
{
    if (kernel->run.irql > highest)
        wrong_irql(kernel, NDC_MISUSE_IRQL_TOO_HIGH, highest);
}

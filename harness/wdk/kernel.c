/* SPDX-License-Identifier: Apache-2.0 */
#include "wdk/kernel.h"

#include <string.h>

#include "wdk/internal.h"

struct ndc_kernel *ndc_kernel_current;

size_t
ndc_kernel_size(void)
{
    return sizeof(struct ndc_kernel);
}

void
ndc_kernel_init(struct ndc_kernel *kernel, struct ndc_memory *memory, struct ndc_faults *faults,
                struct ndc_trace *trace, const struct ndc_device *device,
                const struct ndc_host *host)
{
    memset(kernel, 0, sizeof *kernel);
    kernel->memory = memory;
    kernel->faults = faults;
    kernel->trace = trace;
    kernel->nodes[0].device = *device;
    kernel->node = &kernel->nodes[0];
    kernel->host = *host;
    ndc_check(host->escape != NULL);
    ndc_check(host->bar_window_bytes >= device->bar_bytes);
}

static void
reset_driver(struct ndc_kernel *kernel)
{
    memset(&kernel->driver, 0, sizeof kernel->driver);
    memset(&kernel->driver_extension, 0, sizeof kernel->driver_extension);
    kernel->driver.Type = 4;
    kernel->driver.Size = sizeof(DRIVER_OBJECT);
    kernel->driver.DriverExtension = &kernel->driver_extension;
    kernel->driver_extension.DriverObject = &kernel->driver;
}

void
ndc_kernel_reset(struct ndc_kernel *kernel, const struct ndc_kernel_config *config)
{
    ndc_check(config->cpus >= 1 && config->cpus <= 128);
    ndc_check(config->messages <= NDC_WDK_MESSAGES_MAX && (config->messages >= 1 || !config->msix));
    ndc_wdk_objects_reset(kernel);
    for (uint32_t i = 0; i < kernel->run.irp_count; i++)
        kernel->irps[i].in_use = false;
    memset(&kernel->run, 0, sizeof kernel->run);
    kernel->routine_count = 0;
    kernel->config = *config;
    if (config->devices == 0)
        kernel->config.devices = 1;
    ndc_check(kernel->config.devices <= NDC_DEVICES_MAX);
    ndc_wdk_nodes_reset(kernel);
    kernel->run.irp_minor = 0xFF;
    kernel->run.points_max = (1u << 20) + 16u * (config->accesses_max & 0xFFFFFFu);
    reset_driver(kernel);
    ndc_wdk_bus_init(kernel);
    ndc_kernel_set_cpu(kernel, 0);
    ndc_wdk_set_irql(kernel, PASSIVE_LEVEL);
    ndc_kernel_current = kernel;
}

void
ndc_kernel_on_point(struct ndc_kernel *kernel, void (*hook)(void *context, uint32_t point),
                    void *context)
{
    kernel->on_point = hook;
    kernel->point_context = context;
}

void
ndc_kernel_on_idle(struct ndc_kernel *kernel, bool (*idle)(void *context), void *context)
{
    kernel->on_idle = idle;
    kernel->idle_context = context;
}

void
ndc_kernel_offer_routine(struct ndc_kernel *kernel, const char *name, void *routine)
{
    for (uint32_t i = 0; i < kernel->routine_count; i++)
        if (strcmp(kernel->routines[i].name, name) == 0) {
            kernel->routines[i].routine = routine;
            return;
        }
    ndc_check(kernel->routine_count < NDC_WDK_ROUTINES_MAX);
    kernel->routines[kernel->routine_count].name = name;
    kernel->routines[kernel->routine_count++].routine = routine;
}

void
ndc_kernel_set_cpu(struct ndc_kernel *kernel, uint8_t cpu)
{
    ndc_check(cpu < kernel->config.cpus);
    kernel->run.cpu = cpu;
    kernel->trace->cpu = cpu;
}

void *
ndc_kernel_fenced(struct ndc_kernel *kernel, uint32_t bytes)
{
    const struct ndc_host *host = &kernel->host;

    return bytes > host->fenced_bytes ? NULL : host->fenced + (host->fenced_bytes - bytes);
}

void *
ndc_kernel_pdo(const struct ndc_kernel *kernel)
{
    return (void *)(uintptr_t)&kernel->node->pdo;
}

bool
ndc_kernel_in_add_device(const struct ndc_kernel *kernel)
{
    return kernel->node->in_add_device;
}

unsigned
ndc_kernel_irp_minor(const struct ndc_kernel *kernel)
{
    return kernel->run.irp_minor;
}

struct ndc_kernel_figures
ndc_kernel_figures(const struct ndc_kernel *kernel)
{
    return (struct ndc_kernel_figures){.accesses = kernel->run.accesses,
                                       .points = kernel->run.points};
}

unsigned
ndc_kernel_run_queued(struct ndc_kernel *kernel)
{
    if (kernel->run.irql >= DISPATCH_LEVEL || kernel->run.in_dpc)
        return 0;
    if (kernel->run.timer_count + kernel->run.dpc_count + kernel->run.work_count == 0)
        return 0; /* most ticks */
    return ndc_wdk_timers_run(kernel) + ndc_wdk_dpcs_run(kernel, NDC_WDK_ANY_CPU) +
           ndc_wdk_work_run(kernel);
}

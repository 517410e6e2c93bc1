/* SPDX-License-Identifier: Apache-2.0 */
/* The PnP manager: loads the driver, adds, starts, stops and removes its device, unloads it. */
#include "wdk/internal.h"

enum { ROUTINE_DRIVER_ENTRY, ROUTINE_ADD_DEVICE, ROUTINE_UNLOAD };

static void
entry_event(struct ndc_kernel *kernel, unsigned routine)
{
    ndc_trace_add(kernel->trace, NDC_EVENT_ENTRY, NDC_CHANNEL_NONE, routine,
                  routine == ROUTINE_DRIVER_ENTRY ? kernel->config.imports : 0, 0, 0);
}

static void
entry_done_event(struct ndc_kernel *kernel, unsigned routine, NTSTATUS status, uint64_t shape)
{
    ndc_trace_add(kernel->trace, NDC_EVENT_ENTRY_DONE, NDC_CHANNEL_NONE, routine, (uint32_t)status,
                  shape, 0);
}

static bool
dispatches(const DRIVER_OBJECT *driver, unsigned major)
{
    PDRIVER_DISPATCH unset =
        driver->MajorFunction[1]; /* IRP_MJ_CREATE_NAMED_PIPE: nobody sets it */

    return driver->MajorFunction[major] != NULL && driver->MajorFunction[major] != unset;
}

static bool
has_hole(const DRIVER_OBJECT *driver)
{
    for (unsigned major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++)
        if (driver->MajorFunction[major] == NULL)
            return true;
    return false;
}

static uint64_t
driver_shape(const struct ndc_kernel *kernel)
{
    const DRIVER_OBJECT *driver = &kernel->driver;

    return (driver->DriverExtension->AddDevice != NULL ? 1u : 0u) |
           (driver->DriverUnload != NULL ? 2u : 0u) | (dispatches(driver, IRP_MJ_PNP) ? 4u : 0u) |
           (dispatches(driver, IRP_MJ_POWER) ? 8u : 0u) | (has_hole(driver) ? 16u : 0u);
}

uint32_t
ndc_kernel_load(struct ndc_kernel *kernel, ndc_driver_entry *entry)
{
    static WCHAR path[] = u"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\provider";
    UNICODE_STRING registry = {sizeof path - sizeof(WCHAR), sizeof path, path};
    struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, PASSIVE_LEVEL);

    ndc_kernel_current = kernel;
    kernel->run.in_driver_entry = true;
    entry_event(kernel, ROUTINE_DRIVER_ENTRY);
    NTSTATUS status = ((PDRIVER_INITIALIZE)entry)(&kernel->driver, &registry);
    kernel->run.in_driver_entry = false;
    ndc_kernel_leave(kernel, frame);
    entry_done_event(kernel, ROUTINE_DRIVER_ENTRY, status, driver_shape(kernel));
    return (uint32_t)status;
}

/* Every device object must be ready when AddDevice returns. */
static void
check_initialized(struct ndc_kernel *kernel)
{
    const DEVICE_OBJECT *device = kernel->node->pdo.AttachedDevice;

    for (unsigned i = 0; i < NDC_WDK_STACK_MAX && device != NULL; i++) {
        if (device->Flags & DO_DEVICE_INITIALIZING)
            ndc_kernel_misuse(kernel, NDC_MISUSE_DEVICE_STILL_INITIALIZING, i, 0);
        device = device->AttachedDevice;
    }
}

uint32_t
ndc_kernel_add_device(struct ndc_kernel *kernel)
{
    PDRIVER_ADD_DEVICE add = kernel->driver.DriverExtension->AddDevice;

    if (add == NULL)
        return (uint32_t)STATUS_NOT_IMPLEMENTED;
    struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, PASSIVE_LEVEL);
    kernel->node->in_add_device = true;
    kernel->node->state = NDC_WDK_ADDED;
    kernel->node->gone = false;
    entry_event(kernel, ROUTINE_ADD_DEVICE);
    NTSTATUS status = add(&kernel->driver, &kernel->node->pdo);
    kernel->node->in_add_device = false;
    ndc_kernel_leave(kernel, frame);
    if (NT_SUCCESS(status))
        check_initialized(kernel);
    entry_done_event(kernel, ROUTINE_ADD_DEVICE, status, ndc_wdk_devices_attached(kernel));
    return (uint32_t)status;
}

static NTSTATUS
simple(struct ndc_kernel *kernel, UCHAR minor)
{
    return ndc_wdk_irp_send(kernel, ndc_wdk_irp_make(kernel, IRP_MJ_PNP, minor));
}

uint32_t
ndc_kernel_filter_resources(struct ndc_kernel *kernel)
{
    PIO_RESOURCE_REQUIREMENTS_LIST made = ndc_wdk_requirements_make(kernel);
    PIO_RESOURCE_REQUIREMENTS_LIST list = made;
    struct ndc_wdk_irp *record =
        ndc_wdk_irp_make(kernel, IRP_MJ_PNP, IRP_MN_FILTER_RESOURCE_REQUIREMENTS);
    PIO_STACK_LOCATION stack = IoGetNextIrpStackLocation(&record->irp);

    stack->Parameters.FilterResourceRequirements.IoResourceRequirementList = made;
    record->irp.IoStatus.Information = (ULONG_PTR)made;
    NTSTATUS status = ndc_wdk_irp_send(kernel, record);
    if (NT_SUCCESS(status) && record->irp.IoStatus.Information != 0)
        list = (PIO_RESOURCE_REQUIREMENTS_LIST)record->irp.IoStatus.Information;
    const struct ndc_wdk_allocation *answer = ndc_wdk_allocation(kernel, list);
    if (answer == NULL || answer->bytes < sizeof *list) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_FOREIGN_FREE, 0, 0);
        return (uint32_t)status;
    }
    ndc_wdk_requirements_compare(kernel, list, answer->bytes);
    ndc_wdk_requirements_take(kernel, list, answer->bytes);
    /* A driver that answers with a list of its own frees ours; its own goes to the PnP manager. */
    if (list != made && ndc_wdk_allocation(kernel, made) != NULL)
        ndc_kernel_misuse(kernel, NDC_MISUSE_LEAK_POOL, 0x20706E50, 0);
    ndc_wdk_free(kernel, list, UINT32_MAX, 0);
    return (uint32_t)status;
}

uint32_t
ndc_kernel_start_device(struct ndc_kernel *kernel)
{
    struct ndc_wdk_irp *record = ndc_wdk_irp_make(kernel, IRP_MJ_PNP, IRP_MN_START_DEVICE);
    PIO_STACK_LOCATION stack = IoGetNextIrpStackLocation(&record->irp);

    ndc_wdk_resources_assign(kernel);
    stack->Parameters.StartDevice.AllocatedResources = &kernel->node->raw.list;
    stack->Parameters.StartDevice.AllocatedResourcesTranslated = &kernel->node->translated.list;
    return (uint32_t)ndc_wdk_irp_send(kernel, record);
}

static void
check_quiet(struct ndc_kernel *kernel)
{
    if (ndc_wdk_interrupt_connected(kernel))
        ndc_kernel_misuse(kernel, NDC_MISUSE_INTERRUPT_AT_REMOVE, 0, 0);
}

void
ndc_kernel_cancel_stop(struct ndc_kernel *kernel)
{
    simple(kernel, IRP_MN_QUERY_STOP_DEVICE);
    simple(kernel, IRP_MN_CANCEL_STOP_DEVICE);
}

void
ndc_kernel_cancel_remove(struct ndc_kernel *kernel)
{
    simple(kernel, IRP_MN_QUERY_REMOVE_DEVICE);
    simple(kernel, IRP_MN_CANCEL_REMOVE_DEVICE);
}

void
ndc_kernel_surprise(struct ndc_kernel *kernel)
{
    if (kernel->node->gone)
        return;
    kernel->node->gone = true;
    simple(kernel, IRP_MN_SURPRISE_REMOVAL);
}

uint32_t
ndc_kernel_stop_device(struct ndc_kernel *kernel)
{
    NTSTATUS status = simple(kernel, IRP_MN_QUERY_STOP_DEVICE);

    if (!NT_SUCCESS(status)) {
        simple(kernel, IRP_MN_CANCEL_STOP_DEVICE);
        return (uint32_t)status;
    }
    status = simple(kernel, IRP_MN_STOP_DEVICE);
    check_quiet(kernel);
    return (uint32_t)status;
}

uint32_t
ndc_kernel_remove_device(struct ndc_kernel *kernel, bool surprise)
{
    if (surprise) {
        ndc_kernel_surprise(kernel);
    } else if (kernel->node->state == NDC_WDK_STARTED && !kernel->node->gone) {
        NTSTATUS status = simple(kernel, IRP_MN_QUERY_REMOVE_DEVICE);

        if (!NT_SUCCESS(status)) {
            simple(kernel, IRP_MN_CANCEL_REMOVE_DEVICE);
            return (uint32_t)status;
        }
    }
    NTSTATUS status = simple(kernel, IRP_MN_REMOVE_DEVICE);
    check_quiet(kernel);
    if (kernel->node->pdo.AttachedDevice != NULL)
        ndc_kernel_misuse(kernel, NDC_MISUSE_STACK_NOT_DETACHED, ndc_wdk_devices_attached(kernel),
                          0);
    return (uint32_t)status;
}

static void
check_left(struct ndc_kernel *kernel)
{
    if (kernel->run.dpc_count > 0)
        ndc_kernel_misuse(kernel, NDC_MISUSE_DPC_AT_UNLOAD, kernel->run.dpc_count, 0);
    if (kernel->run.timer_count > 0)
        ndc_kernel_misuse(kernel, NDC_MISUSE_TIMER_AT_UNLOAD, kernel->run.timer_count, 0);
    if (kernel->run.work_count > 0)
        ndc_kernel_misuse(kernel, NDC_MISUSE_WORK_AT_UNLOAD, kernel->run.work_count, 0);
    for (uint32_t i = 0; i < kernel->run.connection_count; i++)
        if (kernel->connections[i].connected)
            ndc_kernel_misuse(kernel, NDC_MISUSE_LEAK_INTERRUPT, kernel->connections[i].message, 0);
    for (uint32_t i = 0; i < kernel->run.mapping_count; i++)
        if (kernel->mappings[i].alive)
            ndc_kernel_misuse(kernel, NDC_MISUSE_LEAK_MAPPING, kernel->mappings[i].offset,
                              kernel->mappings[i].bytes);
    for (uint32_t i = 0; i < kernel->run.irp_count; i++)
        if (kernel->irps[i].in_use)
            ndc_kernel_misuse(kernel, NDC_MISUSE_LEAK_IRP, i, 0);
    if (kernel->run.interfaces != 0)
        ndc_kernel_misuse(kernel, NDC_MISUSE_LEAK_INTERFACE, (uint64_t)kernel->run.interfaces, 0);
}

void
ndc_kernel_unload(struct ndc_kernel *kernel)
{
    PDRIVER_UNLOAD unload = kernel->driver.DriverUnload;

    if (unload != NULL) {
        struct ndc_kernel_frame frame = ndc_kernel_enter(kernel, PASSIVE_LEVEL);

        entry_event(kernel, ROUTINE_UNLOAD);
        unload(&kernel->driver);
        ndc_kernel_leave(kernel, frame);
        entry_done_event(kernel, ROUTINE_UNLOAD, STATUS_SUCCESS, 0);
    }
    check_left(kernel);
    ndc_wdk_pool_finish(kernel);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Power: the manager sends the system's IRP; whoever owns the policy of the device then requests
 * the device's. When the driver did not (the policy is somebody else's), the manager sends that one
 * too.
 */
#include "wdk/internal.h"

static struct ndc_wdk_irp *
make(struct ndc_kernel *kernel, UCHAR minor, POWER_STATE_TYPE type, POWER_STATE state)
{
    struct ndc_wdk_irp *record = ndc_wdk_irp_make(kernel, IRP_MJ_POWER, minor);
    PIO_STACK_LOCATION stack = IoGetNextIrpStackLocation(&record->irp);

    stack->Parameters.Power.Type = type;
    stack->Parameters.Power.State = state;
    stack->Parameters.Power.ShutdownType = PowerActionSleep;
    return record;
}

static NTSTATUS
send_system(struct ndc_kernel *kernel, UCHAR minor, bool up)
{
    POWER_STATE state = {.SystemState = up ? PowerSystemWorking : PowerSystemSleeping3};

    return ndc_wdk_irp_send(kernel, make(kernel, minor, SystemPowerState, state));
}

bool
ndc_kernel_awake(const struct ndc_kernel *kernel)
{
    return !kernel->node->sleeping && !kernel->node->gone;
}

bool
ndc_kernel_in_paging_path(struct ndc_kernel *kernel)
{
    return (ndc_wdk_device_top(kernel)->Flags & DO_POWER_PAGABLE) == 0;
}

void
ndc_kernel_cancel_power(struct ndc_kernel *kernel)
{
    send_system(kernel, IRP_MN_QUERY_POWER, false);
    send_system(kernel, IRP_MN_SET_POWER, true);
}

uint32_t
ndc_kernel_power(struct ndc_kernel *kernel, bool up)
{
    POWER_STATE state = {.DeviceState = up ? PowerDeviceD0 : PowerDeviceD3};
    NTSTATUS status = up ? STATUS_SUCCESS : send_system(kernel, IRP_MN_QUERY_POWER, false);

    if (!NT_SUCCESS(status))
        return (uint32_t)status;
    kernel->node->policy_owned = false;
    status = send_system(kernel, IRP_MN_SET_POWER, up);
    if (!kernel->node->policy_owned)
        status = ndc_wdk_irp_send(kernel, make(kernel, IRP_MN_SET_POWER, DevicePowerState, state));
    return (uint32_t)status;
}

NTSTATUS NTAPI
PoCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return IofCallDriver(DeviceObject, Irp);
}

VOID NTAPI
PoStartNextPowerIrp(PIRP Irp)
{
    UNREFERENCED_PARAMETER(Irp);
    NDC_WDK_ENTER(PoStartNextPowerIrp);
}

POWER_STATE NTAPI
PoSetPowerState(PDEVICE_OBJECT DeviceObject, POWER_STATE_TYPE Type, POWER_STATE State)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(PoSetPowerState);

    UNREFERENCED_PARAMETER(Type);
    ndc_wdk_device_valid(kernel, DeviceObject);
    return State;
}

NTSTATUS NTAPI
PoRequestPowerIrp(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction, POWER_STATE PowerState,
                  PREQUEST_POWER_COMPLETE CompletionFunction, PVOID Context, PIRP *Irp)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(PoRequestPowerIrp);

    if (!ndc_wdk_device_valid(kernel, DeviceObject))
        return STATUS_INVALID_PARAMETER;
    if (MinorFunction != IRP_MN_SET_POWER && MinorFunction != IRP_MN_QUERY_POWER)
        return STATUS_INVALID_PARAMETER_2;
    struct ndc_wdk_irp *record = make(kernel, MinorFunction, DevicePowerState, PowerState);
    kernel->node->policy_owned = true;
    record->power_done = CompletionFunction;
    record->power_context = Context;
    record->power_device = DeviceObject;
    record->power_state = PowerState;
    if (Irp != NULL)
        *Irp = &record->irp;
    ndc_wdk_irp_send(kernel, record);
    return STATUS_PENDING;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a driver: load, add, filter, start, power, stop, remove, unload, right and wrong. */
#include "test/wdk_bench.h"

/* What the driver under test does wrong. */
static enum manner {
    RIGHT,
    LEAVES_INITIALIZING,
    FORGETS_DETACH,
    FORGETS_INTERRUPT,
    FORGETS_FORWARD,
    FORGETS_COMPLETE,
    COMPLETES_TWICE,
    RETURNS_OTHER_STATUS,
    FORWARDS_WITHOUT_COPY,
    TOUCHES_EARLY,
    REPLACES_LIST,
    TARGETS_CPU
} manner;

struct extension {
    PDEVICE_OBJECT pdo, below;
    PUCHAR registers;
    PKINTERRUPT interrupt;
    BUS_INTERFACE_STANDARD bus;
};
static CM_PARTIAL_RESOURCE_LIST *given;
static USHORT vendor;
static unsigned unloads;

static BOOLEAN NTAPI
service(PKINTERRUPT Interrupt, PVOID ServiceContext)
{
    UNREFERENCED_PARAMETER(Interrupt);
    UNREFERENCED_PARAMETER(ServiceContext);
    return TRUE;
}

static NTSTATUS
connect(struct extension *self, const CM_PARTIAL_RESOURCE_DESCRIPTOR *line)
{
    return IoConnectInterrupt(
        &self->interrupt, service, self, NULL, line->u.MessageInterrupt.Translated.Vector,
        (KIRQL)line->u.MessageInterrupt.Translated.Level,
        (KIRQL)line->u.MessageInterrupt.Translated.Level,
        line->Flags & CM_RESOURCE_INTERRUPT_LATCHED ? Latched : LevelSensitive, FALSE,
        line->u.MessageInterrupt.Translated.Affinity, FALSE);
}

static void
ask_bus(struct extension *self)
{
    IO_STATUS_BLOCK result;
    KEVENT event;
    PIRP irp;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    irp = IoBuildSynchronousFsdRequest(IRP_MJ_PNP, self->below, NULL, 0, NULL, &event, &result);
    PIO_STACK_LOCATION stack = IoGetNextIrpStackLocation(irp);
    stack->MinorFunction = IRP_MN_QUERY_INTERFACE;
    stack->Parameters.QueryInterface.InterfaceType = &GUID_BUS_INTERFACE_STANDARD;
    stack->Parameters.QueryInterface.Size = sizeof self->bus;
    stack->Parameters.QueryInterface.Version = 1;
    stack->Parameters.QueryInterface.Interface = (PINTERFACE)(PVOID)&self->bus;
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    if (IoCallDriver(self->below, irp) == STATUS_PENDING)
        KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
    assert_int_equal(result.Status, STATUS_SUCCESS);
    self->bus.GetBusData(self->bus.Context, PCI_WHICHSPACE_CONFIG, &vendor, 0, sizeof vendor);
    self->bus.InterfaceDereference(self->bus.Context);
}

static NTSTATUS
complete(PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS
start(struct extension *self, PIRP irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);

    given =
        &stack->Parameters.StartDevice.AllocatedResourcesTranslated->List[0].PartialResourceList;
    self->registers = MmMapIoSpace(given->PartialDescriptors[0].u.Memory.Start,
                                   given->PartialDescriptors[0].u.Memory.Length, MmNonCached);
    if (manner == TOUCHES_EARLY)
        READ_REGISTER_UCHAR(self->registers);
    if (!IoForwardIrpSynchronously(self->below, irp))
        return complete(irp, STATUS_UNSUCCESSFUL);
    if (NT_SUCCESS(irp->IoStatus.Status)) {
        ask_bus(self);
        WRITE_REGISTER_UCHAR(self->registers, 7);
        irp->IoStatus.Status = connect(self, &given->PartialDescriptors[1]);
    }
    return complete(irp, irp->IoStatus.Status);
}

static NTSTATUS
stop(struct extension *self, PIRP irp)
{
    if (self->interrupt != NULL && manner != FORGETS_INTERRUPT)
        IoDisconnectInterrupt(self->interrupt);
    self->interrupt = NULL;
    if (self->registers != NULL)
        MmUnmapIoSpace(self->registers, BENCH_BAR);
    self->registers = NULL;
    irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(irp);
    return IoCallDriver(self->below, irp);
}

static NTSTATUS
filter(struct extension *self, PIRP irp)
{
    PIO_RESOURCE_REQUIREMENTS_LIST list =
        IoGetCurrentIrpStackLocation(irp)
            ->Parameters.FilterResourceRequirements.IoResourceRequirementList;

    if (manner == TARGETS_CPU) {
        IO_RESOURCE_DESCRIPTOR *wish = list->List[0].Descriptors + 2; /* behind the memory and its note */

        wish->u.Interrupt.AffinityPolicy = IrqPolicySpecifiedProcessors;
        wish->u.Interrupt.TargetedProcessors = 4;
    }
    if (manner == REPLACES_LIST) {
        PVOID copy = ExAllocatePoolWithTag(PagedPool, list->ListSize, 0x656E696D);

        memcpy(copy, list, list->ListSize);
        ExFreePool(list);
        irp->IoStatus.Information = (ULONG_PTR)copy;
    }
    irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(irp);
    return IoCallDriver(self->below, irp);
}

/* Forwarding in the ways one can get it wrong. */
static NTSTATUS
forward(struct extension *self, PIRP irp)
{
    if (manner == FORGETS_COMPLETE)
        return STATUS_SUCCESS;
    irp->IoStatus.Status = STATUS_SUCCESS;
    if (manner == FORGETS_FORWARD)
        return complete(irp, STATUS_SUCCESS);
    if (manner != FORWARDS_WITHOUT_COPY)
        IoSkipCurrentIrpStackLocation(irp);
    NTSTATUS status = IoCallDriver(self->below, irp);
    if (manner == COMPLETES_TWICE)
        IoCompleteRequest(irp, IO_NO_INCREMENT);
    return manner == RETURNS_OTHER_STATUS ? STATUS_UNSUCCESSFUL : status;
}

static NTSTATUS NTAPI
dispatch_pnp(PDEVICE_OBJECT device, PIRP irp)
{
    struct extension *self = device->DeviceExtension;
    NTSTATUS status;

    switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return start(self, irp);
    case IRP_MN_FILTER_RESOURCE_REQUIREMENTS:
        return filter(self, irp);
    case IRP_MN_STOP_DEVICE:
        return stop(self, irp);
    case IRP_MN_REMOVE_DEVICE:
        status = stop(self, irp);
        if (manner != FORGETS_DETACH)
            IoDetachDevice(self->below);
        IoDeleteDevice(device);
        return status;
    default:
        return forward(self, irp);
    }
}

static NTSTATUS NTAPI
dispatch_power(PDEVICE_OBJECT device, PIRP irp)
{
    struct extension *self = device->DeviceExtension;

    PoStartNextPowerIrp(irp);
    IoSkipCurrentIrpStackLocation(irp);
    return PoCallDriver(self->below, irp);
}

static NTSTATUS NTAPI
add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(driver, sizeof(struct extension), NULL, FILE_DEVICE_UNKNOWN, 0,
                                     FALSE, &device);

    if (!NT_SUCCESS(status))
        return status;
    struct extension *self = device->DeviceExtension;
    assert_null(self->below); /* the extension is zeroed */
    assert_true(ndc_kernel_in_add_device(bench.kernel));
    self->pdo = pdo;
    self->below = IoAttachDeviceToDeviceStack(device, pdo);
    if (manner != LEAVES_INITIALIZING)
        device->Flags &= ~(ULONG)DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

static VOID NTAPI
unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    unloads++;
}

static NTSTATUS NTAPI
entry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    PAGED_CODE();
    driver->DriverExtension->AddDevice = add_device;
    driver->DriverUnload = unload;
    driver->MajorFunction[IRP_MJ_PNP] = dispatch_pnp;
    driver->MajorFunction[IRP_MJ_POWER] = dispatch_power;
    return STATUS_SUCCESS;
}

static int
setup(void **state)
{
    bench_setup(state);
    manner = RIGHT;
    return 0;
}

static void
come_up(void)
{
    assert_int_equal(ndc_kernel_load(bench.kernel, (ndc_driver_entry *)entry), 0);
    assert_int_equal(ndc_kernel_add_device(bench.kernel), 0);
    ndc_kernel_filter_resources(bench.kernel);
    ndc_kernel_start_device(bench.kernel);
}

static void
live(void)
{
    come_up();
    ndc_kernel_remove_device(bench.kernel, false);
    ndc_kernel_unload(bench.kernel);
}

static void
good_life_leaves_nothing(void **state)
{
    (void)state;
    memcpy(bench.config, "\x86\x80", 2);
    unloads = 0;
    live();

    assert_no_misuse();
    assert_int_equal(vendor, 0x8086);
    assert_int_equal(unloads, 1);
    assert_int_equal(bench.registers[0], 7);
    assert_int_equal(bench_count(NDC_EVENT_IRP), 4);
    assert_int_equal(bench_count(NDC_EVENT_IRP_DONE), 4);
}

static void
entry_events_tell_the_shape(void **state)
{
    (void)state;
    ndc_kernel_load(bench.kernel, (ndc_driver_entry *)entry);
    uint64_t driver = bench_last(NDC_EVENT_ENTRY_DONE)->c;
    ndc_kernel_add_device(bench.kernel);

    assert_int_equal(driver, 0xF);
    assert_int_equal(bench_last(NDC_EVENT_ENTRY_DONE)->c, 1);
    assert_false(ndc_kernel_in_add_device(bench.kernel));
}

static void
resources_name_every_message(void **state)
{
    (void)state;
    bench_machine(4, true, 3);
    manner = TARGETS_CPU;
    come_up();

    assert_int_equal(given->Count, 4);
    assert_int_equal(given->PartialDescriptors[0].u.Memory.Length, BENCH_BAR);
    assert_int_equal(given->PartialDescriptors[0].u.Memory.Start.QuadPart, 0x2F0000000);
    assert_int_equal(given->PartialDescriptors[1].u.MessageInterrupt.Translated.Affinity, 4);
    assert_int_equal(given->PartialDescriptors[2].u.MessageInterrupt.Translated.Affinity, 15);
    assert_true(given->PartialDescriptors[3].Flags & CM_RESOURCE_INTERRUPT_MESSAGE);
    ndc_kernel_interrupt(bench.kernel, 0);
    assert_int_equal(bench_last(NDC_EVENT_INTERRUPT)->cpu, 2);
}

static void
line_machine_gets_a_level_interrupt(void **state)
{
    (void)state;
    bench_machine(1, false, 1);
    live();

    assert_int_equal(given->Count, 2);
    assert_int_equal(given->PartialDescriptors[1].Flags, CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE);
    assert_no_misuse();
}

static void
power_goes_down_and_up(void **state)
{
    (void)state;
    come_up();
    ndc_kernel_power(bench.kernel, false);
    bool down = bench.powered;
    ndc_kernel_power(bench.kernel, true);

    assert_false(down);
    assert_true(bench.powered);
    assert_int_equal(bench_count(NDC_EVENT_DEVICE_POWER), 2);
    assert_no_misuse();
}

/* The bus says no: the device stays where it is, and the next request is a new one. */
static void
a_failed_transition_changes_nothing(void **state)
{
    const struct ndc_fault_plan plan = {.place = NDC_PLACE_KERNEL_POWER,
                                        .channel = NDC_FAULT_ANY_CHANNEL,
                                        .operator= NDC_OPERATOR_DROP,
                                        .hit = 1};

    (void)state;
    come_up();
    ndc_kernel_power(bench.kernel, false);
    ndc_fault_arm(&bench.faults, &plan);
    ndc_kernel_power(bench.kernel, true);
    assert_false(ndc_kernel_awake(bench.kernel));
    ndc_kernel_power(bench.kernel, true);
    assert_true(ndc_kernel_awake(bench.kernel));
    assert_no_misuse();
}

static void
stopped_device_starts_again(void **state)
{
    (void)state;
    come_up();
    assert_int_equal(ndc_kernel_stop_device(bench.kernel), 0);
    assert_int_equal(ndc_kernel_start_device(bench.kernel), 0);
    ndc_kernel_remove_device(bench.kernel, false);
    ndc_kernel_unload(bench.kernel);

    assert_no_misuse();
}

static void
surprise_removal_is_survived(void **state)
{
    (void)state;
    come_up();
    ndc_kernel_remove_device(bench.kernel, true);
    ndc_kernel_unload(bench.kernel);

    assert_no_misuse();
}

static void
own_requirements_list_is_taken(void **state)
{
    (void)state;
    manner = REPLACES_LIST;
    live();

    assert_no_misuse();
}

/* Each way of doing it wrong is told at least once by its own name. */
static void
wrong_manners_are_told(void **state)
{
    static const struct {
        enum manner manner;
        enum ndc_misuse kind;
    } cases[] = {
        {LEAVES_INITIALIZING, NDC_MISUSE_DEVICE_STILL_INITIALIZING},
        {FORGETS_DETACH, NDC_MISUSE_DEVICE_DELETED_ATTACHED},
        {FORGETS_INTERRUPT, NDC_MISUSE_LEAK_INTERRUPT},
        {FORGETS_INTERRUPT, NDC_MISUSE_INTERRUPT_AT_REMOVE},
        {FORGETS_FORWARD, NDC_MISUSE_IRP_NOT_FORWARDED},
        {FORGETS_COMPLETE, NDC_MISUSE_IRP_NEVER_COMPLETED},
        {COMPLETES_TWICE, NDC_MISUSE_IRP_COMPLETED_TWICE},
        {RETURNS_OTHER_STATUS, NDC_MISUSE_IRP_STATUS_MISMATCH},
        {FORWARDS_WITHOUT_COPY, NDC_MISUSE_IRP_FORWARDED_WRONG},
        {TOUCHES_EARLY, NDC_MISUSE_REGISTER_NOT_STARTED},
    };

    for (size_t i = 0; i < RTL_NUMBER_OF(cases); i++) {
        setup(state);
        manner = cases[i].manner;
        live();

        if (bench_misuses(cases[i].kind) == 0)
            fail_msg("%s was not told", ndc_misuse_name(cases[i].kind));
    }
}

static void
device_never_removed_is_a_leak(void **state)
{
    (void)state;
    come_up();
    ndc_kernel_unload(bench.kernel);

    assert_int_equal(bench_misuses(NDC_MISUSE_LEAK_DEVICE), 1);
    assert_int_equal(bench_misuses(NDC_MISUSE_LEAK_MAPPING), 1);
    assert_int_equal(bench_misuses(NDC_MISUSE_LEAK_INTERRUPT), 1);
}

static void
equal_lives_give_equal_traces(void **state)
{
    live();
    uint64_t digest = ndc_trace_digest(bench_events, bench.trace.count);
    setup(state);
    live();

    assert_int_equal(ndc_trace_digest(bench_events, bench.trace.count), digest);
}

static void
remove_lock_waits_for_users(void **state)
{
    IO_REMOVE_LOCK lock;

    (void)state;
    IoInitializeRemoveLock(&lock, 0, 0, 0);
    IoAcquireRemoveLock(&lock, NULL);
    IoAcquireRemoveLock(&lock, &lock);
    bool waited_for_ever = bench_escapes(IoReleaseRemoveLockAndWait(&lock, NULL));
    NTSTATUS late = IoAcquireRemoveLock(&lock, NULL);

    assert_true(waited_for_ever);
    assert_int_equal(late, STATUS_DELETE_PENDING);
    assert_no_misuse();
}

static VOID NTAPI
work(PDEVICE_OBJECT device, PVOID context)
{
    UNREFERENCED_PARAMETER(device);
    IoFreeWorkItem(*(PIO_WORKITEM *)context);
    assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void
work_item_frees_itself(void **state)
{
    PIO_WORKITEM item = IoAllocateWorkItem(ndc_kernel_pdo(bench.kernel));

    (void)state;
    IoQueueWorkItem(item, work, DelayedWorkQueue, &item);
    unsigned ran = ndc_kernel_run_queued(bench.kernel);
    ndc_kernel_unload(bench.kernel);

    assert_int_equal(ran, 1);
    assert_no_misuse();
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, setup)
    const struct CMUnitTest tests[] = {
        TEST(good_life_leaves_nothing),
        TEST(entry_events_tell_the_shape),
        TEST(resources_name_every_message),
        TEST(line_machine_gets_a_level_interrupt),
        TEST(power_goes_down_and_up),
        TEST(a_failed_transition_changes_nothing),
        TEST(stopped_device_starts_again),
        TEST(surprise_removal_is_survived),
        TEST(own_requirements_list_is_taken),
        TEST(wrong_manners_are_told),
        TEST(device_never_removed_is_a_leak),
        TEST(equal_lives_give_equal_traces),
        TEST(remove_lock_waits_for_users),
        TEST(work_item_frees_itself),
    };

    return cmocka_run_group_tests(tests, NULL, bench_over);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Pool, contiguous memory, mappings and registers. */
#include "test/wdk_bench.h"

#define TAG 0x74736554u
#define BAR_ADDRESS 0x2F0000000 /* where start resources say it is; see test_wdk_life.c */

static NTSTATUS NTAPI
accept(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
    UNREFERENCED_PARAMETER(driver);
    UNREFERENCED_PARAMETER(pdo);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI
entry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    UNREFERENCED_PARAMETER(path);
    driver->DriverExtension->AddDevice = accept;
    return STATUS_SUCCESS;
}

/* A driver that attaches nothing: the bus starts the device by itself. */
static volatile ULONG *
map_started_device(void)
{
    PHYSICAL_ADDRESS where = {.QuadPart = BAR_ADDRESS};

    ndc_kernel_load(bench.kernel, (ndc_driver_entry *)entry);
    ndc_kernel_add_device(bench.kernel);
    ndc_kernel_start_device(bench.kernel);
    return MmMapIoSpace(where, BENCH_BAR, MmNonCached);
}

static void
pool_is_no_zeros_and_comes_back(void **state)
{
    (void)state;
    UCHAR *bytes = ExAllocatePoolWithTag(NonPagedPool, 100, TAG);
    UCHAR before = bytes[0];
    memset(bytes, 1, 100);
    ExFreePoolWithTag(bytes, TAG);
    ndc_kernel_unload(bench.kernel);

    assert_int_not_equal(before, 0);
    assert_no_misuse();
}

static void
leak_names_its_tag(void **state)
{
    (void)state;
    ExAllocatePoolWithTag(PagedPool, 8, TAG);
    ndc_kernel_unload(bench.kernel);

    assert_only_misuse(NDC_MISUSE_LEAK_POOL);
    assert_int_equal(bench_last(NDC_EVENT_MISUSE)->b, TAG);
}

static void
double_and_foreign_frees_are_told(void **state)
{
    PVOID bytes = ExAllocatePoolWithTag(NonPagedPool, 8, TAG);

    (void)state;
    ExFreePool((UCHAR *)bytes + 1);
    ExFreePool(&bytes);
    ExFreePool(bytes);
    ExFreePool(bytes);

    assert_int_equal(bench_misuses(NDC_MISUSE_FOREIGN_FREE), 2);
    assert_int_equal(bench_misuses(NDC_MISUSE_DOUBLE_FREE), 1);
}

static void
overrun_is_told_at_the_free(void **state)
{
    (void)state;
    UCHAR *bytes = ExAllocatePoolWithTag(NonPagedPool, 10, TAG);
    bytes[10] = 0;
    ExFreePoolWithTag(bytes, TAG);
    ndc_kernel_unload(bench.kernel);

    assert_only_misuse(NDC_MISUSE_POOL_OVERRUN);
}

static void
write_after_free_is_told_at_unload(void **state)
{
    (void)state;
    UCHAR *bytes = ExAllocatePoolWithTag(NonPagedPool, 10, TAG);
    ExFreePoolWithTag(bytes, TAG);
    bytes[9] = 0;
    ndc_kernel_unload(bench.kernel);

    assert_only_misuse(NDC_MISUSE_WRITE_AFTER_FREE);
}

static void
wrong_way_to_free_is_told(void **state)
{
    PHYSICAL_ADDRESS any = {.QuadPart = -1};

    (void)state;
    any.QuadPart = INT64_MAX;
    PVOID block = MmAllocateContiguousMemory(64, any);
    ExFreePool(block);
    PVOID tagged = ExAllocatePoolWithTag(NonPagedPool, 8, TAG);
    ExFreePoolWithTag(tagged, TAG + 1);

    assert_int_equal(bench_misuses(NDC_MISUSE_WRONG_FREE), 1);
    assert_int_equal(bench_misuses(NDC_MISUSE_TAG_MISMATCH), 1);
}

static void
queued_dpc_in_freed_memory_never_runs(void **state)
{
    KDPC *dpc = ExAllocatePoolWithTag(NonPagedPool, sizeof *dpc, TAG);

    (void)state;
    KeInitializeDpc(dpc, (PKDEFERRED_ROUTINE)(void (*)(void))abort, NULL);
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);
    KeInsertQueueDpc(dpc, NULL, NULL);
    ExFreePoolWithTag(dpc, TAG);
    KeLowerIrql(PASSIVE_LEVEL);

    assert_only_misuse(NDC_MISUSE_FREE_IN_USE);
}

static void
paged_pool_needs_low_irql(void **state)
{
    (void)state;
    ndc_kernel_raise(bench.kernel, DISPATCH_LEVEL);
    ExFreePool(ExAllocatePoolWithTag(NonPagedPool, 8, TAG));
    assert_no_misuse();
    ExAllocatePoolWithTag(PagedPool, 8, TAG);

    assert_only_misuse(NDC_MISUSE_IRQL_TOO_HIGH);
}

static void
contiguous_memory_keeps_its_promises(void **state)
{
    PHYSICAL_ADDRESS any = {.QuadPart = INT64_MAX}, low = {.QuadPart = 0xFFFFFFFF};

    (void)state;
    PVOID block = MmAllocateContiguousMemory(128, any);
    PVOID none = MmAllocateContiguousMemory(128, low);
    PHYSICAL_ADDRESS where = MmGetPhysicalAddress((UCHAR *)block + 8);
    MmFreeContiguousMemory(block);
    ndc_kernel_unload(bench.kernel);

    assert_null(none); /* all memory is above 4 GiB */
    assert_int_equal(where.QuadPart % PAGE_SIZE, 8);
    assert_true(where.QuadPart > (LONGLONG)NDC_MEMORY_BASE);
    assert_no_misuse();
}

static void
physical_address_of_the_stack_is_told(void **state)
{
    int local = 0;

    (void)state;
    MmGetPhysicalAddress(&local);

    assert_only_misuse(NDC_MISUSE_PHYSICAL_UNKNOWN);
}

static void
failing_allocation_is_a_fault(void **state)
{
    const struct ndc_fault_plan plan = {.place = NDC_PLACE_KERNEL_ALLOCATE,
                                        .channel = NDC_FAULT_ANY_CHANNEL,
                                        .operator= NDC_OPERATOR_DROP,
                                        .hit = 1};

    (void)state;
    ndc_fault_arm(&bench.faults, &plan);

    assert_null(ExAllocatePoolWithTag(NonPagedPool, 8, TAG));
    assert_non_null(ExAllocatePoolWithTag(NonPagedPool, 8, TAG));
    assert_int_equal(bench_count(NDC_EVENT_FAULT_FIRED), 1);
}

static void
mdl_describes_its_pages(void **state)
{
    PHYSICAL_ADDRESS any = {.QuadPart = INT64_MAX};

    (void)state;
    UCHAR *block = MmAllocateContiguousMemory(3 * PAGE_SIZE, any);
    PMDL mdl = IoAllocateMdl(block + 100, PAGE_SIZE, FALSE, FALSE, NULL);
    MmBuildMdlForNonPagedPool(mdl);
    ULONG_PTR frame = (ULONG_PTR)MmGetPhysicalAddress(block).QuadPart >> PAGE_SHIFT;

    assert_int_equal(MmGetMdlPfnArray(mdl)[0], frame);
    assert_int_equal(MmGetMdlPfnArray(mdl)[1], frame + 1);
    assert_int_equal(MmGetMdlByteOffset(mdl), BYTE_OFFSET(block + 100));
    assert_ptr_equal(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), block + 100);
    IoFreeMdl(mdl);
    MmFreeContiguousMemory(block);
    ndc_kernel_unload(bench.kernel);
    assert_no_misuse();
}

static void
registers_reach_the_device_and_cost_a_tick(void **state)
{
    volatile ULONG *registers = map_started_device();

    (void)state;
    WRITE_REGISTER_ULONG(&registers[3], 0x12345678);
    ULONG value = READ_REGISTER_ULONG(&registers[3]);

    assert_int_equal(value, 0x12345678);
    assert_int_equal(bench.ticks, 2);
    assert_int_equal(ndc_kernel_figures(bench.kernel).accesses, 2);
    assert_int_equal(bench_last(NDC_EVENT_READ)->a, 12);
    assert_int_equal(bench_last(NDC_EVENT_WRITE)->c, 4);
    assert_no_misuse();
}

static void
wrong_register_addresses_are_told(void **state)
{
    volatile ULONG *registers = map_started_device();
    ULONG plain = 5;

    (void)state;
    ULONG foreign = READ_REGISTER_ULONG(&plain);
    READ_REGISTER_ULONG((volatile ULONG *)(ULONG_PTR)((ULONG_PTR)registers + 2));
    WRITE_REGISTER_ULONG(&registers[BENCH_BAR / 4], 0);
    MmUnmapIoSpace((PVOID)(ULONG_PTR)registers, BENCH_BAR);
    ULONG unmapped = READ_REGISTER_ULONG(registers);

    assert_int_equal(foreign, 0xFFFFFFFF);
    assert_int_equal(unmapped, 0xFFFFFFFF);
    assert_int_equal(bench_misuses(NDC_MISUSE_REGISTER_FOREIGN), 1);
    assert_int_equal(bench_misuses(NDC_MISUSE_REGISTER_UNALIGNED), 1);
    assert_int_equal(bench_misuses(NDC_MISUSE_REGISTER_OUTSIDE), 1);
    assert_int_equal(bench_misuses(NDC_MISUSE_REGISTER_UNMAPPED), 1);
}

static void
registers_without_power_are_told(void **state)
{
    volatile ULONG *registers = map_started_device();

    (void)state;
    ndc_kernel_power(bench.kernel, false);
    ULONG value = READ_REGISTER_ULONG(registers);

    assert_int_equal(value, 0xFFFFFFFF);
    assert_int_equal(bench_last(NDC_EVENT_DEVICE_POWER)->a, 3);
    assert_only_misuse(NDC_MISUSE_REGISTER_IN_D3);
}

static void
wrong_range_is_not_mapped(void **state)
{
    PHYSICAL_ADDRESS where = {.QuadPart = BAR_ADDRESS + 4096};

    (void)state;

    assert_null(MmMapIoSpace(where, BENCH_BAR, MmNonCached));
    assert_only_misuse(NDC_MISUSE_MAP_WRONG);
}

static void
poll_without_end(volatile ULONG *registers)
{
    while (READ_REGISTER_ULONG(&registers[5]) == 0)
        ;
}

static void
polling_for_ever_is_a_limit(void **state)
{
    volatile ULONG *registers = map_started_device();

    (void)state;
    bool escaped = bench_escapes(poll_without_end(registers));

    assert_true(escaped);
    assert_int_equal(bench_last(NDC_EVENT_LIMIT)->a, NDC_LIMIT_ACCESSES);
    assert_int_equal(bench_last(NDC_EVENT_LIMIT)->c, 20);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, bench_setup)
    const struct CMUnitTest tests[] = {
        TEST(pool_is_no_zeros_and_comes_back),
        TEST(leak_names_its_tag),
        TEST(double_and_foreign_frees_are_told),
        TEST(overrun_is_told_at_the_free),
        TEST(write_after_free_is_told_at_unload),
        TEST(wrong_way_to_free_is_told),
        TEST(queued_dpc_in_freed_memory_never_runs),
        TEST(paged_pool_needs_low_irql),
        TEST(contiguous_memory_keeps_its_promises),
        TEST(physical_address_of_the_stack_is_told),
        TEST(failing_allocation_is_a_fault),
        TEST(mdl_describes_its_pages),
        TEST(registers_reach_the_device_and_cost_a_tick),
        TEST(wrong_register_addresses_are_told),
        TEST(registers_without_power_are_told),
        TEST(wrong_range_is_not_mapped),
        TEST(polling_for_ever_is_a_limit),
    };

    return cmocka_run_group_tests(tests, NULL, bench_over);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* BUS_INTERFACE_STANDARD of the PDO: configuration space without IRPs. */
#include "wdk/internal.h"

#include <string.h>

const GUID GUID_BUS_INTERFACE_STANDARD = {
    0x496b8280, 0x6f25, 0x11d0, {0xbe, 0xaf, 0x08, 0x00, 0x2b, 0xe2, 0x09, 0x2f}};

static VOID NTAPI
reference(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    ndc_kernel_current->run.interfaces++;
}

static VOID NTAPI
dereference(PVOID context)
{
    UNREFERENCED_PARAMETER(context);
    ndc_kernel_current->run.interfaces--;
}

/* One address space: bus addresses are physical addresses. */
static BOOLEAN NTAPI
translate(PVOID context, PHYSICAL_ADDRESS address, ULONG length, PULONG space,
          PPHYSICAL_ADDRESS translated)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(length);
    *space = 0;
    *translated = address;
    return TRUE;
}

static struct _DMA_ADAPTER *NTAPI
no_adapter(PVOID context, PVOID description, PULONG map_registers)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(description);
    *map_registers = 0;
    return NULL;
}

/* The context is the PDO the interface was asked of. */
static ULONG
config(PVOID context, bool write, PVOID buffer, ULONG offset, ULONG length)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(BusData);
    struct ndc_wdk_node *node = ndc_wdk_node_of(kernel, context);
    struct ndc_wdk_node *before = ndc_wdk_node_enter(kernel, node == NULL ? kernel->node : node);
    ULONG done = ndc_wdk_config(kernel, write, buffer, offset, length);

    ndc_wdk_node_enter(kernel, before);
    return done;
}

static ULONG NTAPI
get_data(PVOID context, ULONG space, PVOID buffer, ULONG offset, ULONG length)
{
    return space == PCI_WHICHSPACE_CONFIG ? config(context, false, buffer, offset, length) : 0;
}

static ULONG NTAPI
set_data(PVOID context, ULONG space, PVOID buffer, ULONG offset, ULONG length)
{
    return space == PCI_WHICHSPACE_CONFIG ? config(context, true, buffer, offset, length) : 0;
}

NTSTATUS
ndc_wdk_bus_query_interface(struct ndc_kernel *kernel, PIO_STACK_LOCATION stack)
{
    PBUS_INTERFACE_STANDARD answer =
        (PBUS_INTERFACE_STANDARD)(PVOID)stack->Parameters.QueryInterface.Interface;

    if (!IsEqualGUID(stack->Parameters.QueryInterface.InterfaceType, &GUID_BUS_INTERFACE_STANDARD))
        return STATUS_NOT_SUPPORTED;
    if (stack->Parameters.QueryInterface.Size < sizeof *answer)
        return STATUS_BUFFER_TOO_SMALL;
    *answer = (BUS_INTERFACE_STANDARD){
        .Size = sizeof *answer,
        .Version = 1,
        .Context = &kernel->node->pdo,
        .InterfaceReference = reference,
        .InterfaceDereference = dereference,
        .TranslateBusAddress = translate,
        .GetDmaAdapter = no_adapter,
        .SetBusData = set_data,
        .GetBusData = get_data,
    };
    kernel->run.interfaces++;
    return STATUS_SUCCESS;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* IRQL and processors, and the frames around calls into the driver. */
#include "wdk/internal.h"

void
ndc_wdk_set_irql(struct ndc_kernel *kernel, uint8_t irql)
{
    kernel->run.irql = irql;
    kernel->trace->irql = irql;
}

uint8_t
ndc_kernel_irql(const struct ndc_kernel *kernel)
{
    return kernel->run.irql;
}

uint8_t
ndc_kernel_raise(struct ndc_kernel *kernel, uint8_t irql)
{
    uint8_t old = kernel->run.irql;

    ndc_wdk_set_irql(kernel, irql);
    return old;
}

void
ndc_kernel_lower(struct ndc_kernel *kernel, uint8_t irql)
{
    ndc_wdk_set_irql(kernel, irql);
}

unsigned
ndc_kernel_locks_held(const struct ndc_kernel *kernel)
{
    return kernel->run.held_count;
}

struct ndc_kernel_frame
ndc_kernel_enter(struct ndc_kernel *kernel, uint8_t irql)
{
    struct ndc_kernel_frame frame = {
        .irql_before = kernel->run.irql, .irql = irql, .held = kernel->run.held_count};

    ndc_wdk_set_irql(kernel, irql);
    return frame;
}

void
ndc_kernel_leave(struct ndc_kernel *kernel, struct ndc_kernel_frame frame)
{
    if (kernel->run.irql != frame.irql)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRQL_LEAKED,
                          kernel->run.irql | (uint64_t)frame.irql << 8, 0);
    if (kernel->run.held_count > frame.held) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_LOCK_HELD_ON_RETURN,
                          (uint64_t)kernel->run.held_count - frame.held, 0);
        kernel->run.held_count = frame.held;
    }
    ndc_wdk_set_irql(kernel, frame.irql_before);
}

void
ndc_wdk_irql_fell(struct ndc_kernel *kernel)
{
    if (kernel->run.dpc_count > 0 && kernel->run.irql < DISPATCH_LEVEL && !kernel->run.in_dpc)
        ndc_wdk_dpcs_run(kernel, kernel->run.cpu);
}

KIRQL NTAPI
KeGetCurrentIrql(VOID)
{
    return ndc_kernel_current->run.irql;
}

KIRQL NTAPI
KfRaiseIrql(KIRQL NewIrql)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeRaiseIrql);
    KIRQL old = kernel->run.irql;

    if (NewIrql < old || NewIrql > HIGH_LEVEL)
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRQL_CHANGED_WRONG, old | (uint64_t)NewIrql << 8, 0);
    else
        ndc_wdk_set_irql(kernel, NewIrql);
    return old;
}

KIRQL NTAPI
KeRaiseIrqlToDpcLevel(VOID)
{
    return KfRaiseIrql(DISPATCH_LEVEL);
}

VOID NTAPI
KeLowerIrql(KIRQL NewIrql)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(KeLowerIrql);

    if (NewIrql > kernel->run.irql) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_IRQL_CHANGED_WRONG,
                          kernel->run.irql | (uint64_t)NewIrql << 8, 0);
        return;
    }
    ndc_wdk_set_irql(kernel, NewIrql);
    ndc_wdk_irql_fell(kernel);
}

VOID NTAPI
NdcPagedCode(VOID)
{
    struct ndc_kernel *kernel = ndc_kernel_current;

    if (kernel->run.irql > APC_LEVEL)
        ndc_kernel_misuse(kernel, NDC_MISUSE_PAGED_CODE, kernel->run.irql | APC_LEVEL << 8,
                          NDC_SERVICE_PagedCode);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * optional-routines-absent
 * Correct: offers none of Suspend, Resume, Abort and Reset (REG-08).
 */
#include "../mutants/mutants.h"

WRAP(NetDmaRegisterProvider);

NTSTATUS NTAPI
__wrap_NetDmaRegisterProvider(PVOID context, PVOID *handle,
                              PNET_DMA_PROVIDER_CHARACTERISTICS provider)
{
    provider->SuspendDma = NULL;
    provider->ResumeDma = NULL;
    provider->AbortDma = NULL;
    provider->ResetChannel = NULL;
    return __real_NetDmaRegisterProvider(context, handle, provider);
}

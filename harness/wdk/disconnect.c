/* SPDX-License-Identifier: Apache-2.0 */
/* Disconnecting interrupt routines. */
#include "wdk/internal.h"

static void
disconnect(struct ndc_kernel *kernel, PKINTERRUPT interrupt)
{
    for (uint32_t i = 0; i < kernel->run.connection_count; i++) {
        struct _KINTERRUPT *connection = &kernel->connections[i];

        if (connection != interrupt || !connection->connected)
            continue;
        connection->connected = false;
        ndc_wdk_objects_forget(kernel, &connection->own_lock, sizeof connection->own_lock);
        return;
    }
    ndc_kernel_misuse(kernel, NDC_MISUSE_INTERRUPT_INVALID, 0, kernel->run.service);
}

VOID NTAPI
IoDisconnectInterrupt(PKINTERRUPT InterruptObject)
{
    disconnect(NDC_WDK_ENTER(IoDisconnectInterrupt), InterruptObject);
}

static void
disconnect_messages(struct ndc_kernel *kernel, const IO_INTERRUPT_MESSAGE_INFO *info)
{
    if (info != &kernel->node->message_info.info) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_INTERRUPT_INVALID, 1, kernel->run.service);
        return;
    }
    for (uint32_t i = 0; i < kernel->node->message_count; i++)
        disconnect(kernel, info->MessageInfo[i].InterruptObject);
}

VOID NTAPI
IoDisconnectInterruptEx(PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters)
{
    struct ndc_kernel *kernel = NDC_WDK_ENTER(IoDisconnectInterrupt);

    if (Parameters->Version == CONNECT_MESSAGE_BASED)
        disconnect_messages(kernel, Parameters->ConnectionContext.InterruptMessageTable);
    else
        disconnect(kernel, Parameters->ConnectionContext.InterruptObject);
}

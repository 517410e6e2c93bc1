/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kernel objects in memory of the driver, by address: an open hash of slots into a list.
 *
 *  - An object is known from its initialisation until its memory is freed.
 *  - A script may make NDC_WDK_OBJECTS_MAX of them; more is a bound of the harness, not a misuse.
 */
#include "wdk/internal.h"

#include <string.h>

static uint32_t
first_slot(const void *address)
{
    return (uint32_t)(((uintptr_t)address >> 3) * 0x9E3779B97F4A7C15u >> 51) % NDC_WDK_OBJECT_SLOTS;
}

/* The slot of the address, or the free one where it would be; half of all slots are always free. */
static uint32_t
slot_of(const struct ndc_kernel *kernel, const void *address)
{
    uint32_t slot = first_slot(address);

    for (uint32_t i = 0; i < NDC_WDK_OBJECT_SLOTS; i++) {
        uint16_t number = kernel->object_slots[slot];

        if (number == 0 || kernel->objects[number - 1].address == address)
            return slot;
        slot = (slot + 1) % NDC_WDK_OBJECT_SLOTS;
    }
    ndc_check_failed("a table of kernel objects is never full", __FILE__, __LINE__);
}

int
ndc_wdk_object_find(const struct ndc_kernel *kernel, const void *address, enum ndc_wdk_kind kind)
{
    int number = kernel->object_slots[slot_of(kernel, address)] - 1;

    if (number >= 0 && kind != NDC_WDK_NOTHING && kernel->objects[number].kind != kind)
        return -1;
    return number;
}

int
ndc_wdk_object(struct ndc_kernel *kernel, const void *address, enum ndc_wdk_kind kind)
{
    int number = ndc_wdk_object_find(kernel, address, kind);

    if (number < 0) {
        ndc_kernel_misuse(kernel, NDC_MISUSE_UNINITIALISED, kind, kernel->run.service);
        number = address == NULL ? -1 : ndc_wdk_object_add(kernel, address, kind);
    }
    return number;
}

static void
stop_use(struct ndc_kernel *kernel, const struct ndc_wdk_object *object, enum ndc_misuse kind)
{
    bool held = object->kind == NDC_WDK_LOCK && ndc_wdk_lock_held(kernel, object->address);

    if (!object->queued && !held)
        return;
    ndc_kernel_misuse(kernel, kind, object->kind, object->number);
    if (object->kind == NDC_WDK_DPC)
        ndc_wdk_dpc_drop(kernel, object->address);
    if (object->kind == NDC_WDK_TIMER)
        ndc_wdk_timer_drop(kernel, object->address);
    if (held)
        ndc_wdk_lock_forget(kernel, object->address);
}

int
ndc_wdk_object_add(struct ndc_kernel *kernel, const void *address, enum ndc_wdk_kind kind)
{
    uint32_t slot = slot_of(kernel, address);
    int number = kernel->object_slots[slot] - 1;

    if (number >= 0) {
        stop_use(kernel, &kernel->objects[number], NDC_MISUSE_REINITIALISED);
    } else {
        ndc_check(kernel->run.object_count < NDC_WDK_OBJECTS_MAX);
        number = (int)kernel->run.object_count++;
        kernel->object_slots[slot] = (uint16_t)(number + 1);
    }
    kernel->objects[number] = (struct ndc_wdk_object){.address = address,
                                                      .kind = (uint8_t)kind,
                                                      .node = kernel->node->number,
                                                      .slot = (uint16_t)slot,
                                                      .target = NDC_WDK_ANY_CPU};
    if (kind == NDC_WDK_DPC)
        kernel->objects[number].number = (uint16_t)kernel->run.dpc_numbers++;
    if (kind == NDC_WDK_LOCK) {
        uint32_t lock = kernel->run.lock_numbers++;

        kernel->objects[number].number = (uint16_t)lock;
        if (lock < NDC_WDK_LOCKS_ORDERED_MAX)
            kernel->lock_order[lock] = 0;
    }
    return number;
}

void
ndc_wdk_objects_forget(struct ndc_kernel *kernel, const void *from, size_t bytes)
{
    for (uint32_t i = 0; i < kernel->run.object_count; i++) {
        struct ndc_wdk_object *object = &kernel->objects[i];

        if ((uintptr_t)object->address - (uintptr_t)from >= bytes ||
            object->kind == NDC_WDK_NOTHING)
            continue;
        stop_use(kernel, object, NDC_MISUSE_FREE_IN_USE);
        object->kind = NDC_WDK_NOTHING;
    }
}

void
ndc_wdk_objects_reset(struct ndc_kernel *kernel)
{
    for (uint32_t i = 0; i < kernel->run.object_count; i++)
        kernel->object_slots[kernel->objects[i].slot] = 0;
    kernel->run.object_count = 0;
}

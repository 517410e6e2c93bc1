/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of wdk/ use of each other. */
#ifndef NDC_WDK_INTERNAL_H
#define NDC_WDK_INTERNAL_H

#include "wdk/kernel_state.h"

/* ---- service.c: the entrance of every service: a preemption point, then the IRQL limits ---- */
struct ndc_kernel *ndc_wdk_enter(enum ndc_service service);
#define NDC_WDK_ENTER(name) ndc_wdk_enter(NDC_SERVICE_##name)
/* A further limit that depends on parameters. */
void ndc_wdk_need_irql(struct ndc_kernel *kernel, uint8_t highest);
_Noreturn void ndc_wdk_bug_check(struct ndc_kernel *kernel, uint32_t code, uint64_t parameter);

/* ---- irql.c ---- */
void ndc_wdk_set_irql(struct ndc_kernel *kernel, uint8_t irql);
/* The provider has lowered its IRQL: DPCs of this CPU run now. */
void ndc_wdk_irql_fell(struct ndc_kernel *kernel);

/* ---- objects.c: kernel objects in memory of the driver ---- */
int ndc_wdk_object_add(struct ndc_kernel *kernel, const void *address, enum ndc_wdk_kind kind);
/* The object, or -1 when there is none of this kind at the address: a misuse then. */
int ndc_wdk_object(struct ndc_kernel *kernel, const void *address, enum ndc_wdk_kind kind);
/* The same without complaint; kind is any when NDC_WDK_NOTHING. */
int ndc_wdk_object_find(const struct ndc_kernel *kernel, const void *address,
                        enum ndc_wdk_kind kind);
/* The memory ends: objects in it are no more. */
void ndc_wdk_objects_forget(struct ndc_kernel *kernel, const void *from, size_t bytes);
void ndc_wdk_objects_reset(struct ndc_kernel *kernel);

/* ---- locks.c ---- */
void ndc_wdk_lock_take(struct ndc_kernel *kernel, const void *lock, enum ndc_wdk_hold how,
                       KIRQL old_irql);
bool ndc_wdk_lock_drop(struct ndc_kernel *kernel, const void *lock, enum ndc_wdk_hold how,
                       KIRQL *old_irql);
/* It is held no more, without complaint. */
void ndc_wdk_lock_forget(struct ndc_kernel *kernel, const void *lock);
bool ndc_wdk_lock_held(const struct ndc_kernel *kernel, const void *lock);

/* ---- dpc.c ---- */
bool ndc_wdk_dpc_queue(struct ndc_kernel *kernel, KDPC *dpc, PVOID first, PVOID second);
void ndc_wdk_dpc_drop(struct ndc_kernel *kernel, const KDPC *dpc);
/* Runs the DPCs that are queued now, of one CPU or NDC_WDK_ANY_CPU. */
unsigned ndc_wdk_dpcs_run(struct ndc_kernel *kernel, uint8_t cpu);

/* ---- timer.c ---- */
unsigned ndc_wdk_timers_run(struct ndc_kernel *kernel);
void ndc_wdk_timer_drop(struct ndc_kernel *kernel, const KTIMER *timer);

/* ---- work_item.c ---- */
unsigned ndc_wdk_work_run(struct ndc_kernel *kernel);

/* ---- wait.c ---- */
/* Returns whether the device moved. */
bool ndc_wdk_tick(struct ndc_kernel *kernel);
/* One idle step; false when nothing moved. */
bool ndc_wdk_idle(struct ndc_kernel *kernel);

/* ---- pool.c ---- */
/* NULL when there is no memory. page_offset as for ndc_memory_allot. */
void *ndc_wdk_allocate(struct ndc_kernel *kernel, enum ndc_wdk_class class, uint64_t bytes,
                       uint32_t tag, uint32_t page_offset);
/* The living allocation that begins at the pointer, or NULL. */
struct ndc_wdk_allocation *ndc_wdk_allocation(struct ndc_kernel *kernel, const void *pointer);
/* The same for a pointer anywhere inside. */
struct ndc_wdk_allocation *ndc_wdk_allocation_around(struct ndc_kernel *kernel,
                                                     const void *pointer);
/* Frees after all checks; false when the pointer was not such memory (a misuse). */
bool ndc_wdk_free(struct ndc_kernel *kernel, const void *pointer, unsigned classes, uint32_t tag);
#define NDC_WDK_CLASS_BIT(class) (1u << (class))
/* pool_check.c: overruns, writes after the end, leaks. */
void ndc_wdk_check_bounds(struct ndc_kernel *kernel, uint32_t number);
void ndc_wdk_pool_finish(struct ndc_kernel *kernel);

/* ---- interrupt.c, connect.c ---- */
bool ndc_wdk_interrupt_connected(const struct ndc_kernel *kernel);

/* ---- node.c: the devices of the computer ---- */
/* From here on another device's code runs; returns the one before, to be given back. */
struct ndc_wdk_node *ndc_wdk_node_enter(struct ndc_kernel *kernel, struct ndc_wdk_node *node);
/* The device whose PDO this is, or NULL. */
struct ndc_wdk_node *ndc_wdk_node_of(struct ndc_kernel *kernel, const DEVICE_OBJECT *pdo);
void ndc_wdk_nodes_reset(struct ndc_kernel *kernel);
/* Physical address of the BAR, and the vectors, of the device whose code runs. */
uint64_t ndc_wdk_bar_address(const struct ndc_kernel *kernel);
ULONG ndc_wdk_line_vector(const struct ndc_kernel *kernel);
ULONG ndc_wdk_message_vector(const struct ndc_kernel *kernel);

/* ---- device_stack.c ---- */
bool ndc_wdk_device_valid(struct ndc_kernel *kernel, const DEVICE_OBJECT *device);
PDEVICE_OBJECT ndc_wdk_device_top(struct ndc_kernel *kernel);
unsigned ndc_wdk_devices_attached(struct ndc_kernel *kernel);

/* ---- irp.c, irp_send.c ---- */
struct ndc_wdk_irp *ndc_wdk_irp_record(struct ndc_kernel *kernel, const IRP *irp);
struct ndc_wdk_irp *ndc_wdk_irp_new(struct ndc_kernel *kernel, CCHAR stack_size);
/* An IRP of the system for the top of the stack, with its next stack location cleared. */
struct ndc_wdk_irp *ndc_wdk_irp_make(struct ndc_kernel *kernel, UCHAR major, UCHAR minor);
/* Sends it, waits for its completion, judges its life, and frees it. */
NTSTATUS ndc_wdk_irp_send(struct ndc_kernel *kernel, struct ndc_wdk_irp *record);
/* The driver of a device handles the IRP's current stack location. */
NTSTATUS ndc_wdk_irp_dispatch(PDEVICE_OBJECT device, PIRP irp);

/* ---- bus.c, bus_interface.c: the driver of the PDO ---- */
void ndc_wdk_bus_init(struct ndc_kernel *kernel);
NTSTATUS NTAPI ndc_wdk_bus_dispatch(PDEVICE_OBJECT device, PIRP irp);
NTSTATUS ndc_wdk_bus_query_interface(struct ndc_kernel *kernel, PIO_STACK_LOCATION stack);
ULONG ndc_wdk_config(struct ndc_kernel *kernel, bool write, void *buffer, ULONG offset,
                     ULONG length);

/* ---- processors.c ---- */
/* The CPUs of a group as a mask; 0: there is no such group. */
uint64_t ndc_wdk_group_cpus(const struct ndc_kernel *kernel, unsigned group);

/* ---- requirements.c: what the device wants, and what the driver made of it ---- */
PIO_RESOURCE_REQUIREMENTS_LIST ndc_wdk_requirements_make(struct ndc_kernel *kernel);
/* Tells every message that is asked for, and everything else that was changed (WISH). */
void ndc_wdk_requirements_compare(struct ndc_kernel *kernel,
                                  const IO_RESOURCE_REQUIREMENTS_LIST *list, uint32_t bytes);
/* Grants what the computer has of it. */
void ndc_wdk_requirements_take(struct ndc_kernel *kernel, const IO_RESOURCE_REQUIREMENTS_LIST *list,
                               uint32_t bytes);

/* ---- resources.c ---- */
void ndc_wdk_resources_assign(struct ndc_kernel *kernel);

#endif

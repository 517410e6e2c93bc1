/* SPDX-License-Identifier: Apache-2.0 */
/* The life of one script in a world: a fresh driver, its device, and the end of both. */
#include "world/world_state.h"

/* The largest transfer of the emulated engine: 1 MB, as on the later ones. */
#define TRANSFER_LOG2 20

static bool
failed(uint32_t status)
{
    return (status & 0x80000000u) != 0;
}

static void
on_full(void *context)
{
    struct ndc_world *world = context;

    ndc_kernel_limit(world->kernel, NDC_LIMIT_EVENTS, world->trace.count, 0);
}

static bool
messages_at_all(const struct ndc_machine *machine)
{
    return machine->msix && machine->grants != NDC_GRANTS_LINE;
}

/* Field machine of SCRIPT_BEGIN. */
static uint64_t
machine_told(const struct ndc_machine *machine)
{
    bool msix = messages_at_all(machine);

    return machine->generation | (uint64_t)machine->channels << 8 | (uint64_t)msix << 16 |
           (uint64_t)(msix && machine->grants == NDC_GRANTS_OTHER) << 18 |
           (uint64_t)(machine->msix && !msix) << 19 | (uint64_t)machine->no_dca << 17 |
           (uint64_t)TRANSFER_LOG2 << 24 | (uint64_t)machine->vectors << 32 |
           (uint64_t)machine->cpus << 40;
}

static void
reset(struct ndc_world *world, const struct ndc_setup *setup)
{
    const struct ndc_machine *machine = &setup->machine;
    const struct ndc_engine_config engine = {
        .generation = machine->generation,
        .channels = machine->channels,
        .transfer_log2 = TRANSFER_LOG2,
        .msix = machine->msix,
        .no_dca = machine->no_dca,
    };
    const struct ndc_kernel_config kernel = {
        .cpus = machine->cpus,
        .msix = machine->msix,
        .messages = machine->channels,
        .vectors = machine->vectors,
        .other_cpus = machine->grants == NDC_GRANTS_OTHER,
        .line_granted = machine->grants == NDC_GRANTS_LINE,
        .groups = setup->interface_version >= NDC_INTERFACE_2_1,
        .accesses_max = setup->accesses_max,
    };

    ndc_kernel_current = world->kernel;
    ndc_netdma_current = world->netdma;
    if (world->config.restore_image != NULL)
        world->config.restore_image(world->config.image);
    ndc_trace_reset(&world->trace);
    world->trace.on_full = on_full;
    world->trace.context = world;
    ndc_memory_reset(&world->memory);
    ndc_faults_reset(&world->faults);
    ndc_wire_reset(&world->wire);
    world->wire.line_based = !messages_at_all(machine); /* until the device is started */
    ndc_engine_reset(world->engine, &engine);
    ndc_kernel_reset(world->kernel, &kernel);
    ndc_netdma_reset(world->netdma, setup);
    world->device_added = world->device_started = false;
    world->point_count = 0;
}

static void
remove_device(struct ndc_world *world, bool surprise)
{
    if (!world->device_added)
        return;
    world->device_added = world->device_started = false;
    ndc_kernel_remove_device(world->kernel, surprise);
    ndc_world_run_until_idle(world);
}

/* The device is gone before anybody is told: silent, its line no longer asserted. */
static void
pull_out(struct ndc_world *world)
{
    world->device.ops->power(world->device.self, false);
}

/* The driver did not come up: take down what there is and close the trace. */
static bool
give_up(struct ndc_world *world)
{
    remove_device(world, false);
    ndc_kernel_unload(world->kernel);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_END, NDC_CHANNEL_NONE, 0, 0, 0, 0);
    return false;
}

bool
ndc_world_begin(struct ndc_world *world, const struct ndc_setup *setup)
{
    reset(world, setup);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_BEGIN, NDC_CHANNEL_NONE, setup->interface_version,
                  machine_told(&setup->machine), setup->accesses_max,
                  world->device.ops->config_read(world->device.self, 0, 2));
    if (failed(ndc_kernel_load(world->kernel, world->config.driver_entry)))
        return give_up(world);
    if (failed(ndc_kernel_add_device(world->kernel)))
        return give_up(world);
    world->device_added = true;
    ndc_kernel_filter_resources(world->kernel);
    if (failed(ndc_kernel_start_device(world->kernel)) || !ndc_netdma_started(world->netdma))
        return give_up(world);
    world->device_started = true;
    return true;
}

/* The PnP manager starts what is not started, and stops what is. */
static void
start_device(struct ndc_world *world)
{
    if (world->device_started)
        return;
    ndc_kernel_filter_resources(world->kernel);
    world->device_started = !failed(ndc_kernel_start_device(world->kernel));
}

static void
stop_device(struct ndc_world *world)
{
    if (!world->device_started)
        return;
    world->device_started = false;
    ndc_kernel_stop_device(world->kernel);
}

void
ndc_world_pnp(struct ndc_world *world, enum ndc_pnp what)
{
    if (!world->device_added)
        return;
    switch (what) {
    case NDC_PNP_START:
        start_device(world);
        break;
    case NDC_PNP_STOP:
        stop_device(world);
        break;
    case NDC_PNP_REMOVE:
        remove_device(world, false);
        break;
    case NDC_PNP_SURPRISE:
        pull_out(world);
        remove_device(world, true);
        break;
    case NDC_PNP_CANCEL_STOP:
        if (world->device_started)
            ndc_kernel_cancel_stop(world->kernel);
        break;
    case NDC_PNP_CANCEL_REMOVE:
        if (world->device_started)
            ndc_kernel_cancel_remove(world->kernel);
        break;
    case NDC_PNP_UNPLUG:
        pull_out(world);
        ndc_kernel_surprise(world->kernel);
        break;
    }
    ndc_netdma_inspect(world->netdma);
}

/*
 * A 1.0 provider cannot be asked for time, nor tell that its engine works again. One that joined
 * the paging path goes to sleep after its clients are quiet [DRV-10]; awake again it gets the Start
 * that readies its channels.
 */
void
ndc_world_power(struct ndc_world *world, enum ndc_power what)
{
    bool silent = ndc_netdma_registered(world->netdma) &&
                  ndc_netdma_version(world->netdma) < NDC_INTERFACE_1_1;

    if (!world->device_added)
        return;
    if (what == NDC_POWER_CANCEL) {
        ndc_kernel_cancel_power(world->kernel);
        return;
    }
    if (silent && what == NDC_POWER_DOWN && ndc_kernel_in_paging_path(world->kernel)) {
        ndc_world_run_until_idle(world);
        ndc_netdma_sleep(world->netdma);
    }
    ndc_kernel_power(world->kernel, what == NDC_POWER_UP);
    if (silent && what == NDC_POWER_UP && ndc_kernel_awake(world->kernel))
        ndc_netdma_wake(world->netdma);
}

void
ndc_world_end(struct ndc_world *world)
{
    /* Heal, then give everything accepted the time to complete: duties are judged at QUIET. */
    for (unsigned turn = 0; turn < 2; turn++) { /* the last work may meet a fault of the wire */
        ndc_wire_heal(&world->wire);
        ndc_world_run_until_idle(world);
    }
    ndc_netdma_look_all(world->netdma);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_QUIET, NDC_CHANNEL_NONE, 0, 0, 0, 0);
    if (world->device_added)
        ndc_netdma_free_channels(world->netdma);
    remove_device(world, false);
    ndc_kernel_unload(world->kernel);
    ndc_faults_finish(&world->faults);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_END, NDC_CHANNEL_NONE, 0, 0, 0, 0);
}

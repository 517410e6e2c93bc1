/* SPDX-License-Identifier: Apache-2.0 */
/* The life of one script in a world: a fresh driver, its devices, and the end of all. */
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

static uint8_t
transfer_log2(const struct ndc_machine *machine)
{
    return machine->transfer_log2 != 0 ? machine->transfer_log2 : TRANSFER_LOG2;
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
           (uint64_t)transfer_log2(machine) << 24 | (uint64_t)machine->vectors << 32 |
           (uint64_t)machine->cpus << 40 | (uint64_t)machine->second << 48 |
           (uint64_t)(machine->devices > 1) << 56;
}

/*
 * Under which names the channels of an engine are known before NetDMA gives them one: those of its
 * device in the script, then such as nobody else has.
 */
static void
name_channels(const struct ndc_machine *machine, unsigned number, uint8_t names[NDC_CHANNELS_MAX])
{
    unsigned own = 0, others = 0;

    for (unsigned i = 0; i < NDC_CHANNELS_MAX; i++)
        if ((machine->second >> i & 1) == number && (machine->named >> i & 1) != 0)
            names[own++] = (uint8_t)i;
    for (unsigned i = NDC_CHANNELS_MAX; i-- > 0 && own < NDC_CHANNELS_MAX;)
        if ((machine->named >> i & 1) == 0 && others++ % 2 == number)
            names[own++] = (uint8_t)i;
    while (own < NDC_CHANNELS_MAX)
        names[own++] = NDC_CHANNELS_MAX - 1;
}

static void
reset_unit(struct ndc_world *world, const struct ndc_machine *machine, unsigned number)
{
    struct ndc_world_unit *unit = &world->units[number];
    struct ndc_engine_config engine = {
        .generation = machine->generation,
        .channels = machine->channels,
        .transfer_log2 = transfer_log2(machine),
        .msix = machine->msix,
        .no_dca = machine->no_dca,
        .named = machine->devices > 1,
    };

    if (engine.named)
        name_channels(machine, number, engine.names);
    ndc_wire_reset(&unit->wire);
    unit->wire.line_based = !messages_at_all(machine); /* until the device is started */
    ndc_engine_reset(unit->engine, &engine);
    unit->added = unit->started = false;
}

static void
reset(struct ndc_world *world, const struct ndc_setup *setup)
{
    const struct ndc_machine *machine = &setup->machine;
    const struct ndc_kernel_config kernel = {
        .cpus = machine->cpus,
        .msix = machine->msix,
        .messages = machine->channels,
        .vectors = machine->vectors,
        .other_cpus = machine->grants == NDC_GRANTS_OTHER,
        .line_granted = machine->grants == NDC_GRANTS_LINE,
        .groups = setup->interface_version >= NDC_INTERFACE_2_1,
        .accesses_max = setup->accesses_max,
        .devices = machine->devices,
        .imports = world->config.imports,
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
    world->unit_count = machine->devices > 1 ? machine->devices : 1;
    world->second = machine->devices > 1 ? machine->second : 0;
    for (unsigned i = 0; i < world->unit_count; i++)
        reset_unit(world, machine, i);
    ndc_kernel_reset(world->kernel, &kernel);
    ndc_netdma_reset(world->netdma, setup);
    world->point_count = 0;
}

static void
remove_device(struct ndc_world *world, bool surprise)
{
    if (!NDC_UNIT(world)->added)
        return;
    NDC_UNIT(world)->added = NDC_UNIT(world)->started = false;
    ndc_kernel_remove_device(world->kernel, surprise);
    ndc_world_run_until_idle(world);
}

/* The device is gone before anybody is told: silent, its line no longer asserted. */
static void
pull_out(struct ndc_world *world)
{
    const struct ndc_device *device = &NDC_UNIT(world)->device;

    device->ops->power(device->self, false);
}

static void
remove_devices(struct ndc_world *world)
{
    for (unsigned i = 0; i < world->unit_count; i++) {
        ndc_world_turn(world, i);
        remove_device(world, false);
    }
    ndc_world_turn(world, 0);
}

/* The driver did not come up: take down what there is and close the trace. */
static bool
give_up(struct ndc_world *world)
{
    remove_devices(world);
    ndc_kernel_unload(world->kernel);
    ndc_faults_finish(&world->faults);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_END, NDC_CHANNEL_NONE, 0, 0, 0, 0);
    return false;
}

/* Adds and starts the device whose turn it is. */
static bool
come_up(struct ndc_world *world)
{
    if (failed(ndc_kernel_add_device(world->kernel)))
        return false;
    NDC_UNIT(world)->added = true;
    ndc_kernel_filter_resources(world->kernel);
    if (failed(ndc_kernel_start_device(world->kernel)) || !ndc_netdma_started(world->netdma))
        return false;
    NDC_UNIT(world)->started = true;
    return true;
}

static void
tell_begin(struct ndc_world *world, const struct ndc_setup *setup)
{
    const struct ndc_device *device = &world->units[0].device;
    uint32_t version = setup->reports != 0 ? setup->reports : setup->interface_version;
    uint32_t vendor = device->ops->config_read(device->self, 0, 2);

    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_BEGIN, NDC_CHANNEL_NONE, version,
                  machine_told(&setup->machine), setup->accesses_max,
                  vendor | (uint64_t)setup->claims << 16 | (uint64_t)setup->registers << 20);
}

bool
ndc_world_begin(struct ndc_world *world, const struct ndc_setup *setup)
{
    bool up = true;

    reset(world, setup);
    tell_begin(world, setup);
    for (unsigned i = 0; i < setup->early_count; i++)
        (void)ndc_fault_arm(&world->faults, &setup->early[i]);
    if (failed(ndc_kernel_load(world->kernel, world->config.driver_entry)))
        return give_up(world);
    for (unsigned i = 0; i < world->unit_count && up; i++) {
        ndc_world_turn(world, i);
        up = come_up(world);
    }
    ndc_world_turn(world, 0);
    return up || give_up(world);
}

/* The PnP manager starts what is not started, and stops what is. */
static void
start_device(struct ndc_world *world)
{
    if (NDC_UNIT(world)->started)
        return;
    ndc_kernel_filter_resources(world->kernel);
    NDC_UNIT(world)->started = !failed(ndc_kernel_start_device(world->kernel));
}

static void
stop_device(struct ndc_world *world)
{
    if (!NDC_UNIT(world)->started)
        return;
    NDC_UNIT(world)->started = false;
    ndc_kernel_stop_device(world->kernel);
}

static void
manage(struct ndc_world *world, enum ndc_pnp what)
{
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
        if (NDC_UNIT(world)->started)
            ndc_kernel_cancel_stop(world->kernel);
        break;
    case NDC_PNP_CANCEL_REMOVE:
        if (NDC_UNIT(world)->started)
            ndc_kernel_cancel_remove(world->kernel);
        break;
    case NDC_PNP_UNPLUG:
        pull_out(world);
        ndc_kernel_surprise(world->kernel);
        break;
    }
}

void
ndc_world_pnp(struct ndc_world *world, enum ndc_pnp what, unsigned device)
{
    unsigned before = ndc_world_turn(world, device % world->unit_count);

    if (NDC_UNIT(world)->added) {
        manage(world, what);
        ndc_netdma_inspect(world->netdma);
    }
    ndc_world_turn(world, before);
}

/*
 * A 1.0 provider cannot be asked for time, nor tell that its engine works again. One that joined
 * the paging path goes to sleep after its clients are quiet [DRV-10]; awake again it gets the Start
 * that readies its channels.
 */
static void
change_power(struct ndc_world *world, enum ndc_power what)
{
    bool silent = ndc_netdma_registered(world->netdma) &&
                  ndc_netdma_version(world->netdma) < NDC_INTERFACE_1_1;

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
ndc_world_power(struct ndc_world *world, enum ndc_power what, unsigned device)
{
    unsigned before = ndc_world_turn(world, device % world->unit_count);

    if (NDC_UNIT(world)->added)
        change_power(world, what);
    ndc_world_turn(world, before);
}

static void
heal(struct ndc_world *world)
{
    for (unsigned i = 0; i < world->unit_count; i++)
        ndc_wire_heal(&world->units[i].wire);
}

/* Each device gives back its channels before any is removed. */
static void
free_channels(struct ndc_world *world)
{
    for (unsigned i = 0; i < world->unit_count; i++) {
        ndc_world_turn(world, i);
        if (NDC_UNIT(world)->added)
            ndc_netdma_free_channels(world->netdma);
    }
    ndc_world_turn(world, 0);
}

void
ndc_world_end(struct ndc_world *world)
{
    /* Heal, then give everything accepted the time to complete: duties are judged at QUIET. */
    for (unsigned turn = 0; turn < 2; turn++) { /* the last work may meet a fault of the wire */
        heal(world);
        ndc_world_run_until_idle(world);
    }
    ndc_netdma_look_all(world->netdma);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_QUIET, NDC_CHANNEL_NONE, 0, 0, 0, 0);
    free_channels(world);
    remove_devices(world);
    ndc_kernel_unload(world->kernel);
    ndc_netdma_look_around(world->netdma);
    ndc_faults_finish(&world->faults);
    ndc_trace_add(&world->trace, NDC_EVENT_SCRIPT_END, NDC_CHANNEL_NONE, 0, 0, 0, 0);
}

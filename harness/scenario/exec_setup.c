/* SPDX-License-Identifier: Apache-2.0 */
/* The computer a script asks for, and its transfers. */
#include "scenario/exec_parts.h"

#define ACCESSES_DEFAULT 20000u
#define CPUS_DEFAULT 4
#define CHANNELS_LEAST 2

#define FLAG_TOP_SOURCE 6 /* of `copy` */

/* NET_DMA_... control flags in the order of the flag words of `copy`. */
static const uint32_t control_flags[] = {0x08, 0x01, 0x10, 0x200, 0x02, 0x04};

/* 1.x is at home on engines with linked lists alone, 2.x on those that count. */
static uint8_t
natural_generation(bool counted, uint8_t engines)
{
    if (engines == NDC_ENGINE_1 || engines == NDC_ENGINE_2)
        return engines == NDC_ENGINE_1 ? 1 : 2;
    return counted ? 2 : 1;
}

/*
 * Two engines, each with its share of the script's channels. They have messages: a line they would
 * have to share.
 */
static void
set_devices(const struct ndc_scenario *scenario, struct ndc_machine *machine)
{
    unsigned own[NDC_DEVICES_MAX] = {0};

    machine->devices = scenario->header.devices;
    machine->msix = true;
    machine->named = (uint8_t)((1u << scenario->channel_count) - 1);
    for (unsigned channel = 0; channel < scenario->channel_count; channel++) {
        bool second = ndc_operand(&scenario->channels[channel].record, NDC_SLOT_DEVICE) > 1;

        own[second]++;
        machine->second |= (uint8_t)(second << channel);
    }
    machine->channels = (uint8_t)(own[0] > own[1] ? own[0] : own[1]);
    if (machine->channels < CHANNELS_LEAST)
        machine->channels = CHANNELS_LEAST;
}

struct ndc_setup
ndc_exec_setup(const struct ndc_scenario *scenario, uint32_t interface_version)
{
    return ndc_exec_setup_among(scenario, interface_version, 0);
}

struct ndc_setup
ndc_exec_setup_among(const struct ndc_scenario *scenario, uint32_t interface_version,
                     uint8_t engines)
{
    const struct ndc_script_header *header = &scenario->header;
    bool counted = interface_version >= NDC_INTERFACE_2_0;
    uint8_t named = scenario->channel_count;
    struct ndc_setup setup = {
        .interface_version = interface_version,
        .reports = header->reports,
        .accesses_max = header->accesses_max != 0 ? header->accesses_max : ACCESSES_DEFAULT,
        .machine = {.generation = header->generation,
                    .channels = header->channels,
                    .no_dca = header->no_dca,
                    .transfer_log2 = header->transfer_log2,
                    .cpus = header->cpus != 0 ? header->cpus : CPUS_DEFAULT,
                    .vectors = header->vectors,
                    .grants = header->grants,
                    .unasked = header->unasked,
                    .msix = header->wiring != 0 ? header->wiring == 2 : counted}};
    if (header->generation == 0)
        setup.machine.generation = natural_generation(counted, engines);
    if (header->channels == 0)
        setup.machine.channels = named < CHANNELS_LEAST ? CHANNELS_LEAST : named;
    if (header->devices > 1)
        set_devices(scenario, &setup.machine);
    return setup;
}

/* The first of the flags from `flag` on, every other one: top, below, across, above. */
static uint8_t
where_of(unsigned flags, unsigned flag)
{
    for (unsigned where = NDC_WHERE_TOP; where <= NDC_WHERE_ABOVE; where++)
        if ((flags >> (flag + 2 * (where - NDC_WHERE_TOP)) & 1) != 0)
            return (uint8_t)where;
    return NDC_WHERE_ANY;
}

struct ndc_transfer
ndc_exec_transfer(const struct ndc_record *record)
{
    struct ndc_transfer transfer = {0};
    unsigned flags = ndc_operand_flags(record);
    for (unsigned flag = 0; flag < sizeof control_flags / sizeof control_flags[0]; flag++)
        if (flags >> flag & 1)
            transfer.flags |= control_flags[flag];
    if (record->form == NDC_FORM_CONTEXT) {
        transfer.kind = NDC_TRANSFER_CONTEXT;
        transfer.context = (uint8_t)ndc_operand(record, NDC_SLOT_APIC);
        return transfer;
    }
    transfer.kind = record->form == NDC_FORM_NULL ? NDC_TRANSFER_NULL : NDC_TRANSFER_COPY;
    transfer.bytes = (uint32_t)ndc_operand(record, NDC_SLOT_BYTES);
    if (record->form == NDC_FORM_NULL)
        return transfer;
    transfer.source_where = where_of(flags, FLAG_TOP_SOURCE);
    transfer.target_where = where_of(flags, FLAG_TOP_SOURCE + 1);
    transfer.source_offset = (uint16_t)ndc_operand(record, NDC_SLOT_SOURCEAT);
    transfer.target_offset = (uint16_t)ndc_operand(record, NDC_SLOT_TARGETAT);
    transfer.source_break = (uint16_t)ndc_operand(record, NDC_SLOT_SOURCEBREAK);
    transfer.target_break = (uint16_t)ndc_operand(record, NDC_SLOT_TARGETBREAK);
    return transfer;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario/binary.h"

#include <string.h>

#include "scenario/grammar.h"
#include "scenario/layout.h"

void
ndc_bytes_put(struct ndc_bytes *bytes, const void *data, size_t count)
{
    if (bytes->full || bytes->count - bytes->at < count) {
        bytes->full = true;
        return;
    }
    memcpy(bytes->to + bytes->at, data, count);
    bytes->at += count;
}

void
ndc_bytes_put_number(struct ndc_bytes *bytes, uint64_t value, unsigned size)
{
    uint8_t digits[8];
    for (unsigned byte = 0; byte < size; byte++)
        digits[byte] = (uint8_t)(value >> 8 * byte);
    ndc_bytes_put(bytes, digits, size);
}

void
ndc_bytes_put_text(struct ndc_bytes *bytes, const char *text)
{
    ndc_bytes_put_number(bytes, strlen(text), 2);
    ndc_bytes_put(bytes, text, strlen(text));
}

uint64_t
ndc_bytes_take_number(struct ndc_bytes *bytes, unsigned size)
{
    uint64_t value = 0;
    for (unsigned byte = 0; byte < size; byte++)
        if (bytes->at < bytes->count)
            value |= (uint64_t)bytes->from[bytes->at++] << 8 * byte;
    return value;
}

void
ndc_bytes_take_text(struct ndc_bytes *bytes, char *text, size_t room)
{
    size_t length = (size_t)ndc_bytes_take_number(bytes, 2), written = 0;
    for (; length > 0 && bytes->at < bytes->count; length--) {
        char byte = (char)bytes->from[bytes->at++];
        bool is_text = (unsigned char)byte >= 0x20 && byte != 0x7F;
        if (written + 1 < room)
            text[written++] = is_text ? byte : '.';
    }
    memset(text + written, 0, room - written);
}

static void
put_cell(struct ndc_bytes *bytes, const struct ndc_record *record)
{
    ndc_bytes_put(bytes, record, sizeof *record);
}

static void
put_chain(struct ndc_bytes *bytes, const struct ndc_chain *chain)
{
    for (unsigned first = 0; first < chain->count; first += NDC_OPERAND_BYTES) {
        struct ndc_record cell = {.form = first == 0 ? NDC_FORM_CHAIN : NDC_FORM_CHAIN_MORE};
        for (unsigned place = 0; place < NDC_OPERAND_BYTES && first + place < chain->count; place++)
            cell.operands[place] = (uint8_t)(chain->members[first + place] + 1);
        put_cell(bytes, &cell);
    }
}

long
ndc_scenario_encode(const struct ndc_scenario *scenario, uint8_t *to, size_t room)
{
    struct ndc_bytes bytes = {.to = to, .count = room};
    struct ndc_record trailer = {.form = NDC_FORM_TRAILER};
    ndc_bytes_put_number(&bytes, NDC_BINARY_VERSION, 1);
    for (unsigned channel = 0; channel < scenario->channel_count; channel++)
        put_cell(&bytes, &scenario->channels[channel].record);
    for (unsigned transfer = 0; transfer < scenario->transfer_count; transfer++)
        put_cell(&bytes, &scenario->transfers[transfer].record);
    for (unsigned chain = 0; chain < scenario->chain_count; chain++)
        put_chain(&bytes, &scenario->chains[chain]);
    for (unsigned record = 0; record < scenario->record_count; record++)
        if (ndc_form_class(scenario->records[record].form) == NDC_FORM_CLASS_ACT)
            put_cell(&bytes, &scenario->records[record]);
    put_cell(&bytes, &trailer);
    ndc_trailer_write(scenario, &bytes);
    return bytes.full ? -1 : (long)bytes.at;
}

static void
take_chain(struct ndc_scenario *scenario, const struct ndc_record *cell)
{
    if (cell->form == NDC_FORM_CHAIN) {
        if (scenario->chain_count == NDC_SCRIPT_CHAINS_MAX)
            return;
        scenario->chain_count++;
    } else if (scenario->chain_count == 0) {
        return;
    }
    struct ndc_chain *chain = &scenario->chains[scenario->chain_count - 1];
    for (unsigned place = 0; place < NDC_OPERAND_BYTES && cell->operands[place] != 0; place++)
        if (chain->count < NDC_SCRIPT_CHAIN_MAX)
            chain->members[chain->count++] = (uint8_t)(cell->operands[place] - 1);
}

/* One cell that is not the trailer. What has no room is left out; claims live in the trailer. */
static void
take_cell(struct ndc_scenario *scenario, const struct ndc_record *cell)
{
    switch (ndc_form_class(cell->form)) {
    case NDC_FORM_CLASS_ACT:
        if (scenario->record_count < NDC_SCRIPT_RECORDS_MAX)
            scenario->records[scenario->record_count++] = *cell;
        break;
    case NDC_FORM_CLASS_THING:
        if (cell->form == NDC_FORM_CHANNEL) {
            if (scenario->channel_count < NDC_CHANNELS_MAX)
                scenario->channels[scenario->channel_count++].record = *cell;
        } else if (scenario->transfer_count < NDC_SCRIPT_TRANSFERS_MAX) {
            scenario->transfers[scenario->transfer_count++].record = *cell;
        }
        break;
    case NDC_FORM_CLASS_CHAIN:
        take_chain(scenario, cell);
        break;
    default:
        break;
    }
}

void
ndc_scenario_decode(struct ndc_scenario *scenario, const uint8_t *from, size_t count)
{
    struct ndc_bytes bytes = {.from = from, .count = count};
    memset(scenario, 0, sizeof *scenario);
    ndc_bytes_take_number(&bytes, 1); /* the version: there is only one so far */
    bool script = false;
    while (!script && bytes.at < bytes.count) {
        struct ndc_record cell;
        memset(&cell, 0, sizeof cell);
        size_t left = bytes.count - bytes.at;
        size_t size = left < NDC_CELL_BYTES ? left : NDC_CELL_BYTES;
        memcpy(&cell, bytes.from + bytes.at, size);
        bytes.at += size;
        script = cell.form == NDC_FORM_TRAILER;
        cell.form = (uint8_t)(cell.form % NDC_FORMS);
        take_cell(scenario, &cell);
    }
    ndc_mend_things(scenario, script);
    ndc_trailer_read(scenario, &bytes);
    scenario->header.breaks_any |= !script; /* drawn: nobody promised anything */
    ndc_mend_records(scenario);
    if (!ndc_layout_whole(scenario))
        ndc_layout_plain(scenario);
    ndc_layout_canonical(scenario);
    ndc_layout_number(scenario);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "scenario/layout.h"

#include <string.h>

bool
ndc_header_says(const struct ndc_scenario *scenario, enum ndc_part part)
{
    const struct ndc_script_header *header = &scenario->header;
    switch (part) {
    case NDC_PART_SCENARIO:
    case NDC_PART_CLASS:
        return true;
    case NDC_PART_ABOUT:
        return header->about[0] != '\0';
    case NDC_PART_CITES:
        return header->cites_count > 0;
    case NDC_PART_BREAKS:
        return header->breaks_any || header->breaks_count > 0;
    case NDC_PART_NEEDS:
        return header->needs != 0;
    case NDC_PART_INTERFACE:
        return header->interfaces != 0;
    case NDC_PART_REPORTS:
        return header->reports != 0;
    case NDC_PART_MACHINE:
        return (header->generation | header->wiring | header->channels | header->cpus |
                header->vectors | header->grants | header->devices | header->transfer_log2) != 0 ||
               header->unasked || header->no_dca;
    case NDC_PART_LIMITS:
        return header->accesses_max != 0;
    case NDC_PART_VARY:
        return scenario->vary_count > 0;
    default:
        return false;
    }
}

bool
ndc_layout_add(struct ndc_scenario *scenario, struct ndc_layout_line line)
{
    if (scenario->layout_count >= NDC_LAYOUT_MAX)
        return false;
    scenario->layout[scenario->layout_count++] = line;
    return true;
}

uint16_t
ndc_comment_keep(struct ndc_scenario *scenario, const char *text, size_t length)
{
    if (length >= NDC_COMMENT_BYTES_MAX - (size_t)scenario->comment_bytes)
        return 0;
    uint16_t comment = (uint16_t)(scenario->comment_bytes + 1);
    for (size_t place = 0; place < length; place++) { /* as the binary form gives it back */
        char byte = text[place] == 0x7F ? '.' : text[place];
        scenario->comments[scenario->comment_bytes + place] =
            (unsigned char)byte < 0x20 ? ' ' : byte;
    }
    scenario->comments[scenario->comment_bytes + length] = '\0';
    scenario->comment_bytes = (uint16_t)(scenario->comment_bytes + length + 1);
    return comment;
}

const char *
ndc_comment_text(const struct ndc_scenario *scenario, uint16_t comment)
{
    return comment == 0 ? "" : scenario->comments + comment - 1;
}

static void
add_plain(struct ndc_scenario *scenario, enum ndc_part part, unsigned count)
{
    for (unsigned index = 0; index < count; index++)
        ndc_layout_add(scenario,
                       (struct ndc_layout_line){.part = (uint8_t)part, .index = (uint8_t)index});
}

void
ndc_layout_plain(struct ndc_scenario *scenario)
{
    memset(scenario->layout, 0, sizeof scenario->layout);
    memset(scenario->comments, 0, sizeof scenario->comments);
    scenario->layout_count = 0;
    scenario->comment_bytes = 0;
    for (unsigned part = 0; part < NDC_PART_HEADERS; part++)
        add_plain(scenario, part, ndc_header_says(scenario, part));
    add_plain(scenario, NDC_PART_CHANNEL, scenario->channel_count);
    add_plain(scenario, NDC_PART_TRANSFER, scenario->transfer_count);
    add_plain(scenario, NDC_PART_CHAIN, scenario->chain_count);
    add_plain(scenario, NDC_PART_RECORD, scenario->record_count);
}

/* Header 0, things 1, records 2. */
static unsigned
section(enum ndc_part part)
{
    if (part < NDC_PART_HEADERS)
        return 0;
    return part == NDC_PART_RECORD ? 2 : 1;
}

bool
ndc_layout_whole(const struct ndc_scenario *scenario)
{
    unsigned next[NDC_PARTS] = {0}, last = 0;
    for (unsigned place = 0; place < scenario->layout_count; place++) {
        const struct ndc_layout_line *line = &scenario->layout[place];
        if (line->part >= NDC_PARTS || line->comment > scenario->comment_bytes)
            return false;
        if (line->part == NDC_PART_COMMENT) {
            if (next[NDC_PART_COMMENT]++ >= NDC_COMMENT_LINES_MAX || line->comment == 0)
                return false;
            continue;
        }
        if (section(line->part) < last || line->index != next[line->part]++)
            return false;
        last = section(line->part);
    }
    for (unsigned part = 0; part < NDC_PART_HEADERS; part++)
        if (next[part] != (ndc_header_says(scenario, part) ? 1u : 0u))
            return false;
    return next[NDC_PART_CHANNEL] == scenario->channel_count &&
           next[NDC_PART_TRANSFER] == scenario->transfer_count &&
           next[NDC_PART_CHAIN] == scenario->chain_count &&
           next[NDC_PART_RECORD] == scenario->record_count;
}

/* The part that decides where a line goes: its own, or for a comment that of the next line. */
static unsigned
leading_part(const struct ndc_scenario *scenario, unsigned place)
{
    while (place < scenario->layout_count && scenario->layout[place].part == NDC_PART_COMMENT)
        place++;
    return place < scenario->layout_count ? scenario->layout[place].part : NDC_PARTS;
}

/* Header lines, each with the comments before it, into the order of enum ndc_part. */
static void
order_header(struct ndc_scenario *scenario)
{
    struct ndc_layout_line ordered[NDC_LAYOUT_MAX];
    unsigned count = 0;
    for (unsigned part = 0; part <= NDC_PART_HEADERS; part++)
        for (unsigned place = 0; place < scenario->layout_count; place++) {
            unsigned leads = leading_part(scenario, place);
            if (leads == part || (part == NDC_PART_HEADERS && leads > part))
                ordered[count++] = scenario->layout[place];
        }
    memcpy(scenario->layout, ordered, count * sizeof ordered[0]);
}

void
ndc_layout_canonical(struct ndc_scenario *scenario)
{
    order_header(scenario);
    unsigned last = 0;
    for (unsigned place = 0; place < scenario->layout_count; place++) {
        unsigned leads = leading_part(scenario, place);
        unsigned now = leads == NDC_PARTS ? last : section((enum ndc_part)leads);
        if (now != last)
            scenario->layout[place].blank = true;
        else if (now == 0)
            scenario->layout[place].blank = false;
        last = now;
    }
}

void
ndc_layout_number(struct ndc_scenario *scenario)
{
    unsigned line = 0;
    for (unsigned place = 0; place < scenario->layout_count; place++) {
        line += scenario->layout[place].blank ? 2u : 1u;
        scenario->layout[place].line = (uint16_t)line;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The canonical form of the header lines. */
#include <stdio.h>
#include <string.h>

#include "scenario/print.h"
#include "scenario/words.h"

static void
print_set(struct ndc_print *print, const char *const *words, unsigned set)
{
    bool first = true;
    for (unsigned word = 0; words[word] != NULL; word++) {
        if ((set >> word & 1) == 0)
            continue;
        if (!first)
            ndc_print_word(print, " ");
        first = false;
        ndc_print_word(print, words[word]);
    }
}

/* One property of the machine; a blank parts it from the one before. */
static void
print_property(struct ndc_print *print, bool *first, const char *word)
{
    if (!*first)
        ndc_print_word(print, " ");
    *first = false;
    ndc_print_word(print, word);
}

static void
print_count(struct ndc_print *print, bool *first, unsigned count, const char *noun)
{
    char text[24];

    if (count == 0)
        return;
    snprintf(text, sizeof text, "%u %s", count, noun);
    print_property(print, first, text);
}

static void
print_machine(struct ndc_print *print, const struct ndc_script_header *header)
{
    bool first = true;

    if (header->generation != 0)
        print_property(print, &first, header->generation == 1 ? "cb1" : "cb2");
    if (header->wiring != 0)
        print_property(print, &first, header->wiring == 1 ? "line" : "msix");
    if (header->no_dca)
        print_property(print, &first, "nodca");
    print_count(print, &first, header->channels, "channels");
    if (header->transfer_log2 != 0)
        print_count(print, &first, 1u << header->transfer_log2, "bytes");
    print_count(print, &first, header->cpus, "cpus");
    print_count(print, &first, header->vectors, "vectors");
    print_count(print, &first, header->devices, "devices");
    if (header->grants != 0) {
        print_property(print, &first, "grants");
        print_property(print, &first, ndc_words_grants[header->grants - 1]);
    }
    if (header->unasked)
        print_property(print, &first, "unasked");
}

static void
print_reports(struct ndc_print *print, const struct ndc_script_header *header)
{
    char text[16];
    snprintf(text, sizeof text, "%u.%u", (unsigned)(header->reports >> 16),
             (unsigned)(header->reports & 0xFFFF));
    ndc_print_word(print, text);
}

static void
print_limits(struct ndc_print *print, const struct ndc_script_header *header)
{
    char text[32];
    snprintf(text, sizeof text, "accesses %lu", (unsigned long)header->accesses_max);
    ndc_print_word(print, text);
}

static void
print_list(struct ndc_print *print, const char *first, size_t stride, unsigned count)
{
    for (unsigned place = 0; place < count; place++) {
        if (place > 0)
            ndc_print_word(print, " ");
        ndc_print_word(print, first + place * stride);
    }
}

void
ndc_print_header(struct ndc_print *print, const struct ndc_scenario *scenario, enum ndc_part part)
{
    const struct ndc_script_header *header = &scenario->header;
    ndc_print_word(print, ndc_words_header[part]);
    ndc_print_to(print, part == NDC_PART_INTERFACE ? NDC_COLUMN_OPERANDS + 1 : NDC_COLUMN_OPERANDS);
    switch (part) {
    case NDC_PART_SCENARIO:
        ndc_print_word(print, scenario->word);
        break;
    case NDC_PART_ABOUT:
        ndc_print_word(print, header->about);
        break;
    case NDC_PART_CLASS:
        ndc_print_word(print, ndc_words_class[header->class]);
        break;
    case NDC_PART_CITES:
        print_list(print, header->cites[0], sizeof header->cites[0], header->cites_count);
        break;
    case NDC_PART_BREAKS:
        if (header->breaks_any)
            ndc_print_word(print, "any");
        print_list(print, header->breaks[0], sizeof header->breaks[0], header->breaks_count);
        break;
    case NDC_PART_NEEDS:
        print_set(print, ndc_words_routine, header->needs);
        break;
    case NDC_PART_INTERFACE:
        print_set(print, ndc_words_interface, header->interfaces);
        break;
    case NDC_PART_REPORTS:
        print_reports(print, header);
        break;
    case NDC_PART_MACHINE:
        print_machine(print, header);
        break;
    case NDC_PART_LIMITS:
        print_limits(print, header);
        break;
    default:
        ndc_print_word(print, scenario->vary_word);
        ndc_print_word(print, " in ");
        print_list(print, scenario->vary_values[0], NDC_VARY_WORD_ROOM, scenario->vary_count);
        break;
    }
}

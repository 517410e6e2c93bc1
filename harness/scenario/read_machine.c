/* SPDX-License-Identifier: Apache-2.0 */
/* The header line of the machine: "cb2 msix 4 channels 2 vectors grants other". */
#include "scenario/reader.h"

/* A number and what it counts. */
static const struct {
    const char *noun;
    size_t offset; /* in the header */
    unsigned most;
} counted[] = {
    {"channels", offsetof(struct ndc_script_header, channels), NDC_CHANNELS_MAX},
    {"cpus", offsetof(struct ndc_script_header, cpus), NDC_CPUS_MAX},
    {"vectors", offsetof(struct ndc_script_header, vectors), NDC_CHANNELS_MAX},
    {"devices", offsetof(struct ndc_script_header, devices), NDC_DEVICES_MAX},
};
static const char *const nouns[] = {"channels", "cpus", "vectors", "devices", "bytes", NULL};
#define NOUN_BYTES 4

/* The largest transfer of the engine. */
static int
read_bytes(struct ndc_reader *reader, unsigned word, uint64_t number)
{
    for (unsigned log2 = NDC_TRANSFER_LOG2_LEAST; log2 <= NDC_TRANSFER_LOG2_MOST; log2++) {
        if (number != 1u << log2)
            continue;
        reader->scenario->header.transfer_log2 = (uint8_t)log2;
        return 0;
    }
    return ndc_reader_fail(reader, word,
                           "a largest transfer is 4096, 8192, 16384 and so on up to 1048576 bytes");
}

static int
read_count(struct ndc_reader *reader, unsigned word, uint64_t number)
{
    uint8_t *header = (uint8_t *)&reader->scenario->header;
    int noun = ndc_read_one_of(reader, word + 1, nouns, "what a machine has");

    if (noun < 0)
        return -1;
    if (noun == NOUN_BYTES)
        return read_bytes(reader, word, number);
    if (number < 1 || number > counted[noun].most)
        return ndc_reader_fail(reader, word, "a machine has 1 to %u %s", counted[noun].most,
                               counted[noun].noun);
    header[counted[noun].offset] = (uint8_t)number;
    return 0;
}

/* Returns how many words it took, or -1. */
static int
read_property(struct ndc_reader *reader, unsigned word)
{
    static const char *const words[] = {"cb1",       "cb2",     "line",       "msix",   "unasked",
                                        "nodca",     "grants",  "N channels", "N cpus", "N vectors",
                                        "N devices", "N bytes", NULL};
    struct ndc_script_header *header = &reader->scenario->header;
    int place = ndc_read_one_of(reader, word, words, "a property of a machine");
    int grants;

    switch (place) {
    case 0:
    case 1:
        header->generation = (uint8_t)(place + 1);
        return 1;
    case 2:
    case 3:
        header->wiring = (uint8_t)(place - 1);
        return 1;
    case 4:
        header->unasked = true;
        return 1;
    case 5:
        header->no_dca = true;
        return 1;
    case 6:
        grants = ndc_read_one_of(reader, word + 1, ndc_words_grants, "what is granted");
        header->grants = (uint8_t)(grants + 1);
        return grants < 0 ? -1 : 2;
    default:
        return -1;
    }
}

int
ndc_read_machine(struct ndc_reader *reader)
{
    unsigned word = 1;

    do {
        const struct ndc_word *written = &reader->line.words[word];
        uint64_t number;
        int taken = 2;

        if (word < reader->line.count && ndc_read_number(written->text, written->length, &number))
            NDC_TRY(read_count(reader, word, number));
        else
            taken = read_property(reader, word);
        if (taken < 0)
            return -1;
        word += (unsigned)taken;
    } while (word < reader->line.count);
    return 0;
}

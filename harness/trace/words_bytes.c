/* SPDX-License-Identifier: Apache-2.0 */
/* What wrong bytes are, in words: of the event BYTES. */
#include "trace/origin.h"
#include "trace/words_scene.h"

/* "bytes 64..127", "64 bytes, 64 before its target," */
static void
put_run(struct ndc_text *text, const struct ndc_event *event)
{
    static const char *const places[] = {"",
                                         " before its target",
                                         " behind its target",
                                         " of its source",
                                         " before its source",
                                         " behind its source"};
    uint64_t place = event->d >> 8 & 0xFF;
    uint64_t from = (uint32_t)event->b;
    uint64_t count = event->b >> 32;
    bool backward = place == NDC_SIDE_BEFORE_TARGET || place == NDC_SIDE_BEFORE_SOURCE;

    ndc_text_put(text, count == 1 ? "byte " : "bytes ");
    if (count > 1) {
        ndc_text_number(text, from);
        ndc_text_put(text, "..");
    }
    ndc_text_number(text, backward ? from + 1 - count : from + count - 1);
    ndc_text_put(text, place < sizeof places / sizeof places[0] ? places[place] : "");
}

/* "of the same source", "of its own source in an earlier life", "of the source of B2". */
static void
put_whose(struct ndc_text *text, const struct ndc_lane_names *names, const struct ndc_event *event)
{
    bool own = ndc_object_index(event->a) == ndc_object_index(event->c);
    bool now = ndc_object_life(event->a) == ndc_object_life(event->c);

    if (own) {
        ndc_text_put(text, now ? "of its own source" : "of its own source in an earlier life");
        return;
    }
    ndc_text_put(text, "of the ");
    ndc_phrase_object(text, names, event->c);
}

static void
put_named(struct ndc_text *text, const struct ndc_lane_names *names, const struct ndc_event *event)
{
    ndc_object descriptor = ndc_object_make(NDC_OBJECT_DESCRIPTOR, ndc_object_index(event->c),
                                            ndc_object_life(event->c));

    if ((event->d & 0xFF) == NDC_ORIGIN_SOURCE) {
        ndc_text_put(text, " hold what belongs at ");
        ndc_text_number(text, event->d >> 32);
        ndc_text_put(text, " ");
        put_whose(text, names, event);
        return;
    }
    if (ndc_object_same(descriptor, event->a) && (uint32_t)event->b == event->d >> 32) {
        ndc_text_put(text, " were not written");
        return;
    }
    ndc_text_put(text, " hold what no copy had written, at ");
    ndc_text_number(text, event->d >> 32);
    ndc_text_put(text, " of the target of ");
    ndc_phrase_object(text, names, descriptor);
}

void
ndc_phrase_bytes(struct ndc_text *text, const struct ndc_lane_names *names,
                 const struct ndc_event *event)
{
    static const char *const plain[] = {
        [NDC_ORIGIN_UNKNOWN] = " hold what nobody knows",
        [NDC_ORIGIN_GUARD] = " hold guard bytes",
        [NDC_ORIGIN_DEAD] = " hold the filling of memory whose life was over",
        [NDC_ORIGIN_ZERO] = " hold zeros",
        [NDC_ORIGIN_FLIPPED] = " is wrong in the bits ",
    };
    uint64_t what = event->d & 0xFF;

    put_run(text, event);
    if (what == NDC_ORIGIN_SOURCE || what == NDC_ORIGIN_UNTOUCHED)
        put_named(text, names, event);
    else
        ndc_text_put(text, plain[what < sizeof plain / sizeof plain[0] ? what : 0]);
    if (what == NDC_ORIGIN_FLIPPED)
        ndc_text_hex(text, event->d >> 32);
}

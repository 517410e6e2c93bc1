/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases of the lane of NetDMA. */
#include "trace/words_scene.h"

#define BATCH_LOOK_BACK 256u /* events before a call that may describe its batch */
#define BATCH_NAMES_MAX 3u

/* The batch of a call was submitted just before it: its first descriptors, then how many in all. */
static void
put_batch(const struct ndc_scene *scene, const struct ndc_event *call)
{
    uint32_t count = (uint32_t)call->c;
    uint32_t first = scene->index;
    uint32_t shown = 0;

    for (uint32_t back = 1; back <= BATCH_LOOK_BACK && back <= scene->index; back++) {
        const struct ndc_event *event = &scene->events[scene->index - back];

        if (event->kind == NDC_EVENT_CALL || event->kind == NDC_EVENT_RETURN)
            break;
        if (event->kind == NDC_EVENT_SUBMIT && ndc_object_same(event->a, call->b))
            first = scene->index - back;
    }
    for (uint32_t i = first; i < scene->index && shown < BATCH_NAMES_MAX; i++) {
        if (scene->events[i].kind != NDC_EVENT_SUBMIT)
            continue;
        put(scene, " ");
        put_object(scene, scene->events[i].a);
        shown++;
    }
    if (shown == 0 && call->b != NDC_OBJECT_NOTHING) {
        put(scene, " ");
        put_object(scene, call->b);
        shown = 1;
    }
    if (count > shown) {
        put(scene, "..");
        ndc_text_number(scene->text, count);
    }
}

static void
call_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    put(scene, ndc_phrase_routine(event->a));
    if (event->a == NDC_ROUTINE_START || event->a == NDC_ROUTINE_APPEND)
        put_batch(scene, event);
}

static void
bytes_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    put_object(scene, event->a);
    put(scene, ": ");
    ndc_phrase_bytes(scene->text, scene->names, event);
}

static void
data_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    static const char *const states[] = {"untouched", "whole", "partial", "wrong"};

    put(scene, "bytes of ");
    put_object(scene, event->a);
    put(scene, " ");
    put(scene, event->b < 4 ? states[event->b] : "unknown");
}

bool
ndc_phrase_netdma(const struct ndc_scene *scene, const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_CALL:
        call_words(scene, event);
        return true;
    case NDC_EVENT_RETURN:
        if (event->a == NDC_ROUTINE_FREE)
            put(scene, "returns");
        else
            ndc_phrase_status(scene->text, (uint32_t)event->b);
        return true;
    case NDC_EVENT_STARTED_PROVIDER:
        put(scene, "provider started");
        return true;
    case NDC_EVENT_STOPPED_PROVIDER:
        put(scene, "provider stopped");
        return true;
    case NDC_EVENT_REGISTERED:
        put(scene, "registered: ");
        ndc_phrase_status(scene->text, (uint32_t)event->a);
        return true;
    case NDC_EVENT_REPORTED:
        named(scene, "reported: ", event->a);
        return true;
    case NDC_EVENT_SUBMIT:
        named(scene, "submits ", event->a);
        return true;
    case NDC_EVENT_PLACED:
        named(scene, event->b == 0 ? "source of " : "target of ", event->a);
        put(scene, " at ");
        ndc_text_hex(scene->text, event->c);
        return true;
    case NDC_EVENT_UNLINK:
        named(scene, "takes out ", event->a);
        return true;
    case NDC_EVENT_LINK:
        put_object(scene, event->a);
        named(scene, ".next := ", event->b);
        return true;
    case NDC_EVENT_WORD:
        put(scene, event->c == 0 ? "reads " : "finds, by a CPU, ");
        put_word(scene, event->b, event->a);
        return true;
    case NDC_EVENT_DATA:
        data_words(scene, event);
        return true;
    case NDC_EVENT_BYTES:
        bytes_words(scene, event);
        return true;
    case NDC_EVENT_ALTERED:
        named(scene, "fields of ", event->a);
        put(scene, " changed");
        return true;
    case NDC_EVENT_SPILL:
        named(scene, "bytes in or beside ", event->a);
        put(scene, " changed");
        return true;
    default:
        return false;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases of the engine's and the judge's lanes. */
#include "trace/words_scene.h"

static void
raise_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    put(scene, "irq ");
    ndc_text_number(scene->text, event->a);
    put(scene, event->b == 0 ? " raised" : " raised (error)");
}

static void
wire_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    static const char *const acts[] = {"held",    "dropped",  "repeated",
                                       "swapped", "released", "injected"};

    put(scene, "irq ");
    ndc_text_number(scene->text, event->a);
    put(scene, " ");
    put(scene, event->b < sizeof acts / sizeof acts[0] ? acts[event->b] : "changed");
}

static void
move_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    put_object(scene, event->a);
    put(scene, " moves ");
    ndc_text_number(scene->text, (uint32_t)event->d);
}

static void
limit_words(const struct ndc_scene *scene, const struct ndc_event *event)
{
    static const char *const limits[] = {"register accesses", "events", "nested interrupts",
                                         "steps", "seconds"};

    put(scene, "limit: ");
    ndc_text_number(scene->text, event->b);
    put(scene, " ");
    put(scene, event->a < sizeof limits / sizeof limits[0] ? limits[event->a] : "things");
}

static void
fault_words(const struct ndc_scene *scene, const struct ndc_event *event, const char *before)
{
    put(scene, before);
    if (scene->names->place != NULL)
        put(scene, scene->names->place(scene->names->context, event->b));
    else
        numbered(scene, "plan ", event->a);
}

static void
cpu_words(const struct ndc_scene *scene, const char *before, uint64_t cpu)
{
    put(scene, before);
    if (cpu == NDC_AIM_NOWHERE)
        put(scene, "nobody");
    else
        numbered(scene, "CPU ", cpu);
}

bool
ndc_phrase_engine(const struct ndc_scene *scene, const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_FETCH:
        named(scene, event->c != 0 ? "rereads " : "fetches ", event->a);
        return true;
    case NDC_EVENT_MOVE:
        move_words(scene, event);
        return true;
    case NDC_EVENT_DONE:
        put_object(scene, event->a);
        put(scene, " done");
        return true;
    case NDC_EVENT_STATUS:
        put_word(scene, event->d, event->c);
        return true;
    case NDC_EVENT_STATE:
        put(scene, ndc_phrase_code(event->b));
        if (event->c != 0) {
            put(scene, ", CHANERR ");
            ndc_text_hex(scene->text, event->c);
        }
        return true;
    case NDC_EVENT_RAISE:
        raise_words(scene, event);
        return true;
    case NDC_EVENT_AIM:
        cpu_words(scene, event->b == NDC_AIM_DATA ? "data hints: " : "status hints: ", event->c);
        return true;
    case NDC_EVENT_HINT:
        put_object(scene, event->a);
        cpu_words(scene, " hinted to ", event->b);
        return true;
    case NDC_EVENT_WIRE:
        wire_words(scene, event);
        return true;
    case NDC_EVENT_DEVICE_POWER:
        numbered(scene, "device power: D", event->a);
        return true;
    case NDC_EVENT_FAULT_ARMED:
        fault_words(scene, event, "fault armed: ");
        return true;
    case NDC_EVENT_FAULT_FIRED:
        fault_words(scene, event, "fault: ");
        return true;
    default:
        return false;
    }
}

bool
ndc_phrase_model(const struct ndc_scene *scene, const struct ndc_event *event)
{
    switch (event->kind) {
    case NDC_EVENT_SCRIPT_BEGIN:
        numbered(scene, "begin, NetDMA ", event->a >> 16);
        numbered(scene, ".", event->a & 0xFFFF);
        return true;
    case NDC_EVENT_SCRIPT_LINE:
        numbered(scene, "line ", event->a);
        return true;
    case NDC_EVENT_SCRIPT_QUIET:
        put(scene, "all is quiet");
        return true;
    case NDC_EVENT_SCRIPT_END:
        put(scene, "end of the script");
        return true;
    case NDC_EVENT_EXPECT_STATUS:
        put(scene, "expect ");
        put_word(scene, event->b, event->a);
        return true;
    case NDC_EVENT_EXPECT_ISR:
    case NDC_EVENT_EXPECT_DPC:
        named(scene, event->kind == NDC_EVENT_EXPECT_ISR ? "expect isr " : "expect dpc ", event->a);
        return true;
    case NDC_EVENT_EXPECT_COPIED:
    case NDC_EVENT_EXPECT_UNTOUCHED:
        named(scene, "expect ", event->a);
        put(scene, event->kind == NDC_EVENT_EXPECT_COPIED ? " copied" : " untouched");
        return true;
    case NDC_EVENT_NEVER_ISR:
    case NDC_EVENT_NEVER_DPC:
        put(scene, event->kind == NDC_EVENT_NEVER_ISR ? "never isr " : "never dpc ");
        named(scene, event->b != 0 ? "but " : "", event->a);
        return true;
    case NDC_EVENT_NEVER_TOUCH:
        named(scene, "never touch ", event->a);
        return true;
    case NDC_EVENT_NEVER_STATUS:
        put(scene, "never ");
        put(scene, ndc_phrase_code(event->a));
        return true;
    case NDC_EVENT_EXPECT_RETURN:
        put(scene, "expect ");
        ndc_phrase_status(scene->text, (uint32_t)event->c);
        return true;
    case NDC_EVENT_FAULT_UNFIRED:
        fault_words(scene, event, "fault never fired: ");
        return true;
    case NDC_EVENT_LIMIT:
        limit_words(scene, event);
        return true;
    default:
        return false;
    }
}

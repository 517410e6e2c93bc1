/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A phrase being made about one event: what words_act.c (calls), words_provider.c, words_engine.c
 * (engine, judge) and words_event.c share.
 */
#ifndef NDC_TRACE_WORDS_SCENE_H
#define NDC_TRACE_WORDS_SCENE_H

#include "trace/words.h"

#define NDC_STATUS_CODE_MASK 7u

struct ndc_scene {
    struct ndc_text *text;
    const struct ndc_lane_names *names;
    const struct ndc_event *events;
    uint32_t index;
};

/* Each writes its phrase and returns true, or returns false: not an event of its lanes. */
bool ndc_phrase_netdma(const struct ndc_scene *scene, const struct ndc_event *event);
bool ndc_phrase_provider(const struct ndc_scene *scene, const struct ndc_event *event);
bool ndc_phrase_engine(const struct ndc_scene *scene, const struct ndc_event *event);
bool ndc_phrase_model(const struct ndc_scene *scene, const struct ndc_event *event);

static inline void
put(const struct ndc_scene *scene, const char *words)
{
    ndc_text_put(scene->text, words);
}

static inline void
put_object(const struct ndc_scene *scene, ndc_object object)
{
    ndc_phrase_object(scene->text, scene->names, object);
}

static inline void
numbered(const struct ndc_scene *scene, const char *word, uint64_t number)
{
    put(scene, word);
    ndc_text_number(scene->text, number);
}

static inline void
named(const struct ndc_scene *scene, const char *before, ndc_object object)
{
    put(scene, before);
    put_object(scene, object);
}

/* A completion word: "A2|Active". */
static inline void
put_word(const struct ndc_scene *scene, ndc_object object, uint64_t value)
{
    named(scene, "", object);
    put(scene, "|");
    put(scene, ndc_phrase_code(value & NDC_STATUS_CODE_MASK));
}

#endif

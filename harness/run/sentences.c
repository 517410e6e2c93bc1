/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences: one pass over the template, one small function for each kind of placeholder. */
#include "run/sentences.h"

#include <string.h>

#include "model/tables.h"
#include "run/sentences_value.h"
#include "trace/words.h"
#include "wdk/kernel.h"

#define PLACEHOLDER_MAX 24

/* The routine of the call that contains the event: its own, or of the last call before it. */
static uint64_t
routine_at(const struct ndc_setting *setting, uint32_t event)
{
    if (setting->events == NULL || event >= setting->count)
        return NDC_ROUTINES;
    for (uint32_t i = event + 1; i-- > 0;) {
        unsigned kind = setting->events[i].kind;
        bool claim = kind == NDC_EVENT_EXPECT_RETURN && i == event;

        if (kind == NDC_EVENT_CALL || kind == NDC_EVENT_RETURN || claim)
            return setting->events[i].a;
    }
    return NDC_ROUTINES;
}

static void
put_moment(struct ndc_writer *writer)
{
    uint32_t event = writer->finding->because;

    if (writer->setting->events == NULL || event >= writer->setting->count) {
        ndc_text_put(&writer->text, "the beginning");
    } else {
        ndc_text_put(&writer->text, "tick ");
        ndc_text_number(&writer->text, writer->setting->events[event].tick);
    }
}

static bool
put_placeholder(struct ndc_writer *writer, const char *name, const char *how)
{
    const struct ndc_finding *finding = writer->finding;

    if (strcmp(name, "object") == 0)
        ndc_writer_object(writer, finding->object);
    else if (strcmp(name, "channel") == 0)
        ndc_phrase_channel(&writer->text, &writer->names, finding->channel);
    else if (strcmp(name, "seen") == 0)
        ndc_writer_value(writer, finding->seen, how);
    else if (strcmp(name, "wanted") == 0)
        ndc_writer_value(writer, finding->wanted, how);
    else if (strcmp(name, "routine") == 0)
        ndc_text_put(&writer->text,
                     ndc_phrase_routine(routine_at(writer->setting, finding->event)));
    else if (strcmp(name, "moment") == 0)
        put_moment(writer);
    else
        return false;
    return true;
}

static void
put_span(struct ndc_writer *writer, const char *text, size_t length)
{
    char piece[2] = "";

    for (size_t i = 0; i < length; i++) {
        piece[0] = text[i];
        ndc_text_put(&writer->text, piece);
    }
}

/* At an opening brace: writes what stands for the placeholder; returns what follows it. */
static const char *
take_placeholder(struct ndc_writer *writer, const char *text)
{
    size_t length = strcspn(text, "}");
    char name[PLACEHOLDER_MAX];
    char *colon;

    if (text[length] == '\0' || length >= sizeof name) {
        put_span(writer, text, 1);
        return text + 1;
    }
    memcpy(name, text + 1, length - 1);
    name[length - 1] = '\0';
    colon = strchr(name, ':');
    if (colon != NULL)
        *colon = '\0';
    if (!put_placeholder(writer, name, colon != NULL ? colon + 1 : ""))
        put_span(writer, text, length + 1);
    return text + length + 1;
}

void
ndc_sentence_fill(const char *text, const struct ndc_finding *finding,
                  const struct ndc_setting *setting, char *sentence, size_t room)
{
    static const struct ndc_name_table nameless;
    struct ndc_writer writer = {
        .text = ndc_text_make(sentence, room),
        .finding = finding,
        .setting = setting,
        .names = ndc_name_table_names(setting->names != NULL ? setting->names : &nameless),
    };

    while (text != NULL && *text != '\0') {
        size_t plain = strcspn(text, "{");

        put_span(&writer, text, plain);
        text += plain;
        if (*text == '{')
            text = take_placeholder(&writer, text);
    }
}

/* What speaks of an event says nothing when the finding has none. */
static bool
has_because(const char *text, const struct ndc_finding *finding)
{
    return finding->because != NDC_EVENT_NOWHERE ||
           (strstr(text, "{moment}") == NULL && strstr(text, "this event") == NULL);
}

/* One clause of ours covers several kinds of misuse: the sentence of the kind says more. */
static const char *
misuse_of(const struct ndc_finding *finding, const struct ndc_setting *setting)
{
    const struct ndc_event *event;

    if (setting->events == NULL || finding->event >= setting->count ||
        finding->clause >= ndc_clause_count ||
        strncmp(ndc_clauses[finding->clause].id, "KRN-", 4) != 0)
        return NULL;
    event = &setting->events[finding->event];
    if (event->kind != NDC_EVENT_MISUSE || event->a >= NDC_MISUSES)
        return NULL;
    return ndc_misuse_about((unsigned)event->a);
}

void
ndc_sentences_make(const struct ndc_finding *finding, const struct ndc_setting *setting,
                   struct ndc_sentences *sentences)
{
    static const struct ndc_rule_text none = {"A rule unknown to this suite was broken", "", ""};
    const struct ndc_rule_text *text =
        finding->rule < ndc_rule_count ? &ndc_rules[finding->rule].text : &none;

    const char *misuse = misuse_of(finding, setting);

    ndc_sentence_fill(misuse != NULL ? misuse : text->breach, finding, setting, sentences->breach,
                      sizeof sentences->breach);
    if (misuse != NULL && sentences->breach[0] >= 'a' && sentences->breach[0] <= 'z')
        sentences->breach[0] = (char)(sentences->breach[0] - 'a' + 'A');
    ndc_sentence_fill(text->expected, finding, setting, sentences->expected,
                      sizeof sentences->expected);
    sentences->because[0] = '\0';
    if (has_because(text->because, finding))
        ndc_sentence_fill(text->because, finding, setting, sentences->because,
                          sizeof sentences->because);
}

static bool
names_object(const struct ndc_rule_text *text, const char *placeholder)
{
    return strstr(text->breach, placeholder) != NULL ||
           strstr(text->expected, placeholder) != NULL ||
           strstr(text->because, placeholder) != NULL;
}

ndc_object
ndc_sentence_beside(const struct ndc_finding *finding)
{
    const struct ndc_rule_text *text;

    if (finding->rule >= ndc_rule_count)
        return NDC_OBJECT_NOTHING;
    text = &ndc_rules[finding->rule].text;
    if (names_object(text, "{wanted:object}"))
        return finding->wanted;
    return names_object(text, "{seen:object}") ? finding->seen : NDC_OBJECT_NOTHING;
}

unsigned
ndc_sentence_line(const struct ndc_setting *setting, uint32_t event)
{
    if (setting->events == NULL || setting->count == 0)
        return 0;
    if (event >= setting->count)
        event = setting->count - 1;
    for (uint32_t i = event + 1; i-- > 0;)
        if (setting->events[i].kind == NDC_EVENT_SCRIPT_LINE)
            return (unsigned)setting->events[i].a;
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/misuse_words.h"

#include "wdk/kernel.h"

#define TAG_BYTES 4u

static void
numbered(struct ndc_text *text, const char *words, uint64_t number)
{
    ndc_text_put(text, words);
    ndc_text_number(text, number);
}

/* The four letters of a pool tag, as a driver's source spells it from the right. */
static void
put_tag(struct ndc_text *text, uint64_t tag)
{
    char letters[TAG_BYTES + 1] = "";

    for (unsigned i = 0; i < TAG_BYTES; i++) {
        char letter = (char)(tag >> 8 * i & 0x7F);

        letters[i] = letter >= ' ' ? letter : '?';
    }
    ndc_text_put(text, ": tag '");
    ndc_text_put(text, letters);
    ndc_text_put(text, "'");
}

static void
put_levels(struct ndc_text *text, const struct ndc_event *event)
{
    const char *service = ndc_service_name((unsigned)event->c);

    ndc_text_put(text, ": ");
    ndc_text_put(text, service);
    numbered(text, service[0] != '\0' ? " at IRQL " : "IRQL ", event->b & 0xFF);
    numbered(text, " instead of ", event->b >> 8 & 0xFF);
}

static void
put_register(struct ndc_text *text, const struct ndc_event *event)
{
    ndc_text_put(text, ": offset ");
    ndc_text_hex(text, event->b);
    if (event->c != 0)
        numbered(text, ", bytes ", event->c);
}

static void
put_details(struct ndc_text *text, const struct ndc_event *event)
{
    switch (event->a) {
    case NDC_MISUSE_IRQL_TOO_HIGH:
    case NDC_MISUSE_IRQL_TOO_LOW:
        put_levels(text, event);
        break;
    case NDC_MISUSE_DOUBLE_FREE:
    case NDC_MISUSE_TAG_MISMATCH:
    case NDC_MISUSE_POOL_OVERRUN:
    case NDC_MISUSE_WRITE_AFTER_FREE:
    case NDC_MISUSE_LEAK_POOL:
    case NDC_MISUSE_LEAK_CONTIGUOUS:
        put_tag(text, event->b);
        numbered(text, ", allocation ", event->c);
        break;
    case NDC_MISUSE_BAR_DEREFERENCE:
    case NDC_MISUSE_REGISTER_OUTSIDE:
    case NDC_MISUSE_REGISTER_UNALIGNED:
    case NDC_MISUSE_REGISTER_UNMAPPED:
    case NDC_MISUSE_REGISTER_IN_D3:
    case NDC_MISUSE_REGISTER_NOT_STARTED:
        put_register(text, event);
        break;
    case NDC_MISUSE_BUG_CHECK:
        ndc_text_put(text, ": code ");
        ndc_text_hex(text, event->b);
        break;
    default:
        break;
    }
}

void
ndc_misuse_words(struct ndc_text *text, const struct ndc_event *event)
{
    if (event->a >= NDC_MISUSES) {
        ndc_text_put(text, "a misuse of the kernel");
        return;
    }
    ndc_text_put(text, ndc_misuse_about((unsigned)event->a));
    put_details(text, event);
    ndc_text_put(text, " (");
    ndc_text_put(text, ndc_misuse_name((unsigned)event->a));
    ndc_text_put(text, ")");
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/choice.h"

#include <string.h>

#include "run/names.h"

/* "isr/merged[line]@2.0": cuts off what names one case. */
static int
read_choice(struct ndc_choice *choice, char *word, struct ndc_error *error)
{
    char *at = strrchr(word, '@');
    char *bracket;
    size_t length;

    *choice = (struct ndc_choice){.pattern = word};
    if (at != NULL) {
        choice->version = ndc_version_read(at + 1);
        if (choice->version == 0)
            return ndc_error_set(
                error, "'%s' is no interface version; there are 1.0, 1.1, 2.0, 2.1", at + 1);
        *at = '\0';
    }
    length = strlen(word);
    bracket = strrchr(word, '[');
    if (bracket != NULL && word[length - 1] == ']') {
        word[length - 1] = '\0';
        *bracket = '\0';
        choice->variation = bracket + 1;
    }
    return 0;
}

int
ndc_choices_read(struct ndc_choices *choices, char **words, int count, struct ndc_error *error)
{
    choices->count = count;
    choices->narrow = false;
    for (int i = 0; i < count; i++) {
        NDC_TRY(read_choice(&choices->list[i], words[i], error));
        if (choices->list[i].version != 0 || choices->list[i].variation != NULL)
            choices->narrow = true;
    }
    return 0;
}

/*
 * The variation as a whole, or just the machine. A version without a variation means the natural
 * machine of that version: it names one case of a script that does not vary.
 */
static bool
is_named(const struct ndc_choice *choice, const struct ndc_case *one)
{
    char variation[NDC_CASE_VARIATION_ROOM];

    ndc_case_variation(one, variation);
    if (choice->variation == NULL)
        return choice->version == 0 || !one->rewired;
    return strcmp(choice->variation, variation) == 0 ||
           (one->rewired && strcmp(choice->variation, ndc_case_machine(one)) == 0);
}

static bool
is_chosen(const struct ndc_choices *choices, const struct ndc_suite_script *script,
          const struct ndc_case *one)
{
    bool chosen = false;

    for (int i = 0; i < choices->count; i++) {
        struct ndc_choice *choice = &choices->list[i];

        if (!is_named(choice, one) || !ndc_suite_fits(script, choice->pattern))
            continue;
        choice->met = true;
        if (choice->version == 0 || choice->version == one->interface_version)
            chosen = true;
    }
    return chosen;
}

int
ndc_choices_narrow(struct ndc_case_list *list, const struct ndc_choices *choices,
                   struct ndc_error *error)
{
    uint32_t kept = 0;
    bool any = list->count > 0;

    for (uint32_t i = 0; i < list->count; i++) {
        if (!is_chosen(choices, list->scripts[i], &list->cases[i]))
            continue;
        list->cases[kept] = list->cases[i];
        list->scripts[kept++] = list->scripts[i];
    }
    list->count = kept;
    for (int i = 0; any && i < choices->count; i++)
        if (!choices->list[i].met && choices->list[i].variation != NULL)
            return ndc_error_set(error, "%s has no variation '%s'", choices->list[i].pattern,
                                 choices->list[i].variation);
    return 0;
}

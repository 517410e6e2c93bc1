/* SPDX-License-Identifier: Apache-2.0 */
#include "run/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/in.h"

json_t *
ndc_json_load(const char *file, struct ndc_error *error)
{
    json_error_t wrong;
    FILE *stream = ndc_in_open(file, error);
    json_t *object;

    if (stream == NULL)
        return NULL;
    object = json_loadf(stream, JSON_REJECT_DUPLICATES, &wrong);
    fclose(stream);
    if (object == NULL) {
        error->line = wrong.line > 0 ? wrong.line : 0;
        error->column = wrong.column > 0 ? wrong.column : 0;
        ndc_error_set(error, "is not JSON: %s", wrong.text);
        return NULL;
    }
    if (json_is_object(object))
        return object;
    json_decref(object);
    ndc_error_set(error, "does not hold a JSON object");
    return NULL;
}

static int
find(const json_t *object, const char *key, const json_t **value, struct ndc_error *error)
{
    *value = json_object_get(object, key);
    return *value != NULL ? 0 : ndc_error_set(error, "the key \"%s\" is missing", key);
}

int
ndc_json_text(const json_t *object, const char *key, char *text, size_t room,
              struct ndc_error *error)
{
    const json_t *value;

    NDC_TRY(find(object, key, &value, error));
    if (!json_is_string(value))
        return ndc_error_set(error, "\"%s\" must be a string", key);
    if (json_string_length(value) >= room)
        return ndc_error_set(error, "\"%s\" is longer than %u characters", key,
                             (unsigned)(room - 1));
    memcpy(text, json_string_value(value), json_string_length(value) + 1);
    return 0;
}

/* Digits only: no sign, no blank, nothing behind. */
static bool
read_digits(const char *text, uint64_t *number)
{
    int base = text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
    const char *digits = text + (base == 16 ? 2 : 0);
    const char *allowed = base == 16 ? "0123456789abcdefABCDEF" : "0123456789";
    size_t length = strlen(digits);

    if (length == 0 || strspn(digits, allowed) != length)
        return false;
    errno = 0;
    *number = strtoull(digits, NULL, base);
    return errno == 0;
}

int
ndc_json_value(const json_t *value, const char *key, uint64_t largest, uint64_t *number,
               struct ndc_error *error)
{
    bool good = false;

    if (json_is_integer(value)) {
        good = json_integer_value(value) >= 0;
        *number = (uint64_t)json_integer_value(value);
    } else if (json_is_string(value)) {
        good = read_digits(json_string_value(value), number);
    }
    if (!good)
        return ndc_error_set(error, "\"%s\" must be a number that is not negative", key);
    if (*number > largest)
        return ndc_error_set(error, "\"%s\" must be at most %llu", key,
                             (unsigned long long)largest);
    return 0;
}

int
ndc_json_number(const json_t *object, const char *key, uint64_t largest, uint64_t *number,
                struct ndc_error *error)
{
    const json_t *value;

    NDC_TRY(find(object, key, &value, error));
    return ndc_json_value(value, key, largest, number, error);
}

int
ndc_json_flag(const json_t *object, const char *key, bool *flag, struct ndc_error *error)
{
    const json_t *value;

    NDC_TRY(find(object, key, &value, error));
    if (!json_is_boolean(value))
        return ndc_error_set(error, "\"%s\" must be true or false", key);
    *flag = json_is_true(value);
    return 0;
}

int
ndc_json_array(const json_t *object, const char *key, const json_t **array, struct ndc_error *error)
{
    NDC_TRY(find(object, key, array, error));
    return json_is_array(*array) ? 0 : ndc_error_set(error, "\"%s\" must be a list", key);
}

int
ndc_json_word(const json_t *object, const char *key, struct ndc_word_list list,
              struct ndc_error *error)
{
    const json_t *value;

    NDC_TRY(find(object, key, &value, error));
    if (!json_is_string(value))
        return ndc_error_set(error, "\"%s\" must be a string", key);
    for (unsigned i = 0; i < list.count; i++)
        if (strcmp(list.words[i], json_string_value(value)) == 0)
            return (int)i;
    return ndc_error_set(error, "\"%s\" cannot be \"%s\"", key, json_string_value(value));
}

int
ndc_json_only(const json_t *object, const char *const *keys, struct ndc_error *error)
{
    for (void *at = json_object_iter((json_t *)(uintptr_t)object); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)object, at)) {
        unsigned i = 0;

        while (keys[i] != NULL && strcmp(keys[i], json_object_iter_key(at)) != 0)
            i++;
        if (keys[i] == NULL)
            return ndc_error_set(error, "the key \"%s\" is not known", json_object_iter_key(at));
    }
    return 0;
}

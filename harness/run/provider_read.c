/* SPDX-License-Identifier: Apache-2.0 */
/* The description of one provider, from its file or from a result. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "run/json.h"
#include "run/names.h"
#include "run/provider.h"
#include "run/provider_take.h"
#include "scenario/exec.h"

#define PATH_ROOM 1024

/* A list of versions that holds one at least. */
static int
read_versions(const json_t *object, const char *key, uint8_t *versions, struct ndc_error *error)
{
    const json_t *list;
    size_t i;
    const json_t *value;

    NDC_TRY(ndc_json_array(object, key, &list, error));
    *versions = 0;
    json_array_foreach(list, i, value)
    {
        uint32_t version = json_is_string(value) ? ndc_version_read(json_string_value(value)) : 0;

        if (version == 0)
            return ndc_error_set(error,
                                 "\"%s\" holds something that is none of \"1.0\", \"1.1\", "
                                 "\"2.0\", \"2.1\"",
                                 key);
        *versions |= ndc_version_bit(version);
    }
    return *versions != 0 ? 0 : ndc_error_set(error, "\"%s\" names no version", key);
}

/* Left out: both. */
static int
read_engines(const json_t *object, uint8_t *engines, struct ndc_error *error)
{
    const json_t *list;
    size_t i;
    const json_t *value;

    *engines = NDC_ENGINE_1 | NDC_ENGINE_2;
    if (json_object_get(object, "engines") == NULL)
        return 0;
    NDC_TRY(ndc_json_array(object, "engines", &list, error));
    *engines = 0;
    json_array_foreach(list, i, value)
    {
        json_int_t generation = json_integer_value(value);

        if (generation != 1 && generation != 2)
            return ndc_error_set(error, "\"engines\" holds something that is neither 1 nor 2");
        *engines |= NDC_ENGINE_BIT(generation);
    }
    return *engines != 0 ? 0 : ndc_error_set(error, "\"engines\" names no generation");
}

bool
ndc_provider_is_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789._-";

    for (;;) {
        size_t length = strspn(name, letters);

        if (length == 0 || strncmp(name, ".", length) == 0 || strncmp(name, "..", length) == 0)
            return false;
        if (name[length] != '/')
            return name[length] == '\0';
        name += length + 1;
    }
}

int
ndc_provider_take(const json_t *json, struct ndc_provider *provider, struct ndc_error *error)
{
    memset(provider, 0, sizeof *provider);
    NDC_TRY(ndc_json_text(json, "name", provider->name, sizeof provider->name, error));
    if (!ndc_provider_is_name(provider->name))
        return ndc_error_set(error, "\"name\" must be of letters, digits, '.', '_', '-' and '/'");
    NDC_TRY(ndc_json_text(json, "version", provider->version, sizeof provider->version, error));
    NDC_TRY(ndc_json_text(json, "vendor", provider->vendor, sizeof provider->vendor, error));
    NDC_TRY(ndc_json_text(json, "about", provider->about, sizeof provider->about, error));
    NDC_TRY(read_versions(json, "interfaces", &provider->claims, error));
    provider->registers = provider->claims;
    if (json_object_get(json, "registers") != NULL)
        NDC_TRY(read_versions(json, "registers", &provider->registers, error));
    NDC_TRY(read_engines(json, &provider->engines, error));
    if (json_object_get(json, "breaks") == NULL)
        return 0;
    return ndc_json_text(json, "breaks", provider->breaks, sizeof provider->breaks, error);
}

/* The path of the object is relative to the description. */
static int
read_object(const json_t *json, const char *file, struct ndc_provider *provider,
            struct ndc_error *error)
{
    char given[PATH_ROOM];
    const char *slash = strrchr(file, '/');
    int folder = slash != NULL ? (int)(slash - file + 1) : 0;
    int length;

    NDC_TRY(ndc_json_text(json, "object", given, sizeof given, error));
    if (given[0] == '/')
        folder = 0;
    length = snprintf(provider->object, sizeof provider->object, "%s%.*s%s",
                      folder == 0 && given[0] != '/' ? "./" : "", folder, file, given);
    if (length < 0 || (size_t)length >= sizeof provider->object)
        return ndc_error_set(error, "\"object\" makes a path that is too long");
    if (access(provider->object, R_OK) != 0)
        return ndc_error_set(error, "the provider's object %s is not there: it was not built",
                             provider->object);
    return 0;
}

int
ndc_provider_read(struct ndc_provider *provider, const char *file, struct ndc_error *error)
{
    json_t *json = ndc_json_load(file, error);
    int outcome;

    if (json == NULL)
        return -1;
    outcome = ndc_provider_take(json, provider, error);
    if (outcome == 0)
        outcome = read_object(json, file, provider, error);
    json_decref(json);
    return outcome == 0 ? ndc_error_clear(error) : -1;
}

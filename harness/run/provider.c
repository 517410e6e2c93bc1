/* SPDX-License-Identifier: Apache-2.0 */
/* Providers: descriptions in a folder, found by name. */
#define _GNU_SOURCE
#include "run/provider.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run/provider_take.h"
#include "scenario/words.h"

#define PATH_ROOM 1024
#define PROVIDERS_MAX 1000u
#define SUFFIX ".json"

void
ndc_provider_folder(char *folder, size_t room)
{
    const char *given = getenv("NDC_PROVIDERS");
    char self[PATH_ROOM - 16];
    ssize_t length;
    char *slash;

    if (given != NULL && given[0] != '\0') {
        snprintf(folder, room, "%s", given);
        return;
    }
    length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    slash = strrchr(self, '/');
    if (slash != NULL)
        *slash = '\0';
    snprintf(folder, room, "%s/providers", self);
}

/* ---- the folder ---- */

struct names {
    char (*at)[64];
    unsigned count;
};

static bool
is_description(const char *name, size_t *stem)
{
    size_t length = strlen(name);

    *stem = length - (length > strlen(SUFFIX) ? strlen(SUFFIX) : 0);
    return length > strlen(SUFFIX) && strcmp(name + *stem, SUFFIX) == 0;
}

static void
add_name(struct names *names, const char *group, const char *name, size_t stem)
{
    int length;

    if (names->count == PROVIDERS_MAX)
        return;
    length =
        snprintf(names->at[names->count], sizeof names->at[0], "%s%.*s", group, (int)stem, name);
    if (length > 0 && (size_t)length < sizeof names->at[0])
        names->count++;
}

/* Subjects (bad drivers for the suite's own tests) can be named but are never listed. */

/* The descriptions in one folder; group is what stands before their names ("mutants/"). */
static void
scan_group(struct names *names, const char *folder, const char *group)
{
    char path[PATH_ROOM + 80];
    DIR *listing;
    struct dirent *entry;
    size_t stem;

    snprintf(path, sizeof path, "%s/%s", folder, group);
    listing = opendir(path);
    while (listing != NULL && (entry = readdir(listing)) != NULL)
        if (is_description(entry->d_name, &stem))
            add_name(names, group, entry->d_name, stem);
    if (listing != NULL)
        closedir(listing);
}

static int
compare_names(const void *one, const void *other)
{
    return strcmp(one, other);
}

static bool
scan(struct names *names, const char *folder)
{
    static const char *const groups[] = {"", "mutants/", "variants/"};

    names->count = 0;
    names->at = calloc(PROVIDERS_MAX, sizeof names->at[0]);
    if (names->at == NULL)
        return false;
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        scan_group(names, folder, groups[i]);
    qsort(names->at, names->count, sizeof names->at[0], compare_names);
    return true;
}

/* "no provider is called X; known are A, B, C": mutants and the like only by their number. */
static int
say_unknown(const char *name, const char *folder, struct ndc_error *error)
{
    struct ndc_nearest nearest;
    struct names names;
    char known[300] = "";
    size_t used = 0;
    unsigned others = 0;

    if (!scan(&names, folder))
        return ndc_error_set(error, "there is not enough memory to list the providers");
    ndc_nearest_begin(&nearest, name, strlen(name));
    for (unsigned i = 0; i < names.count; i++) {
        size_t length = strlen(names.at[i]);

        ndc_nearest_offer(&nearest, names.at[i], length);
        if (strchr(names.at[i], '/') != NULL || used + length + 3 > sizeof known)
            others++;
        else
            used += (size_t)sprintf(known + used, "%s%s", used > 0 ? ", " : "", names.at[i]);
    }
    free(names.at);
    if (nearest.best[0] != '\0')
        snprintf(error->hint, sizeof error->hint, "did you mean \"%s\"?", nearest.best);
    if (used == 0 && others == 0)
        return ndc_error_set(error, "no provider is called \"%.60s\": none was built in %.300s",
                             name, folder);
    return ndc_error_set(error, "no provider is called \"%.60s\"; known are %s%s%.0u%s", name,
                         known, others > 0 ? " and " : "", others,
                         others > 0 ? " mutants and variants" : "");
}

static bool
is_path(const char *name)
{
    size_t stem;

    return is_description(name, &stem);
}

int
ndc_provider_find(struct ndc_provider *provider, const char *name, struct ndc_error *error)
{
    char folder[PATH_ROOM];
    char file[PATH_ROOM + 128];

    if (is_path(name))
        return ndc_provider_read(provider, name, error);
    ndc_provider_folder(folder, sizeof folder);
    snprintf(file, sizeof file, "%s/%.64s" SUFFIX, folder, name);
    if (!ndc_provider_is_name(name) || strlen(name) >= sizeof provider->name)
        return say_unknown(name, folder, error);
    if (access(file, R_OK) != 0)
        return say_unknown(name, folder, error);
    return ndc_provider_read(provider, file, error);
}

int
ndc_provider_list(struct ndc_provider **providers, unsigned *count, struct ndc_error *error)
{
    char folder[PATH_ROOM];
    struct names names;
    int outcome = 0;

    *count = 0;
    ndc_provider_folder(folder, sizeof folder);
    *providers = calloc(PROVIDERS_MAX, sizeof **providers);
    if (*providers == NULL || !scan(&names, folder)) {
        free(*providers);
        return ndc_error_set(error, "there is not enough memory to list the providers");
    }
    for (unsigned i = 0; i < names.count && outcome == 0; i++) {
        outcome = ndc_provider_find(&(*providers)[*count], names.at[i], error);
        *count += outcome == 0;
    }
    free(names.at);
    if (outcome != 0)
        free(*providers);
    return outcome;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Offsets in an object become file, line and function, by one call of addr2line for all of them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/culprit.h"

#define OFFSETS_MAX 256u
#define LINE_ROOM 512

extern char **environ;

struct place {
    uint64_t offset;
    char words[112]; /* "providers/acme/isr.c:118 in AcmeIsr"; empty: not known */
};

struct places {
    struct place at[OFFSETS_MAX];
    unsigned count;
};

static struct place *
find(struct places *places, uint64_t offset)
{
    for (unsigned i = 0; i < places->count; i++)
        if (places->at[i].offset == offset)
            return &places->at[i];
    return NULL;
}

static void
gather(struct places *places, const struct ndc_case_result *results, uint32_t count)
{
    for (uint32_t i = 0; i < count && places->count < OFFSETS_MAX; i++) {
        if (results[i].culprit == NDC_CULPRIT_NONE || find(places, results[i].code_offset) != NULL)
            continue;
        places->at[places->count++].offset = results[i].code_offset;
    }
}

/* Starts addr2line with the offsets as its words; returns the end to read from, or -1. */
static int
ask(const struct places *places, const char *object, pid_t *pid)
{
    static char words[OFFSETS_MAX][20];
    char *argv[OFFSETS_MAX + 7] = {"addr2line", "-f", "-i", "-a", "-e", (char *)(uintptr_t)object};
    posix_spawn_file_actions_t actions;
    int ends[2];
    int failed;

    for (unsigned i = 0; i < places->count; i++) {
        snprintf(words[i], sizeof words[i], "0x%llx", (unsigned long long)places->at[i].offset);
        argv[6 + i] = words[i];
    }
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    failed = posix_spawnp(pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed == 0)
        return ends[0];
    close(ends[0]);
    return -1;
}

static bool
read_line(FILE *stream, char *line)
{
    if (fgets(line, LINE_ROOM, stream) == NULL)
        return false;
    line[strcspn(line, "\n")] = '\0';
    return true;
}

static bool
is_known(const char *function, const char *file)
{
    return function[0] != '?' && file[0] != '?' && strstr(file, ":?") == NULL;
}

/* A helper in a header says little: the first function that stands in a source file says more. */
static bool
is_better(const char *file, const char *known)
{
    const char *suffix = strstr(known, ".h:");

    return known[0] == '\0' || (suffix != NULL && strstr(file, ".h:") == NULL);
}

/*
 * A line with the offset, then two for each function inlined into the next: its name, and file:line
 * with more behind a blank.
 */
static void
read_places(struct places *places, FILE *stream)
{
    char function[LINE_ROOM];
    char file[LINE_ROOM];
    struct place *place = NULL;

    while (read_line(stream, function)) {
        if (strncmp(function, "0x", 2) == 0) {
            place = find(places, strtoull(function, NULL, 16));
            continue;
        }
        if (!read_line(stream, file))
            return;
        file[strcspn(file, " ")] = '\0';
        const char *shown = strncmp(file, "./", 2) == 0 ? file + 2 : file;
        if (place != NULL && is_known(function, file) && is_better(file, place->words))
            snprintf(place->words, sizeof place->words, "%.70s in %.36s", shown, function);
    }
}

static const char *
remark(uint8_t kind)
{
    switch (kind) {
    case NDC_CULPRIT_LAST_ACT:
        return " (its last act)";
    case NDC_CULPRIT_LAST_WRITE:
        return " (the last register write)";
    default:
        return "";
    }
}

void
ndc_culprits_name(struct ndc_case_result *results, uint32_t count, const char *object)
{
    static struct places places;
    FILE *stream;
    pid_t pid;
    int end;

    memset(&places, 0, sizeof places);
    gather(&places, results, count);
    end = places.count == 0 ? -1 : ask(&places, object, &pid);
    if (end < 0)
        return;
    stream = fdopen(end, "r");
    if (stream != NULL) {
        read_places(&places, stream);
        fclose(stream);
    } else {
        close(end);
    }
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    for (uint32_t i = 0; i < count; i++) {
        const struct place *place =
            results[i].culprit == NDC_CULPRIT_NONE ? NULL : find(&places, results[i].code_offset);

        if (place != NULL && place->words[0] != '\0')
            snprintf(results[i].code, sizeof results[i].code, "%s%s", place->words,
                     remark(results[i].culprit));
    }
}

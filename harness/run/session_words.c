/* SPDX-License-Identifier: Apache-2.0 */
/* How a child ended, in words: one sentence of ours, then the first lines it wrote itself. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "run/session_state.h"

#define SAID_LINES 3

static const char *
signal_name(int number)
{
    const char *name = sigabbrev_np(number);

    return name != NULL ? name : "unknown";
}

/* What it died of: a sanitizer turns the signal into an exit of its own. */
int
ndc_worker_signal(const struct ndc_worker *worker, int status)
{
    return WIFSIGNALED(status) ? WTERMSIG(status) : worker->desk->signal;
}

/* One sentence about how the process ended. */
static void
say_end(const struct ndc_worker *worker, int status, const char *object, char *words, size_t room)
{
    const char *name = strrchr(object, '/');
    char where[160] = "";
    const struct ndc_desk *desk = worker->desk;
    int signal = ndc_worker_signal(worker, status);

    name = name != NULL ? name + 1 : object;
    if (signal == 0) {
        snprintf(words, room, "the process ended by itself with exit code %d", WEXITSTATUS(status));
        return;
    }
    if (desk->signal == signal && desk->in_provider)
        snprintf(where, sizeof where, " in %.100s at offset 0x%llx", name,
                 (unsigned long long)desk->code_offset);
    else if (desk->signal == signal)
        snprintf(where, sizeof where, " outside of its own object");
    snprintf(words, room, "the process died of SIG%s%s%s", signal_name(signal), where,
             desk->null_pointer ? ", using a null pointer" : "");
}

/* Where in the output the interesting part begins: a sanitizer's first line, else the beginning. */
static const char *
beginning_of(const char *said)
{
    static const char *const marks[] = {"ERROR: ", "runtime error: "};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const char *at = strstr(said, marks[i]);

        if (at == NULL)
            continue;
        while (at > said && at[-1] != '\n')
            at--;
        return at;
    }
    return said;
}

/* Process numbers and addresses are different each time: equal runs shall give equal words. */
static const char *
skip_chance(const char *at, const char **instead)
{
    size_t digits;

    *instead = "";
    if (strncmp(at, "==", 2) == 0) {
        digits = strspn(at + 2, "0123456789");
        if (digits > 0 && strncmp(at + 2 + digits, "==", 2) == 0)
            return at + digits + 4;
    }
    if (strncmp(at, "0x", 2) != 0)
        return at;
    digits = strspn(at + 2, "0123456789abcdef");
    if (digits < 8)
        return at;
    *instead = "0x...";
    return at + 2 + digits;
}

/* Appends one line without what is chance; returns how long the text is then. */
static size_t
add_line(const char *line, size_t length, char *words, size_t used, size_t room)
{
    const char *end = line + length;

    while (line < end && used + 8 < room) {
        const char *instead;
        const char *next = skip_chance(line, &instead);

        if (next == line) {
            words[used++] = *line++;
            continue;
        }
        used += (size_t)snprintf(words + used, room - used, "%s", instead);
        line = next;
    }
    words[used] = '\0';
    return used;
}

/* Adds the first lines of what the child wrote, on lines of their own. */
static void
add_output(struct ndc_worker *worker, char *words, size_t room)
{
    size_t used = strlen(words);
    unsigned lines = 0;
    const char *at;

    if (worker->said_bytes >= sizeof worker->said)
        worker->said_bytes = sizeof worker->said - 1;
    worker->said[worker->said_bytes] = '\0';
    if (worker->said_bytes == 0)
        return;
    for (at = beginning_of(worker->said); *at != '\0' && lines < SAID_LINES; lines++) {
        size_t length = strcspn(at, "\n");

        if (used + 2 >= room)
            return;
        words[used++] = '\n';
        used = add_line(at, length, words, used, room);
        at += length + (at[length] == '\n');
    }
}

void
ndc_worker_say_end(struct ndc_worker *worker, int status, const char *object, char *words,
                   size_t room)
{
    say_end(worker, status, object, words, room);
    add_output(worker, words, room);
}

/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "run/out.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- where it goes ---- */

static int
say(const char *file, const char *why, struct ndc_error *error)
{
    snprintf(error->file, sizeof error->file, "%.255s", file);
    return ndc_error_set(error, "cannot be written: %s", why);
}

bool
ndc_out_is_standard(const char *file)
{
    struct stat there;
    struct stat standard;

    if (strcmp(file, "-") == 0)
        return true;
    return stat(file, &there) == 0 && fstat(STDOUT_FILENO, &standard) == 0 &&
           there.st_dev == standard.st_dev && there.st_ino == standard.st_ino &&
           !S_ISCHR(there.st_mode);
}

/* The file behind links; a device or pipe is not replaced but written to. */
static int
settle(struct ndc_out *out, const char *file, struct ndc_error *error)
{
    struct stat there;

    out->mode = 0;
    out->in_place = false;
    if (strlen(file) >= sizeof out->final)
        return say(file, "the path is too long", error);
    snprintf(out->final, sizeof out->final, "%s", file);
    if (stat(file, &there) != 0)
        return 0;
    if (S_ISDIR(there.st_mode))
        return say(file, "it is a folder", error);
    if (access(file, W_OK) != 0)
        return say(file, strerror(errno), error);
    out->in_place = !S_ISREG(there.st_mode);
    out->mode = there.st_mode & 07777;
    if (!out->in_place && realpath(file, out->final) == NULL) /* writes at most PATH_MAX */
        return say(file, strerror(errno), error);
    return 0;
}

/* The nearest folder on the way to the file that is there already. */
static void
find_folder(const char *file, char *folder, size_t room)
{
    struct stat there;
    char *slash;

    snprintf(folder, room, "%s", file);
    do {
        slash = strrchr(folder, '/');
        if (slash == NULL)
            snprintf(folder, room, ".");
        else
            slash[slash == folder] = '\0';
    } while (slash != NULL && slash != folder && stat(folder, &there) != 0);
}

int
ndc_out_check(const char *file, struct ndc_error *error)
{
    struct ndc_out out;
    struct stat there;
    char folder[NDC_OUT_PATH_MAX];

    if (strcmp(file, "-") == 0)
        return 0;
    NDC_TRY(settle(&out, file, error));
    if (out.in_place)
        return 0;
    find_folder(out.final, folder, sizeof folder);
    if (stat(folder, &there) == 0 && !S_ISDIR(there.st_mode))
        return say(file, strerror(ENOTDIR), error);
    if (access(folder, W_OK | X_OK) != 0)
        return say(file, strerror(errno), error);
    return 0;
}

static void
make_folders(const char *file)
{
    char path[NDC_OUT_PATH_MAX];

    snprintf(path, sizeof path, "%s", file);
    for (char *at = path + 1; *at != '\0'; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(path, 0777); /* there already, or the opening of the file says what is wrong */
        *at = '/';
    }
}

/* ---- writing it ---- */

static sigset_t signals_before;

/* Nobody interrupts between the first byte and the new name: no piece is left lying about. */
static void
hold_signals(void)
{
    sigset_t held;

    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    sigprocmask(SIG_BLOCK, &held, &signals_before);
}

static void
let_signals(const struct ndc_out *out)
{
    if (!out->in_place)
        sigprocmask(SIG_SETMASK, &signals_before, NULL);
}

int
ndc_out_open(struct ndc_out *out, const char *file, struct ndc_error *error)
{
    int length;
    int reason;

    out->file = file;
    out->stream = stdout;
    if (strcmp(file, "-") == 0)
        return 0;
    NDC_TRY(settle(out, file, error));
    length = snprintf(out->beside, sizeof out->beside, "%s.%ld.part", out->final, (long)getpid());
    if (length < 0 || (size_t)length >= sizeof out->beside)
        return say(file, "the path is too long", error);
    if (!out->in_place) {
        make_folders(out->final);
        hold_signals();
    }
    out->stream = fopen(out->in_place ? file : out->beside, "w");
    reason = errno;
    if (out->stream != NULL)
        return 0;
    let_signals(out);
    return say(file, strerror(reason), error);
}

int
ndc_out_close(struct ndc_out *out, struct ndc_error *error)
{
    bool good = fflush(out->stream) == 0 && !ferror(out->stream);
    int reason = errno;

    if (out->stream == stdout)
        return good ? 0 : ndc_error_set(error, "the standard output cannot be written");
    if (fclose(out->stream) != 0 && good) {
        reason = errno;
        good = false;
    }
    if (good && !out->in_place) {
        if (out->mode != 0)
            (void)!chmod(out->beside, out->mode);
        good = rename(out->beside, out->final) == 0;
        reason = errno;
    }
    if (!good && !out->in_place)
        unlink(out->beside);
    let_signals(out);
    return good ? 0 : say(out->file, strerror(reason), error);
}

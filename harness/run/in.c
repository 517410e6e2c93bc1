/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "run/in.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

FILE *
ndc_in_open(const char *file, struct ndc_error *error)
{
    struct stat there;
    FILE *stream = NULL;

    snprintf(error->file, sizeof error->file, "%.255s", file);
    error->line = 0;
    error->column = 0;
    if (stat(file, &there) == 0 && S_ISDIR(there.st_mode)) {
        ndc_error_set(error, "cannot be read: it is a folder");
        return NULL;
    }
    stream = fopen(file, "r");
    if (stream == NULL)
        ndc_error_set(error, "cannot be read: %s", strerror(errno));
    return stream;
}

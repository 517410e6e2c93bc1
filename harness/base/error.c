/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int
ndc_error_set(struct ndc_error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return -1;
}

int
ndc_error_clear(struct ndc_error *error)
{
    error->text[0] = '\0';
    error->hint[0] = '\0';
    error->file[0] = '\0';
    error->line = 0;
    error->column = 0;
    error->width = 0;
    return 0;
}

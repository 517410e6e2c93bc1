/* SPDX-License-Identifier: Apache-2.0 */
#include "base/check.h"

#include <stddef.h>

static ndc_check_handler *installed;

void
ndc_check_set_handler(ndc_check_handler *handler)
{
    installed = handler;
}

_Noreturn void
ndc_check_failed(const char *words, const char *file, int line)
{
    if (installed != NULL)
        installed(words, file, line);
    __builtin_trap();
}

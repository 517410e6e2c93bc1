/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks of our own work.
 *
 *  - ndc_check() states what must be true whatever a script, a provider or a
 *    device does. It is always compiled in. Broken, it ends as verdict HARNESS:
 *    our bug, never the vendor's.
 *  - Bad input is not a broken check (see error.h); a misbehaving provider is
 *    not one either (it is an event, see trace/).
 */
#ifndef NDC_BASE_CHECK_H
#define NDC_BASE_CHECK_H

/* Called once with the words of the broken check; must not return. */
typedef void ndc_check_handler(const char *words, const char *file, int line);

/* Installs the handler of this process; NULL restores the trap instruction. */
void ndc_check_set_handler(ndc_check_handler *handler);

_Noreturn void ndc_check_failed(const char *words, const char *file, int line);

#define ndc_check(condition)                                  \
    do {                                                      \
        if (__builtin_expect(!(condition), 0))                \
            ndc_check_failed(#condition, __FILE__, __LINE__); \
    } while (0)

#endif

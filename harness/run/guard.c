/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "run/guard.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <ucontext.h>

#include "base/check.h"

#define STACK_BYTES 65536
#define NULL_PAGE 4096u

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP};
#define SIGNALS (sizeof signals / sizeof signals[0])

static struct ndc_guard *installed;
static struct sigaction before[SIGNALS];

/* The instruction that faulted; 0 where we do not know how to ask. */
static uintptr_t
instruction_of(const void *context)
{
#if defined(__x86_64__)
    return (uintptr_t)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)((const ucontext_t *)context)->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

static void
note_death(int number, const siginfo_t *info, const void *context)
{
    struct ndc_desk *desk = installed->desk;
    const struct ndc_image *image = installed->image;
    uintptr_t instruction = instruction_of(context);

    desk->signal = number;
    desk->null_pointer = number == SIGSEGV && (uintptr_t)info->si_addr < NULL_PAGE;
    desk->in_provider = image != NULL && instruction >= image->base && instruction < image->end;
    desk->code_offset = desk->in_provider ? instruction - image->base : 0;
}

static void
give_back(int number)
{
    for (size_t i = 0; i < SIGNALS; i++)
        if (signals[i] == number)
            sigaction(number, &before[i], NULL);
}

static void
on_signal(int number, siginfo_t *info, void *context)
{
    uintptr_t address = (uintptr_t)info->si_addr;
    uintptr_t window = (uintptr_t)installed->window;
    bool memory = number == SIGSEGV || number == SIGBUS;

    if (memory && address >= window && address < window + installed->window_bytes)
        installed->on_window(installed->context, address - window);
    note_death(number, info, context);
    /* Returning runs the same instruction again, now with what was there before us. */
    give_back(number);
    if (number == SIGABRT || info->si_code <= 0)
        raise(number);
}

void
ndc_guard_install(struct ndc_guard *guard)
{
    static uint8_t stack[STACK_BYTES];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};

    installed = guard;
    sigemptyset(&action.sa_mask);
    ndc_check(sigaltstack(&alternate, NULL) == 0);
    for (size_t i = 0; i < SIGNALS; i++)
        ndc_check(sigaction(signals[i], &action, &before[i]) == 0);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What mutants and variants are made of.
 *
 *  - Each is one file, linked with the sources of the reference provider. It defines __wrap_NAME
 * for a function NAME that the reference provider calls, and may call the true one, __real_NAME.
 *  - Works for functions that live in another file than their caller, and for services of NetDMA
 * and the kernel. The reference provider knows nothing of this.
 */
#ifndef MUTANTS_H
#define MUTANTS_H

#include "reference.h"
#include "registers.h"

/* Declares both names of a function that is replaced. */
#define WRAP(name) extern __typeof__(name) __real_##name, __wrap_##name

/* Leaves its mark in the binary: which clause is broken, and how. */
#define MUTANT(clause, id) \
    static const char mutant_mark[] __attribute__((used, section("mutant"))) = clause " " id

#endif

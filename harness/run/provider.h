/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The providers that were built, as the build described them.
 *
 *  - One NAME.json beside each shared object, in the folder `providers` beside the executable
 *    (the environment variable NDC_PROVIDERS names another one). Mutants and variants lie in
 *    folders of that folder: "mutants/reset-without-halting".
 *  - A name that ends in .json is a file somewhere else.
 */
#ifndef NDC_RUN_PROVIDER_H
#define NDC_RUN_PROVIDER_H

#include "base/error.h"
#include "run/run.h"

/* Finds and reads the description of a provider. Unknown: a sentence that lists the known ones. */
NDC_MUST_CHECK int ndc_provider_find(struct ndc_provider *provider, const char *name,
                                     struct ndc_error *error);

/* All known providers by name, sorted. The caller frees *providers. */
NDC_MUST_CHECK int ndc_provider_list(struct ndc_provider **providers, unsigned *count,
                                     struct ndc_error *error);

/* Reads one description. */
NDC_MUST_CHECK int ndc_provider_read(struct ndc_provider *provider, const char *file,
                                     struct ndc_error *error);

/* The folder providers are looked for in. */
void ndc_provider_folder(char *folder, size_t room);

#endif

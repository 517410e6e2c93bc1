/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An expected failure: a file that is not there, a script that is wrong, no room.
 *
 *  - The function that notices writes one full sentence and the place into the
 *    caller's struct ndc_error and returns -1; success is 0.
 *  - Callers pass it on with NDC_TRY and print it once, at the top.
 *  - A function that writes a place before it knows whether it fails takes it back when it does
 *    not: the next sentence would stand at the place of another.
 */
#ifndef NDC_BASE_ERROR_H
#define NDC_BASE_ERROR_H

#define NDC_MUST_CHECK __attribute__((warn_unused_result))

struct ndc_error {
    char text[512]; /* one sentence, without a full stop or newline at its end */
    char hint[160]; /* "did you mean ..." or empty */
    char file[256]; /* as the user spelled it; empty when there is none */
    int line;       /* from 1; 0 when there is none */
    int column;     /* from 1; 0 when there is none */
    int width;      /* columns the caret underlines; 0 or 1 draws one caret */
};

/* Writes the sentence; keeps the place fields. Returns -1, so that it can be returned on. */
int ndc_error_set(struct ndc_error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Takes back sentence, hint and place. Returns 0, so that it can be returned on. */
int ndc_error_clear(struct ndc_error *error);

/* Returns the error of the call to the caller of the enclosing function. */
#define NDC_TRY(call)    \
    do {                 \
        if ((call) != 0) \
            return -1;   \
    } while (0)

#endif

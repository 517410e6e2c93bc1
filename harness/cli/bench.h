/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measuring the suite itself.
 *
 *  - CPU time of this process, median of five, and beside each figure a control measured in the
 *    same run: ratios travel between machines, seconds do not.
 *  - A stand is a provider loaded in this process and a world around it, driven as a child of
 *    run/ drives it.
 */
#ifndef NDC_CLI_BENCH_H
#define NDC_CLI_BENCH_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "run/loader.h"
#include "scenario/exec.h"
#include "world/world.h"

#define NDC_BENCH_REPEATS 5

struct ndc_stand {
    struct ndc_image image;
    struct ndc_world *world;
    struct ndc_target target;
    struct ndc_trace *trace;
    void *storage;
    uint8_t *window;
    jmp_buf leave;
    unsigned heap_scripts; /* over which growth is looked for */
};

/* Loads the object and makes a world for it. There is one stand at a time in a process. */
NDC_MUST_CHECK int ndc_stand_open(struct ndc_stand *stand, const char *object,
                                  struct ndc_error *error);
void ndc_stand_close(struct ndc_stand *stand);

/* From now on DriverEntry fails at once: beginning a script is little more than the reset. */
void ndc_stand_refuse(bool refuse);

/* One figure and its control, each the median of the repeats, and the goal that was set. */
struct ndc_figure {
    const char *name; /* "scripts" */
    const char *unit; /* "scripts/s" */
    char about[160];  /* what was measured, in words */
    double value;
    const char *control_name; /* NULL: none */
    const char *control_unit;
    double control;
    double ratio;       /* value / control, in the same unit */
    double goal;        /* 0: none */
    bool goal_is_most;  /* the value must not be above the goal */
    bool goal_of_ratio; /* the goal is about the ratio */
};

/* Seconds of CPU time this process has used. */
double ndc_bench_cpu_seconds(void);
/* Seconds for one call of work(context): enough calls for a fifth of a second; median of five. */
double ndc_bench_seconds(void (*work)(void *context), void *context);
double ndc_bench_median(double *values, unsigned count);
/* Plain copies of 64 bytes a second, over 1 MiB: the control of small things. */
double ndc_bench_pieces(void);
/* What the compiler may not throw away. */
void ndc_bench_keep(const void *bytes);

/* Judges the trace of the stand; false, with a sentence, when it is not a pass. */
NDC_MUST_CHECK int ndc_bench_judge(struct ndc_stand *stand, struct ndc_error *error);

/* The measurements; each fills one or more figures and returns how many, or -1. */
NDC_MUST_CHECK int ndc_bench_scripts(struct ndc_stand *stand, struct ndc_figure *figures,
                                     struct ndc_error *error);
NDC_MUST_CHECK int ndc_bench_descriptors(struct ndc_stand *stand, struct ndc_figure *figures,
                                         struct ndc_error *error);
NDC_MUST_CHECK int ndc_bench_copies(struct ndc_stand *stand, struct ndc_figure *figures,
                                    struct ndc_error *error);
NDC_MUST_CHECK int ndc_bench_sets(struct ndc_stand *stand, struct ndc_figure *figures,
                                  struct ndc_error *error);
NDC_MUST_CHECK int ndc_bench_heap(struct ndc_stand *stand, struct ndc_figure *figures,
                                  struct ndc_error *error);

/* The short script the figures speak of, parsed; owned by the caller. */
NDC_MUST_CHECK struct ndc_scenario *ndc_bench_script(struct ndc_error *error);
/* Runs and judges it once. */
NDC_MUST_CHECK int ndc_bench_run(struct ndc_stand *stand, const struct ndc_scenario *scenario,
                                 struct ndc_error *error);

/* Calls of malloc, calloc and realloc of this process so far; 0 always where they are not counted.
 */
unsigned long ndc_bench_heap_calls(void);
bool ndc_bench_heap_counted(void);

#endif

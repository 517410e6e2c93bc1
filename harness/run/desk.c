/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "run/desk.h"

#include <linux/futex.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void *
ndc_shared_map(size_t bytes)
{
    void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE,
                    -1, 0);

    return at == MAP_FAILED ? NULL : at;
}

static uint64_t
mix(uint64_t digest, uint64_t value)
{
    digest = (digest ^ value) * 0x9FB21C651E98DF25u;
    return digest ^ (digest >> 29);
}

static uint64_t
mix_bytes(uint64_t digest, const void *bytes, size_t count)
{
    const uint8_t *at = bytes;
    uint64_t word = 0;

    for (; count >= sizeof word; at += sizeof word, count -= sizeof word) {
        memcpy(&word, at, sizeof word);
        digest = mix(digest, word);
    }
    word = 0;
    memcpy(&word, at, count);
    return mix(digest, word ^ count);
}

uint64_t
ndc_desk_seal(const struct ndc_desk_slot *slot, uint64_t nonce)
{
    const struct ndc_case_result *result = &slot->result;
    uint32_t findings = result->finding_count % (NDC_FINDINGS_MAX + 1);
    uint64_t digest = mix(nonce, (uint64_t)slot->index << 1 | (slot->with_trace & 1));

    digest = mix_bytes(digest, result, offsetof(struct ndc_case_result, findings));
    digest = mix_bytes(digest, result->findings, findings * sizeof result->findings[0]);
    digest = mix_bytes(digest, result->reached, sizeof result->reached);
    return mix_bytes(digest, result->words, strnlen(result->words, sizeof result->words));
}

void
ndc_wait(_Atomic uint32_t *word, uint32_t seen, unsigned milliseconds)
{
    struct timespec time = {
        .tv_sec = milliseconds / 1000,
        .tv_nsec = (long)(milliseconds % 1000) * 1000000,
    };

    syscall(SYS_futex, word, FUTEX_WAIT, seen, &time, NULL, 0);
}

void
ndc_wake(_Atomic uint32_t *word)
{
    syscall(SYS_futex, word, FUTEX_WAKE, 1, NULL, NULL, 0);
}

void
ndc_board_ring(struct ndc_board *board)
{
    atomic_fetch_add(&board->bell, 1);
    if (atomic_load(&board->asleep) != 0)
        ndc_wake(&board->bell);
}

void
ndc_result_begin(struct ndc_case_result *result)
{
    memset(result, 0, offsetof(struct ndc_case_result, findings));
    result->finding_count = 0;
    result->words[0] = '\0';
    result->trace = NULL;
    result->trace_count = 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Names and bits of the engine's registers and descriptors, both generations. Facts only.
 */
#ifndef NDC_ENGINE_REGISTER_BITS_H
#define NDC_ENGINE_REGISTER_BITS_H

#include <stdint.h>

#define NDC_ABSENT 0xFFu

enum ndc_register {
#define NDC_REGISTER(name, first, second, bytes) NDC_REGISTER_##name,
#include "engine/registers.def"
#undef NDC_REGISTER
    NDC_REGISTERS,
    NDC_REGISTERS_GLOBAL = NDC_REGISTER_CHANCTRL
};

/* CHANSTS 2:0. */
enum ndc_code {
    NDC_CODE_ACTIVE,
    NDC_CODE_IDLE,
    NDC_CODE_SUSPENDED,
    NDC_CODE_HALTED,
    NDC_CODE_ARMED
};

/* INTRCTRL */
#define NDC_INTRCTRL_MASTER 0x01u
#define NDC_INTRCTRL_STATUS 0x02u
#define NDC_INTRCTRL_INTERRUPT 0x04u
#define NDC_INTRCTRL_VECTORS 0x08u

/* DMACAPABILITY */
#define NDC_CAPABILITY_PAGE_BREAK 0x01u
#define NDC_CAPABILITY_DCA 0x10u

/* CHANCTRL */
#define NDC_CHANCTRL_DISABLED 0x0001u /* no interrupt until written 1 */
#define NDC_CHANCTRL_ERROR_WORD 0x0004u
#define NDC_CHANCTRL_ERROR_INTERRUPT 0x0010u
#define NDC_CHANCTRL_IN_USE 0x0100u
#define NDC_CHANCTRL_KEPT 0xF33Cu /* bits that read back as written */

/* CHANCMD */
#define NDC_CHANCMD_START 0x01u
#define NDC_CHANCMD_APPEND 0x02u
#define NDC_CHANCMD_SUSPEND 0x04u
#define NDC_CHANCMD_ABORT 0x08u
#define NDC_CHANCMD_RESUME 0x10u
#define NDC_CHANCMD_RESET 0x20u
#define NDC_CHANCMD_ALL 0x3Fu

/* CHANERR */
#define NDC_CHANERR_SOURCE (1u << 0)
#define NDC_CHANERR_TARGET (1u << 1)
#define NDC_CHANERR_NEXT (1u << 2)
#define NDC_CHANERR_ALIGNMENT (1u << 3)
#define NDC_CHANERR_CHAIN (1u << 4)
#define NDC_CHANERR_COMMAND (1u << 5)
#define NDC_CHANERR_CONTROL (1u << 10)
#define NDC_CHANERR_LENGTH (1u << 11)
#define NDC_CHANERR_COMPLETION (1u << 12)

/* DCACTRL */
#define NDC_DCACTRL_TARGET 0xFFFFu /* APIC id */
#define NDC_DCACTRL_ENABLE 0x10000u
#define NDC_DCACTRL_KEPT 0x1FFFFu

/* A descriptor in memory: eight little-endian words of 64 bits. */
#define NDC_DESCRIPTOR_BYTES 64u
enum ndc_descriptor_word {
    NDC_WORD_SIZE_FLAGS, /* size 31:0, control 63:32 */
    NDC_WORD_SOURCE,
    NDC_WORD_TARGET,
    NDC_WORD_NEXT,
    NDC_WORD_NEXT_SOURCE,
    NDC_WORD_NEXT_TARGET,
    NDC_WORDS = 8
};

/* Control bits of a descriptor. */
#define NDC_FLAG_INTERRUPT 0x01u
#define NDC_FLAG_STATUS 0x08u
#define NDC_FLAG_NULL 0x20u
#define NDC_FLAG_SOURCE_BREAK 0x40u
#define NDC_FLAG_TARGET_BREAK 0x80u
#define NDC_FLAG_DCA 0x200u
#define NDC_FLAG_CONTEXT_CHANGES 0x01u /* of a context change, instead of the interrupt */
#define NDC_OPCODE(flags) ((flags) >> 24)
#define NDC_OPCODE_COPY 0x00u
#define NDC_OPCODE_CONTEXT 0xFFu

#define NDC_STATUS_ADDRESS (~(uint64_t)0x3F)
#define NDC_STATUS_CODE ((uint64_t)0x07)

#endif

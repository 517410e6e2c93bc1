/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What any device shows to a computer: configuration space, one BAR of registers,
 * time, and interrupts. The kernel services (wdk/) know devices only through this page;
 * the engine (engine/) implements it.
 */
#ifndef NDC_DEVICE_H
#define NDC_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The wire between a device and the CPUs.
 *
 *  - The device raises; world/ takes out and has wdk/ call the interrupt routine.
 *  - Message interrupts (MSI-X): one entry for each raise, message = vector number.
 *  - Line interrupt: message 0; `level` says whether the device still asserts it.
 *  - Faults of the wire (hold, drop, repeat, swap) enter here; see fault/wire.c.
 */
#define NDC_WIRE_MAX 64

struct ndc_wire_entry {
    uint8_t message;
    uint8_t channel;
    bool forced; /* released or injected: delivered even when the line is no longer asserted */
};

struct ndc_faults;

struct ndc_wire {
    struct ndc_wire_entry ready[NDC_WIRE_MAX]; /* to be delivered, oldest first */
    struct ndc_wire_entry held[NDC_WIRE_MAX];  /* by a fault, oldest first */
    uint32_t ready_count;
    uint32_t held_count;
    bool level;      /* of the interrupt line, driven by the device */
    bool line_based; /* the computer has no message interrupts */
    bool swap_waits; /* the newest ready entry shall change places with the next one */
    uint8_t holding; /* bit channel: its interrupts wait until released */
    struct ndc_faults *faults;
};

enum ndc_wire_act {
    NDC_WIRE_HELD,
    NDC_WIRE_DROPPED,
    NDC_WIRE_REPEATED,
    NDC_WIRE_SWAPPED,
    NDC_WIRE_RELEASED,
    NDC_WIRE_INJECTED
};

void ndc_wire_reset(struct ndc_wire *wire);
/* The device raises message for channel. A full wire drops the entry (an interrupt storm). */
void ndc_wire_raise(struct ndc_wire *wire, unsigned message, unsigned channel);
/* An interrupt nobody raised (spurious). */
void ndc_wire_inject(struct ndc_wire *wire, unsigned message, unsigned channel);
/* Lets the oldest held entry of the channel go; false when there is none. */
bool ndc_wire_release(struct ndc_wire *wire, unsigned channel);
/* From now on every interrupt of the channel waits until released. */
void ndc_wire_hold(struct ndc_wire *wire, unsigned channel);
/* Lets everything held go and ends all holding: the wire is sound again. */
void ndc_wire_heal(struct ndc_wire *wire);
/* Takes the oldest ready entry; false when there is none. */
bool ndc_wire_take(struct ndc_wire *wire, struct ndc_wire_entry *entry);

struct ndc_device {
    void *self;
    const struct ndc_device_ops *ops;
    struct ndc_wire *wire;
    uint32_t bar_bytes; /* a multiple of 4096 */
};

struct ndc_device_ops {
    /* Register access of 1, 2, 4 or 8 bytes inside the BAR. Takes no time by itself (see tick). */
    uint64_t (*read)(void *self, uint32_t offset, uint32_t bytes);
    void (*write)(void *self, uint32_t offset, uint64_t value, uint32_t bytes);
    /* PCI configuration space, 4096 bytes. */
    uint32_t (*config_read)(void *self, uint32_t offset, uint32_t bytes);
    void (*config_write)(void *self, uint32_t offset, uint32_t value, uint32_t bytes);
    /* One tick of time. Returns whether anything moved. */
    bool (*tick)(void *self);
    /*
     * Up to `most` ticks in one call, each after the clock of the trace moved on: until one in
     * which nothing moved, or after which an interrupt is on the wire. Returns how many passed;
     * *moved is of the last one.
     */
    uint32_t (*pass)(void *self, uint32_t most, bool *moved);
    /* Power: false enters D3 (all context is lost), true returns to D0. */
    void (*power)(void *self, bool on);
    /* A short name of the register at an offset, for people ("c0.CHANSTS"); never NULL. */
    const char *(*register_name)(void *self, uint32_t offset);
};

#endif

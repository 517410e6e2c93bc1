/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The life of one provider: Windows starts, stops, powers down and removes the device, the driver
 * tells NetDMA, NetDMA uses a channel, the engine copies.
 *
 *  - Where a call of the driver leads is asked of the table alone (TO).
 *  - What only the history tells is remembered beside the phase, as in channel.pml.
 */

#define STATE phase

byte phase = UNREGISTERED;
bool powered = true;
bool in_stop;          /* NetDmaProviderStop has not returned */
byte allocated, busy;  /* channels; copies under way */
bool to_tell;          /* the engine interrupts */

/* The past. */
bool begun;     /* Start was called, and no Stop has returned since */
bool notified;  /* of PowerDown, and not of PowerUp since */
bool removing;  /* Windows removes the device */
bool gone;      /* Deregister was called, or the registration failed */

#define MOVE(event) cell(event, phase); phase = TO(event, phase)
#define MAY(event) (!gone && !in_stop && STANDING(event, phase) == DEFINED)
#define MAY_END_ASLEEP (removing && !in_stop && begun && STANDING(ON_STOP, phase) == UNSPECIFIED)
#define MAY_USE (begun && !in_stop && !removing && !notified)

/* AddDevice registers, successfully (g) or not (G); the start IRP starts (s). Stop is called (o) for
 * the stop IRP, or after the remove IRP came (r), and returns (t); then Deregister (u). Power goes
 * (D) after PowerDown (d) and comes (w) before PowerUp (W). */
#define LIFE \
    EVENT('g', MAY(ON_REGISTER), MOVE(ON_REGISTER)) \
    EVENT('G', MAY(ON_REGISTER), gone = true) \
    EVENT('s', MAY(ON_START) && !removing && powered, MOVE(ON_START); begun = true) \
    EVENT('r', !gone && !removing && !in_stop && phase != UNREGISTERED, removing = true) \
    EVENT('o', MAY(ON_STOP) && powered || MAY_END_ASLEEP, in_stop = true) \
    EVENT('t', in_stop && allocated == 0 && busy == 0, \
          judge_stopped(); MOVE(ON_STOP); in_stop = false; begun = false; notified = false) \
    EVENT('u', MAY(ON_DEREGISTER) && removing, \
          judge_deregister(); MOVE(ON_DEREGISTER); gone = true) \
    EVENT('d', MAY(ON_POWER_DOWN) && !removing && powered && busy == 0, \
          MOVE(ON_POWER_DOWN); notified = true) \
    EVENT('D', powered && !removing && (notified || !begun) && !gone && phase != UNREGISTERED, \
          judge_power(); powered = false) \
    EVENT('w', !powered && !removing, powered = true) \
    EVENT('W', MAY(ON_POWER_UP) && !removing && powered, \
          judge_notify(); MOVE(ON_POWER_UP); notified = false)

/* NetDMA allocates a channel (a), starts a copy (c) and frees the channel (f). */
#define USE \
    EVENT('a', MAY_USE && allocated == 0, judge_service(); allocated++) \
    EVENT('c', MAY_USE && allocated > 0 && busy == 0, judge_service(); busy++) \
    EVENT('f', allocated > 0 && busy == 0, allocated--; to_tell = false)

/* The copy is done (k); the driver's interrupt routine and DPC say so (i). */
#define WORK \
    EVENT('k', busy > 0 && powered, busy--; to_tell = true) \
    EVENT('i', to_tell && powered && allocated > 0, judge_callback(); to_tell = false)

/* A: an allocation is refused. */
#define MUST_NOT \
    NEVER('s', begun) \
    NEVER('o', !begun && !gone && phase != UNREGISTERED) \
    NEVER('u', begun && !in_stop) \
    NEVER('t', in_stop && allocated > 0) \
    NEVER('A', MAY_USE && allocated == 0) \
    NEVER('a', !begun && !gone && phase != UNREGISTERED) \
    NEVER('i', gone && phase != UNREGISTERED) \
    NEVER('D', begun && powered && !notified && !removing) \
    NEVER('W', begun && !powered && notified && !removing)

proctype windows()
{
end:
    do
    LIFE
#ifndef DEPTH
    :: removing && gone -> break
    :: !removing && !in_stop && powered && !notified -> break
#endif
    od
}

proctype netdma()
{
end:
    do
    USE
    od
}

proctype engine()
{
end:
    do
    WORK
    od
}

init
{
    atomic {
        fill_tables();
        run windows();
        run netdma();
        run engine()
    }
}

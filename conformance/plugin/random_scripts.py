# SPDX-License-Identifier: Apache-2.0
"""Legal scripts made at random: what a conforming NetDMA may do, in any order and at any pace.

A script is the same for the same seed. It claims nothing: the model judges every event, and a
correct provider keeps every rule. Left out is what no source describes (a Start or an Append while
suspended, say), and faults, but for interrupts that are held up and delivered later.
"""
import random

UNALLOCATED, FRESH, STARTED, SUSPENDED, HALTED = range(5)
LINES_MAX = 40  # of a script
LINES_OF_ACT = 7  # at most: power up, and three channels that start a chain
WORDS = ("status", "irq", "fence")
# Which calls are legal in which state, and where a success leads.
CALLS = {
    UNALLOCATED: {"AllocateDmaChannel": FRESH},
    FRESH: {"StartDma": STARTED, "ResetChannel": FRESH, "FreeDmaChannel": UNALLOCATED},
    STARTED: {"StartDma": STARTED, "AppendDma": STARTED, "SuspendDma": SUSPENDED,
              "AbortDma": HALTED, "ResetChannel": FRESH},
    SUSPENDED: {"ResumeDma": STARTED, "AbortDma": HALTED, "ResetChannel": FRESH},
    HALTED: {"StartDma": STARTED, "ResetChannel": FRESH, "FreeDmaChannel": UNALLOCATED},
}
WIRES = ("", "", "", "", "line", "line", "msix", "msix 1 vectors",
         "msix grants other", "msix grants line")
OPTIONAL = ("SuspendDma", "ResumeDma", "AbortDma", "ResetChannel")
LIKELY = ("StartDma", "AppendDma", "AppendDma", "AllocateDmaChannel")


class RandomScript:
    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.channels = [f"c{i}" for i in range(self.dice.choice((1, 1, 1, 2, 3)))]
        self.states = dict.fromkeys(self.channels, UNALLOCATED)
        self.idle = dict.fromkeys(self.channels, True)
        self.listed = {channel: [] for channel in self.channels}
        self.edits = self.dice.random() < 0.2
        self.counts = not self.edits and self.dice.random() < 0.3
        self.down = False
        self.head = self.make_head(f"random-{seed}")
        self.transfers = {channel: self.make_names(channel) for channel in self.channels}
        self.things = [self.make_transfer(name)
                       for names in self.transfers.values() for name in names]
        self.chains = {}

    def make_head(self, name):
        """Lists are edited only where the engine follows links: elsewhere its count would lie."""
        engine = ("cb1" if self.edits else "" if self.counts
                  else self.dice.choice(("", "", "", "cb1", "cb2")))
        wires = self.dice.choice(WIRES)
        count = f"{len(self.channels)} channels" if len(self.channels) > 2 else ""
        first, *rest = wires.split(" ", 1)
        machine = " ".join(filter(None, (engine, first, count, *rest)))
        return [f"scenario {name}", "about    A random walk through what is legal.", "class    must",
                *(["interface 1.0 1.1"] if self.edits else []),
                *(["interface 2.0 2.1"] if self.counts else []),
                *([f"machine  {machine}"] if machine else [])]

    def make_names(self, channel):
        """A channel has transfers of its own: NetDMA lends none to two."""
        most = 6 if len(self.channels) == 1 else 4
        letter = "ABC"[self.channels.index(channel)]
        return [f"{letter}{i}" for i in range(1, self.dice.randint(2, most) + 1)]

    def make_transfer(self, name):
        flags = " ".join(word for word in WORDS if self.dice.random() < 0.6) or "plain"
        if self.dice.random() < 0.2:
            return f"null     {name}  {flags}"
        size = self.dice.choice((1, 64, 64, 4096, 4096, 4097, 65536, 262144))
        place = "".join(f"  {side} at {self.dice.randint(1, 4095)}" for side in ("source", "target")
                        if self.dice.random() < 0.15)
        if self.counts:
            return self.make_modern(name, flags)
        return f"copy     {name}  {size} bytes  {flags}{place}"

    def make_modern(self, name, flags):
        """What 2.0 brought: page breaks and context changes (hints would need one before, DCA-06)."""
        if self.dice.random() < 0.2:
            return f"context  {name}  apic {self.dice.randint(0, 3)}  status"
        breaks = "".join(f"  break {side} at {self.dice.randint(1, 4000)}"
                         for side in ("source", "target") if self.dice.random() < 0.3)
        return f"copy     {name}  {self.dice.randint(1, 4096)} bytes  {flags}{breaks}"

    def batch(self, channel):
        """A transfer of the channel or a chain of some; and what is in it."""
        names = self.transfers[channel]
        members = self.dice.sample(names, self.dice.randint(1, min(4, len(names))))
        if len(members) == 1:
            return members[0], members
        for name, known in self.chains.items():
            if known == members:
                return name, members
        name = f"L{len(self.chains) + 1}"
        self.chains[name] = members
        return name, members

    def call(self, channel):
        state = self.states[channel]
        legal = [routine for routine in CALLS[state]
                 if routine != "FreeDmaChannel" or self.idle[channel]]
        routine = self.dice.choice([each for each in LIKELY if each in legal] + legal)
        words = f"call     {routine} {channel}"
        if routine in ("StartDma", "AppendDma"):
            name, members = self.batch(channel)
            words += " " + name
            self.listed[channel] = members
        self.states[channel] = CALLS[state][routine]
        self.idle[channel] = self.states[channel] not in (STARTED, SUSPENDED)
        return words + (" at dispatch" if self.dice.random() < 0.2 else "")

    def run(self):
        choice = self.dice.random()
        if choice < 0.25:
            self.idle = {channel: self.idle[channel] or self.states[channel] == STARTED
                         for channel in self.channels}
            return "run      until idle"
        if choice < 0.4:
            names = self.transfers[self.dice.choice(self.channels)]
            return f"run      until {self.dice.choice(names)} done"
        return f"run      {self.dice.choice((1, 1, 2, 3, 5, 8, 20))} steps"

    def pace(self, channel):
        """The engine or an interrupt comes in the middle of the provider's code."""
        point = self.dice.randint(1, 14)
        return self.dice.choice((f"step     engine at point {point}",
                                 f"interrupt {channel} at point {point}",
                                 f"fault    irq {channel} hold", f"fault    irq {channel} deliver"))

    def edit(self, channel):
        members = self.listed[channel]
        if len(members) > 1 and self.dice.random() < 0.5:
            return f"unlink   {members[-1]}"
        spare = [name for name in self.transfers[channel] if name not in members]
        return f"insert   {spare[0]} after {members[0]}" if spare else "run      1 steps"

    def power_up(self):
        """NetDMA starts each channel again (PNP-08)."""
        self.down = False
        starts = []
        for channel in self.channels:
            if self.states[channel] != UNALLOCATED:
                self.states[channel], self.idle[channel] = STARTED, False
                name, self.listed[channel] = self.batch(channel)
                starts.append(f"call     StartDma {channel} {name}")
        return "\n".join(["power    up", *starts])

    def machine_act(self):
        """Power and PnP, when nothing is suspended."""
        if self.down:
            return self.power_up()
        if SUSPENDED in self.states.values():
            return "run      1 steps"
        if self.dice.random() < 0.5:
            self.down = True
            self.states = {channel: state if state == UNALLOCATED else FRESH
                           for channel, state in self.states.items()}
            self.idle = dict.fromkeys(self.channels, True)
            return "power    down"
        self.states = dict.fromkeys(self.channels, UNALLOCATED)
        self.idle = dict.fromkeys(self.channels, True)
        return "pnp      stop\npnp      start"

    def act(self):
        channel = self.dice.choice(self.channels)
        choice = self.dice.random()
        if self.down or choice < 0.03:
            return self.machine_act()
        if self.edits and self.states[channel] == SUSPENDED and choice < 0.5:
            return self.edit(channel)
        if choice < 0.6:
            return self.call(channel)
        return self.run() if choice < 0.8 else self.pace(channel)

    def lines(self, acts, things):
        return 1 + len(self.head) + len(things) + len(acts) + len(self.chains)

    def text(self):
        things = [f"channel  {channel}" for channel in self.channels] + self.things
        acts = [f"call     AllocateDmaChannel {channel}" for channel in self.channels]
        self.states = dict.fromkeys(self.channels, FRESH)
        wanted = self.dice.randint(3, 16)
        while wanted > 0 and self.lines(acts, things) < LINES_MAX - LINES_OF_ACT:
            acts += self.act().split("\n")
            wanted -= 1
        chains = [f"chain    {name} = {' '.join(members)}" for name, members in self.chains.items()]
        needed = [routine for routine in OPTIONAL if any(f" {routine} " in act for act in acts)]
        needs = [f"needs    {' '.join(needed)}"] if needed else []
        return "\n".join([*self.head[:3], *needs, *self.head[3:], "", *things, *chains, "", *acts]) + "\n"


def write_scripts(folder, seeds):
    """One script a seed, below folder/random/."""
    place = folder / "random"
    place.mkdir(parents=True)
    for seed in seeds:
        (place / f"random-{seed}.scn").write_text(RandomScript(seed).text(), encoding="utf-8")
    return folder

# SPDX-License-Identifier: Apache-2.0
"""Writes the formal model in Promela: the tables and properties, and behind them promela/*.pml."""

from gen_states import MODELS, MODES, MOVES, PHASE_MOVES, PHASES

NOTICE = """/* Made by specs/gen.py from states.toml, properties.toml and promela/; do not edit.
 *
 *   spin -a FILE                   verifies a channel: pan.c, see conformance/plugin/spin.py
 *   spin -a -DPROVIDER FILE        the life of a provider
 *   spin -a -DDEPTH=8 FILE         prints every sequence of that many events
 */
"""

def constants(words):
    return [f"#define {word.upper()} {number}" for number, word in enumerate(words)]


def table(cells, events, states):
    """The table as arrays that are no part of the state, filled by fill_tables()."""
    yield f"#define STATES {len(states)}"
    yield f"#define CELLS {len(states) * len(events)}"
    yield "hidden byte to_[CELLS], standing_[CELLS];"
    yield "#define TO(on, state) to_[(on) * STATES + (state)]"
    yield "#define STANDING(on, state) standing_[(on) * STATES + (state)]"
    yield "\ninline fill_tables()\n{"
    for cell in (cells[on, state] for on in events for state in states):
        place = f"({cell['on'].upper()}, {cell['in'].upper()})"
        yield (f"    TO{place} = {cell['to'].upper()}; "
               f"STANDING{place} = {cell['standing'].upper()}; /* {cell['text']} */")
    yield "    skip\n}"


def formula(entry):
    if "again" in entry:
        return f"[] <> ({entry['again']})"
    if "when" in entry:
        return f"[] (({entry['when']}) -> <> ({entry['then']}))"
    return f"[] !broke_{entry['id']}" if "at" in entry else f"[] ({entry['holds']})"


def judges(properties, places):
    """Each place has an inline that notes which property is broken there."""
    for entry in properties:
        if "at" in entry:
            yield f"bool broke_{entry['id']};"
    for place in places:
        yield f"\ninline judge_{place}()\n{{"
        for entry in properties:
            if entry.get("at") == place:
                flag = f"broke_{entry['id']}"
                yield f"    {flag} = {flag} || !({entry['holds']});"
        yield "    skip\n}"


def claims(properties):
    yield "\n#ifndef DEPTH"
    for entry in properties:
        yield f"\n/* {entry['text']} ({' '.join(entry['clauses'])}) */"
        yield f"ltl {entry['id']} {{ {formula(entry)} }}"
    yield "#endif"


def model(spec, name, places, body):
    properties = [entry for entry in spec.properties if entry["model"] == name]
    yield from judges(properties, places)
    yield body
    yield from claims(properties)


def promela(spec, folder):
    """One file: the channel, or with -DPROVIDER the provider."""
    out = [NOTICE]
    out += constants(("defined", "unspecified", "netdma", "forbidden"))
    for name, cells, events, states in (("provider", spec.phase_moves, PHASE_MOVES, PHASES),
                                        ("channel", spec.moves, MOVES, MODES)):
        out += ["\n#ifdef PROVIDER\n" if name == "provider" else "\n#else\n"]
        prefix = "ON_" if name == "provider" else ""
        out += constants(states)
        out += [f"#define {prefix}{event.upper()} {number}" for number, event in enumerate(events)]
        out += table({pair: dict(cell, on=prefix + cell["on"]) for pair, cell in cells.items()},
                     events, states)
        out += ["\n" + (folder / "common.pml").read_text()]
        out += model(spec, name, MODELS[name], (folder / f"{name}.pml").read_text())
    return "\n".join(out + ["\n#endif"]) + "\n"

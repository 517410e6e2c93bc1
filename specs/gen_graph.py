# SPDX-License-Identifier: Apache-2.0
"""Draws the states as SVG, with Graphviz. Colours come from the page: parts carry classes only."""

import re
import shutil
import subprocess

from gen_states import MODES, MOVES, PHASE_MOVES, PHASES
from gen_toml import SpecError

DROPPED = re.compile(r' (?:fill|stroke|font-family|font-size|width|height)="[^"]*"')
GATHERED_MIN = 4
ENGINE = {"last_done": "last descriptor done", "other_done": "descriptor done", "error": "error"}


def event_words(event):
    return ENGINE.get(event, event.replace("_", " "))


def gathered(cells, events, states):
    """Events that lead to one state from nearly everywhere, which would hide all else:
    event -> (that state, from where)."""
    found = {}
    for on in events:
        leaving = [cells[on, state] for state in states if cells[on, state]["to"] != state
                   and cells[on, state]["standing"] == "defined"]
        if len(leaving) >= GATHERED_MIN and len({cell["to"] for cell in leaving}) == 1:
            found[on] = (leaving[0]["to"], [cell["in"] for cell in leaving])
    return found


def edges(cells, events, states):
    """(from, to, standing) -> events. What changes nothing is left out."""
    hidden = gathered(cells, events, states)
    found = {}
    for cell in (cells[on, state] for on in events for state in states):
        if (cell["on"] not in hidden and cell["to"] != cell["in"]
                and cell["standing"] in ("defined", "unspecified")):
            key = (cell["in"], cell["to"], cell["standing"])
            found.setdefault(key, []).append(event_words(cell["on"]))
    return found


def dot_text(title, nodes, found):
    lines = [f'digraph "{title}" {{', "rankdir=LR; bgcolor=transparent; nodesep=0.55; ranksep=0.9;",
             'node [shape=box style=rounded fontname="Helvetica" fontsize=13 margin="0.2,0.12"];',
             'edge [fontname="Helvetica" fontsize=11 arrowsize=0.7];']
    lines += [f'"{name}" [label="{label}" class="state state-{name}"];' for name, label in nodes]
    for (start, end, standing), events in found.items():
        label = "\\n".join(events)
        style = "dashed" if standing == "unspecified" else "solid"
        lines.append(f'"{start}" -> "{end}" [label="{label}" class="{standing}" style={style}];')
    return "\n".join(lines + ["}"])


def draw(title, nodes, found):
    if not shutil.which("dot"):
        raise SpecError("dot is not on this machine: install graphviz (./ndc test does)")
    made = subprocess.run(["dot", "-Tsvg"], input=dot_text(title, nodes, found), text=True,
                          capture_output=True, check=False)
    if made.returncode != 0:
        raise SpecError(f"dot: {made.stderr.strip()}")
    svg = re.sub(r"<!--.*?-->\n?", "", made.stdout[made.stdout.index("<svg"):], flags=re.S)
    width = re.search(r'width="(\d+)pt"', svg)[1]
    svg = DROPPED.sub("", svg)
    svg = re.sub(r' xmlns(?::xlink)?="[^"]*"', "", svg)
    svg = re.sub(r' id="(?:graph|node|edge)\d+"', "", svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{title}" style="max-width:{width}pt"', 1)


def part(title, cells, sides, names):
    """The drawing of a table, and a sentence for each event that is not drawn."""
    rest = [f"{event_words(on).capitalize()} leads to {names[to]} from "
            f"{', '.join(names[state] for state in places)}."
            for on, (to, places) in gathered(cells, *sides).items()]
    return {"graph": draw(title, list(names.items()), edges(cells, *sides)), "rest": " ".join(rest)}


def channel(spec):
    names = {mode["id"]: mode["name"] for mode in spec.modes}
    return part("States of a channel", spec.moves, (MOVES, MODES), names) | {"names": names}


def provider(spec):
    names = {phase["id"]: phase["id"] for phase in spec.phases}
    return part("Life of a provider", spec.phase_moves, (PHASE_MOVES, PHASES), names) | {
        "names": names}

# SPDX-License-Identifier: Apache-2.0
"""The formal model: written by specs/gen.py, verified by Spin.

    python3 -m conformance.plugin.spin       proves everything and prints what was proved

Spin writes a verifier in C (pan.c) for a model; it is compiled once for each use:

    claims   one property at a time, under weak fairness
    states   no property: invalid end states, and each cell and state that is met
    traces   prints every sequence of events of some depth
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from conformance.plugin.command import ROOT, built
from conformance.plugin.once import Failed

USES = {"claims": ["-DNFAIR=3", "-DNOREDUCE"],
        "states": ["-DNOCLAIM", "-DSAFETY", "-DNOREDUCE", "-DPRINTF"],
        "traces": ["-DNOCLAIM", "-DSAFETY", "-DNOREDUCE"]}
SEARCH = ["-m1000000", "-w22"]
PARTS = ("channel", "provider")
# Events in a sequence: four times the work for one more, of a channel.
DEPTH = {"channel": int(os.environ.get("NDC_SPIN_DEPTH", "10")),
         "provider": int(os.environ.get("NDC_SPIN_DEPTH_PROVIDER", "12"))}


def work(words, folder, seconds=600):
    """Runs a tool; what it printed, or Failed with that."""
    if not shutil.which(words[0]) and not Path(words[0]).exists():
        raise Failed(f"{words[0]} is not on this machine: ./ndc test installs it (Debian package "
                     f"{words[0]})")
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False,
                          timeout=seconds)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, words))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def write_model(path, specs=ROOT / "specs"):
    """The Promela file of a folder of specifications."""
    work([sys.executable, "-B", str(specs / "gen.py"), "--harness", str(ROOT / "harness"),
          "--promela", str(path)], ROOT)
    return path


def verifier(model, name, use, depth=None):
    """Compiles the verifier of one part of a model for one use; its path."""
    folder = model.parent / f"{name}-{use}"
    folder.mkdir(exist_ok=True)
    defines = ["-DPROVIDER"] if name == "provider" else []
    defines += [f"-DDEPTH={depth}"] if depth else []
    work(["spin", "-a", *defines, str(model)], folder)
    work(["gcc", "-O1", "-w", *USES[use], "-o", "pan", "pan.c"], folder)
    return folder / "pan"


def search(pan, *options):
    """{"errors", "states", "said"} of one complete search."""
    said = work([str(pan), *SEARCH, *options], pan.parent)
    errors = re.search(r"errors: (\d+)", said)
    states = re.search(r"(\d+) states, stored", said)
    if not errors or "max search depth too small" in said:
        raise Failed(f"the search of {pan.parent.name} was not complete\n{said[-2000:]}")
    return {"errors": int(errors[1]), "states": int(states[1]), "said": said}


def holds(pan, claim):
    """Whether a property holds; weak fairness, all cycles."""
    return search(pan, "-a", "-f", "-N", claim)["errors"] == 0


def met(said):
    """States visited, and cells (event, state) met: numbers in the order of states.toml."""
    visited = {int(number) for number in re.findall(r"^visited (\d+)$", said, re.M)}
    cells = {(int(on), int(state)) for on, state in re.findall(r"^met (\d+) (\d+)$", said, re.M)}
    return visited, cells


def properties(specs=ROOT / "specs"):
    return tomllib.loads((specs / "properties.toml").read_text(encoding="utf-8"))["property"]


def cells(specs=ROOT / "specs"):
    """The cells of both parts in the order of their numbers: {part: [[cell of each state]]}."""
    table = tomllib.loads((specs / "states.toml").read_text(encoding="utf-8"))
    rows = {}
    for part, key, states in (("channel", "move", "mode"), ("provider", "provider", "phase")):
        order = [state["id"] for state in table[states]]
        events = list(dict.fromkeys(cell["on"] for cell in table[key]))
        found = {(cell["on"], cell["in"]): cell for cell in table[key]}
        rows[part] = [[found[on, state] for state in order] for on in events]
    return rows


def not_met(part, seen, specs=ROOT / "specs"):
    """Cells that some order of events should have met, but none did.

    What no source forbids or leaves to NetDMA must be met; of what the engine does only where it
    changes something, of a provider only what is defined.
    """
    wanted = []
    for on, row in enumerate(cells(specs)[part]):
        for state, cell in enumerate(row):
            engine = cell["on"] in ("last_done", "other_done", "error")
            if (cell["standing"] == "defined" or cell["standing"] == "unspecified" and
                    part == "channel") and not (engine and cell["to"] == cell["in"]):
                wanted.append((on, state))
    return [cells(specs)[part][on][state] for on, state in wanted if (on, state) not in seen]


def replay(part, lines):
    """What replay_traces says of the traces of a part: (agreed, its words)."""
    program = Path(built("release", "replay_traces")) / "test/replay_traces"
    done = subprocess.run([program, part], input=lines, capture_output=True, text=True,
                          check=False)
    return done.returncode == 0, done.stdout + done.stderr


def trace_lines(pan):
    """The lines that replay_traces reads."""
    done = subprocess.run([str(pan), *SEARCH], cwd=pan.parent, capture_output=True, text=True,
                          check=False)
    if "errors: 0" not in done.stdout:
        raise Failed(f"{pan.parent.name} does not end well\n{done.stdout[-2000:]}")
    return "".join(line + "\n" for line in done.stdout.splitlines()
                   if re.match(r"\S+ \d ", line))


def show(part, model):
    """Proves one part and prints a line for each thing; whether all of it held."""
    found = search(verifier(model, part, "states"))
    visited, seen = met(found["said"])
    missing = not_met(part, seen)
    print(f"{part}: {found['states']} states of the model; {len(visited)} of "
          f"{len(cells()[part][0])} {'modes' if part == 'channel' else 'phases'} reached, "
          f"{len(seen)} cells met, {len(missing)} missed; {found['errors']} dead ends")
    pan = verifier(model, part, "claims")
    good = not missing and found["errors"] == 0
    for entry in properties():
        if entry["model"] == part:
            kept = holds(pan, entry["id"])
            good = good and kept
            print(f"  {'holds ' if kept else 'BROKEN'} {entry['text']} "
                  f"({' '.join(entry['clauses'])})")
    agreed, words = replay(part, trace_lines(verifier(model, part, "traces", DEPTH[part])))
    print(f"  {'agrees' if agreed else 'BROKEN'} with the judge on every sequence of "
          f"{DEPTH[part]} events: {words.strip()}")
    return good and agreed


def main():
    with tempfile.TemporaryDirectory() as folder:
        model = write_model(Path(folder) / "model.pml")
        return 0 if all([show(part, model) for part in PARTS]) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        sys.exit(f"spin: {failure}")

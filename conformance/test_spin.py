# SPDX-License-Identifier: Apache-2.0
"""The states of specs/states.toml, proved by Spin and compared with the judge.

Every order of events of a channel with a short list, and of the life of a provider: each property
of specs/properties.toml holds, nothing is a dead end, every state is reached, every cell is met.
Every sequence up to a depth is judged by the C model as well, and the two agree. And each kind of
mistake in the table makes one of these fail.
"""
import re
import shutil
from pathlib import Path

import pytest

from conformance.plugin import spin
from conformance.plugin.command import ROOT
from conformance.plugin.once import Failed, once, shared_folder


def verifier(part, use, depth=None):
    """The verifier of the model as it is, made once a test run."""
    folder = shared_folder() / "spin"

    def write():
        folder.mkdir(exist_ok=True)
        return str(spin.write_model(folder / "model.pml"))

    model = Path(once("spin-model", write))
    return Path(once(f"spin-{part}-{use}", lambda: str(spin.verifier(model, part, use, depth))))


@pytest.mark.parametrize("entry", spin.properties(), ids=lambda entry: entry["id"])
def test_a_property_holds(entry):
    found = spin.search(verifier(entry["model"], "claims"), "-a", "-f", "-N", entry["id"])

    assert found["errors"] == 0, f"{entry['text']} ({' '.join(entry['clauses'])})\n{found['said']}"
    assert found["states"] > 50


@pytest.mark.parametrize("part", spin.PARTS)
def test_every_state_is_reached_and_none_is_a_dead_end(part):
    found = spin.search(verifier(part, "states"))

    visited, seen = spin.met(found["said"])
    assert found["errors"] == 0, found["said"]
    assert visited == set(range(len(spin.cells()[part][0])))
    assert spin.not_met(part, seen) == []


@pytest.mark.parametrize("part", spin.PARTS)
def test_nothing_happens_where_the_table_says_never(part):
    """What only a robustness probe does, and what a provider must not do, is in no trace."""
    _, seen = spin.met(spin.search(verifier(part, "states"))["said"])

    never = {(on, state) for on, row in enumerate(spin.cells()[part])
             for state, cell in enumerate(row) if cell["standing"] in ("netdma", "forbidden")}
    assert len(never) > 10
    assert seen & never == set()


@pytest.mark.parametrize("part", spin.PARTS)
def test_the_judge_agrees_on_every_sequence(part, record_property):
    """What the model allows breaks no rule and leads to the same state; what it forbids does."""
    lines = spin.trace_lines(verifier(part, "traces", spin.DEPTH[part]))

    agreed, words = spin.replay(part, lines)

    print(f"{part}, {spin.DEPTH[part]} events: {words}")
    record_property("traces", words.strip())
    assert agreed, words
    assert int(re.search(r"traces (\d+)", words)[1]) > 10_000
    assert int(re.search(r"forbidden (\d+)", words)[1]) > 10_000


# ---- mistakes are found ----

def cell(on, state, key="move"):
    return f'[[{key}]]\non = "{on}"\nin = "{state}"\n'


BROKEN_CLAIMS = [
    ("channel", cell("suspend", "R"), 'to = "S"', 'to = "R"', "suspended_means_still"),
    ("channel", cell("abort", "R"), 'to = "H"', 'to = "R"', "after_abort_only_a_start"),
    ("channel", cell("reset", "E"), 'to = "F"', 'to = "E"', "reset_gives_the_state_after_allocation"),
    ("channel", cell("reset", "R"), 'to = "F"', 'to = "U"', "start_is_possible_where_it_is_owed"),
    ("channel", cell("last_done", "R"), 'to = "I"', 'to = "R"', "idle_means_done"),
    ("channel", cell("append", "I"), 'to = "R"', 'to = "I"', "everything_accepted_completes"),
    ("channel", cell("resume", "S"), 'to = "R"', 'to = "S"', "everything_accepted_completes"),
    ("channel", cell("error", "R"), 'to = "E"', 'to = "R"', "an_error_halts"),
    ("channel", cell("free", "H"), '"defined"', '"netdma"', "there_is_always_a_way_out"),
    ("provider", cell("stop", "started", "provider"), 'to = "stopped"', 'to = "started"',
     "removal_ends"),
    ("provider", cell("deregister", "started", "provider"), '"forbidden"', '"defined"',
     "stop_before_deregister"),
    ("provider", cell("power_up", "started", "provider"), '"forbidden"', '"defined"',
     "notifications_come_in_pairs"),
]


def spoil(tmp_path, place, words, instead):
    """A copy of specs/ with one word changed in the cell that begins with `place`."""
    specs = shutil.copytree(ROOT / "specs", tmp_path / "specs")
    text = (specs / "states.toml").read_text(encoding="utf-8")
    before, after = text.split(place)
    this, rest = after.split("\n\n", 1)
    assert words in this
    (specs / "states.toml").write_text(
        before + place + this.replace(words, instead, 1) + "\n\n" + rest, encoding="utf-8")
    return specs


@pytest.mark.parametrize("broken", BROKEN_CLAIMS, ids=lambda broken: broken[1].split('"')[1] + "-"
                         + broken[1].split('"')[3])
def test_a_wrong_cell_breaks_a_property(tmp_path, broken):
    part, place, words, instead, claim = broken
    specs = spoil(tmp_path, place, words, instead)

    pan = spin.verifier(spin.write_model(tmp_path / "model.pml", specs), part, "claims")

    assert not spin.holds(pan, claim)


def test_a_missing_cell_is_told(tmp_path):
    specs = shutil.copytree(ROOT / "specs", tmp_path / "specs")
    text = (specs / "states.toml").read_text(encoding="utf-8")
    before, after = text.split(cell("abort", "S"))
    (specs / "states.toml").write_text(before + after.split("\n\n", 1)[1], encoding="utf-8")

    with pytest.raises(Failed, match="move abort in S: is missing"):
        spin.write_model(tmp_path / "model.pml", specs)


def test_a_state_that_cannot_be_reached_is_told(tmp_path):
    specs = spoil(tmp_path, cell("error", "R"), 'to = "E"', 'to = "H"')
    pan = spin.verifier(spin.write_model(tmp_path / "model.pml", specs), "channel", "states")

    visited, seen = spin.met(spin.search(pan)["said"])

    assert visited == set(range(6))
    assert {"E"} == {cell["in"] for cell in spin.not_met("channel", seen, specs)}


def test_the_judge_disagrees_with_a_wrong_cell(tmp_path):
    """The judge was built from the right table."""
    specs = spoil(tmp_path, cell("abort", "S"), 'to = "H"', 'to = "F"')
    pan = spin.verifier(spin.write_model(tmp_path / "model.pml", specs), "channel", "traces", 7)

    agreed, words = spin.replay("channel", spin.trace_lines(pan))

    assert not agreed
    assert "P)B) (version 1.0): the judge is in state 5, not 1\n" in words


def test_a_machine_without_spin_is_told(tmp_path, monkeypatch):
    """Not skipped: ./ndc test installs it."""
    model = spin.write_model(tmp_path / "model.pml")
    monkeypatch.setattr(spin.shutil, "which", lambda name: None)

    with pytest.raises(Failed, match="spin is not on this machine: ./ndc test installs it"):
        spin.verifier(model, "channel", "states")

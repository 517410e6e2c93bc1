# SPDX-License-Identifier: Apache-2.0
"""The two evaluators (ARCHITECTURE, decision 7): they agree wherever both can judge, and the set
evaluator alone, with engine and kernel hidden, still finds most of what mutants do wrong."""
import os
import re

import pytest

from conformance.plugin.command import ROOT, ndc
from conformance.plugin.once import shared_folder
from conformance.plugin.scripts import read_result

# Mutants that are failed although everything hideable is hidden: the list may only grow.
SEEN = ROOT / "conformance/mutants_seen_when_hidden.txt"
MUTANTS = sorted(path.stem for path in (ROOT / "providers/mutants").glob("*.c"))
CORRECT = ["reference", "template",
           *(f"variants/{path.stem}" for path in sorted((ROOT / "providers/variants").glob("*.c")))]
EVENTS = int(os.environ.get("NDC_SOAK_EVENTS", 1_000_000))
FROM = int(os.environ.get("NDC_SOAK_FROM", 0))
NIGHTLY = "NDC_NIGHTLY" in os.environ  # tox -e nightly: some minutes


def seen():
    return [line for line in SEEN.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]


def judged(provider, how):
    """The result of every script, judged in a way of `ndc run --judge`."""
    path = shared_folder() / f"{how}-{provider.replace('/', '-')}.json"
    done = ndc("run", "--provider", provider, "--judge", how, "--output", path)
    assert path.exists(), done.stderr
    return read_result(path)


def found_broken(result):
    """Clauses of the findings of failed cases; to crash or to hang alone is no finding."""
    return {finding["clause"] for case in result["cases"]
            if case["verdict"] in ("FAIL", "CRASH", "HANG") and case["class"] != "hardening"
            for finding in case["findings"]}


@pytest.mark.parametrize("provider", CORRECT)
def test_the_evaluators_agree_about_what_is_correct(provider):
    """In each case the exact state is among the possible ones, and hiding fails nothing."""
    result = judged(provider, "both")

    wrong = [f"{case['id']}@{case['interface']}: {case.get('words')}"
             for case in result["cases"] if case["verdict"] == "HARNESS"]
    assert wrong == []
    assert result["conforming"]


@pytest.mark.parametrize("mutant", MUTANTS if NIGHTLY else MUTANTS[::12])
def test_the_evaluators_agree_about_a_mutant(mutant):
    """Up to its first breach, and about the rules that need nothing hidden after it."""
    result = judged(f"mutants/{mutant}", "both")

    wrong = [f"{case['id']}@{case['interface']}: {case['words']}" for case in result["cases"]
             if case["verdict"] == "HARNESS" and "evaluator" in case.get("words", "")]
    assert wrong == []


@pytest.mark.parametrize("provider", CORRECT)
def test_what_is_correct_passes_through_a_bridge(provider):
    result = judged(provider, "bridge")

    assert found_broken(result) == set()
    assert result["conforming"]


@pytest.mark.parametrize("mutant", MUTANTS if NIGHTLY else seen())
def test_a_mutant_is_seen_when_everything_is_hidden(mutant):
    """Those on the list are; at night, one that is not yet on it is told to belong there."""
    found = found_broken(judged(f"mutants/{mutant}", "hidden"))

    assert bool(found) == (mutant in seen()), (
        f"{SEEN.name}: {mutant} is {'found and not listed' if found else 'listed and not found'}")


def test_the_list_names_mutants_in_order():
    assert seen() == sorted(set(seen()) & set(MUTANTS))


def test_drawn_scripts_show_no_disagreement():
    """Each script depends on its seed alone, so a longer run goes on where this one ends."""
    done = ndc("soak", "--events", EVENTS, "--from", FROM, seconds=6 * 3600)

    count = re.fullmatch(r"(\d+) events judged, \d+ scripts, no disagreement; next seed \d+",
                         done.stdout.strip())
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert count and int(count[1]) >= EVENTS


def test_a_soak_can_be_cut_in_pieces():
    first = ndc("soak", "--events", 3000)
    seed = re.search(r"next seed (\d+)", first.stdout)[1]

    again = ndc("soak", "--events", 1, "--from", int(seed) - 1)

    assert again.stdout.strip().endswith(f"next seed {seed}")


@pytest.mark.parametrize(("words", "sentence"), [
    (["soak", "--events", "many"], "'many' is no number"),
    (["soak", "one", "two"], "ndc soak takes one provider"),
    (["run", "start/", "--judge", "kindly"],
     "'kindly' is no way to judge; there are exact, both, hidden, bridge"),
])
def test_bad_words_are_one_sentence(words, sentence):
    done = ndc(*words)

    assert done.returncode == 2
    assert sentence in done.stderr

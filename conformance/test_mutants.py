# SPDX-License-Identifier: Apache-2.0
"""The suite proves itself: every mutant is failed for the clause it breaks, and everything that
is correct, however unusual, passes."""
import re
import tomllib

import pytest

from conformance.plugin.command import ROOT
from conformance.plugin.scripts import case_name, certify, read_result

MUTANTS_MIN, VARIANTS_MIN = 12, 8
MUTANTS = sorted((ROOT / "providers/mutants").glob("*.c"))
VARIANTS = sorted((ROOT / "providers/variants").glob("*.c"))


def broken_clause(path):
    """What its header says it breaks."""
    return re.search(r"Breaks ([A-Z]+-[0-9]+)", path.read_text(encoding="utf-8"))[1]


def failures(result):
    """(case, clauses) of each case of a rule that costs conformance."""
    return [(case_name(case), {finding["clause"] for finding in case["findings"]})
            for case in result["cases"]
            if case["verdict"] in ("FAIL", "CRASH", "HANG", "HARNESS")
            and case["class"] != "hardening"]


@pytest.mark.parametrize("path", MUTANTS, ids=[path.stem for path in MUTANTS])
def test_a_mutant_is_failed_for_its_clause(path):
    result = read_result(certify(f"mutants/{path.stem}"))

    clause = broken_clause(path)
    seen = failures(result)
    assert not result["conforming"]
    assert result["provider"]["breaks"] == clause
    assert any(clause in clauses for _, clauses in seen), f"{clause} not among {seen}"


@pytest.mark.parametrize("name", ["reference", "template",
                                  *(f"variants/{path.stem}" for path in VARIANTS)])
def test_what_is_correct_passes(name):
    result = read_result(certify(name))

    assert failures(result) == []
    assert result["conforming"]
    assert result["counts"]["passed"] > 0


# Who follows which reading. A-03 has one provider only: when a descriptor asks for no status it is the
# engine that writes or does not, and the emulated one writes.
FOLLOWERS = [
    ("A-03", "channel", "reference"),
    ("A-04", "last-completed", "reference"), ("A-04", "flagged", "variants/isr-names-flagged"),
    ("A-07", "characteristics", "reference"),
    ("A-07", "attributes", "variants/dca-flag-in-attributes"),
    ("A-08", "one-level", "reference"), ("A-08", "two-levels", "variants/two-level-suspend"),
    ("A-11", "always", "reference"), ("A-11", "with-msix", "variants/affinity-with-msix-only"),
    ("A-15", "offered", "reference"), ("A-15", "left-out", "variants/optional-routines-absent"),
    ("A-22", "last-completed", "reference"),
    ("A-22", "interrupted", "variants/ending-names-interrupted"),
    ("A-26", "written", "variants/reserved-fields-used"),
    ("A-27", "changed", "variants/null-size-changed"),
]


@pytest.mark.parametrize("follower", FOLLOWERS, ids=[" ".join(each) for each in FOLLOWERS])
def test_a_reading_is_followed_throughout(follower):
    ambiguity, reading, name = follower

    shown = read_result(certify(name))["readings"]

    entry = next(entry for entry in shown if entry["id"] == ambiguity)
    assert entry["state"] == "shown"
    assert [each["id"] for each in entry["shown"]] == [reading]


def test_each_choice_of_a_provider_has_followers():
    """Of each ambiguity that may not be mixed both readings are followed by somebody."""
    with open(ROOT / "specs/ambiguities.toml", "rb") as file:
        register = tomllib.load(file)["ambiguity"]

    owed = {(entry["id"], reading["id"]) for entry in register if "mixing" in entry
            for reading in entry["readings"]}
    assert owed - {follower[:2] for follower in FOLLOWERS} == {("A-03", "descriptor")}


def test_there_are_enough_of_them():
    assert len(MUTANTS) >= MUTANTS_MIN
    assert len(VARIANTS) >= VARIANTS_MIN

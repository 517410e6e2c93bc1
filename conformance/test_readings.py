# SPDX-License-Identifier: Apache-2.0
"""Readings of ambiguities: either of two is accepted, the one followed is told, mixing is not."""
import re
import tomllib

import pytest

from conformance.plugin.command import ROOT, ndc
from conformance.plugin.scripts import case_name, certify, read_result

with open(ROOT / "specs/ambiguities.toml", "rb") as file:
    REGISTER = tomllib.load(file)["ambiguity"]

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
    owed = {(entry["id"], reading["id"]) for entry in REGISTER if "mixing" in entry
            for reading in entry["readings"]}
    assert owed - {follower[:2] for follower in FOLLOWERS} == {("A-03", "descriptor")}


def test_a_mixture_over_two_cases_names_both():
    """1.x follows one reading, 2.x the other; within each case all is well."""
    result = read_result(certify("mutants/suspend-convention-by-version"))

    failed = [case for case in result["cases"] if case["verdict"] == "FAIL"]
    assert len(failed) == 1
    [finding] = failed[0]["findings"]
    entry = next(entry for entry in result["readings"] if entry["id"] == "A-08")
    assert entry["state"] == "mixed"
    other = re.search(r" in (\S+@[0-9.]+)$", finding["breach"])[1]
    assert {case_name(failed[0]), other} == {each["case"] for each in entry["shown"]}
    assert not result["conforming"]


def test_each_ambiguity_is_in_the_result():
    readings = read_result(certify("reference"))["readings"]

    assert [entry["id"] for entry in readings] == [entry["id"] for entry in REGISTER]
    for entry, known in zip(readings, REGISTER):
        assert (entry["state"] == "fixed") == ("fixed" in known)


def test_the_summary_tells_what_was_shown(tmp_path):
    done = ndc("certify", "reference", "--output", tmp_path / "result.json")

    told = re.search(r"^  readings: (.*?)\n\n", done.stdout, re.M | re.S)[1].replace("\n ", "")
    assert "A-08 one-level" in told
    assert "; not shown A-02" in told


@pytest.mark.parametrize("entry", REGISTER, ids=[entry["id"] for entry in REGISTER])
def test_an_ambiguity_is_shown(entry):
    done = ndc("rule", entry["id"].lower())

    words = " ".join(done.stdout.split())
    assert done.returncode == 0
    assert entry["problem"] in words
    assert entry["reading"] in words
    assert entry.get("fixed", entry.get("free", "")) in words
    for reading in entry.get("readings", []):
        assert f"{reading['id']}: " in words
        assert reading.get("silent", f"shown when {reading.get('says')}") in words
    assert f"touches {' '.join(entry['clauses'])}" in words
    assert ("mixing " + entry.get("mixing", "")) in words or "mixing" not in entry

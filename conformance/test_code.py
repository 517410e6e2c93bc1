# SPDX-License-Identifier: Apache-2.0
"""A failure names the place in the provider's code, down to the line."""

import json
import re

import pytest

from conformance.plugin.command import ROOT, ndc

PLACE = re.compile(r"^(?P<file>[\w./-]+):(?P<line>\d+) in (?P<function>\w+)(?: \((?P<remark>.*)\))?$")


def place_of(case):
    place = PLACE.match(case["code"])
    assert place, case["code"]
    text = (ROOT / place["file"]).read_text(encoding="utf-8").splitlines()[int(place["line"]) - 1]
    return place, text


def first_failure(tmp_path, provider, *words):
    path = tmp_path / "result.json"
    ndc("run", *words, "--provider", provider, "--output", str(path))
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return next(case for case in cases if case["verdict"] in ("FAIL", "CRASH", "HANG"))


@pytest.mark.parametrize(
    ("provider", "wanted"),
    [
        # what the provider called: the line of the call
        ("mutants/isr-names-next-descriptor", {"text": "NetDmaIsr"}),
        # what a routine returned: the routine
        ("mutants/start-returns-pending", {"function": "__wrap_reference_start_dma", "remark": "its last act"}),
        # what the engine did: the register write before it
        ("mutants/start-skips-head", {"remark": "the last register write"}),
        # a crash: the instruction
        ("subjects/crashes-at-once", {"function": "DriverEntry", "text": "*nowhere = 1"}),
        # a hang: where it polls
        ("subjects/spins-with-a-clock", {"function": "DriverEntry"}),
    ])
def test_the_place_is_named(tmp_path, provider, wanted):
    place, line = place_of(first_failure(tmp_path, provider, "start/", "isr/"))

    assert wanted.get("text", "") in line
    assert place["remark"] == wanted.get("remark")
    assert wanted.get("function", place["function"]) == place["function"]


def test_picture_and_explanation_show_the_same_place(tmp_path):
    path = tmp_path / "result.json"
    drawn = ndc("run", "isr/", "--provider", "mutants/isr-names-next-descriptor")
    ndc("certify", "mutants/isr-names-next-descriptor", "--output", str(path))
    case = next(case for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
                if case["verdict"] == "FAIL" and case["id"].startswith("isr/"))
    name = f"{case['id']}@{case['interface']}"
    if "variation" in case:
        name = f"{case['id']}[{case['variation']}]@{case['interface']}"

    explained = ndc("explain", str(path), name)

    assert f"  code       {case['code']}\n" in explained.stdout
    assert f"  code       {case['code']}\n" in drawn.stdout

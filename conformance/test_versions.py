# SPDX-License-Identifier: Apache-2.0
"""What a provider's manifest claims is compared with what the provider does, on claimed interface
versions and on their neighbours."""
import json

import pytest

from conformance.plugin.command import ndc

AS_CLAIMED, REFUSED, UNCLAIMED = "as claimed", "refused", "serves unclaimed"
OTHER, TOO_NEW = "other version", "too new"


def certify(provider, tmp_path):
    path = tmp_path / "result.json"
    done = ndc("certify", provider, "-o", path)
    return done, json.loads(path.read_text(encoding="utf-8"))


def shown(version):
    number = int(version["registered"], 16)
    return f"{number >> 16}.{number & 0xFFFF}" if number else ""


@pytest.mark.parametrize(("provider", "code", "states", "registered"), [
    ("reference", 0, [AS_CLAIMED] * 4, ["1.0", "1.1", "2.0", "2.1"]),
    ("template", 0, [REFUSED, REFUSED, AS_CLAIMED, UNCLAIMED], ["", "", "2.0", "2.0"]),
    ("variants/oldest-version", 0, [AS_CLAIMED] * 4, ["1.0"] * 4),
    ("mutants/over-claims", 1, [AS_CLAIMED] + [OTHER] * 3, ["1.0"] * 4),
    ("mutants/fails-to-downgrade", 1, [AS_CLAIMED, TOO_NEW, AS_CLAIMED, AS_CLAIMED],
     ["1.0", "2.0", "2.0", "2.1"]),
    ("mutants/version-halves-swapped", 1, [AS_CLAIMED, AS_CLAIMED, OTHER, OTHER],
     ["1.0", "1.1", "1.0", "1.1"]),
])
def test_claimed_versions(provider, code, states, registered, tmp_path):
    done, result = certify(provider, tmp_path)

    assert done.returncode == code
    assert [version["state"] for version in result["versions"]] == states
    assert [shown(version) for version in result["versions"]] == registered
    consistent = "NOT consistent" if code else "consistent"
    assert f"claimed versions: {consistent} (" in done.stdout


def test_a_neighbour_that_is_not_claimed_is_judged(tmp_path):
    """It claims 2.0 only, and does not look at the interface at all."""
    _, result = certify("subjects/ignores-the-interface", tmp_path)

    states = [version["state"] for version in result["versions"]]
    assert states == [TOO_NEW, TOO_NEW, "failed", REFUSED]
    found = {finding["clause"] for case in result["cases"] if case["interface"] == "1.1"
             for finding in case["findings"]}
    assert "VER-04" in found


def test_where_nothing_is_claimed_only_the_neighbours_script_runs(tmp_path):
    _, result = certify("template", tmp_path)

    unclaimed = {case["id"] for case in result["cases"] if case["interface"] == "1.0"}
    assert unclaimed == {"version/neighbours"}
    assert all(case["verdict"] == "PASS" and case["outcome"] == "refused" and case["unclaimed"]
               for case in result["cases"] if case["interface"] == "1.0")

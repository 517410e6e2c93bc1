# SPDX-License-Identifier: Apache-2.0
"""No false alarm: whatever legal thing NetDMA does, at whatever pace, a correct provider is not
failed and not warned. A longer hunt, from seed 5000 on: NDC_RANDOM=5000:3000 tox -e random"""
import json
import os

import pytest

from conformance.plugin.command import ROOT, ndc
from conformance.plugin.once import once, shared_folder
from conformance.plugin.random_scripts import RandomScript, write_scripts
from conformance.plugin.scripts import case_name

FIRST, COUNT = map(int, os.environ.get("NDC_RANDOM", "1:200").split(":"))
CORRECT = ["reference", *(f"variants/{path.stem}"
                          for path in sorted((ROOT / "providers/variants").glob("*.c")))]
# The sheet's own words: a provider that sets the DCA flag in both places is warned, not failed.
WARNED = {"variants/old-place-of-the-dca-flag": "A-07"}
UNFIRED = "never fired"  # a point that the provider's code did not reach: the script's own business


def scripts():
    folder = shared_folder() / f"random-{FIRST}-{COUNT}"
    once(f"random-{FIRST}-{COUNT}-written",
         lambda: str(write_scripts(folder, range(FIRST, FIRST + COUNT))))
    return folder


def alarms(result):
    """What is said against a provider: (case, verdict, sentences)."""
    known = ("CLAIM-", WARNED.get(result["provider"]["name"], "CLAIM-"))
    for case in result["cases"]:
        findings = [f"{each['clause']}: {each['breach']}" for each in case["findings"]
                    if not each["clause"].startswith(known)]
        if case["verdict"] in ("PASS", "UNSUPPORTED") or case["verdict"] == "WARN" and not findings:
            continue
        if case["verdict"] == "HARNESS" and UNFIRED in case.get("words", "") and not findings:
            continue
        yield case_name(case), case["verdict"], findings or case.get("words", "")


@pytest.mark.parametrize("provider", CORRECT)
def test_a_correct_provider_is_left_in_peace(provider, tmp_path):
    output = tmp_path / "result.json"

    done = ndc("certify", provider, "--output", output,
               env={"NDC_CONFORMANCE": str(scripts())})

    assert output.exists(), done.stderr
    result = json.loads(output.read_text(encoding="utf-8"))
    assert list(alarms(result)) == [], done.stdout[-3000:]
    assert result["counts"]["passed"] > COUNT // 10


def test_both_evaluators_agree(tmp_path):
    """Also about what no author thought of; a disagreement is a verdict HARNESS."""
    output = tmp_path / "result.json"

    done = ndc("certify", "variants/undecided", "--judge", "both", "--output", output,
               env={"NDC_CONFORMANCE": str(scripts())})

    assert output.exists(), done.stderr
    assert list(alarms(json.loads(output.read_text(encoding="utf-8")))) == [], done.stdout[-3000:]


def test_a_seed_is_a_script():
    assert RandomScript(1).text() == RandomScript(1).text()
    assert len({RandomScript(seed).text() for seed in range(50)}) == 50


def test_a_broken_provider_is_found_by_chance_alone(tmp_path):
    """The scripts reach far enough for alarms to mean something."""
    output = tmp_path / "result.json"

    ndc("certify", "mutants/reset-without-halting", "--output", output,
        env={"NDC_CONFORMANCE": str(scripts())})

    result = json.loads(output.read_text(encoding="utf-8"))
    assert any("RESET" in str(findings) for _, _, findings in alarms(result))

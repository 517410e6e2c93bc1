# SPDX-License-Identifier: Apache-2.0
"""The suite proves itself: every mutant is failed for the clause it breaks, and everything that
is correct, however unusual, passes."""
import re

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


def test_there_are_enough_of_them():
    assert len(MUTANTS) >= MUTANTS_MIN
    assert len(VARIANTS) >= VARIANTS_MIN

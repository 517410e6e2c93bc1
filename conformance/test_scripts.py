# SPDX-License-Identifier: Apache-2.0
"""What every script must be, whatever provider it is run against."""
import pytest

from conformance.plugin.command import ROOT, ndc

# What holds for the suite when it is complete.
SCRIPTS_MIN = 100
NAMED = ["append/start-then-append", "isr/stale-descriptor", "hardening/status-corrupted"]


def script_names():
    folder = ROOT / "conformance"
    return [path.relative_to(folder).with_suffix("").as_posix()
            for path in sorted(folder.rglob("*.scn"))]


def test_scripts_are_in_the_canonical_form():
    done = ndc("fmt", "--check", "conformance")

    assert done.returncode == 0, done.stdout + done.stderr


def test_lint_finds_nothing():
    """Names and clauses exist, and each script claims something that could fail."""
    done = ndc("lint", "conformance")

    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_enough_scripts():
    assert len(script_names()) >= SCRIPTS_MIN


@pytest.mark.parametrize("name", NAMED)
def test_the_scripts_of_the_design_are_there(name):
    assert name in script_names()

# SPDX-License-Identifier: Apache-2.0
"""What README.md shows works as it stands there."""
import re

import pytest

from conformance.plugin.command import ROOT, ndc

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_are_shown():
    assert "\n./ndc certify reference " in TEXT
    assert "\n./ndc test " in TEXT


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\./ndc ([a-z]+)", TEXT)) - {"test"}))
def test_a_command_exists(name):
    done = ndc(name, "--help")

    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: ndc {name}")


def test_the_script_is_canonical_and_passes(tmp_path):
    script = re.search(r"```\n(scenario (\S+)\n.*?)```", TEXT, re.S)
    path = tmp_path / f"{script[2]}.scn"
    path.write_text(script[1], encoding="utf-8")

    for words in (["fmt", "--check", path], ["lint", path], ["run", path]):
        done = ndc(*words)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\(([^)#]+)\)", TEXT))))
def test_a_link_leads_somewhere(path):
    assert (ROOT / path).exists()


def test_the_verdict_shown_is_the_real_one():
    """Every line of the picture is printed by the command; lines may be left out."""
    picture = re.search(r"```\n\$ \./ndc (.*?)\n(.*?)```", TEXT, re.S)
    done = ndc(*picture[1].split())

    shown = [line for line in picture[2].splitlines() if line.strip() not in ("", "...")]
    printed = done.stdout.splitlines()
    assert [line for line in shown if line not in printed] == []

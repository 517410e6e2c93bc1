# SPDX-License-Identifier: Apache-2.0
"""The unit tests in C (harness/test/test_*.c, cmocka), each a test of its own, in every preset.

The names come from the sources, so that collecting runs nothing. A program runs once a test
run and preset; its answer in the Test Anything Protocol is shared out to its tests.
"""
import os
import re
import subprocess

import pytest

from conformance.plugin.command import ROOT, build_folder, built
from conformance.plugin.once import Failed, once

PRESETS = ("release", "dev", "clang")
SECONDS_MAX = 300


def declared_tests():
    """(program, test) of each test function in the sources: void, with cmocka's one argument."""
    for path in sorted((ROOT / "harness/test").glob("test_*.c")):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"^static void\s+(\w+)\(void \*\*\w+\)", text, re.M):
            yield path.stem, name


def in_every_preset(tests):
    return [pytest.param(preset, *test, id="-".join((preset, *test)))
            for preset in PRESETS for test in tests]


@pytest.mark.parametrize(("preset", "program", "name"), in_every_preset(list(declared_tests())))
def test_unit(preset, program, name):
    """The program came as far as this test, and it held."""
    said = outcome(preset, program)

    if said["tests"].get(name) != "ok":
        pytest.fail(said["tests"].get(name, f"not run: {said['end']}"), pytrace=False)


@pytest.mark.parametrize(("preset", "program"),
                         in_every_preset({(program,): 0 for program, _ in declared_tests()}))
def test_unit_program_ends_well(preset, program):
    """When its tests hold, a program ends with 0: a sanitizer may still object at the end."""
    said = outcome(preset, program)

    held = said["tests"] and all(words == "ok" for words in said["tests"].values())
    if held and said["code"] != 0:
        pytest.fail(said["end"], pytrace=False)


def outcome(preset, program):
    """What one run of a program said."""
    try:
        built(preset, "tests")  # all at once is faster
    except Failed:
        built(preset, program)  # one that does not compile fails alone
    folder = build_folder(preset)
    return once(f"unit-{preset}-{program}", lambda: run(folder / "test" / program))


def run(program):
    """{"tests": {name: "ok" or what failed}, "code": exit code, "end": its last words}"""
    try:
        done = subprocess.run(
            [program], cwd=ROOT, env=os.environ | {"CMOCKA_MESSAGE_OUTPUT": "TAP"}, check=False,
            capture_output=True, text=True, errors="replace", timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired:
        return {"tests": {}, "code": -1, "end": f"no end after {SECONDS_MAX} s"}
    words = f"exit code {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    return {"tests": parse(done.stdout), "code": done.returncode, "end": words}


def parse(text):
    """cmocka writes "ok 3 - name", or "not ok 3 - name" and then lines "# why".

    A test that is run several times, with several fixtures, holds when it held each time.
    """
    tests, name = {}, None
    for line in text.splitlines():
        if match := re.match(r"(not )?ok (\d+) - (\w+)", line):
            name = match[3]
            before = tests.get(name, "ok")
            tests[name] = f"failed, as number {match[2]}\n" if match[1] else before
        elif line.startswith("#") and tests.get(name, "ok") != "ok":
            tests[name] += line + "\n"
    return tests

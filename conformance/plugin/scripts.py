# SPDX-License-Identifier: Apache-2.0
"""Scripts as tests: each *.scn below conformance/ is a file of tests, one for each interface
version and variation, against the provider of --provider.

All scripts run in one call of the command, once a test run; its result file is shared by the
processes of pytest-xdist, and each test looks up its own case.
"""
import functools
import json

import pytest

from conformance.plugin.command import ROOT, ndc
from conformance.plugin.once import Failed, once, shared_folder

FOLDER = ROOT / "conformance"
HELD = ("PASS", "WARN")


def pytest_addoption(parser):
    parser.addoption("--provider", default="reference", metavar="NAME",
                     help="the provider the scripts are run against (default: reference)")


def pytest_collect_file(file_path, parent):
    if file_path.suffix == ".scn" and FOLDER in file_path.parents:
        return Script.from_parent(parent, path=file_path)
    return None


def certify(provider, preset="release"):
    """The result of every script against a provider: a path, made once a test run.

    Traces of what did not pass lie beside it, so the command can explain them.
    """
    key = f"{preset}-{provider.replace('/', '-')}"
    path = shared_folder() / f"{key}.json"

    def make():
        done = ndc("certify", provider, "--output", path, preset=preset)
        if done.returncode not in (0, 1) or not path.exists():
            raise Failed(f"ndc certify {provider}: exit code {done.returncode}\n"
                         f"{done.stdout[-3000:]}{done.stderr[-3000:]}")
        return str(path)

    return once(f"certify-{key}", make)


def read_result(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def case_name(case):
    """As the command names it: append/x[swap]@2.0"""
    variation = f"[{case['variation']}]" if "variation" in case else ""
    return f"{case['id']}{variation}@{case['interface']}"


class Script(pytest.File):
    """One file; what it is called in results is its path without suffix."""

    def collect(self):
        script = self.path.relative_to(FOLDER).with_suffix("").as_posix()
        provider = self.config.getoption("--provider")
        try:
            result = certify(provider)
        except Failed as failure:
            yield Case.from_parent(self, name="run", failure=str(failure))
            return
        for case in cases_by_script(result).get(script, []):
            name = case_name(case)[len(script):].lstrip("@")
            yield Case.from_parent(self, name=name, case=case, result=result)


@functools.cache
def cases_by_script(result):
    """The cases of a result file by script; the file is read once a process."""
    cases = {}
    for case in read_result(result)["cases"]:
        cases.setdefault(case["id"], []).append(case)
    return cases


class Case(pytest.Item):
    """One script at one interface version in one variation."""

    def __init__(self, *, case=None, result=None, failure=None, **rest):
        super().__init__(**rest)
        self.case, self.result, self.failure = case, result, failure

    def runtest(self):
        if self.failure:
            pytest.fail(self.failure, pytrace=False)
        if self.case.get("differs"):
            pytest.fail("two runs gave different traces", pytrace=False)
        if self.case["verdict"] == "UNSUPPORTED":
            pytest.skip(f"the provider has no {self.case['absent']}")
        if self.case["verdict"] not in HELD:
            pytest.fail(ndc("explain", self.result, case_name(self.case)).stdout, pytrace=False)

    def reportinfo(self):
        return self.path, 0, f"{self.path.stem}::{self.name}"

# SPDX-License-Identifier: Apache-2.0
"""Nothing of the interface is silently left out: each clause that can cost conformance is judged,
or says why no harness can, a script cites it and some case comes to it at each version where it
can be broken."""
import json

import pytest

from conformance.plugin.command import ndc

DECIDING = ("must", "doc", "header")

# Clauses that still wait for their rule or script. This list may only shrink: a clause that is
# covered may not stand here.
LATER = set()


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """The result of the reference provider, as a file."""
    path = tmp_path_factory.mktemp("coverage") / "reference.json"
    done = ndc("certify", "reference", "-o", path)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


@pytest.fixture(scope="module")
def clauses(result):
    done = ndc("rules", "--json", "--result", result)
    assert done.returncode == 0, done.stderr
    return {clause["id"]: clause for clause in json.loads(done.stdout) if not clause["own"]}


def missing(clauses):
    """Ids of deciding clauses, each with the versions at which nothing tests it."""
    found = {}
    for name, clause in clauses.items():
        versions = [version for version, at in clause["at"].items() if at["untested"]]
        if versions and clause["force"] in DECIDING:
            found[name] = versions
    return found


def test_every_clause_is_there(clauses):
    assert len(clauses) == 268


def test_every_deciding_clause_is_judged_and_reached(clauses):
    left_out = {name: at for name, at in missing(clauses).items() if name not in LATER}

    assert not left_out


def test_what_still_waits_is_not_covered_yet(clauses):
    assert LATER - missing(clauses).keys() == set()


def test_what_is_not_judged_says_why(clauses):
    for name, clause in clauses.items():
        if not clause["judged"] and clause["force"] in DECIDING and name not in LATER:
            assert clause["reason"], name


def test_the_list_says_the_same(clauses, result):
    done = ndc("rules", "--untested", "--result", result)

    listed = {line.split()[0] for line in done.stdout.splitlines()[:-1]}
    told = {name for name, clause in clauses.items()
            if any(at["untested"] for at in clause["at"].values())}
    assert listed == told


def test_a_run_that_came_to_nothing_leaves_all_untested(tmp_path, result):
    """The run counts, not what scripts cite."""
    document = json.loads(result.read_text(encoding="utf-8"))
    for clause in document["clauses"]:
        clause["reached"] = {}
    empty = tmp_path / "empty.json"
    empty.write_text(json.dumps(document), encoding="utf-8")

    done = ndc("rules", "--json", "--result", empty, "START-02")

    at = json.loads(done.stdout)[0]["at"]
    assert all(at[version]["untested"] and at[version]["scripts"] for version in at)


def test_a_file_that_is_no_result_is_said(tmp_path):
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")

    done = ndc("rules", "--result", tmp_path / "bad.json")

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "bad.json" in done.stderr

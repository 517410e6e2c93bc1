# SPDX-License-Identifier: Apache-2.0
"""Time and chance play no part: two runs are equal byte for byte, and a recorded trace is judged
as the live run was."""
import filecmp

import pytest

from conformance.plugin.command import ndc
from conformance.plugin.once import Failed, once, shared_folder
from conformance.plugin.scripts import case_name, read_result

MUTANT = "mutants/reset-without-halting"
PROVIDERS = ["reference", MUTANT]


def run_apart(provider, jobs):
    """(result file, folder of all traces) of a run of its own with this many processes."""
    key = f"{provider.replace('/', '-')}-{jobs}"
    result = shared_folder() / f"apart-{key}.json"
    traces = shared_folder() / f"apart-{key}"

    def make():
        done = ndc("certify", provider, "--jobs", jobs, "--keep-traces", traces,
                   "--output", result)
        if done.returncode not in (0, 1):
            raise Failed(done.stdout + done.stderr)

    once(f"apart-{key}-run", make)
    return result, traces


def trace_names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.jsonl"))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_two_runs_give_equal_traces(provider):
    """Whatever the number of processes."""
    result_1, traces_1 = run_apart(provider, 1)
    result_2, traces_2 = run_apart(provider, 2)

    names = trace_names(traces_1)
    assert names == trace_names(traces_2)
    assert len(names) >= len(read_result(result_1)["cases"]) // 2
    _, different, unread = filecmp.cmpfiles(traces_1, traces_2, names, shallow=False)
    assert different + unread == []
    cases_1, cases_2 = (read_result(path)["cases"] for path in (result_1, result_2))
    assert cases_1 == cases_2
    assert not [case_name(case) for case in cases_1 if case.get("differs")]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_recorded_traces_are_judged_as_the_live_run_was(provider):
    result, traces = run_apart(provider, 2)
    live = {case_name(case): case["verdict"] for case in read_result(result)["cases"]}

    done = ndc("check", "--brief", *(traces / name for name in trace_names(traces)))

    words = [line.split() for line in done.stdout.splitlines()[:-1]]
    offline = {name: verdict for verdict, name, *_ in words}
    assert len(offline) == len(trace_names(traces)), done.stderr
    assert offline == {name: live[name] for name in offline}

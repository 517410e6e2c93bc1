# SPDX-License-Identifier: Apache-2.0
"""Work that several test processes need and only one does.

once("key", make) calls make() in the first process of a test run that asks, keeps what it
returns (as JSON) for the others, and lets them wait until it is there. A failure is kept as well.
"""
import fcntl
import json
import os
import shutil
import tempfile
from pathlib import Path


class Failed(Exception):
    """What `make` reports as failed; every process of the run sees the same words."""


def shared_folder():
    """One folder for all processes of this test run (pytest-xdist names the run)."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    folder = Path(tempfile.gettempdir()) / f"ndc-test-{run}"
    folder.mkdir(exist_ok=True)
    return folder


def remove_shared_folder(run=None):
    run = run or f"alone-{os.getpid()}"
    shutil.rmtree(Path(tempfile.gettempdir()) / f"ndc-test-{run}", ignore_errors=True)


def once(key, make):
    path = shared_folder() / key
    with open(path.with_name(key + ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            path.write_text(json.dumps(attempt(make)), encoding="utf-8")
        outcome = json.loads(path.read_text(encoding="utf-8"))
    if "failed" in outcome:
        raise Failed(outcome["failed"])
    return outcome["value"]


def attempt(make):
    try:
        return {"value": make()}
    except Failed as failure:
        return {"failed": str(failure)}

# SPDX-License-Identifier: Apache-2.0
"""The built command, and building it: all that the tests know of the suite's C side."""
import os
import subprocess
from pathlib import Path

from conformance.plugin.once import Failed, once

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_MAX = 600


def build_folder(preset="release"):
    return ROOT / "build" / preset


def built(preset, *targets):
    """Builds targets of a preset, once a test run; returns the folder."""
    key = f"build-{preset}-{'-'.join(targets)}"
    once(key, lambda: build(preset, targets))
    return build_folder(preset)


def build(preset, targets):
    """Not raced by another test process: once() holds a lock, ninja's own folder another."""
    folder = build_folder(preset)
    if not (folder / "build.ninja").exists():
        must_work(["cmake", "--preset", preset])
    must_work(["flock", str(folder), "ninja", "-C", str(folder), "-k", "0", *targets])
    return str(folder)


def must_work(words):
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(f"{' '.join(words)}\n{done.stdout[-6000:]}{done.stderr[-2000:]}")


def ndc(*arguments, preset="release", env=None, cwd=None, seconds=SECONDS_MAX):
    """Runs the built command as a stranger would: no terminal, plain text."""
    return subprocess.run(
        [str(build_folder(preset) / "ndc"), *map(str, arguments)],
        cwd=cwd or ROOT, env=os.environ | (env or {}), timeout=seconds,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

# SPDX-License-Identifier: Apache-2.0
"""Holds the walls of the house: who may include whom, what may be called where, and how long
things may grow. What is already too long stands in tidy_allow.txt, which may only shrink."""
import re

import pytest

from conformance.plugin import measure
from conformance.plugin.command import ROOT

# Rooms of harness/: what each may include besides itself. What those may include, it may too.
ARROWS = {
    "base": [],
    "trace": ["base"],
    "memory": ["trace"],
    "fault": ["trace"],
    "engine": ["memory", "fault"],
    "wdk": ["memory", "fault"],
    "netdma": ["memory", "fault", "wdk"],
    "world": ["engine", "wdk", "netdma"],
    "bridge": ["fault", "trace"],
    "scenario": ["fault", "trace"],
    "model": ["trace"],
    "run": ["world", "bridge", "scenario", "model"],
    "cli": ["run"],
}
# The two pages that stand between rooms.
SHARED = {
    "device.h": {"fault", "engine", "wdk", "world"},
    "target.h": {"netdma", "world", "bridge", "scenario", "run", "cli"},
}
# Rooms that know the Windows spelling.
WINDOWS = {"wdk", "netdma", "world"}
PORTABLE = [room for room in ARROWS if room not in ("run", "bridge", "cli")]
PURE = {"stdbool.h", "stddef.h", "stdint.h", "string.h", "stdarg.h", "limits.h"}
WITH_WORDS = PURE | {"stdio.h"}  # snprintf into a buffer of the caller
MAY_FORMAT = {"base", "trace", "scenario"}
FORBIDDEN = re.compile(
    r"\b(time|clock|clock_gettime|gettimeofday|localtime|sleep|usleep|nanosleep|getenv|setenv"
    r"|rand|srand|random|drand48|malloc|calloc|realloc|free|alloca|strdup|fopen|fdopen|open"
    r"|read|write|printf|fprintf|puts|putchar|exit|abort|fork|mmap|setjmp|longjmp)\s*\(")


def reach(room):
    found, todo = {room}, [room]
    while todo:
        for each in ARROWS[todo.pop()]:
            if each not in found:
                found.add(each)
                todo.append(each)
    return found


def c_files(*folders):
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.[ch]"))


def place(path):
    return path.relative_to(ROOT).as_posix()


def report(problems):
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.mark.parametrize("room", ARROWS)
def test_a_room_includes_only_what_it_may(room):
    """ARCHITECTURE, "Who may include whom"."""
    problems = []
    for path in c_files(f"harness/{room}"):
        for line, kind, name in measure.includes(path):
            why = why_not(room, kind, name)
            if why:
                problems.append(f"{place(path)}:{line}: {name}: {why}")

    report(problems)


def why_not(room, kind, name):
    """Why a room may not include a header, or None."""
    if kind == "<":
        return None if room in ("run", "cli", "bridge") else why_not_system(room, name)
    target = name.split("/")[0] if "/" in name else None
    if name in SHARED:
        return None if room in SHARED[name] else f"{name} is not for {room}"
    if target in ARROWS and target not in reach(room):
        return f"{room} may include {', '.join(sorted(reach(room)))} only"
    return None


def why_not_system(room, name):
    if (ROOT / "harness/include" / name).exists() or (ROOT / "harness/include/wdk" / name).exists():
        return None if room in WINDOWS else f"the Windows spelling is not for {room}"
    if name in (WITH_WORDS if room in MAY_FORMAT else PURE):
        return None
    return f"{room} is part of the portable core"


def test_a_provider_includes_only_the_public_headers():
    """A provider knows netdma.h, the WDK headers and its own folder; mutants and variants stand
    on the reference provider and share mutants.h."""
    problems = []
    for path in c_files("providers"):
        own = {each.name for folder in ("reference", "mutants", path.parent.name)
               for each in (ROOT / "providers" / folder).glob("*.h")}
        for line, kind, name in measure.includes(path):
            public = any((ROOT / folder / name).exists()
                         for folder in ("harness/include", "harness/include/wdk"))
            if not (public if kind == "<" else name.split("/")[-1] in own):
                problems.append(f"{place(path)}:{line}: {name} is not for a provider")

    report(problems)


@pytest.mark.parametrize("room", PORTABLE)
def test_the_core_calls_no_operating_system(room):
    """Nothing below run/ reads the clock, a file or the environment, draws chance, or allocates."""
    problems = [f"{place(path)}:{line}: {match[1]}()"
                for path in c_files(f"harness/{room}")
                for line, text in measure.code_lines(path)
                for match in FORBIDDEN.finditer(text)
                if not re.search(r"->\s*$|\.\s*$|\w\s+\*?$", text[:match.start()])]

    report(problems)


def test_python_mirrors_no_c_structure():
    """Python reads the command and its JSON, never a structure."""
    problems = [f"{place(path)}: imports {match[1]}" for path in measure.python_files()
                for match in re.finditer(r"^\s*(?:import|from) (ctypes|cffi|struct)\b",
                                         path.read_text(encoding="utf-8"), re.M)]

    report(problems)


def test_every_source_names_its_licence():
    problems = [f"{place(path)}: no SPDX-License-Identifier in the first three lines"
                for path in measure.sources()
                if "SPDX-License-Identifier: Apache-2.0" not in "".join(
                    path.read_text(encoding="utf-8").splitlines(True)[:3])]

    report(problems)


def test_nothing_is_left_unfinished():
    words = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    problems = [f"{place(path)}:{number}: {line.strip()}" for path in measure.sources()
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
                if words.search(line)]

    report(problems)


def test_nothing_is_longer_than_it_may_be():
    """STYLE's "think again at"; tidy_allow.txt lists the exceptions and may only shrink."""
    allowed = measure.read_allowed(ROOT / "conformance/tidy_allow.txt")
    found = measure.too_large()

    problems = [f"{what} is {size}, allowed is {allowed.get(what, limit)}"
                for what, (size, limit) in found.items() if size > allowed.get(what, limit)]
    problems += [f"tidy_allow.txt: {what} may be lowered from {size} to {found[what][0]}"
                 if what in found else f"tidy_allow.txt: {what} is not needed any more"
                 for what, size in allowed.items() if size > found.get(what, (0, 0))[0]]
    report(problems)

# SPDX-License-Identifier: Apache-2.0
"""Sizes of things, for test_tidy.py: functions and files in C and Python, scripts, mutants.

C is read by its layout, which clang-format fixes: a function is a "{" alone in the first column
with the matching "}", and its name stands before the nearest "(" above.
"""
import ast
import re

from conformance.plugin.command import ROOT

FUNCTION_LINES = {".c": 60, ".h": 60, ".py": 40}
FILE_LINES = {".c": 500, ".h": 200, ".py": 300}
SCRIPT_LINES = MUTANT_LINES = 40
PARAMETERS = 5
NESTING = 3


def sources():
    """Every C, Python, CMake and shell source, in order."""
    folders = ("harness", "specs", "providers", "conformance", "fuzz", "reports", "cmake")
    kinds = (".c", ".h", ".py", ".sh", ".def", ".cmake")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")
             if path.suffix in kinds]
    named = ("CMakeLists.txt", "conftest.py", "ndc", "tox.ini", "pyproject.toml", ".ci/run")
    return sorted(found) + [ROOT / name for name in named]


def python_files():
    return [path for path in sources() if path.suffix == ".py"]


def includes(path):
    """(line, "<" or a quote, name) of each #include."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if match := re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line):
            yield number, match[1], match[2]


def code_lines(path):
    """(line, text) without comments and strings."""
    text = path.read_text(encoding="utf-8")
    blank = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)
    text = blank.sub(lambda match: "\n" * match[0].count("\n"), text)
    yield from enumerate(text.splitlines(), 1)


def read_allowed(path):
    """{what: size} of lines "what size"; "#" begins a remark."""
    lines = [line.split("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines()]
    return {" ".join(words[:-1]): int(words[-1]) for words in lines if words}


def too_large():
    """{what: (size, limit)} of everything past its limit."""
    found = {}
    for path in sources():
        for what, size, limit in measures(path):
            if size > limit:
                found[f"{path.relative_to(ROOT).as_posix()}{what}"] = (size, limit)
    for path in sorted((ROOT / "conformance").rglob("*.scn")):
        size = sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        if size > SCRIPT_LINES:
            found[path.relative_to(ROOT).as_posix()] = (size, SCRIPT_LINES)
    return found


def measures(path):
    """(what, size, limit) of a file and the functions in it."""
    text = path.read_text(encoding="utf-8")
    limit = MUTANT_LINES if path.parent.name == "mutants" else FILE_LINES.get(path.suffix)
    if limit:
        yield "", len(text.splitlines()), limit
    if path.suffix == ".py":
        yield from python_functions(text)
    elif path.suffix in (".c", ".h"):
        yield from c_functions(path)


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield f":{node.name} lines", node.end_lineno - node.lineno + 1, FUNCTION_LINES[".py"]
            yield f":{node.name} parameters", len(node.args.args), PARAMETERS


def c_functions(path):
    lines = [text for _, text in code_lines(path)]
    begin = None
    for number, line in enumerate(lines):
        if line.rstrip() == "{":
            begin = number
        elif line.rstrip() == "}" and begin is not None:
            name, parameters = head(lines[:begin])
            body = lines[begin + 1:number]
            yield f":{name} lines", len(body), FUNCTION_LINES[".c"]
            if name[:1].islower():  # the others are spelled by Windows
                yield f":{name} parameters", parameters, PARAMETERS
            yield f":{name} nesting", nesting(body), NESTING
            begin = None


def head(before):
    """Name and number of parameters of the function whose body begins here."""
    first = next((i for i in range(len(before) - 1, -1, -1) if re.match(r"\w+\(", before[i])), 0)
    text = " ".join(before[first:])
    name, _, rest = text.partition("(")
    inner = rest.rpartition(")")[0].strip()
    return name, 0 if inner in ("", "void") else len(re.sub(r"\([^()]*\)", "", inner).split(","))


def nesting(body):
    """Depth of blocks; the cases of a switch add none (layout does not indent them)."""
    depths = [(len(line) - len(line.lstrip())) // 4 for line in body
              if re.match(r"\s*(if|for|while|switch|do)\b", line)]
    return max(depths, default=1)

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the manifests of all providers and says what is to be built.

Into the build folder: for each provider NAME manifests/NAME.json, which is put beside the built
object for `ndc` to read; for all of them providers/targets.cmake, which cmake/providers.cmake
includes. A provider whose manifest is wrong is left out: one sentence with file and key goes to
stderr and into providers/problems.txt; the others are built as if it were not there.
"""
import argparse
import json
import re
import sys
import tomllib
from pathlib import Path

VERSIONS = ("1.0", "1.1", "2.0", "2.1")
ENGINES = [1, 2]

# key: (type, needed)
KEYS = {
    "name": (str, False),        # default: that of the folder
    "version": (str, True),      # of the driver
    "vendor": (str, True),
    "about": (str, True),        # one sentence
    "interfaces": (list, True),  # NetDMA interface versions it claims to serve
    "registers": (list, False),  # versions it registers with; default: those of interfaces
    "engines": (list, False),    # generations of the engine it drives; default: both
    "sources": (list, False),    # patterns; default: every .c file of the folder
    "includes": (list, False),   # folders of its own headers; default: the folder
    "defines": (list, False),
    "strict": (bool, False),     # compile with the warnings of the suite itself
}


class Problem(Exception):
    """A manifest is wrong; the text is one sentence with the place."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, required=True, help="folder of the CMake build")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    options = parser.parse_args()
    out = options.build / "providers"
    out.mkdir(parents=True, exist_ok=True)
    providers, problems = read_all(options.root)
    base = reference_of(providers)
    write_manifests(out, providers)
    write_if_changed(out / "targets.cmake", targets_text(providers, base))
    write_if_changed(out / "problems.txt", "".join(line + "\n" for line in problems))
    for line in problems:
        print(line, file=sys.stderr)


def read_all(root):
    """Every provider below `root`, and the sentences about those that are left out."""
    providers, problems = [], []

    def collect(read, paths):
        for path in sorted(paths):
            try:
                it = read(path)
                if any(each["name"] == it["name"] for each in providers):
                    raise Problem(f"key 'name': \"{it['name']}\" is taken by another provider")
                providers.append(it)
            except Problem as problem:
                problems.append(f"{path.relative_to(root)}: {problem}")

    collect(read_driver, (root / "providers").rglob("provider.toml"))
    base = reference_of(providers)
    if base is not None:  # mutants and variants are linked from it
        collect(lambda path: read_derived(path, base), (root / "providers/mutants").glob("*.c"))
        collect(lambda path: read_derived(path, base), (root / "providers/variants").glob("*.c"))
    collect(read_subject, (root / "conformance/subjects").glob("*.c"))
    return providers, problems


def reference_of(providers):
    return next((each for each in providers if each["name"] == "reference"), None)


def read_driver(path):
    """A driver: a folder with sources and provider.toml."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Problem(f"not valid TOML: {error}") from None
    check_keys(table)
    folder = path.parent
    name = table.get("name", folder.name)
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,47}", name):
        raise Problem(f"key 'name': \"{name}\" is not lower-case letters, digits, '.', '_' or '-'")
    sources = find_sources(folder, table.get("sources", ["**/*.c"]))
    return {
        "name": name, "version": table["version"], "vendor": table["vendor"],
        "about": table["about"], "interfaces": table["interfaces"],
        "registers": table.get("registers", table["interfaces"]),
        "engines": sorted(set(table.get("engines", ENGINES))), "breaks": "",
        "sources": sources, "defines": table.get("defines", []), "wraps": [],
        "includes": [folder / each for each in table.get("includes", ["."])],
        "strict": table.get("strict", False), "derived": False,
    }


def check_keys(table):
    for key in table:
        if key not in KEYS:
            raise Problem(f"key '{key}' is not known; known are {', '.join(KEYS)}")
    for key, (kind, needed) in KEYS.items():
        if key not in table:
            if needed:
                raise Problem(f"key '{key}' is missing")
        elif not isinstance(table[key], kind):
            raise Problem(f"key '{key}' must be {words_for(kind)}")
        elif key == "engines":
            check_engines(table[key])
        elif kind is list and not all(isinstance(each, str) for each in table[key]):
            raise Problem(f"key '{key}' must be a list of strings")
    check_versions(table, "interfaces")
    if "registers" in table:
        check_versions(table, "registers")
        if min(table["registers"]) > min(table["interfaces"]):
            raise Problem(f"key 'registers': nothing for the interface {min(table['interfaces'])}")


def check_versions(table, key):
    for version in table[key]:
        if version not in VERSIONS:
            raise Problem(f"key '{key}': \"{version}\" is not one of {', '.join(VERSIONS)}")
    if not table[key]:
        raise Problem(f"key '{key}' names no interface version")


def check_engines(engines):
    for each in engines:
        if type(each) is not int or each not in ENGINES:
            raise Problem(f"key 'engines': {each} is neither 1 nor 2")
    if not engines:
        raise Problem("key 'engines' names no generation of the engine")


def words_for(kind):
    return {str: "a string", list: "a list of strings", bool: "true or false"}[kind]


def find_sources(folder, patterns):
    found = set()
    for pattern in patterns:
        matches = set(folder.glob(pattern))
        if not matches:
            raise Problem(f"key 'sources': no file matches \"{pattern}\"")
        found |= matches
    return sorted(found)


def read_derived(path, base):
    """A mutant or variant: one file linked with the reference driver."""
    text = path.read_text(encoding="utf-8")
    kind = path.parent.name
    breaks = re.search(r"^\s*\*\s*Breaks ([A-Z]+-[0-9]+)\b", text, re.M)
    registers = re.search(r"^\s*\*\s*Registers ([0-9. ]+)", text, re.M)
    if kind == "mutants" and not breaks:
        raise Problem("the header has no line \"Breaks CLAUSE: ...\"")
    wraps = sorted(set(re.findall(r"\b__wrap_(\w+)", text)))
    return base | {
        "name": f"{kind}/{path.stem}", "about": header_words(text), "sources": [path],
        "breaks": breaks.group(1) if breaks else "", "wraps": wraps, "derived": True,
        "registers": registers.group(1).strip(". ").split() if registers else base["registers"],
    }


def header_words(text):
    """The sentences of the second comment block, without the id line and the marks."""
    block = re.search(r"/\*\n(.*?)\*/", text, re.S)
    lines = [line.strip(" *") for line in block.group(1).splitlines()] if block else []
    return " ".join(line for line in lines[1:] if line)[:199]


def read_subject(path):
    """A driver that is bad on purpose, for the tests of the suite itself."""
    text = path.read_text(encoding="utf-8")
    return {
        "name": f"subjects/{path.stem}", "version": "1", "vendor": "suite",
        "about": header_words(text), "interfaces": ["2.0"], "registers": ["2.0"],
        "engines": ENGINES,
        "breaks": "", "sources": [path],
        "includes": [path.parent], "defines": [], "wraps": [], "strict": True, "derived": False,
    }


def write_manifests(out, providers):
    """One manifests/NAME.json each, put beside the object when that is linked.

    What was built of a provider that is gone is removed.
    """
    names = {each["name"] for each in providers}
    for each in providers:
        shown = {key: each[key] for key in ("name", "version", "vendor", "about", "interfaces",
                                            "registers", "engines", "breaks")}
        shown["object"] = f"{each['name'].split('/')[-1]}.so"
        path = out.parent / "manifests" / f"{each['name']}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(path, json.dumps(shown, indent=2) + "\n")
    for path in [*out.rglob("*.json"), *out.rglob("*.so")]:
        if path.relative_to(out).with_suffix("").as_posix() not in names:
            path.unlink()


def targets_text(providers, base):
    lines = ["# Made by providers/manifest.py."]
    if base is not None:
        lines.append(f"ndc_provider_objects(reference_objects {compile_words(base)})")
    for each in providers:
        words = f"NAME {each['name']} TARGET provider.{each['name'].replace('/', '.')}"
        if each is base:
            lines.append(f"ndc_provider({words} BASE reference_objects)")
            continue
        if each["derived"]:
            words += f" BASE reference_objects WRAPS {quoted(each['wraps'])}"
        lines.append(f"ndc_provider({words} {compile_words(each)})")
    return "\n".join(lines) + "\n"


def compile_words(each):
    return (f"SOURCES {quoted(each['sources'])} INCLUDES {quoted(each['includes'])} "
            f"DEFINES {quoted(each['defines'])}" + (" STRICT" if each["strict"] else ""))


def quoted(words):
    return " ".join(f'"{word}"' for word in words)


def write_if_changed(path, text):
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

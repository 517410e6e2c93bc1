# SPDX-License-Identifier: Apache-2.0
"""Writes the specification as one page of HTML that needs nothing else: pages/page.html, filled."""

import html
import re

import gen_graph
from gen_load import FORCES, VERSIONS
from gen_states import MODES, MOVES, PHASE_MOVES, PHASES
from gen_toml import SpecError

SHOWN = (("1.0", 1), ("1.1", 2), ("2.0", 4), ("2.1", 8))
MUTANT = re.compile(r"/\*\n \* (\S+)\n \* Breaks ([A-Z]+-\d+): (.*?)\n \*/", re.S)


def read_scripts(folder):
    """Every script: its name, what it is about, the clauses it cites."""
    for path in sorted(folder.rglob("*.scn")):
        words = dict(line.split(None, 1) for line in
                     path.read_text(encoding="utf-8").splitlines()[:12] if " " in line)
        yield {"name": path.relative_to(folder).with_suffix("").as_posix(),
               "about": words.get("about", "").strip(), "cites": words.get("cites", "").split()}


def read_mutants(folder):
    """Every mutant: its name, the clause it breaks, what it does and why that is plausible."""
    for path in sorted(folder.glob("*.c")):
        found = MUTANT.search(path.read_text(encoding="utf-8"))
        if not found:
            raise SpecError(f"{path}: its header does not say what it breaks")
        text = re.sub(r"\s*\n \* ?", " ", found[3])
        what, _, why = text.partition("Plausible because ")
        yield {"name": path.stem, "breaks": found[2], "what": what.strip(), "why": why.strip()}


def standing(clause, rules):
    """One word, and a sentence."""
    if clause.get("untestable"):
        return "not testable", clause["untestable"]
    if clause["force"] == "may":
        return "permission", "It widens what is allowed and cannot be broken."
    if any(rule["kind"] != "permission" for rule in rules):
        return "judged", ""
    return "not judged", ""


def collect(spec, clause, scripts, mutants):
    name = clause["id"]
    rules = [rule for rule in spec.rules if rule["clause"] == name]
    word, why = standing(clause, rules)
    return dict(clause, rules=rules, standing=word, why=why,
                versions=[(each, bool(VERSIONS[clause["versions"]] & bit)) for each, bit in SHOWN],
                scripts=[each for each in scripts if name in each["cites"]],
                mutants=[each for each in mutants if each["breaks"] == name],
                properties=[each for each in spec.properties if name in each["clauses"]])


def groups(clauses):
    """Clauses by group, in the order of the groups' first clauses."""
    found = {}
    for clause in clauses:
        found.setdefault(clause["group"], []).append(clause)
    return [{"name": name, "id": "group-" + clauses[0]["id"].rsplit("-", 1)[0].lower(),
             "clauses": clauses, "judged": sum(each["standing"] == "judged" for each in clauses)}
            for name, clauses in found.items()]


def coverage(clauses):
    """For each force: how many clauses, judged, reached by scripts, with a mutant."""
    for force in FORCES:
        those = [each for each in clauses if each["force"] == force]
        if those:
            yield {"force": force, "count": len(those),
                   "judged": sum(each["standing"] == "judged" for each in those),
                   "scripts": sum(bool(each["scripts"]) for each in those),
                   "mutants": sum(bool(each["mutants"]) for each in those)}


def matrix(cells, events, states):
    return [{"event": gen_graph.event_words(on), "cells": [cells[on, state] for state in states]}
            for on in events]


def sentence(text):
    """A sentence of a rule: what is filled in later is marked."""
    text = html.escape(text, quote=False)
    return re.sub(r"\{(\w+)(?::\w+)?\}", r"<var>\1</var>", text)


def environment(folder):
    try:
        import jinja2
    except ImportError as error:
        raise SpecError("jinja2 is not there: install python3-jinja2 (./ndc test does)") from error
    made = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True,
                              trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
                              keep_trailing_newline=True)
    made.filters["sentence"] = lambda text: jinja2.utils.markupsafe.Markup(sentence(text))
    return made, jinja2.utils.markupsafe.Markup


def page(spec, specs, root):
    """The page; root is the folder with conformance/ and providers/."""
    scripts = list(read_scripts(root / "conformance"))
    mutants = list(read_mutants(root / "providers/mutants"))
    clauses = [collect(spec, clause, scripts, mutants) for clause in spec.clauses
               if clause["group"] != "Readings"]
    known = {clause["id"] for clause in clauses} | {entry["id"] for entry in spec.ambiguities}
    made, markup = environment(specs / "pages")
    return made.get_template("page.html").render(
        style=markup((specs / "pages/page.css").read_text(encoding="utf-8")),
        groups=groups(clauses), clauses=clauses, coverage=list(coverage(clauses)),
        scripts=scripts, mutants=mutants, known=known, ambiguities=spec.ambiguities,
        properties=spec.properties,
        parts=[gen_graph.channel(spec) | {"id": "states-channel", "name": "A channel",
                                          "states": spec.modes,
                                          "rows": matrix(spec.moves, MOVES, MODES)},
               gen_graph.provider(spec) | {"id": "states-provider", "name": "A provider",
                                           "states": spec.phases,
                                           "rows": matrix(spec.phase_moves, PHASE_MOVES, PHASES)}])

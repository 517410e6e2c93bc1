# SPDX-License-Identifier: Apache-2.0
"""Reads and checks everything in specs/; what it returns is consistent."""

import re
from types import SimpleNamespace

import gen_readings
from gen_states import MODES, load_properties, load_states
from gen_toml import SpecError, check_keys, check_text, check_word, check_words, read

FORCES = {"must": 34, "should": 6, "doc": 132, "may": 5, "header": 2, "inferred": 89}
BINDS = {"provider": 1, "engine": 2, "netdma": 4, "client": 8, "driver": 16}
VERSIONS = {"1.0+": 15, "1.1+": 14, "2.0+": 12, "2.1": 8, "1.0": 1, "1.0-1.1": 3}
ROUTINES = ("SET_AFFINITY", "ALLOCATE", "FREE", "START", "SUSPEND", "RESUME", "ABORT", "APPEND", "RESET")
KINDS = ("prohibition", "permission", "duty", "showing")
CLAUSE_FILES = 21
PLACEHOLDER = re.compile(r"\{(\w*)(?::(\w+))?\}")
PLACEHOLDERS = ("object", "channel", "seen", "wanted", "routine", "moment")
PLACEHOLDER_FORMS = ("object", "routine", "routines", "fields", "status", "state", "data", "version",
                     "hex", "reading", "cpu")


def names_of(path, macro):
    """First arguments of a .def file's macro, in order."""
    if not path.exists():
        return []
    found = re.findall(rf"^{macro}\((\w+)(?:, *\"([^\"]*)\")?", path.read_text(), re.M)
    if not found:
        raise SpecError(f"{path}: holds no {macro}(...)")
    return found


def check_clause(path, clause):
    where = clause.get("id", "a clause without id")
    check_keys(path, where, clause,
               ("id", "binds", "force", "versions", "requirement", "source", "sees"),
               ("untestable", "adopted", "bites"))
    check_text(path, where, clause, ("id", "requirement", "source", "sees", "untestable", "adopted"))
    check_words(path, where, clause, "binds", BINDS)
    check_word(path, where, clause, "force", FORCES)
    check_word(path, where, clause, "versions", VERSIONS)
    check_word(path, where, clause, "bites", VERSIONS)
    if "adopted" in clause and clause["force"] not in ("should", "inferred"):
        raise SpecError(f"{path}: {where}: 'adopted' is for clauses of force should or inferred")
    if not clause["binds"]:
        raise SpecError(f"{path}: {where}: 'binds' is empty")


def load_group(path):
    """The clauses of one file, each with its group."""
    table = read(path)
    check_keys(path, "the file", table, ("group", "prefix", "clause"))
    for number, clause in enumerate(table["clause"], 1):
        check_clause(path, clause)
        if clause["id"] != f"{table['prefix']}-{number:02}":
            raise SpecError(f"{path}: clause {number} has id '{clause['id']}', not "
                            f"'{table['prefix']}-{number:02}'")
        clause["group"] = table["group"]
        clause["file"] = path
    return table["clause"]


def load_clauses(specs):
    files = sorted((specs / "clauses").glob("*.toml"))
    if len(files) != CLAUSE_FILES:
        raise SpecError(f"{specs / 'clauses'}: {len(files)} files, not {CLAUSE_FILES}")
    clauses = [clause for path in files for clause in load_group(path)]
    for force, wanted in FORCES.items():
        count = sum(clause["force"] == force for clause in clauses)
        if count != wanted:
            raise SpecError(f"{specs / 'clauses'}: {count} clauses have force '{force}', "
                            f"not {wanted}")
    return clauses


def load_kernel(specs):
    """The suite's own clauses: groups of one file."""
    path = specs / "kernel.toml"
    table = read(path)
    check_keys(path, "the file", table, ("kernel", "claim", "manifest"))
    clauses = []
    for key, group, prefix in (("kernel", "Kernel services", "KRN"),
                               ("claim", "Claims of the script", "CLAIM"),
                               ("manifest", "Claims of the manifest", "MAN")):
        for number, clause in enumerate(table[key], 1):
            check_clause(path, clause)
            if clause["id"] != f"{prefix}-{number:02}":
                raise SpecError(f"{path}: '{clause['id']}' should be '{prefix}-{number:02}'")
            clause["group"] = group
            clause["file"] = path
            clauses.append(clause)
    return clauses


def check_sentence(path, where, rule, key):
    for name, form in PLACEHOLDER.findall(rule[key]):
        if name not in PLACEHOLDERS or form and form not in PLACEHOLDER_FORMS:
            raise SpecError(f"{path}: {where}: '{key}' has the unknown placeholder "
                            f"'{name}{':' + form if form else ''}'")


def check_rule(path, rule, spec):
    where = f"rule {rule.get('test', 'without test')}"
    check_keys(path, where, rule,
               ("clause", "kind", "on", "test", "breach", "expected", "because"),
               ("modes", "each", "versions", "despite", "misuse", "ordinary", "warns",
                "conditional", "routines"))
    check_text(path, where, rule, ("test", "breach", "expected"))
    check_word(path, where, rule, "kind", KINDS[:3])
    check_word(path, where, rule, "each", ("channel",))
    check_word(path, where, rule, "versions", VERSIONS)
    check_words(path, where, rule, "on", spec.events)
    check_words(path, where, rule, "despite", list(spec.places) + ["all"])
    check_words(path, where, rule, "misuse", spec.misuses)
    check_words(path, where, rule, "routines", ROUTINES)
    if "routines" in rule and not {"CALL", "RETURN"} & set(rule["on"]):
        raise SpecError(f"{path}: {where}: 'routines' says nothing without CALL or RETURN in 'on'")
    if rule["clause"] not in spec.rows:
        raise SpecError(f"{path}: {where}: there is no clause '{rule['clause']}'")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", rule["test"]):
        raise SpecError(f"{path}: {where}: 'test' is no C name")
    if any(mode not in MODES for mode in rule.get("modes", "")):
        raise SpecError(f"{path}: {where}: 'modes' may hold letters of {MODES} only")
    for key in ("breach", "expected", "because"):
        check_sentence(path, where, rule, key)


def check_predicate(path, rule, sources):
    if f"\nndc_rule_{rule['test']}(" not in sources:
        raise SpecError(f"{path}: rule {rule['test']}: no rules_*.c defines "
                        f"'ndc_rule_{rule['test']}'")


def load_rules(specs, harness, spec):
    sources = "".join(path.read_text() for path in sorted((harness / "model").glob("rules_*.c")))
    rules = []
    for path in sorted((specs / "rules").glob("*.toml")):
        table = read(path)
        check_keys(path, "the file", table, (), ("rule", "ordinary"))
        for rule in table.get("rule", []):
            rule.setdefault("ordinary", table.get("ordinary", False))
            check_rule(path, rule, spec)
            if rule["test"] in (known["test"] for known in rules if known["clause"] == rule["clause"]):
                raise SpecError(f"{path}: rule {rule['test']}: twice for {rule['clause']}")
            check_predicate(path, rule, sources)
            rules.append(rule)
    for rule in gen_readings.rules(spec.ambiguities):
        if rule["on"]:
            check_predicate(specs / "ambiguities.toml", rule, sources)
        rules.append(rule)
    order = {clause["id"]: row for row, clause in enumerate(spec.clauses)}
    return sorted(rules, key=lambda rule: order[rule["clause"]])


def load_faults(specs, places, rows):
    """Place -> prefixes or ids of the clauses whose breach the fault itself explains."""
    path = specs / "faults.toml"
    table = read(path)
    check_keys(path, "the file", table, ("excuses", "place"))
    known = {clause for clause in rows} | {clause.rsplit("-", 1)[0] for clause in rows}
    excuses = {}
    for entry in table["place"]:
        where = f"place {entry.get('name')}"
        check_keys(path, where, entry, ("name", "about", "excuses"))
        check_text(path, where, entry, ("name", "about"))
        words = []
        for word in entry["excuses"]:
            words += table["excuses"].get(word, [word])
        for word in words:
            if word not in known:
                raise SpecError(f"{path}: {where}: 'excuses' names '{word}', which is not known")
        if entry["name"] in excuses:
            raise SpecError(f"{path}: {where}: said twice")
        excuses[entry["name"]] = set(words)
    for name in places:
        if name not in excuses:
            raise SpecError(f"{path}: place {name}: is in places.def but not here")
    for name in excuses:
        if name not in places:
            raise SpecError(f"{path}: place {name}: is not in places.def")
    return excuses


def check_misuses(specs, spec):
    """Each kind of misuse breaks a rule."""
    judged = {name for rule in spec.rules for name in rule.get("misuse", [])}
    for name in spec.misuses[1:]:
        if name not in judged:
            raise SpecError(f"{specs / 'rules'}: misuse '{name}' of misuse.def: no rule names it")


def load(specs, harness):
    spec = SimpleNamespace()
    spec.events = [name for name, _ in names_of(harness / "trace/events.def", "NDC_EVENT")]
    spec.places = {name: identifier for identifier, name
                   in names_of(harness / "fault/places.def", "NDC_PLACE")}
    spec.misuses = ["none"] + [name for _, name
                               in names_of(harness / "wdk/misuse.def", "NDC_MISUSE")]
    spec.ambiguities = gen_readings.load(specs, spec.events)
    spec.clauses = load_clauses(specs) + load_kernel(specs)
    gen_readings.mark_clauses(specs, spec.ambiguities, spec.clauses)
    spec.clauses += gen_readings.clauses(spec.ambiguities)
    spec.rows = {clause["id"]: row for row, clause in enumerate(spec.clauses)}
    load_states(specs, spec)
    load_properties(specs, spec)
    spec.excuses = load_faults(specs, spec.places, spec.rows)
    spec.rules = load_rules(specs, harness, spec)
    check_misuses(specs, spec)
    return spec

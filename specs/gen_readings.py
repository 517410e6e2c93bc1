# SPDX-License-Identifier: Apache-2.0
"""The register of ambiguities: reads and checks it, and makes clauses, rules and tables of it.

An ambiguity with readings becomes a clause of the group "Readings": a reading that is shown is a rule
of kind showing, and where mixing costs something there is one rule more, which the model breaks by
itself when it sees a second reading.
"""

from gen_toml import SpecError, check_keys, check_text, check_word, check_words, read

COUNT = 32
READINGS_MAX = 31
CHOICES = ("fixed", "mixing", "free")
FORCE_OF = {"FAIL": "doc", "WARN": "should"}


def check_reading(path, where, reading, choice, events):
    where = f"{where}: reading {reading.get('id', 'without id')}"
    shown = ("on", "test") if "silent" not in reading else ("silent",)
    check_keys(path, where, reading, ("id", "says", *shown))
    check_text(path, where, reading, ("id", "says", "test", "silent"))
    check_words(path, where, reading, "on", events)
    if "silent" in reading and choice != "free":
        raise SpecError(f"{path}: {where}: a provider that must not mix has to show what it follows")


def check_readings(path, where, entry, choice, events):
    readings = entry.get("readings", [])
    if choice == "fixed" and readings or choice != "fixed" and len(readings) != 2:
        raise SpecError(f"{path}: {where}: 'readings' are two, and none where one is 'fixed'")
    for reading in readings:
        check_reading(path, where, reading, choice, events)
    if len({reading["id"] for reading in readings}) != len(readings):
        raise SpecError(f"{path}: {where}: two readings have the same id")


def load(specs, events):
    """The ambiguities, in order; each with its choice and its (perhaps no) readings."""
    path = specs / "ambiguities.toml"
    entries = read(path).get("ambiguity", [])
    for number, entry in enumerate(entries, 1):
        where = f"ambiguity {entry.get('id', number)}"
        choices = [word for word in CHOICES if word in entry]
        if len(choices) != 1:
            raise SpecError(f"{path}: {where}: needs one of {', '.join(CHOICES)}")
        check_keys(path, where, entry, ("id", "problem", "reading", "clauses", *choices), ("readings",))
        check_text(path, where, entry, ("id", "problem", "reading", *choices))
        if entry["id"] != f"A-{number:02}":
            raise SpecError(f"{path}: ambiguity {number} has id '{entry['id']}'")
        if choices[0] == "mixing":
            check_word(path, where, entry, "mixing", FORCE_OF)
        entry["choice"] = choices[0]
        check_readings(path, where, entry, choices[0], events)
    if len(entries) != COUNT:
        raise SpecError(f"{path}: {len(entries)} ambiguities, not {COUNT}")
    if sum(len(entry.get("readings", [])) for entry in entries) > READINGS_MAX:
        raise SpecError(f"{path}: more than {READINGS_MAX} readings")
    return entries


def mark_clauses(specs, entries, clauses):
    """Each clause knows its ambiguities: they are said once, in the register."""
    rows = {clause["id"]: clause for clause in clauses}
    for entry in entries:
        check_words(specs / "ambiguities.toml", entry["id"], entry, "clauses", rows)
        for name in entry["clauses"]:
            rows[name].setdefault("ambiguities", []).append(entry["id"])


def clauses(entries):
    """One clause for each ambiguity with readings."""
    for entry in entries:
        if entry["choice"] != "fixed":
            yield {"id": entry["id"], "group": "Readings", "binds": ["provider"],
                   "force": FORCE_OF.get(entry.get("mixing"), "may"), "versions": "1.0+",
                   "requirement": "One reading throughout: " + entry["reading"]
                   if "mixing" in entry else "Either reading: " + entry["reading"],
                   "source": "Register of ambiguities, " + entry["id"] + ": " + entry["problem"],
                   "sees": "Two readings in one run of the suite" if "mixing" in entry
                   else "Never on its own"}


def rules(entries):
    for entry in entries:
        for reading in entry.get("readings", []):
            if "test" in reading:
                yield {"clause": entry["id"], "kind": "showing", "on": reading["on"], "ordinary": True,
                       "test": reading["test"], "reading": reading["id"], "breach": reading["says"],
                       "expected": "", "because": ""}
        if "mixing" in entry:
            yield {"clause": entry["id"], "kind": "prohibition", "on": [], "ordinary": False,
                   "test": "mixed",
                   "breach": f"Two readings of {entry['id']} are mixed: here {{seen:reading}}, "
                             "and {wanted:reading} at {moment}",
                   "expected": "one reading throughout",
                   "because": "{wanted:reading} at {moment}"}



def numbers(entries):
    """(ambiguity, reading) -> number of the reading, from 1; 0 is none."""
    pairs = [(entry["id"], reading["id"]) for entry in entries
             for reading in entry.get("readings", [])]
    return {pair: number for number, pair in enumerate(pairs, 1)}


def ambiguity_row(entry, first, mixed, quoted):
    texts = ", ".join(quoted(text) for text in (entry["id"], entry["problem"], entry["reading"],
                                                " ".join(entry["clauses"])))
    reason = quoted(None if entry["choice"] == "mixing" else entry[entry["choice"]])
    return (f"    {{{texts}, {reason}, NDC_CHOICE_{entry['choice'].upper()}, {first}, "
            f"{len(entry.get('readings', []))}, {mixed}}},")


def tables(spec, quoted):
    """The register as C: ambiguities, and readings from number 1."""
    rows = {(rule["clause"], rule.get("reading")): row for row, rule in enumerate(spec.rules)
            if rule["kind"] == "showing" or rule["test"] == "mixed"}
    out, readings, first = [], ['    {"", "", NULL, 0, NDC_NO_RULE},'], 1
    for place, entry in enumerate(spec.ambiguities):
        out.append(ambiguity_row(entry, first, rows.get((entry["id"], None), "NDC_NO_RULE"), quoted))
        for reading in entry.get("readings", []):
            first += 1
            readings.append(f"    {{{quoted(reading['id'])}, {quoted(reading['says'])}, "
                            f"{quoted(reading.get('silent'))}, {place}, "
                            f"{rows.get((entry['id'], reading['id']), 'NDC_NO_RULE')}}},")
    return (["const struct ndc_ambiguity ndc_ambiguities[NDC_AMBIGUITIES] = {"] + out +
            ["};\n", "const struct ndc_reading ndc_readings[] = {"] + readings +
            ["};", f"const unsigned ndc_reading_count = {first};\n"])

# SPDX-License-Identifier: Apache-2.0
"""The set evaluator's part: reads specs/sets.toml, writes which rule it asks about which event."""

from gen_emit import NOTICE, excuse_mask, versions_of
from gen_toml import SpecError, check_keys, check_words, read

PATH = "sets.toml"


def by_test(spec):
    rules = {}
    for row, rule in enumerate(spec.rules):
        if "misuse" not in rule:
            rules.setdefault(rule["test"], []).append((row, rule))
    return rules


def check_rule(path, test, rules, key):
    if test not in rules:
        raise SpecError(f"{path}: '{key}' names '{test}', which is no rule's test")
    for _, rule in rules[test]:
        if key == "same" and "modes" in rule:
            raise SpecError(f"{path}: '{key}' names '{test}', which asks for modes that may be hidden")


def check_weaker(path, table, spec, rules, sources):
    for test, events in table["weaker"].items():
        check_rule(path, test, rules, "weaker")
        check_words(path, f"weaker {test}", {"on": events}, "on", spec.events)
        if f"\nndc_set_{test}(" not in sources:
            raise SpecError(f"{path}: weaker {test}: no set_*.c defines 'ndc_set_{test}'")


def load(specs, harness, spec):
    """Adds to spec: hidden (kinds of events), same (tests), weaker (test -> kinds of events)."""
    path = specs / PATH
    table = read(path)
    rules = by_test(spec)
    sources = "".join(file.read_text() for file in sorted((harness / "model").glob("set_*.c")))
    check_keys(path, "the file", table, ("hidden", "same", "weaker"))
    check_words(path, "the file", table, "hidden", spec.events)
    for test in table["same"]:
        check_rule(path, test, rules, "same")
        if test in table["weaker"] or table["same"].count(test) > 1:
            raise SpecError(f"{path}: '{test}' stands there twice")
    check_weaker(path, table, spec, rules, sources)
    spec.hidden, spec.same, spec.weaker = table["hidden"], table["same"], table["weaker"]


def use_row(event, row, rule, spec, weaker):
    predicates = f"NULL, ndc_set_{rule['test']}" if weaker else f"ndc_rule_{rule['test']}, NULL"
    each = str("each" in rule and event in ("SCRIPT_QUIET", "SCRIPT_END")).lower()
    return (f"    {{{predicates}, {excuse_mask(rule, spec):#x}u, {row}, {versions_of(rule, spec)}, "
            f"{each}}}, /* {event} */")


def use_rows(spec):
    rows, first = [], []
    for event in spec.events:
        first.append(len(rows))
        for row, rule in enumerate(spec.rules):
            if rule["test"] in spec.same and event in rule["on"]:
                rows.append(use_row(event, row, rule, spec, False))
            elif "misuse" not in rule and event in spec.weaker.get(rule["test"], ()):
                rows.append(use_row(event, row, rule, spec, True))
    return rows, first + [len(rows)]


def hidden_words(spec):
    mask = sum(1 << spec.events.index(event) for event in spec.hidden)
    return f"{mask & (1 << 64) - 1:#x}u, {mask >> 64:#x}u"


def tables(spec):
    rows, first = use_rows(spec)
    return "\n".join(
        ["", '#include "model/set_state.h"\n',
         f"const uint64_t ndc_hideable[2] = {{{hidden_words(spec)}}};\n",
         "const struct ndc_set_use ndc_set_uses[] = {"] + rows + ["};\n",
         "const uint16_t ndc_set_uses_first[NDC_EVENT_KINDS + 1] = {",
         "    " + ", ".join(map(str, first)), "};"]) + "\n"


def header(spec):
    lines = [f"ndc_set_predicate ndc_set_{test};" for test in spec.weaker]
    return (NOTICE + "#ifndef NDC_GENERATED_SETS_INC\n#define NDC_GENERATED_SETS_INC\n\n"
            + "\n".join(lines) + "\n\n#endif\n")

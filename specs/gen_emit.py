# SPDX-License-Identifier: Apache-2.0
"""Writes C from a checked specification."""

import gen_readings
from gen_load import BINDS, KINDS, VERSIONS
from gen_states import MODES, MOVES, PHASE_MOVES, PHASES

DUTIES = ("SCRIPT_QUIET", "SCRIPT_END")
NOTICE = "/* Made by specs/gen.py; do not edit. */\n"


def quoted(text):
    if text is None:
        return "NULL"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def clause_row(clause, judged):
    binds = sum(BINDS[word] for word in clause["binds"])
    texts = ", ".join(quoted(clause[key]) for key in ("id", "group", "requirement", "source", "sees"))
    return (f"    {{{texts}, {quoted(' '.join(clause.get('ambiguities', [])))}, "
            f"{quoted(clause.get('untestable'))}, {quoted(clause.get('adopted'))}, "
            f"{binds}, NDC_FORCE_{clause['force'].upper()}, "
            f"{VERSIONS[clause['versions']]}, "
            f"{VERSIONS[clause.get('bites', clause['versions'])]}, {str(judged).lower()}}},")


def versions_of(rule, spec):
    clause = spec.clauses[spec.rows[rule["clause"]]]
    return VERSIONS[rule.get("versions", clause["versions"])]


def rule_row(rule, spec):
    texts = ", ".join(quoted(rule[key]) for key in ("breach", "expected", "because"))
    return (f"    {{{spec.rows[rule['clause']]}, {KINDS.index(rule['kind'])}, "
            f"{versions_of(rule, spec)}, {str(rule.get('warns', False)).lower()}, "
            f"{str(rule.get('conditional', False)).lower()}, {{{texts}}}}}, "
            f"/* {rule['clause']} {rule['test']} */")


def excuse_mask(rule, spec):
    """Bits of the fault places that explain a breach of the rule by themselves."""
    if rule["kind"] == "showing":
        return (1 << len(spec.places)) - 1
    group = rule["clause"].rsplit("-", 1)[0]
    despite = rule.get("despite", [])
    mask = 0
    for bit, name in enumerate(spec.places):
        excuses = rule["clause"] in spec.excuses[name] or group in spec.excuses[name]
        if excuses and "all" not in despite and name not in despite:
            mask |= 1 << bit
    return mask


def mode_mask(rule):
    """Bit of each mode; bit 7: the event belongs to no channel."""
    return sum(1 << MODES.index(mode) for mode in set(rule["modes"])) if "modes" in rule else 0xFF


def predicate(row, rule):
    return f"misuse_{row}" if "misuse" in rule else f"ndc_rule_{rule['test']}"


def misuse_wrappers(spec):
    """A kernel rule is one predicate for a set of misuses."""
    for row, rule in enumerate(spec.rules):
        if "misuse" in rule:
            mask = sum(1 << spec.misuses.index(name) for name in rule["misuse"])
            words = f"{mask & (1 << 64) - 1:#x}u, {mask >> 64:#x}u"
            yield (f"static enum ndc_applied\nmisuse_{row}(const struct ndc_model *model, const struct "
                   f"ndc_event *event, struct ndc_finding *finding)\n{{\n"
                   f"    static const uint64_t among[2] = {{{words}}};\n\n"
                   f"    return ndc_rule_misuse(model, event, finding, among);\n}}\n")


def routine_mask(event, rule):
    """Of which CALL or RETURN the rule wants to know."""
    if "routines" not in rule or event not in ("CALL", "RETURN"):
        return "NDC_ANY_ROUTINE"
    return " | ".join(f"1u << NDC_ROUTINE_{name}" for name in rule["routines"])


def use_row(event, row, rule, spec):
    each = str("each" in rule and event in DUTIES).lower()
    reading = gen_readings.numbers(spec.ambiguities).get((rule["clause"], rule.get("reading")), 0)
    return (f"    {{{predicate(row, rule)}, {excuse_mask(rule, spec):#x}u, {row}, "
            f"{versions_of(rule, spec)}, {mode_mask(rule):#04x}, {each}, {reading}, "
            f"{routine_mask(event, rule)}}}, /* {event} */")


def use_rows(spec):
    """Which rule looks at which event: one run of rows for each kind, the ordinary ones last."""
    rows, first, ordinary = [], [], []
    for event in spec.events:
        looking = [(row, rule) for row, rule in enumerate(spec.rules) if event in rule["on"]]
        first.append(len(rows))
        rows += [use_row(event, row, rule, spec) for row, rule in looking if not rule["ordinary"]]
        ordinary.append(len(rows))
        rows += [use_row(event, row, rule, spec) for row, rule in looking if rule["ordinary"]]
    return rows, first + [len(rows)], ordinary


def cell_rows(cells, events, states, prefix):
    """One line an event of a table of states."""
    for on in events:
        row = (cells[on, state] for state in states)
        yield ("    {" + ", ".join(f"{{NDC_STANDING_{cell['standing'].upper()}, "
                                   f"{prefix}_{cell['to'].upper()}}}" for cell in row)
               + f"}}, /* {on} */")


def tables(spec):
    judged = {rule["clause"] for rule in spec.rules if rule["kind"] in ("prohibition", "duty")}
    uses, first, ordinary = use_rows(spec)
    out = [NOTICE, '#include "model/tables.h"', '#include "model/state.h"', '#include "rules.inc"\n',
           "const struct ndc_clause ndc_clauses[] = {"]
    out += [clause_row(clause, clause["id"] in judged) for clause in spec.clauses]
    out += ["};", f"const unsigned ndc_clause_count = {len(spec.clauses)};\n",
            "const struct ndc_rule_row ndc_rules[] = {"]
    out += [rule_row(rule, spec) for rule in spec.rules]
    out += ["};", f"const unsigned ndc_rule_count = {len(spec.rules)};\n"]
    out += gen_readings.tables(spec, quoted)
    out += misuse_wrappers(spec)
    out += ["const struct ndc_rule_use ndc_rule_uses[] = {"] + uses + ["};\n",
            f"const uint16_t ndc_rule_uses_first[NDC_EVENT_KINDS + 1] = {{",
            "    " + ", ".join(map(str, first)), "};\n",
            "const uint16_t ndc_rule_uses_ordinary[NDC_EVENT_KINDS] = {",
            "    " + ", ".join(map(str, ordinary)), "};\n",
            "const struct ndc_move ndc_moves[NDC_MOVES][NDC_MODES] = {"]
    out += list(cell_rows(spec.moves, MOVES, MODES, "NDC_MODE")) + ["};\n"]
    out += ["const struct ndc_move ndc_phase_moves[NDC_PHASE_MOVES][NDC_PHASES] = {"]
    out += list(cell_rows(spec.phase_moves, PHASE_MOVES, PHASES, "NDC_PHASE")) + ["};"]
    return "\n".join(out) + "\n"


def header(spec):
    names = sorted({rule["test"] for rule in spec.rules if rule["on"] and "misuse" not in rule})
    out = [NOTICE, "#ifndef NDC_GENERATED_RULES_INC", "#define NDC_GENERATED_RULES_INC\n",
           '#include "model/state.h"\n', f"#define NDC_RULES {len(spec.rules)}\n"]
    out += [f"#define NDC_FAULT_{identifier} ((uint64_t)1 << {bit})"
            for bit, identifier in enumerate(spec.places.values())]
    out += [f"#define NDC_MISUSED_{name.upper().replace('-', '_')} {number}u"
            for number, name in enumerate(spec.misuses)]
    out += [""] + [f"ndc_predicate ndc_rule_{name};" for name in names]
    return "\n".join(out + ["", "#endif"]) + "\n"

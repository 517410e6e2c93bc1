# SPDX-License-Identifier: Apache-2.0
"""Reads states.toml and properties.toml: two tables without a gap, and what must hold of them."""

from gen_toml import SpecError, check_keys, check_text, check_word, check_words, read

MODES = "UFRISHE"
MOVES = ("allocate", "start", "append", "suspend", "resume", "abort", "reset", "free",
         "last_done", "other_done", "error")
PHASES = ("unregistered", "registered", "started", "asleep", "stopped", "deregistered")
PHASE_MOVES = ("register", "start", "stop", "deregister", "power_down", "power_up")
STANDINGS = {"move": ("defined", "unspecified", "netdma"),
             "provider": ("defined", "unspecified", "forbidden")}
MODELS = {"channel": ("work", "return"), "provider": ("callback", "service", "deregister",
                                                      "stopped", "power", "notify")}


def check_pairs(path, key, cells, pairs):
    for on, state in pairs:
        if (on, state) not in cells:
            raise SpecError(f"{path}: {key} {on} in {state}: is missing")


def load_cells(path, key, entries, sides, clauses):
    """(event, state) -> cell; each pair of the two sides exactly once."""
    events, states = sides
    cells = {}
    for cell in entries:
        where = f"{key} {cell.get('on')} in {cell.get('in')}"
        check_keys(path, where, cell, ("on", "in", "standing", "to", "text"), ("clauses",))
        check_text(path, where, cell, ("text",))
        check_word(path, where, cell, "on", events)
        check_word(path, where, cell, "in", states)
        check_word(path, where, cell, "to", states)
        check_word(path, where, cell, "standing", STANDINGS[key])
        check_words(path, where, cell, "clauses", clauses)
        if (cell["on"], cell["in"]) in cells:
            raise SpecError(f"{path}: {where}: said twice")
        cells[cell["on"], cell["in"]] = cell
    check_pairs(path, key, cells, ((on, state) for on in events for state in states))
    return cells


def load_states(specs, spec):
    """spec.modes and .phases, and the cells of their tables: spec.moves and .phase_moves."""
    path = specs / "states.toml"
    table = read(path)
    check_keys(path, "the file", table, ("mode", "move", "phase", "provider"))
    for key, known in (("mode", MODES), ("phase", PHASES)):
        for state in table[key]:
            check_keys(path, f"{key} {state.get('id')}", state, ("id", "about"), ("name",))
        if tuple(state["id"] for state in table[key]) != tuple(known):
            raise SpecError(f"{path}: the {key}s are not {' '.join(known)} in this order")
    spec.modes, spec.phases = table["mode"], table["phase"]
    spec.moves = load_cells(path, "move", table["move"], (MOVES, MODES), spec.rows)
    spec.phase_moves = load_cells(path, "provider", table["provider"], (PHASE_MOVES, PHASES),
                                  spec.rows)


def check_property(path, entry, clauses):
    where = f"property {entry.get('id')}"
    check_keys(path, where, entry, ("id", "model", "clauses", "text"),
               ("holds", "at", "again", "when", "then"))
    check_text(path, where, entry, ("id", "text", "holds", "again", "when", "then"))
    check_word(path, where, entry, "model", MODELS)
    check_word(path, where, entry, "at", MODELS[entry["model"]])
    check_words(path, where, entry, "clauses", clauses)
    form = {"holds", "again", "when", "then"} & set(entry)
    if form not in ({"holds"}, {"again"}, {"when", "then"}) or "at" in entry and form != {"holds"}:
        raise SpecError(f"{path}: {where}: needs 'holds' (perhaps with 'at'), 'again', or 'when' "
                        "and 'then'")


def load_properties(specs, spec):
    path = specs / "properties.toml"
    table = read(path)
    check_keys(path, "the file", table, ("property",))
    spec.properties = table["property"]
    for entry in spec.properties:
        check_property(path, entry, spec.rows)
    if len({entry["id"] for entry in spec.properties}) != len(spec.properties):
        raise SpecError(f"{path}: an id is there twice")

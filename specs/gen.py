#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the model's C tables, and what is proved of them, from the TOML files of this folder.

    gen.py --tables OUT.c --header OUT.h --sets OUT-SETS.h
    gen.py --promela OUT.pml
    gen.py --pages FOLDER

OUT.c holds the clauses, the rules, which rule looks at which event, and the moves of a channel and
of a provider. OUT.h declares the predicates, OUT-SETS.h those of the set evaluator. OUT.pml is the
formal model, for Spin. FOLDER/index.html is the specification as a page, with the scripts and
mutants of this tree. A wrong file ends with one sentence that names it, and exit 2.
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import gen_emit  # noqa: E402
import gen_load  # noqa: E402
import gen_pages  # noqa: E402
import gen_promela  # noqa: E402
import gen_sets  # noqa: E402
from gen_toml import SpecError  # noqa: E402


def write(path, text):
    """Always writes: the build goes by the time of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def main():
    parser = argparse.ArgumentParser(description="Makes the model's tables from specs/.")
    parser.add_argument("--tables", type=pathlib.Path, help="the C file to write")
    parser.add_argument("--header", type=pathlib.Path, help="the private header to write")
    parser.add_argument("--promela", type=pathlib.Path, help="the formal model to write")
    parser.add_argument("--sets", type=pathlib.Path, help="the set evaluator's header to write")
    parser.add_argument("--pages", type=pathlib.Path, help="the folder to write the page into")
    parser.add_argument("--specs", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    parser.add_argument("--harness", type=pathlib.Path, default=None,
                        help="where trace/events.def and fault/places.def are (default: beside specs)")
    options = parser.parse_args()
    harness = options.harness or options.specs.resolve().parent / "harness"
    try:
        spec = gen_load.load(options.specs, harness)
        gen_sets.load(options.specs, harness, spec)
        if options.tables:
            write(options.tables, gen_emit.tables(spec) + gen_sets.tables(spec))
        if options.header:
            write(options.header, gen_emit.header(spec))
        if options.promela:
            write(options.promela, gen_promela.promela(spec, options.specs / "promela"))
        if options.sets:
            write(options.sets, gen_sets.header(spec))
        if options.pages:
            write(options.pages / "index.html",
                  gen_pages.page(spec, options.specs, harness.resolve().parent))
    except (SpecError, OSError) as error:
        print(f"gen.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""specs/ becomes tables; a mistake in it ends with one sentence that names the file, and exit 2."""
import shutil
import subprocess
import sys

import pytest

from conformance.plugin.command import ROOT

SPOILT = [
    ("clauses/start.toml", 'force = "must"', 'force = "perhaps"', "'force' is 'perhaps'"),
    ("clauses/start.toml", 'id = "START-02"', 'id = "START-20"', "not 'START-02'"),
    ("clauses/start.toml", "[[clause]]", "[[clauses]]", "unknown key 'clauses'"),
    ("clauses/start.toml", 'force = "doc"', 'force = "inferred"', "clauses have force"),
    ("clauses/append.toml", '"provider", "engine"', '"provider", "motor"', "'motor'"),
    ("clauses/version.toml", 'bites = "1.0"', 'bites = "0.9"', "'bites' is '0.9'"),
    ("rules/start.toml", 'clause = "START-02"', 'clause = "START-99"', "no clause 'START-99'"),
    ("rules/start.toml", 'on = ["FETCH"]', 'on = ["FETCHED"]', "'FETCHED'"),
    ("rules/start.toml", 'test = "start_head"', 'test = "start_haed"', "ndc_rule_start_haed"),
    ("rules/start.toml", "with {object}", "with {thing}", "placeholder 'thing'"),
    ("rules/start.toml", 'kind = "duty"', 'kind = "wish"', "'kind' is 'wish'"),
    ("rules/start.toml", "breach =", "braech =", "unknown key 'braech'"),
    ("rules/kernel.toml", '"double-free", ', "", "misuse 'double-free'"),
    ("states.toml", 'in = "R"', 'in = "X"', "'in' is 'X'"),
    ("states.toml", 'on = "append"\nin = "S"', 'on = "append"\nin = "I"', "said twice"),
    ("faults.toml", 'name = "engine.halt"', 'name = "engine.stop"', "engine.halt"),
    ("ambiguities.toml", 'id = "A-02"', 'id = "A-20"', "has id 'A-20'"),
    ("ambiguities.toml", 'fixed = "NetDMA aligns', 'fixd = "NetDMA aligns', "needs one of fixed"),
    ("ambiguities.toml", 'mixing = "FAIL"', 'mixing = "HANG"', "'mixing' is 'HANG'"),
    ("ambiguities.toml", 'clauses = ["SUSP-02"', 'clauses = ["SUSP-20"', "'SUSP-20'"),
    ("ambiguities.toml", 'test = "suspend_one_level"', 'test = "one_level"', "ndc_rule_one_level"),
    ("ambiguities.toml", 'on = ["ISR"]\ntest = "isr_names_last"', 'silent = "never"',
     "has to show what it follows"),
    ("ambiguities.toml", 'id = "two-levels"', 'id = "one-level"', "the same id"),
    ("sets.toml", '"start_codes"', '"start_coeds"', "'start_coeds', which is no rule's test"),
    ("sets.toml", '"start_codes"', '"append_codes"', "'append_codes' stands there twice"),
    ("sets.toml", '"start_codes"', '"append_linked"', "modes that may be hidden"),
    ("sets.toml", 'compl_names = ["WORD"]', 'compl_names = ["WROD"]', "'WROD'"),
    ("sets.toml", 'compl_names = ["WORD"]', 'start_head = ["WORD"]', "ndc_set_start_head"),
    ("rules/start.toml", 'routines = ["START"]', 'routines = ["STRAT"]', "'STRAT'"),
    ("rules/start.toml", 'on = ["FETCH"]', 'on = ["FETCH"]\nroutines = ["START"]',
     "says nothing without CALL or RETURN"),
    ("rules/start.toml", "[[rule]]", "[[rule", "not TOML"),
]


def generate(specs, out):
    return subprocess.run(
        [sys.executable, "-B", specs / "gen.py", "--harness", ROOT / "harness",
         "--tables", out / "tables.c", "--header", out / "rules.inc"],
        capture_output=True, text=True, check=False)


@pytest.fixture
def specs(tmp_path):
    return shutil.copytree(ROOT / "specs", tmp_path / "specs")


def test_the_tables_are_made(specs, tmp_path):
    made = generate(specs, tmp_path)

    assert made.returncode == 0, made.stderr
    tables = (tmp_path / "tables.c").read_text(encoding="utf-8")
    assert tables.count('    {"START-') == 17
    assert "ndc_predicate ndc_rule_start_head;" in (tmp_path / "rules.inc").read_text()


def test_equal_specs_make_equal_tables(specs, tmp_path):
    generate(specs, tmp_path)
    first = (tmp_path / "tables.c").read_bytes()
    generate(specs, tmp_path)

    assert (tmp_path / "tables.c").read_bytes() == first


@pytest.mark.parametrize("spoilt", SPOILT, ids=[spoilt[3] for spoilt in SPOILT])
def test_a_mistake_is_told(specs, tmp_path, spoilt):
    file, words, instead, told = spoilt
    text = (specs / file).read_text(encoding="utf-8")
    assert words in text
    (specs / file).write_text(text.replace(words, instead, 1), encoding="utf-8")

    made = generate(specs, tmp_path)

    assert made.returncode == 2
    assert told in made.stderr
    assert file.split("/")[0] in made.stderr
    assert made.stderr.count("\n") == 1
    assert not (tmp_path / "tables.c").exists()

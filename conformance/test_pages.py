# SPDX-License-Identifier: Apache-2.0
"""The specification as a page: complete, whole in itself, and the same each time."""
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser

import pytest

from conformance.plugin.command import ROOT

VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Ids, links and the words of each article, of well-formed HTML."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.tags, self.open, self.words = [], [], set(), [], {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.add(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])
        if tag not in VOID:
            self.open.append((tag, given.get("id") if tag == "article" else None))

    def handle_startendtag(self, tag, attributes):
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        for _, article in self.open:
            if article:
                self.words[article] = self.words.get(article, "") + data


def generate(out, specs=ROOT / "specs", harness=ROOT / "harness", env=None):
    return subprocess.run([sys.executable, "-B", specs / "gen.py", "--harness", harness,
                           "--pages", out], capture_output=True, text=True, check=False, env=env)


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    out = tmp_path_factory.mktemp("pages")
    made = generate(out)
    assert made.returncode == 0, made.stderr
    return (out / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def clauses():
    for path in sorted((ROOT / "specs/clauses").glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))["clause"]


def test_every_clause_is_on_it(page):
    for clause in clauses():
        assert clause["id"] in page.ids
        words = page.words[clause["id"]]
        for wanted in (clause["requirement"], clause["source"], clause["force"]):
            assert wanted in words, clause["id"]


def test_every_ambiguity_property_script_and_mutant_is_on_it(page, text):
    ambiguities = (ROOT / "specs/ambiguities.toml").read_text(encoding="utf-8")
    properties = (ROOT / "specs/properties.toml").read_text(encoding="utf-8")
    scripts = {path.relative_to(ROOT / "conformance").with_suffix("").as_posix()
               for path in (ROOT / "conformance").rglob("*.scn")}
    mutants = {path.stem for path in (ROOT / "providers/mutants").glob("*.c")}

    assert {entry["id"] for entry in tomllib.loads(ambiguities)["ambiguity"]} <= set(page.ids)
    assert {f"script-{name}" for name in scripts} <= set(page.ids)
    assert {f"mutant-{name}" for name in mutants} <= set(page.ids)
    for entry in tomllib.loads(properties)["property"]:
        assert f"<p>{entry['text'].replace(chr(39), '&#39;')}</p>" in text


def test_a_clause_shows_its_evidence(page):
    """START-02: a script that cites it, the mutant that breaks it, what is proved."""
    words = page.words["START-02"]

    assert "start/one-descriptor" in words
    assert "start-skips-head" in words
    assert "runs until it is done" in words


def test_links_lead_to_something_on_the_page(page):
    assert len(page.ids) == len(set(page.ids))
    assert len(page.links) > 1000
    assert [link for link in page.links if link[:1] != "#" or link[1:] not in page.ids] == []


def test_it_asks_for_nothing_and_runs_nothing(page, text):
    assert page.open == []
    assert page.tags & {"script", "link", "img", "iframe", "object", "embed"} == set()
    assert "://" not in text
    assert not re.search(r"url\(|@import|\bon[a-z]+=", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_the_states_are_drawn(page, text):
    assert text.count("<svg") == text.count("</svg>") == 2
    for name in ("unallocated", "fresh", "running", "idle", "suspended", "halted", "error",
                 "registered", "started", "asleep", "stopped"):
        assert re.search(rf"<text[^>]*>{name}</text>", text), name


def test_it_is_the_same_each_time(text, tmp_path):
    generate(tmp_path)

    assert (tmp_path / "index.html").read_text(encoding="utf-8") == text


def test_a_mutant_that_breaks_nothing_is_told(tmp_path):
    """From a tree of its own."""
    for name in ("specs", "harness", "conformance", "providers/mutants"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "providers/mutants/idle.c").write_text("/* nothing */\n", encoding="utf-8")

    made = generate(tmp_path / "out", tmp_path / "specs", tmp_path / "harness")

    assert made.returncode == 2
    assert made.stderr.endswith("idle.c: its header does not say what it breaks\n")
    assert not (tmp_path / "out").exists()


def test_a_machine_without_graphviz_is_told(tmp_path):
    made = generate(tmp_path / "out", env={"PATH": str(tmp_path)})

    assert made.returncode == 2
    assert made.stderr == "gen.py: dot is not on this machine: install graphviz (./ndc test does)\n"

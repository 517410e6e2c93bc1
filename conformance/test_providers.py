# SPDX-License-Identifier: Apache-2.0
"""Adding a provider is a folder with sources and provider.toml; a wrong one stops no other."""
import json
import subprocess
import sys

import pytest

from conformance.plugin.command import ROOT

GOOD = {
    "version": '"1.0"', "vendor": '"Acme"', "about": '"A driver"', "interfaces": '["1.0", "2.0"]',
}


def read(tmp_path, text, name="acme"):
    """Reads one provider.toml beside a good one; returns (problems, names of the providers)."""
    for each, words in (("good", toml(GOOD)), (name, text)):
        folder = tmp_path / "providers" / each
        folder.mkdir(parents=True)
        (folder / "driver.c").write_text("int x;\n", encoding="utf-8")
        (folder / "provider.toml").write_text(words, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-B", ROOT / "providers/manifest.py", "--root", tmp_path,
         "--build", tmp_path / "build"], capture_output=True, text=True, check=True)
    built = sorted(path.stem for path in (tmp_path / "build/manifests").glob("*.json"))
    return done.stderr.splitlines(), built


def toml(table):
    return "".join(f"{key} = {value}\n" for key, value in table.items())


def test_a_folder_is_a_provider(tmp_path):
    problems, built = read(tmp_path, toml(GOOD))

    assert problems == []
    assert built == ["acme", "good"]
    manifest = json.loads((tmp_path / "build/manifests/acme.json").read_text(encoding="utf-8"))
    assert manifest["interfaces"] == ["1.0", "2.0"]
    assert manifest["engines"] == [1, 2]
    assert manifest["object"] == "acme.so"


@pytest.mark.parametrize(("text", "sentence"), [
    ("version 1.0\n", "not valid TOML: "),
    (toml({**GOOD, "colour": '"red"'}), "key 'colour' is not known; known are name, version,"),
    (toml({key: GOOD[key] for key in GOOD if key != "vendor"}), "key 'vendor' is missing"),
    (toml({**GOOD, "about": "7"}), "key 'about' must be a string"),
    (toml({**GOOD, "interfaces": "[1.0]"}), "key 'interfaces' must be a list of strings"),
    (toml({**GOOD, "interfaces": "[]"}), "key 'interfaces' names no interface version"),
    (toml({**GOOD, "interfaces": '["3.0"]'}),
     "key 'interfaces': \"3.0\" is not one of 1.0, 1.1, 2.0, 2.1"),
    (toml({**GOOD, "registers": '["1.2"]'}), "key 'registers': \"1.2\" is not one of"),
    (toml({**GOOD, "registers": '["2.0"]'}), "key 'registers': nothing for the interface 1.0"),
    (toml({**GOOD, "engines": "[3]"}), "key 'engines': 3 is neither 1 nor 2"),
    (toml({**GOOD, "engines": "[true]"}), "key 'engines': True is neither 1 nor 2"),
    (toml({**GOOD, "engines": "[]"}), "key 'engines' names no generation"),
    (toml({**GOOD, "engines": "2"}), "key 'engines' must be a list"),
    (toml({**GOOD, "sources": '["src/*.c"]'}), "key 'sources': no file matches \"src/*.c\""),
    (toml({**GOOD, "name": '"../x"'}), "key 'name': \"../x\" is not lower-case letters"),
    (toml({**GOOD, "name": '"good"'}), "key 'name': \"good\" is taken by another provider"),
    (toml({**GOOD, "defines": '"X"'}), "key 'defines' must be a list of strings"),
], ids=["syntax", "unknown", "missing", "type", "list", "empty", "version", "registers", "too-new", "engine", "boolean",
        "no-engine", "engines", "sources", "name",
        "taken", "defines"])
def test_a_wrong_manifest_is_one_sentence(tmp_path, text, sentence):
    """It names file and key, and the other provider is built."""
    problems, built = read(tmp_path, text, name="zeta")

    assert len(problems) == 1
    assert problems[0].startswith(f"providers/zeta/provider.toml: {sentence}")
    assert built == ["good"]

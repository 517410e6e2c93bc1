# SPDX-License-Identifier: Apache-2.0
"""What the command reads and writes: nothing of a file is lost, replaced half, or obeyed."""
import json
import os
import subprocess

import pytest

from conformance.plugin.command import build_folder
from conformance.plugin.scripts import read_result
from conformance.test_cli import suite  # noqa: F401 (a fixture)


def test_bad_bytes_give_the_terminal_no_orders(suite):
    """What is quoted from a file is text, and not more of it than fits a screen."""
    (suite.folder / "x.jsonl").write_bytes(b"\x1b]0;owned\x07" + b"a" * 70000)
    (suite.folder / "x.scn").write_bytes(b"scenario x\n\x1b[2Jabout" + b"b" * 4000 + b"\n")

    for words in (["check", "x.jsonl"], ["run", "x.scn"]):
        done = suite(*words)

        assert done.returncode == 2
        assert "\x1b" not in done.stderr
        assert len(max(done.stderr.splitlines(), key=len)) <= 120


@pytest.mark.parametrize("words", [
    ["list"], ["rules"], ["help"], ["run", "one"], ["run", "one", "--json"],
    ["certify", "reference"],
], ids=" ".join)
def test_a_full_disk_is_said(suite, words):
    with open("/dev/full", "w", encoding="ascii") as full:
        done = subprocess.run(
            [build_folder() / "ndc", *words], cwd=suite.folder, stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
            env=os.environ | {"NDC_CONFORMANCE": str(suite.folder / "scripts")})

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_output_is_not_written_into_files(suite):
    done = subprocess.run(
        ["sh", "-c", f"{build_folder()}/ndc run one -o x.json <&- >&- 2>&-"], cwd=suite.folder,
        env=os.environ | {"NDC_CONFORMANCE": str(suite.folder / "scripts")}, check=False)

    assert done.returncode == 2
    assert read_result(suite.folder / "x.json")["complete"]


def test_a_pipe_is_written_into_and_a_link_stays_a_link(suite):
    """Only a regular file is replaced as a whole; the folder holds no unfinished ones."""
    os.mkfifo(suite.folder / "pipe")
    (suite.folder / "real.json").write_text("old", encoding="ascii")
    (suite.folder / "link.json").symlink_to("real.json")

    with subprocess.Popen(["cat", "pipe"], cwd=suite.folder, stdout=subprocess.PIPE) as reader:
        piped = suite("run", "one", "-o", "pipe")
        assert json.loads(reader.communicate(timeout=60)[0])["complete"]
    linked = suite("run", "one", "-o", "link.json")

    assert (piped.returncode, linked.returncode) == (0, 0)
    assert (suite.folder / "pipe").is_fifo()
    assert (suite.folder / "link.json").is_symlink()
    assert read_result(suite.folder / "real.json")["complete"]
    assert not list(suite.folder.glob("*.part"))


def test_a_place_that_cannot_be_written_is_said_before_the_run(suite):
    """A provider that spins for ever is not even started."""
    done = suite("certify", "subjects/spins-silently", "--junit", "scripts")

    assert done.returncode == 2
    assert "scripts: cannot be written: it is a folder" in done.stderr
    assert done.stdout == ""


def test_the_result_can_take_the_place_of_the_text(suite):
    done = suite("certify", "reference", "-o", "-")

    assert done.returncode == 0
    assert json.loads(done.stdout)["conforming"]
    assert not (suite.folder / "-.traces").exists()

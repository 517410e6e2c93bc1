# SPDX-License-Identifier: Apache-2.0
"""What a person types wrong ends with one sentence, its place and exit code 2; what a provider
does wrong is a verdict, and the run goes on."""
import json
import os
import re
import signal
import subprocess
import time

import pytest

from conformance.plugin.command import build_folder, ndc
from conformance.plugin.scripts import read_result

SCRIPT = """scenario {name}
about    A started chain completes.
class    must
cites    START-02

channel  c0
copy     A1  4096 bytes  status
call     StartDma c0 A1              -> SUCCESS
run      until idle
expect   copied A1
"""


@pytest.fixture
def suite(tmp_path):
    """A folder of scripts of its own, with one script; returns how to call the command in it."""
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "one.scn").write_text(SCRIPT.format(name="one"), encoding="utf-8")

    def call(*words, **env):
        return ndc(*words, cwd=tmp_path, env={"NDC_CONFORMANCE": str(folder), **env})

    call.folder = tmp_path
    return call


# --- exit codes ---------------------------------------------------------------------------------


def test_conforming_is_0_and_the_last_line_counts(suite):
    done = suite("certify", "reference")

    assert done.returncode == 0
    assert "\nCONFORMING" in done.stdout
    assert re.fullmatch(r"4 passed, 0 failed, 0 skipped", done.stdout.splitlines()[-1])
    assert (suite.folder / "out/reference.json").exists()


def test_nonconforming_is_1(suite):
    done = suite("certify", "mutants/completion-beside-the-word")

    assert done.returncode == 1
    assert "NOT CONFORMING" in done.stdout


def test_no_words_is_2_and_shows_the_commands(suite):
    done = suite()

    assert done.returncode == 2
    assert "ndc certify PROVIDER" in done.stdout


@pytest.mark.parametrize(("words", "sentence"), [
    (["certfy"], "there is no command 'certfy'\n  hint: did you mean ndc certify?"),
    (["certify"], "needs one provider"),
    (["certify", "reference", "template"], "needs one provider"),
    (["certify", "refrence"], 'no provider is called "refrence"; known are reference, template'),
    (["certify", "mutants/nothing"], 'no provider is called "mutants/nothing"'),
    (["certify", "reference", "--output", "/proc/none/x.json"], "cannot be written"),
    (["run", "--colour"], "has no option --colour"),
    (["run", "one", "--jobs", "many"], "--jobs needs a number, not 'many'"),
    (["run", "one", "--provider"], "--provider"),
    (["run", "nothing-like-it"], "nothing-like-it"),
    (["run", "one", "--interface", "3.0"], "3.0"),
    (["run", "nowhere.scn"], "nowhere.scn"),
    (["run", "--rule", "NONE-01"], "NONE-01"),
    (["rule", "START-99"], "there is no clause 'START-99'"),
    (["rules", "nonsense"], "no clause fits"),
    (["new", "NONE-01", "x"], "there is no clause 'NONE-01'"),
    (["explain", "none.json", "one"], "none.json: cannot be read"),
    (["check"], "needs a trace"),
    (["check", "none.jsonl"], "none.jsonl"),
    (["lint", "none"], "none"),
    (["bench", "--provider", "nothing"], 'no provider is called "nothing"'),
    (["certify", "../../etc/passwd"], 'no provider is called "../../etc/passwd"'),
    (["certify", "mutants/../reference"], 'no provider is called "mutants/../reference"'),
    (["certify", "a\x1b[31m\nb"], 'no provider is called "a?[31m?b"'),
    (["certify", "reference", "-o", ""], "--output needs a value that is not empty"),
    (["certify", "reference", "-o", "scripts"], "scripts: cannot be written: it is a folder"),
    (["run", "one", "--keep-traces", "scripts/one.scn"], "scripts/one.scn: cannot be written"),
    (["run", "one", "-j", "-1"], "--jobs needs a number, not '-1'"),
    (["run", "one", "--json", "--ktap"], "cannot both be printed"),
    (["run", "one", "--json", "-o", "-"], "only one thing can go to the standard output"),
    (["run", "one", "-x", "nothing-like-it"], 'no script fits "nothing-like-it"'),
    (["run", "one[7]"], "one has no variation '7'"),
    (["run", "scripts"], 'no script fits "scripts"\n  hint: scripts outside of the suite'),
    (["fmt", ""], "a file without a name cannot be read"),
    (["check", "scripts"], "scripts: cannot be read: it is a folder"),
    (["new", "START-02", "A b"], "the name of a script has"),
    (["list", "--providers", "nothing"], "no provider fits 'nothing'"),
    (["help", "run", "list"], "ndc help takes one command"),
    (["version", "x"], "ndc version takes no words"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_bad_words_are_one_sentence(suite, words, sentence):
    done = suite(*words)

    assert done.returncode == 2, done.stdout + done.stderr
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) <= 4, done.stderr


@pytest.mark.parametrize(("text", "place", "words"), [
    ("scenario x\nabuot hello\n", "x.scn:2:1", "did you mean 'about'?"),
    ("scenario x\nabout Hello.\nclass must\ncites START-02\ncall StartDma c0 A -> SUCCESS\n",
     "x.scn:5:15", "c0"),
    ("", "x.scn:1", "scenario"),
    ("\x00\xff\n", "x.scn:1:1", ""),
], ids=["word", "name", "empty", "bytes"])
def test_a_bad_script_has_a_place(suite, text, place, words):
    (suite.folder / "x.scn").write_text(text, encoding="latin-1")

    done = suite("run", "x.scn")

    assert done.returncode == 2
    assert place in done.stderr
    assert words in done.stderr


@pytest.mark.parametrize(("command", "name", "text", "place"), [
    ("explain", "x.json", "hello\n", "x.json:1:"),
    ("explain", "x.json", "{}\n", "x.json"),
    ("explain", "x.json", '{"format": "ndc-result", "version": 1}\n', "x.json"),
    ("check", "x.jsonl", "hello\n", "x.jsonl:1:"),
    ("check", "x.jsonl", "", "x.jsonl"),
    ("check", "x.jsonl", "[]\n", "x.jsonl"),
])
def test_a_file_that_is_no_result_or_trace(suite, command, name, text, place):
    (suite.folder / name).write_text(text, encoding="utf-8")

    done = suite(command, name, *(["one"] if command == "explain" else []))

    assert done.returncode == 2
    assert place in done.stderr


def test_a_truncated_trace_says_where_it_ends(suite):
    suite("run", "one", "--interface", "2.0", "--trace", "one.jsonl")
    path = suite.folder / "one.jsonl"
    whole = path.read_text(encoding="utf-8")

    for end in (len(whole) // 2, whole.rindex("\n", 0, -1) + 1):
        path.write_text(whole[:end], encoding="utf-8")
        done = suite("check", "one.jsonl")

        assert done.returncode == 2
        assert re.search(r"one\.jsonl(:\d+)?", done.stderr)


def test_a_folder_without_scripts_is_said(suite):
    (suite.folder / "empty").mkdir()

    done = suite("certify", "reference", NDC_CONFORMANCE=str(suite.folder / "empty"))

    assert done.returncode == 2
    assert done.stderr.startswith("ndc: no script")


# --- providers that misbehave -------------------------------------------------------------------


@pytest.mark.parametrize(("subject", "verdict", "words"), [
    ("never-registers", "FAIL", "DRV-02: AddDevice succeeded with 0 device objects attached"),
    ("refuses-to-load", "CRASH", "DriverEntry returned 0xC000009A"),
    ("crashes-at-once", "CRASH", "SIGSEGV"),
    ("spins-with-a-clock", "HANG", ""),
    ("spins-silently", "HANG", ""),
    ("writes-past-its-pool", None, ""),
    ("needs-a-service-nobody-has", "CRASH", "needs KeServiceThatNobodyHas"),
    ("has-no-entry", "CRASH", "has no DriverEntry"),
])
def test_a_bad_provider_is_a_verdict(suite, subject, verdict, words):
    """Never an error of the suite: the run goes on to its end and writes a result."""
    done = suite("certify", f"subjects/{subject}", "--output", "result.json")
    result = read_result(suite.folder / "result.json")

    assert done.returncode == 1, done.stdout + done.stderr
    assert result["complete"]
    assert [case["verdict"] for case in result["cases"]] in (
        [[verdict]] if verdict else [["FAIL"], ["CRASH"]])
    assert words in done.stdout


def test_an_engine_the_provider_does_not_drive_is_unsupported(suite):
    """The template says that it drives generation 2 only; the case is not run, and not a crash."""
    text = SCRIPT.format(name="old").replace("channel  c0", "machine  cb1\n\nchannel  c0")
    (suite.folder / "scripts/old.scn").write_text(text, encoding="utf-8")

    done = suite("certify", "template", "-o", "result.json")

    cases = read_result(suite.folder / "result.json")["cases"]
    assert done.returncode == 0, done.stdout
    assert {case["id"]: case["verdict"] for case in cases} == {"old": "UNSUPPORTED", "one": "PASS"}
    assert "unsupported 1 (no engine of generation 1)" in done.stdout


def test_a_dying_provider_costs_only_its_script(suite):
    """A crash in one script leaves the verdicts of the others alone."""
    for number in range(6):
        path = suite.folder / f"scripts/more-{number}.scn"
        path.write_text(SCRIPT.format(name=f"more-{number}"), encoding="utf-8")

    suite("certify", "subjects/crashes-at-once", "--output", "result.json")

    cases = read_result(suite.folder / "result.json")["cases"]
    assert [case["verdict"] for case in cases] == ["CRASH"] * 7


# --- how it prints ------------------------------------------------------------------------------


def test_a_pipe_gets_plain_text_that_is_not_cut(suite):
    done = suite("run", "one", "--provider", "mutants/completion-beside-the-word", COLUMNS="40")

    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr
    assert re.search(r"^FAIL +one", done.stdout, re.M)


@pytest.mark.skipif(not os.path.exists("/dev/pts/ptmx"), reason="no terminal can be made here")
def test_no_color_holds_on_a_terminal(suite):
    """script(1) gives the command a terminal."""
    words = f"{build_folder()}/ndc run one --provider mutants/completion-beside-the-word"
    env = {"NDC_CONFORMANCE": str(suite.folder / "scripts"), "TERM": "xterm"}

    plain, coloured = (subprocess.run(
        ["script", "-qec", words, "/dev/null"], env=os.environ | env | more, text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=False).stdout
        for more in ({"NO_COLOR": "1"}, {"NO_COLOR": ""}))

    assert not re.search(r"\x1b\[[0-9;]*m", plain)
    assert re.search(r"\x1b\[[0-9;]*m", coloured)


def test_a_reader_that_leaves_is_no_crash(suite):
    done = subprocess.run(
        ["sh", "-c", f"{build_folder()}/ndc list --providers | head -n 1"], cwd=suite.folder,
        capture_output=True, text=True, check=False)

    assert len(done.stdout.splitlines()) == 1
    assert "Sanitizer" not in done.stderr


def children(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
        return file.read().split()


def test_ctrl_c_leaves_a_valid_result_marked_incomplete(suite):
    """A provider that spins keeps the run busy until it is interrupted."""
    path = suite.folder / "result.json"
    run = subprocess.Popen(
        [build_folder() / "ndc", "certify", "subjects/spins-silently", "--output", path],
        cwd=suite.folder, env=os.environ | {"NDC_CONFORMANCE": str(suite.folder / "scripts")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    while run.poll() is None and not children(run.pid):
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    words, _ = run.communicate(timeout=60)

    assert run.returncode == 130
    result = json.loads(path.read_text(encoding="utf-8"))
    assert not result["complete"]
    assert "NOT RUN" in [case["verdict"] for case in result["cases"]]
    assert "incomplete" in words


def test_a_failure_says_what_when_and_why(suite):
    done = suite("run", "one", "--provider", "mutants/completion-beside-the-word")

    for word in ("expected", "seen", "because", "again", "rule", "tick"):
        assert re.search(rf"^ +{word}\b", done.stdout, re.M), done.stdout
    lanes = re.findall(r"^[ >]+\d+  .*$", done.stdout, re.M)
    assert len(lanes) >= 5
    assert len(max(lanes, key=len)) <= 100


def test_a_wrong_address_is_told_by_its_neighbour(suite):
    script = SCRIPT.format(name="one").replace("status", "status irq")
    (suite.folder / "scripts/one.scn").write_text(script)
    done = suite("run", "one@2.0", "--provider", "mutants/isr-names-next-descriptor")

    assert re.search(r"^  seen +NetDmaIsr\(c0, 0x[0-9A-F]+: memory behind descriptor A1\), at tick",
                     done.stdout, re.M), done.stdout

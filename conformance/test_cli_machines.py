# SPDX-License-Identifier: Apache-2.0
"""Cases on the other kind of machine: which there are, what they are called, how one names them."""
from conformance.plugin.scripts import read_result
from conformance.test_cli import SCRIPT, suite  # noqa: F401 (a fixture)

WITH_INTERRUPT = SCRIPT.format(name="one").replace("bytes  status", "bytes  status irq")


def write(suite, text):
    (suite.folder / "scripts/one.scn").write_text(text, encoding="utf-8")


def test_interrupts_are_tried_on_both_machines(suite):  # noqa: F811
    write(suite, WITH_INTERRUPT)

    done = suite("certify", "reference", "-o", "result.json")

    cases = read_result(suite.folder / "result.json")["cases"]
    assert done.returncode == 0
    assert [(case.get("variation"), case["interface"]) for case in cases] == [
        (None, "1.0"), ("msix", "1.0"), (None, "1.1"), ("msix", "1.1"),
        (None, "2.0"), ("line", "2.0"), (None, "2.1"), ("line", "2.1")]


def test_what_only_follows_takes_turns(suite):  # noqa: F811
    """Of five variations each version tries another one on the machine that is not its own."""
    write(suite, WITH_INTERRUPT.replace("cites    START-02\n",
                                        "cites    START-02\nvary     N in 1 2 3 4 5\n")
          .replace("4096", "N"))

    suite("certify", "reference", "-o", "result.json")

    cases = read_result(suite.folder / "result.json")["cases"]
    others = [case["variation"] for case in cases if "," in case["variation"]]
    assert len(cases) == 24
    assert others == ["1,msix", "2,msix", "3,line", "4,line"]


def test_a_case_is_named_by_its_machine(suite):  # noqa: F811
    write(suite, WITH_INTERRUPT)

    line = suite("run", "one[line]").stdout.splitlines()
    natural = suite("run", "one@2.0").stdout.splitlines()
    both = suite("run", "one", "--interface", "1.0").stdout.splitlines()

    assert line[:2] == ["PASS  one[line]@2.0", "PASS  one[line]@2.1"]
    assert natural[-1] == "1 passed, 0 failed, 0 skipped"
    assert both[-1] == "2 passed, 0 failed, 0 skipped"

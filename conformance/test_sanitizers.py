# SPDX-License-Identifier: Apache-2.0
"""The command, the reference provider and all that is under it run clean under the address and
undefined-behaviour sanitizers, built by gcc (dev) and by clang."""
import pytest

from conformance.plugin.command import built, ndc
from conformance.plugin.scripts import certify, read_result


@pytest.mark.parametrize("preset", ["dev", "clang"])
def test_the_reference_conforms_under_sanitizers(preset):
    """Same verdicts and traces as in the release build."""
    built(preset, "ndc", "provider.reference")

    checked = read_result(certify("reference", preset))

    assert checked["conforming"]
    assert checked["cases"] == read_result(certify("reference"))["cases"]


@pytest.mark.parametrize("preset", ["dev", "clang"])
@pytest.mark.parametrize("words", [
    ["list"], ["rules"], ["lint"], ["fmt", "--check"], ["rule", "START-01"], ["help"],
], ids=" ".join)
def test_the_command_is_clean(preset, words):
    built(preset, "ndc", "provider.reference")

    done = ndc(*words, preset=preset)

    assert done.returncode == ndc(*words).returncode, done.stderr
    assert "Sanitizer" not in done.stderr and "runtime error" not in done.stderr

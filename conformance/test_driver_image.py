# SPDX-License-Identifier: Apache-2.0
"""Our providers are Windows drivers: the same sources, with mingw-w64's DDK headers and our
netdma.h, become .sys files for x64."""
import re
import shutil
import subprocess

import pytest

from conformance.plugin.command import ROOT, build_folder

TRIPLE = "x86_64-w64-mingw32"
EXPORTERS = {"ntoskrnl.exe", "hal.dll", "ndis.sys"}


@pytest.fixture
def build_image(tmp_path):
    """Builds a provider folder into a .sys; returns what objdump says of it."""
    if shutil.which(f"{TRIPLE}-gcc") is None:
        pytest.fail("mingw-w64 for x86-64 is not here; ./ndc test installs it on Debian and Ubuntu",
                    pytrace=False)

    def build(name):
        image = tmp_path / f"{name}.sys"
        run(ROOT / "providers/build_sys.sh", ROOT / "providers" / name, image)
        kept = build_folder() / "image"
        kept.mkdir(parents=True, exist_ok=True)
        shutil.copy(image, kept)
        return run(f"{TRIPLE}-objdump", "-p", "-f", image)

    return build


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        pytest.fail(f"{words[0]}\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout


@pytest.mark.parametrize("name", ["reference", "template"])
def test_a_provider_builds_as_a_windows_driver(build_image, name):
    """An x64 native image that imports from the kernel and NDIS only."""
    words = build_image(name)

    assert "pei-x86-64" in words
    assert re.search(r"^Subsystem\s+00000001", words, re.M), "not a native image"
    assert not re.search(r"^AddressOfEntryPoint\s+0+$", words, re.M), "no entry point"
    assert {each.lower() for each in re.findall(r"DLL Name: (\S+)", words)} <= EXPORTERS
    assert "NetDmaRegisterProvider" in words
    assert "NetDmaGetVersion" not in words, "interface 1.0 has no NetDmaGetVersion to import"

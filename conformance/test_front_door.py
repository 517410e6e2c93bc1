# SPDX-License-Identifier: Apache-2.0
"""./ndc, the front door, tried on a small house of the same plan: its own CMake files around one
C file instead of the harness, so that building it costs a second."""
import os
import resource
import shutil
import subprocess

import pytest

from conformance.plugin.command import ROOT

MAIN = """#include <stdio.h>
int
main(int count, char **words)
{
    printf("%d words, last %s\\n", count - 1, words[count - 1]);
    return count == 2 ? 7 : 0;
}
"""
GENERATOR = """import sys
for path in sys.argv[2], sys.argv[4]:
    open(path, "w").write("typedef int nothing;\\n")
"""
MANIFEST = 'version = "1"\nvendor = "A"\nabout = "B"\ninterfaces = ["2.0"]\n'


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    top = tmp_path_factory.mktemp("house") / "ndc"
    for name in ("ndc", "CMakeLists.txt", "CMakePresets.json", "providers/manifest.py"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, top / name)
    shutil.copytree(ROOT / "cmake", top / "cmake")
    shutil.copytree(ROOT / "harness/base", top / "harness/base")
    write(top / "harness/cli/main.c", MAIN)
    write(top / "specs/gen.py", GENERATOR)
    add_provider(top, "good", "int good;\n")
    enter(top, "warm", "up")  # whichever test comes first finds it built
    return top


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_provider(top, name, source, manifest=MANIFEST):
    write(top / f"providers/{name}/driver.c", source)
    write(top / f"providers/{name}/provider.toml", manifest)


def enter(house, *words, cwd="/", **env):
    return subprocess.run([house / "ndc", *words], cwd=cwd, env=os.environ | env, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, check=False)


def built(house):
    return sorted(path.name for path in (house / "build/release/providers").glob("*.*o*")
                  if path.suffix in (".so", ".json"))


def test_words_and_exit_code_go_through(house, tmp_path):
    """From any folder, through a link, and the folder stays that of the caller."""
    (tmp_path / "link").symlink_to(house / "ndc")

    direct = enter(house, "one", cwd=tmp_path)
    linked = subprocess.run([tmp_path / "link", "one", "two words"], cwd="/", text=True,
                            capture_output=True, check=False)

    assert (direct.returncode, direct.stdout) == (7, "1 words, last one\n")
    assert (linked.returncode, linked.stdout) == (0, "2 words, last two words\n")


def test_nothing_to_do_is_cheap_and_silent(house):
    """Under 0.2 s of processor time."""
    enter(house, "warm", "up")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    done = enter(house, "a", "b")

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stderr == ""
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.2


def test_several_at_once_build_once(house):
    main = house / "harness/cli/main.c"
    main.write_text(main.read_text(encoding="utf-8") + "/* changed */\n", encoding="utf-8")

    running = [subprocess.Popen([house / "ndc", "a", str(number)], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True) for number in range(4)]
    outcomes = [(*each.communicate(), each.returncode) for each in running]

    assert outcomes == [(f"2 words, last {number}\n", "", 0) for number in range(4)]


def test_a_provider_that_does_not_compile_is_left_out(house):
    """It says so with the compiler's words; what was built of it before is not run any more."""
    add_provider(house, "acme", "int acme;\n")
    enter(house, "a", "b")
    whole = built(house)
    add_provider(house, "acme", "int acme = ;\n")

    broken = enter(house, "a", "b")

    assert "acme.so" in whole
    assert broken.returncode == 0
    assert "error: expected expression" in broken.stderr
    assert "ndc: provider acme did not compile and is left out\n" in broken.stderr
    assert built(house) == ["good.json", "good.so"]
    add_provider(house, "acme", "int acme;\n")
    assert enter(house, "a", "b").stderr == ""
    assert built(house) == whole
    shutil.rmtree(house / "providers/acme")


def test_a_wrong_manifest_is_said_each_time(house):
    add_provider(house, "wrong", "int wrong;\n", "version = 1\n")

    for _ in range(2):
        done = enter(house, "a", "b")
        assert done.returncode == 0
        assert done.stderr == ("ndc: left out: providers/wrong/provider.toml: "
                               "key 'version' must be a string\n")
    shutil.rmtree(house / "providers/wrong")


def test_a_suite_that_does_not_build_is_3(house):
    path = house / "harness/cli/extra.c"
    write(path, "int x = ;\n")

    done = enter(house, "a")

    assert done.returncode == 3
    assert "extra.c:1:9: error" in done.stderr
    assert done.stderr.endswith("ndc: the suite itself did not build\n")
    path.unlink()


def test_a_moved_folder_is_built_again(house):
    moved = house.rename(house.with_name("moved"))

    done = enter(moved, "a", "b")

    assert done.returncode == 0
    assert done.stdout == "2 words, last b\n"
    moved.rename(house)


def test_another_system_is_told_what_to_install(house, tmp_path):
    """No apt-get and no compiler on the path."""
    for name in ("sh", "dirname", "readlink", "mkdir", "flock", "printf"):
        (tmp_path / name).symlink_to(shutil.which(name))

    done = enter(house, "a", PATH=str(tmp_path))

    assert done.returncode == 2
    assert "not Debian or Ubuntu" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("ndc: not found here: gcc cmake ninja")

# SPDX-License-Identifier: Apache-2.0
"""Reading one TOML file strictly: every key is known, every value has its kind."""

import tomllib


class SpecError(Exception):
    """One sentence that names the file and the key."""


def read(path):
    try:
        return tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecError(f"{path}: not TOML: {error}") from error


def check_keys(path, where, table, required, optional=()):
    """The keys of a table are the required and perhaps some optional ones."""
    for key in table:
        if key not in required and key not in optional:
            raise SpecError(f"{path}: {where}: unknown key '{key}'")
    for key in required:
        if key not in table:
            raise SpecError(f"{path}: {where}: key '{key}' is missing")


def check_text(path, where, table, keys):
    for key in keys:
        if key in table and (not isinstance(table[key], str) or not table[key].strip()):
            raise SpecError(f"{path}: {where}: '{key}' must be a sentence, not {table[key]!r}")


def check_words(path, where, table, key, known):
    """The list under a key holds known words only."""
    words = table.get(key, [])
    if not isinstance(words, list):
        raise SpecError(f"{path}: {where}: '{key}' must be a list")
    for word in words:
        if word not in known:
            raise SpecError(f"{path}: {where}: '{key}' names '{word}', which is not known")


def check_word(path, where, table, key, known):
    if key in table and table[key] not in known:
        raise SpecError(f"{path}: {where}: '{key}' is '{table[key]}', which is not one of "
                        + ", ".join(known))

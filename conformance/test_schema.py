# SPDX-License-Identifier: Apache-2.0
"""Results and traces are what specs/schema/ says."""
import json

import jsonschema
import pytest

from conformance.plugin.command import ROOT, ndc
from conformance.plugin.scripts import certify, read_result

SCHEMAS = sorted((ROOT / "specs/schema").glob("*.schema.json"))


def schema(name):
    text = (ROOT / f"specs/schema/{name}.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("path", SCHEMAS, ids=[path.stem for path in SCHEMAS])
def test_a_schema_is_a_schema(path):
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("provider", ["reference", "template"])
def test_a_result_is_valid(provider):
    result = read_result(certify(provider))

    schema("result").validate(result)
    assert result["complete"]
    assert result["provider"]["name"] == provider


def test_a_result_without_a_verdict_is_not_valid():
    """The schema can refuse."""
    result = read_result(certify("reference"))
    del result["cases"][0]["verdict"]

    with pytest.raises(jsonschema.ValidationError, match="'verdict' is a required property"):
        schema("result").validate(result)


def test_every_line_of_a_trace_is_valid(tmp_path):
    path = tmp_path / "trace.jsonl"

    ndc("run", "append/start-then-append@2.0", "--trace", path)

    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["events"] == len(lines) - 1 > 0
    for line in lines:
        schema("trace").validate(line)

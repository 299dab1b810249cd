"""``factcheck schema``: what is printed is a schema, and the project's files fit it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli


@pytest.mark.parametrize("which", [(), ("claims",), ("report",), ("rubric",)])
def test_a_schema_is_printed(which: tuple[str, ...], run_cli: RunCli) -> None:
    result = run_cli("schema", *which)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(found)


def test_claims_are_the_default(run_cli: RunCli) -> None:
    assert run_cli("schema").stdout == run_cli("schema", "claims").stdout
    assert run_cli("schema").stdout != run_cli("schema", "report").stdout


def test_a_report_fits_the_schema_of_reports(run_cli: RunCli, root: Path) -> None:
    schema = json.loads(run_cli("schema", "report").stdout)
    report = run_cli("run", str(root / "claims" / "swiss.yml"), "--format", "json").stdout
    jsonschema.Draft7Validator(schema).validate(json.loads(report))


def test_another_schema_is_refused(run_cli: RunCli) -> None:
    result = run_cli("schema", "claim")
    assert result.exit_code == 2
    assert "'claim' is not one of 'claims', 'report'" in result.output

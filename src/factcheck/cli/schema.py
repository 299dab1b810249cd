"""``factcheck schema``: the JSON Schemas of what goes in and comes out."""

from __future__ import annotations

import json

import click

from factcheck.cli.output import write_text


@click.command(
    epilog="""\b
Examples:
  factcheck schema > claims.schema.json
  factcheck schema report
  factcheck schema rubric
"""
)
@click.argument("which", type=click.Choice(("claims", "report", "rubric")), default="claims")
def schema(which: str) -> None:
    """Print the JSON Schema of a claim file, a rubric or a report.

    WHICH is `claims` (the default), `rubric`, or `report`, the JSON that `run --format json`
    prints. All are draft-07. An editor that finds one helps with writing such files: name it in
    their first line, as in `# yaml-language-server: $schema=claims.schema.json`.
    """
    from factcheck.report import report_schema
    from factcheck.spec import claims_schema, rubric_schema

    schemas = {"claims": claims_schema, "report": report_schema, "rubric": rubric_schema}
    found = schemas[which]()
    write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")

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
"""
)
@click.argument("which", type=click.Choice(("claims", "report")), default="claims")
def schema(which: str) -> None:
    """Print the JSON Schema of a claim file or a report.

    WHICH is `claims` (the default) or `report`, the JSON that `run --format json` prints. Both
    are draft-07. An editor that finds the first helps with writing claim files: name it in
    their first line, as in `# yaml-language-server: $schema=claims.schema.json`.
    """
    from factcheck import report
    from factcheck.spec import claims_schema

    found = claims_schema() if which == "claims" else report.report_schema()
    write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")

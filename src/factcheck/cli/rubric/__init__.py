"""``factcheck rubric``: what can be done with a decision table by itself."""

from __future__ import annotations

from importlib import import_module

import click

from factcheck.cli.hinting import HintingGroup

COMMANDS = {
    "check": ("check", "check"),
    "agree": ("agree", "agree"),
    "scale": ("scale", "scale"),
    "sensitivity": ("sensitivity", "sensitivity"),
    "decide": ("decide", "decide"),
    "import": ("importing", "import_table"),
    "export": ("exporting", "export_table"),
    "sql": ("sql", "sql"),
}
"""The module and function of each command, which is loaded when somebody asks for it."""


class RubricCommands(HintingGroup):
    """The subcommands, each loaded when it is called or described."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click has it
        """Return a command, ``None`` where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), function)
        return command


@click.group(
    cls=RubricCommands,
    epilog="""\b
Examples:
  factcheck rubric check claims/rubrics/conservative-definition.yml
  factcheck rubric sensitivity claims/rubric-example.yml
  factcheck rubric import table.dmn -o rubric.yml
  factcheck rubric sql rubric.yml
""",
)
def rubric() -> None:
    """Work with rubrics, the decision tables that classify rows.

    A rubric is a written definition as rules: it puts each row of an evidence table into one
    class. `check` finds what the rules leave out and where they contradict each other.
    """

"""The command ``factcheck`` and its subcommands."""

from __future__ import annotations

import atexit
import gc
import os
import re

import click

from factcheck import __version__
from factcheck.cli.cache import cache
from factcheck.cli.check import check
from factcheck.cli.diff import diff
from factcheck.cli.explain import explain
from factcheck.cli.figure import figure
from factcheck.cli.hinting import HintingGroup
from factcheck.cli.init import init
from factcheck.cli.lock import lock
from factcheck.cli.new import new
from factcheck.cli.plan import plan
from factcheck.cli.possible import possible
from factcheck.cli.problems import INTERRUPTED
from factcheck.cli.rows import rows
from factcheck.cli.rubric import rubric
from factcheck.cli.run import run
from factcheck.cli.schema import schema
from factcheck.cli.serve import serve
from factcheck.cli.verify import verify

# A process that ends gives everything back at once: no garbage need be looked for before.
atexit.register(gc.freeze)
# Nearly all that is made is kept until the report: to look for garbage as often as a program that
# runs for days takes a quarter of the time of a large file.
gc.set_threshold(100_000, 20, 20)

_IS_NUMBER = re.compile(r"-[0-9.,$€£¥]").match
"""Whether an option that does not exist is a number; of a short one no more is told."""
COMMANDS = (
    init,
    new,
    run,
    check,
    rows,
    plan,
    lock,
    cache,
    verify,
    diff,
    figure,
    possible,
    serve,
    rubric,
    schema,
    explain,
)


class Commands(HintingGroup):
    """The subcommands, with an exit code of its own for Ctrl-C."""

    def invoke(self, ctx: click.Context) -> object:
        """Call the subcommand."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            if not _IS_NUMBER(error.option_name):
                raise
            message = f"{error.message.rstrip('.')}; write `--` before a number with a minus sign."
            raise click.UsageError(message, error.ctx) from error
        except KeyboardInterrupt:
            click.echo("\ninterrupted; nothing was reported", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as error:
            if error.filename is None:
                raise
            # A path that the system refuses even to look at: too long, or in a locked folder.
            raise _refused(error) from error


def _refused(error: OSError) -> click.UsageError:
    from factcheck.model.near import quoted
    from factcheck.report.visible import visible

    name = os.fsdecode(error.filename)
    return click.UsageError(f"{visible(quoted(name))} cannot be used: {error.strerror}")


@click.group(
    name="factcheck",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="""\b
Examples:
  factcheck init
  factcheck new --table evidence/police.csv --output claims/police.yml
  factcheck run claims/swiss.yml
  factcheck run claims/swiss.yml --format markdown -o reports/swiss.md
  factcheck figure "just under ten percent"
  factcheck possible "64%" --of 8
  factcheck explain FC101
""",
)
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """Verify published statistics.

    Claims, evidence tables and how they belong together stand in a YAML file; `factcheck run`
    gives each claim a verdict with the calculation behind it. Nothing is guessed, and the same
    files always give the same bytes.
    """


for command in COMMANDS:
    main.add_command(command)

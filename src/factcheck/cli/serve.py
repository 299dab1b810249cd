"""``factcheck serve``: the claims of folders as a page in one's own browser."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.cache import remembered
from factcheck.cli.claim_files import claim_files
from factcheck.cli.options import as_of_option, language_option, root_option
from factcheck.cli.output import CannotWriteError, write_text

if TYPE_CHECKING:
    import socket

    from factcheck.serve.records import Settings

_USUAL = Path("claims")
"""The folder of claims, where there is one."""
_PACKAGES = ("starlette", "uvicorn", "watchfiles")
_MOST = 2**16 - 1


@click.command(
    epilog="""\b
Examples:
  factcheck serve
  factcheck serve claims/ --open
  factcheck serve claims/swiss.yml --port 8000 --report-lang de

\b
Exit codes:
  2  the command line is wrong, the port is in use, or packages are missing
  0  it was ended by Ctrl-C
"""
)
@click.argument(
    "folders",
    metavar="[FOLDER]...",
    nargs=-1,
    type=click.Path(path_type=Path),
    callback=claim_files,
)
@click.option(
    "--port",
    type=click.IntRange(0, _MOST),
    help="The port of this machine; 0 for any that is free.  [default: 8317, else a free one]",
)
@click.option(
    "--open/--no-open",
    "opens",
    default=False,
    help="Show the page in the browser at once.  [default: --no-open]",
)
@language_option("The language of the pages. Claims are in any language.")
@click.option(
    "--strict",
    is_flag=True,
    help="Count an undetermined claim that no `expect` covers as not expected.",
)
@as_of_option()
@root_option()
def serve(
    folders: tuple[Path, ...],
    port: int | None,
    opens: bool,
    language: str,
    strict: bool,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Show the claims of each FOLDER in a browser on this machine.

    FOLDER is a folder of claim files, or one claim file; without any it is `claims`, if there is
    such a folder, else the one you are in. The page lists all claims with their verdicts, has the
    memo of each, and follows the files: what is saved is run again at once. A second page shows
    what the words of a figure allow. Nothing can be changed there, and no other machine gets in.
    Ctrl-C ends it.
    """
    if not all(map(find_spec, _PACKAGES)):
        raise CannotWriteError(
            "this command needs packages that are not installed; "
            "install them by: pip install 'factcheck-statistics[web]'"
        )
    from factcheck.serve.records import Settings

    named = folders or (_USUAL if _USUAL.is_dir() else Path(),)
    _serve(Settings(named, root, strict, as_of, language), _bound(port), opens=opens)


def _bound(port: int | None) -> socket.socket:
    from factcheck.serve.start import bound

    try:
        return bound(port)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotWriteError(
            f"port {port} cannot be used: {reason}; name another one, or leave out --port"
        ) from error


def _serve(settings: Settings, listening: socket.socket, *, opens: bool) -> None:
    from factcheck.serve.start import HOST, serve

    address = f"http://{HOST}:{listening.getsockname()[1]}/"
    write_text(f"{address}\nCtrl-C ends it.\n")
    if opens:
        click.launch(address)
    # The way to end it, and so no fault.
    with suppress(KeyboardInterrupt):
        serve(settings, listening, lambda: remembered(is_wanted=True))

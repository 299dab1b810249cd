"""Where and how commands print."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

NARROWEST, USUAL, WIDEST = 60, 88, 100


class CannotWriteError(click.ClickException):
    """What was asked for has no place to go: the command line is wrong."""

    exit_code = 2


def wants_colour(chosen: bool | None, stream: TextIO | None) -> bool:
    """Whether to print in colour: as chosen, else on a terminal without ``NO_COLOR``."""
    if chosen is not None:
        return chosen
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody reads along; a stream that was closed from outside is ``None``."""
    return stream is not None and stream.isatty()


def terminal_width(stream: TextIO | None) -> int:
    """Return the columns to print in: those of a terminal, within limits.

    They are the same wherever there is none: neither a file nor what another program reads
    depends on a window, or on ``COLUMNS``.
    """
    if not is_terminal(stream):
        return USUAL
    return min(max(shutil.get_terminal_size((USUAL, 24)).columns, NARROWEST), WIDEST)


def output_path(
    context: click.Context, parameter: click.Parameter, path: Path | None
) -> Path | None:
    """Check early that a report can be written to ``path``; ``-`` stands for no file."""
    if path is None or path == Path("-"):
        return None
    obstacle = obstacle_to(path)
    if obstacle:
        raise click.BadParameter(obstacle, context, parameter)
    return path


def obstacle_to(path: Path) -> str:
    """Return why no report can be written to a file, as far as that can be seen; else nothing."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder '{folder}'."
    if path.is_dir():
        return f"'{path}' is a folder."
    if _is_lock(path):
        return f"'{path}' is where the lock lies; name another file."
    if not os.access(path if path.exists() else folder, os.W_OK):
        return f"'{path}' cannot be written."
    return ""


def _is_lock(path: Path) -> bool:
    """Whether a file, or the one that a link leads to, has the lock's name."""
    from factcheck.lock.stored import NAME

    return NAME in {path.name.lower(), path.resolve().name.lower()}


def write_text(text: str, path: Path | None = None) -> None:
    """Print a text, or write it to a file as a whole or not at all."""
    try:
        with opened(path) as sheet:
            sheet.write(text)
    except OSError as error:
        place = "the report" if path is None else f"'{path}'"
        raise CannotWriteError(f"{place} cannot be written: {error.strerror}") from error


def write_new(files: Mapping[Path, str]) -> None:
    """Write files that do not exist yet, and the folders they need: all of them, or none."""
    present = [f"'{path}'" for path in files if os.path.lexists(path)]
    if present:
        verb = "exists" if len(present) == 1 else "exist"
        names = ", ".join(present)
        raise CannotWriteError(f"{names} {verb} already; nothing was overwritten or written")
    made: list[Path] = []
    try:
        for path, text in files.items():
            _make(path, text, made)
    except BaseException as error:
        _unmake(made)
        if isinstance(error, OSError):
            raise CannotWriteError(
                f"'{error.filename}' cannot be written: {error.strerror}"
            ) from error
        raise


def _make(path: Path, text: str, made: list[Path]) -> None:
    """Write one new file and note it, and the folders that had to be made, in ``made``."""
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir()
            made.append(folder)
    # Fails where something has taken the place meanwhile, be it a link.
    with path.open("x", encoding="utf-8", newline="\n") as file:
        made.append(path)
        file.write(text)


def _unmake(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)


def _print(text: str | bytes) -> None:
    """Print for a terminal in its encoding, else the same bytes everywhere.

    A reader that has seen enough (``| head``) is no fault: what is left is dropped.
    """
    shown = text
    if isinstance(text, str):
        encoding = sys.stdout.encoding if is_terminal(sys.stdout) else "utf-8"
        shown = text.encode(encoding, "replace")
        shown = shown.decode(encoding) if is_terminal(sys.stdout) else shown
    try:
        click.echo(shown, nl=False)
    except BrokenPipeError:
        # Python would complain when it empties the same pipe at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Sheet:
    """A report that is written piece by piece."""

    def __init__(self, write: Callable[[str | bytes], object]) -> None:
        self.write = write
        self.is_dropped = False

    @classmethod
    def of(cls, file: IO[bytes]) -> Sheet:
        """Return what writes to a file; texts in UTF-8."""
        return cls(lambda piece: file.write(piece.encode() if isinstance(piece, str) else piece))

    def drop(self) -> None:
        """Let go what was written: a file stays as it was. What is printed is printed."""
        self.is_dropped = True


@contextmanager
def opened(path: Path | None) -> Iterator[Sheet]:
    """Give a sheet that is printed at once, or becomes a file as a whole at the end.

    Nothing is left of it where it is dropped or an error comes in the way. Raises
    ``CannotWriteError`` where it would be printed, and nothing can be.
    """
    if path is None:
        if sys.stdout is None:
            raise CannotWriteError("the report cannot be printed: the standard output is closed")
        yield Sheet(_print)
    elif path.exists() and not path.is_file():
        # A device or a pipe cannot be replaced, only written to.
        with path.open("wb") as device:
            yield Sheet.of(device)
    else:
        with _written_beside(path.resolve()) as sheet:
            yield sheet


@contextmanager
def _written_beside(path: Path) -> Iterator[Sheet]:
    """Write beside the file and move into its place, so that nothing is ever half-written.

    What processes that were killed left unfinished of the same file is removed.
    """
    from factcheck.evidence.whole import END, begin_of, sweep

    sweep(path.parent, path.name)
    with tempfile.NamedTemporaryFile(
        "wb", dir=path.parent, prefix=begin_of(path), suffix=END, delete=False
    ) as file:
        part, sheet = Path(file.name), Sheet.of(file)
        try:
            yield sheet
            if not sheet.is_dropped:
                file.flush()
                # Else a machine that stops may have the new name without the new content.
                os.fsync(file.fileno())
                file.close()
                part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _mask() -> int:
    """Return the permissions that new files of this user do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

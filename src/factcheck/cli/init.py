"""``factcheck init``: a small project to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.output import CannotWriteError, write_new, write_text


@click.command(
    epilog="""\b
Examples:
  factcheck init
  factcheck init my-project
"""
)
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
def init(folder: Path) -> None:
    """Write a small project that runs, to learn from and to change.

    DIR is where to write it: the current folder, unless another is named, which is made where it
    does not exist. Written are a commented claim file, the table for it and a README. Nothing is
    ever overwritten: where one of the files exists, none is written.
    """
    from factcheck.scaffold.starter_files import starter_files

    if folder.exists() and not folder.is_dir():
        raise CannotWriteError(f"'{folder}' is no folder")
    files = {folder / path: text for path, text in starter_files().items()}
    write_new(files)
    written = "".join(f"  {path.as_posix()}\n" for path in files)
    enter = "" if folder == Path() else f"  cd {folder.as_posix()}\n"
    write_text(f"wrote\n{written}now\n{enter}  factcheck run claims/example.yml\n")

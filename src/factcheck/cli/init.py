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
  factcheck init --ci
"""
)
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@click.option(
    "--ci",
    is_flag=True,
    help="Also write a workflow for GitHub and hooks for pre-commit, which check the claims.",
)
def init(folder: Path, *, ci: bool) -> None:
    """Write a small project that runs, to learn from and to change.

    DIR is where to write it: the current folder, unless another is named, which is made where it
    does not exist. Written are a commented claim file, the table for it, the memo of its verdicts
    and a README. Nothing is ever overwritten: where one of the files exists, none is written.
    """
    from factcheck.scaffold.starter_files import starter_files

    if folder.exists() and not folder.is_dir():
        raise CannotWriteError(f"'{folder}' is no folder")
    texts = starter_files(with_ci=ci)
    files = {folder / path: text for path, text in {**texts, **_reports(texts)}.items()}
    write_new(files)
    written = "".join(f"  {path.as_posix()}\n" for path in files)
    enter = "" if folder == Path() else f"  cd {folder.as_posix()}\n"
    write_text(f"wrote\n{written}now\n{enter}  factcheck run claims/example.yml\n")


def _reports(texts: dict[Path, str]) -> dict[Path, str]:
    """Return the reports that the project keeps, made of its files in a folder of their own."""
    from tempfile import TemporaryDirectory

    from factcheck.kept.made import made_reports
    from factcheck.kept.places import keepers
    from factcheck.scaffold.starter_files import CLAIMS
    from factcheck.together.run import Together

    with TemporaryDirectory(prefix="factcheck-") as name:
        copy = Path(name)
        write_new({copy / path: text for path, text in texts.items()})
        made = made_reports(keepers([copy / CLAIMS], copy), Together())
    return {Path(each.kept.shown): each.new.decode() for each in made}

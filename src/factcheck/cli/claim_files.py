"""The claim files that a command line names, or folders of them: each has to be there."""

from __future__ import annotations

from pathlib import Path

import click


def claim_files(
    context: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Path, ...]:
    """Check that all files and folders are there; raise ``BadParameter`` for one that is not."""
    for path in paths:
        _refuse_absent(context, parameter, path)
    return paths


def claim_file(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    """Check that the only file is there; raises as ``claim_files``."""
    _refuse_absent(context, parameter, path)
    return path


def _refuse_absent(context: click.Context, parameter: click.Parameter, path: Path) -> None:
    """Raise ``BadParameter`` for a file that is not there, with those most like it."""
    if path == Path("-"):
        message = "standard input is not read: paths in a claim file start at it; name a file."
    elif not path.exists():
        message = f"there is no file {shown(path)}{_beside(path)}"
    else:
        return
    raise click.BadParameter(message, context, parameter)


def shown(path: Path) -> str:
    """Return a path in quotes, as a terminal may show it."""
    from factcheck.model.near import quoted
    from factcheck.report.visible import visible

    return visible(quoted(path.as_posix()))


def _names_in(folder: Path) -> list[str]:
    """Return the names of a folder's claim files; none where it cannot be looked into."""
    try:
        return sorted(each.name for each in folder.iterdir() if each.suffix in {".yml", ".yaml"})
    except OSError:
        return []


def _beside(path: Path) -> str:
    from factcheck.model.near import did_you_mean
    from factcheck.report.visible import visible

    if not path.parent.is_dir():
        return f", and no folder {shown(path.parent)}."
    hint = did_you_mean(path.name, _names_in(path.parent))
    return "." if hint is None else visible(f"; {hint}")

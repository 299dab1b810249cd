"""``factcheck explain``: what a code means and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.output import write_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from factcheck.model.problem import Code


def every_code() -> tuple[Code, ...]:
    """Return the codes of all stages and engines, sorted."""
    from factcheck.behind_codes import CODES as BEHIND
    from factcheck.evidence.above_one import CODES as ABOVE_ONE
    from factcheck.evidence.cache.codes import CODES as CACHE
    from factcheck.evidence.coded_codes import CODES as CODED
    from factcheck.evidence.codes import CODES as EVIDENCE
    from factcheck.evidence.digit_codes import CODES as DIGITS
    from factcheck.evidence.emptiness import CODES as EMPTINESS
    from factcheck.evidence.limits import CODES as LIMITS
    from factcheck.evidence.markers.codes import CODES as MARKERS
    from factcheck.evidence.near_zero import CODES as NEAR_ZERO
    from factcheck.evidence.off_step import CODES as OFF_STEP
    from factcheck.evidence.package.codes import CODES as PACKAGE
    from factcheck.evidence.remote.codes import CODES as REMOTE
    from factcheck.evidence.remote.spark_codes import CODES as SPARK
    from factcheck.evidence.sdmx_codes import CODES as SDMX
    from factcheck.evidence.shape.codes import CODES as SHAPE
    from factcheck.evidence.stored.codes import CODES as STORED
    from factcheck.evidence.workbook.codes import CODES as WORKBOOK
    from factcheck.figure.codes import CODES as FIGURE
    from factcheck.kept.codes import CODES as KEPT
    from factcheck.lock.codes import CODES as LOCK
    from factcheck.plan.codes import CODES as PLAN
    from factcheck.quantity.codes import CODES as QUANTITY
    from factcheck.rubric.analysis.codes import CODES as ANALYSIS
    from factcheck.rubric.codes import CODES as RUBRIC
    from factcheck.rubric.dmn.codes import CODES as DMN
    from factcheck.rubric.scale_codes import CODES as SCALES
    from factcheck.rubric.use_codes import CODES as RUBRIC_USE
    from factcheck.spec.codes import CODES as SPEC
    from factcheck.spec.expression.codes import CODES as EXPRESSION
    from factcheck.spec.rubric.codes import CODES as RUBRIC_FORM
    from factcheck.together.codes import CODES as TOGETHER
    from factcheck.verdict.checks import CHECKS

    checks = tuple(check.CODE for check in CHECKS)
    evidence = (
        *EVIDENCE,
        *DIGITS,
        *SHAPE,
        *EMPTINESS,
        *OFF_STEP,
        *NEAR_ZERO,
        *ABOVE_ONE,
        *MARKERS,
        *STORED,
        *LIMITS,
        *PACKAGE,
        *SDMX,
        *CACHE,
        *REMOTE,
        *SPARK,
        *CODED,
        *WORKBOOK,
    )
    rubrics = (*RUBRIC, *ANALYSIS, *DMN, *RUBRIC_USE, *SCALES, *RUBRIC_FORM)
    every = (
        *SPEC,
        *EXPRESSION,
        *FIGURE,
        *PLAN,
        *evidence,
        *QUANTITY,
        *rubrics,
        *checks,
        *LOCK,
        *KEPT,
        *TOGETHER,
        *BEHIND,
    )
    return tuple(sorted(every, key=lambda code: code.code))


def _completions(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the codes, and the names of codes, that what is typed can become."""
    from click.shell_completion import CompletionItem

    known = every_code()
    codes = [(each.code, each.title) for each in known]
    slugs = [(each.slug, each.title) for each in known]
    typed = incomplete.casefold()
    found = ((name, title) for name, title in codes + slugs if name.casefold().startswith(typed))
    return [CompletionItem(name, help=title) for name, title in found]


@click.command(
    epilog="""\b
Examples:
  factcheck explain
  factcheck explain FC101
  factcheck explain duplicate-key
  factcheck explain hedges --lang de
  factcheck explain markers eurostat@2025
"""
)
@click.argument("code", required=False, shell_complete=_completions)
@click.argument("profile", required=False)
@click.option("--lang", help="With `hedges`, the language whose words are listed.")
def explain(code: str | None, profile: str | None, lang: str | None) -> None:
    """Say what a code means and what to do.

    CODE is one like FC008, or its name like duplicate-key; problems and findings print both.
    Without it, all are listed. `hedges` prints the table by which words about numbers are read,
    `markers` the profiles of publishers' signs, or with PROFILE the signs of one of them.
    """
    if code is not None and code.strip().casefold() == "markers":
        write_text(_markers(profile))
        return
    if profile is not None:
        raise click.UsageError("a second word goes with `factcheck explain markers`")
    if code is not None and code.strip().casefold() == "hedges":
        write_text(_hedges(lang))
        return
    if lang is not None:
        raise click.UsageError("--lang goes with `factcheck explain hedges`")
    known = every_code()
    if code is None:
        write_text("".join(f"{each.code}  {each.slug:25}  {each.title}\n" for each in known))
        return
    wanted = code.strip().casefold()
    found = next((each for each in known if wanted in {each.code.casefold(), each.slug}), None)
    if found is None:
        raise click.UsageError(_unknown(code, known))
    write_text(f"{found.code} {found.slug}\n{found.title}\n\n{found.explanation.strip()}\n")


def _markers(profile: str | None) -> str:
    from factcheck.evidence.markers.describe import described, listing
    from factcheck.evidence.markers.profiles import NoProfileError, edition_named
    from factcheck.report.visible import visible

    if profile is None:
        return listing()
    try:
        return described(edition_named(profile))
    except NoProfileError as error:
        raise click.UsageError(visible(f"{error}; {error.hint}")) from error


def _hedges(lang: str | None) -> str:
    from factcheck.figure import FigureError
    from factcheck.figure.class_words import class_words
    from factcheck.figure.table import hedge_table
    from factcheck.report.hedges_report import render_hedges
    from factcheck.report.visible import visible

    if lang is None:
        return render_hedges(hedge_table(), {}, "")
    try:
        words, language = class_words(lang)
    except FigureError as error:
        raise click.UsageError(visible(f"{error.message}; {error.hint}")) from error
    return render_hedges(hedge_table(), words, language)


def _unknown(code: str, known: tuple[Code, ...]) -> str:
    from factcheck.model.near import did_you_mean, quoted
    from factcheck.report.visible import visible

    hint = did_you_mean(code, [name for each in known for name in (each.code, each.slug)])
    return f"no code is called {visible(quoted(code))}; {hint}"

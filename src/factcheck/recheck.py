"""A report checked again: worked out anew from its files, with its answers and without a solver."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck import __version__
from factcheck.bounds.check import refutes
from factcheck.bounds.shown import is_so, is_world
from factcheck.model.dates import is_date
from factcheck.model.linear import System
from factcheck.model.near import quoted
from factcheck.reopen import NoClaimFileError, reopened
from factcheck.report.certificate_json import UnreadableError
from factcheck.report.compared import MADE_BY, differences
from factcheck.report.json_report import REPORT
from factcheck.report.said import answers_in, certificates_in, proofs_in, records_in
from factcheck.report.well_formed import require_outline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.model.answered import Answered
    from factcheck.model.certificate import Answer, Certificate
    from factcheck.model.proof import Proved
    from factcheck.model.result import RunResult
    from factcheck.reopen import ClaimFile

MAX_BYTES = 2**28
"""Far more than a report of 10,000 claims has."""

Fields = dict[str, Any]
_WIDTH = 60


class NotAReportError(Exception):
    """A file is no report of `factcheck run --format json`."""


class Rechecked(Struct, frozen=True):
    """What checking a report again came to."""

    claims: int
    """How many claims were worked out again; 0 where only the arithmetic was checked."""
    disputes: int
    """The same of disputes."""
    certificates: int
    shown: int
    """How many worlds and proofs of certificates were checked."""
    answers: int
    """How many answers of searches were checked that no certificate has."""
    unshown: int
    """How many of these say that the effort was not enough, which nothing can show."""
    made_by: str | None
    """The version of the program that made the report, where that is another one."""
    differences: tuple[str, ...]
    """What is not as the report says; none where everything holds."""
    as_of: str | None = None
    """The date whose vintages were read where a claim names none."""
    is_compared: bool = True
    """Whether what the report says was looked at; not where it was made from something else."""


def read_report(path: Path) -> Fields:
    """Return a report from its file; raise ``NotAReportError`` for anything else."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise NotAReportError(f"it has more than {MAX_BYTES // 2**20} MiB")
    try:
        found = json.loads(content, object_pairs_hook=_record, parse_constant=_no_number)
    except ValueError as error:
        raise NotAReportError("it is no JSON") from error
    except RecursionError as error:
        raise NotAReportError("it is too deep") from error
    if not isinstance(found, dict) or "report" not in found or "claims" not in found:
        raise NotAReportError("it is not what `factcheck run --format json` prints")
    _require_version(found, "report", REPORT)
    try:
        require_outline(found)
    except UnreadableError as error:
        raise NotAReportError(str(error)) from error
    return found


def _require_version(report: Fields, field: str, known: object) -> None:
    """Raise ``NotAReportError`` for another version of something that the program goes by."""
    said = report.get(field)
    if type(said) is not type(known) or said != known:
        made_by = report.get(MADE_BY)
        hint = f"; factcheck {made_by} made it" if isinstance(made_by, str) else ""
        shown = quoted(said) if isinstance(said, str) else json.dumps(said)
        raise NotAReportError(
            f"its `{field}` is {shown[:_WIDTH]}, and this program, factcheck {__version__}, "
            f"knows {json.dumps(known)}{hint}"
        )


def _record(pairs: list[tuple[str, Any]]) -> Fields:
    """Return a record; programs differ in which of two fields of one name they read."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotAReportError(f"it has the field {quoted(twice)} twice in one place")
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


class _Certificates(Struct, frozen=True):
    """What a report shows, with the name of the claim or dispute that each belongs to."""

    claims: dict[Certificate, str]
    disputes: dict[Proved, str]
    answers: tuple[Answered, ...]

    @property
    def shown(self) -> int:
        """How many worlds and proofs there are."""
        of_claims = sum(_is_said(answer) for each in self.claims for answer in each.answers)
        return of_claims + sum(
            len(each.impossible) + (each.possible is not None) for each in self.disputes
        )

    @property
    def unshown(self) -> int:
        """How many answers have neither a world nor a proof."""
        return sum(not _is_said(answer) for each in self.claims for answer in each.answers)

    def wrong(self) -> Iterator[str]:
        """Yield what certificates say and do not show."""
        for certificate, name in self.claims.items():
            system = System(certificate.variables, certificate.rows)
            for answer in certificate.answers:
                if _is_said(answer) and not is_so(system, answer):
                    side = "true" if answer.is_true else "false"
                    yield (
                        f"{quoted(name)}: what shows that the claim can or cannot be {side} "
                        f"({answer.profile}) does not hold"
                    )
        for proved, name in self.disputes.items():
            yield from _wrong_of(proved, f"dispute {quoted(name)}")


def _is_said(answer: Answer) -> bool:
    return answer.world is not None or answer.proof is not None


def _wrong_of(proved: Proved, label: str) -> Iterator[str]:
    system = System(proved.variables, proved.rows)
    for each in proved.impossible:
        if not refutes(system.with_rows(each.rows), each.refutation):
            yield f"{label}: what shows that this is impossible does not hold: {each.what}"
    if proved.possible is not None and not is_world(system, dict(proved.possible)):
        yield f"{label}: what shows that the members can be true together is no possible world"


def _certificates(report: Fields) -> _Certificates:
    claims: dict[Certificate, str] = {}
    disputes: dict[Proved, str] = {}
    try:
        for name, certificate in certificates_in(report.get("claims")):
            claims.setdefault(certificate, name)
        for name, proved in proofs_in(report.get("disputes")):
            disputes.setdefault(proved, name)
        answers = answers_in(report)
    except UnreadableError as error:
        raise NotAReportError(str(error)) from error
    return _Certificates(claims, disputes, answers)


def check_arithmetic(report: Fields) -> Rechecked:
    """Check every world and proof of a certificate against the rows that stand beside it."""
    found = _certificates(report)
    number = len(found.claims) + len(found.disputes)
    return Rechecked(0, 0, number, found.shown, 0, found.unshown, None, tuple(found.wrong()))


def check_again(
    report: Fields,
    root: Path | None = None,
    as_of: str | None = None,
    claims: Path | None = None,
) -> Rechecked:
    """Work a report out again from its files, and compare everything that it says.

    No solver is asked. Where a search was, its answer is taken from the report, if the checker
    accepts it for the rows of the files: worlds satisfy every row, proofs add up, ends are not
    exceeded and are reached. ``claims`` is the claim file, by default the one that the report
    names; ``as_of`` the date that the report has to be made for, by default the one that it names.
    Raises ``NotAReportError`` where the report cannot be checked, ``OSError`` and
    ``ProblemsError`` as ``run_file``.
    """
    _require_versions(report)
    found = _certificates(report)
    said = _date_of(report)
    try:
        file = reopened(report, root, claims)
    except NoClaimFileError as error:
        raise NotAReportError(str(error)) from error
    unfit = tuple(_unfit(report, file, as_of))
    if unfit:
        return _nothing_compared(unfit)
    again, unlike = _nearest(report, found.answers, file, said)
    moved = tuple(_moved(report, again.result))
    if moved:
        return _nothing_compared(moved)
    differing = tuple(dict.fromkeys((*found.wrong(), *again.faults, *unlike)))
    made_by = report.get(MADE_BY)
    return Rechecked(
        len(again.result.claims),
        len(again.result.disputes),
        len(found.claims) + len(found.disputes),
        found.shown,
        len(again.result.answers),
        again.unshown,
        None if made_by == again.result.version else str(made_by),
        differing,
        as_of=said,
    )


def _require_versions(report: Fields) -> None:
    """Raise ``NotAReportError`` where words or claim files were read in another way."""
    from factcheck.figure import HEDGES_VERSION
    from factcheck.model.spec import LANGUAGE

    _require_version(report, "language", LANGUAGE)
    _require_version(report, "hedges", HEDGES_VERSION)


def _date_of(report: Fields) -> str | None:
    """Return the date that a report was made for; raise ``NotAReportError`` for what is none."""
    said = report.get("as_of")
    if said is None or (isinstance(said, str) and is_date(said)):
        return said
    raise NotAReportError("its `as_of` is no year, month or day, such as 2012, 2012-07-31")


def _unfit(report: Fields, file: ClaimFile, as_of: str | None) -> Iterator[str]:
    """Yield why a report is not one of a claim file as it is now, or not for a date."""
    (first, *_) = records_in(report.get("files"))
    if first.get("sha256") != file.sha256:
        yield f"{file.name} is not the file that the report was made from"
    said = report.get("as_of")
    if as_of is not None and said != as_of:
        yield f"the report was made {_told(said)}, and not as of {as_of}"


def _told(date: str | None) -> str:
    return "without a date" if date is None else f"as of {date}"


def _nothing_compared(why: tuple[str, ...]) -> Rechecked:
    return Rechecked(0, 0, 0, 0, 0, 0, None, why, is_compared=False)


class Again(Struct, frozen=True):
    """What files and the answers of searches come to, without a search."""

    result: RunResult
    report: Fields
    """The same as a report."""
    faults: tuple[str, ...]
    """Answers that are missing or not shown."""
    unshown: int
    """How many say that the effort was not enough."""


def work_out_again(
    answers: tuple[Answered, ...], file: ClaimFile, as_of: str | None, *, is_strict: bool
) -> Again:
    """Return what a claim file comes to with given answers in place of searches.

    Raises ``OSError`` and ``ProblemsError`` as ``run_text``.
    """
    from factcheck.bounds.answers import Reader
    from factcheck.pipeline import run_text
    from factcheck.report import render_json

    reader = Reader(answers)
    result = run_text(
        file.text,
        file=file.name,
        folder=file.folder,
        root=file.root,
        as_of=as_of,
        strict=is_strict,
        desk=reader,
        on_step=reader.begin,
    )
    report = json.loads(render_json(result))
    return Again(result, report, tuple(reader.faults), reader.unshown)


def _nearest(
    report: Fields,
    answers: tuple[Answered, ...],
    file: ClaimFile,
    as_of: str | None,
) -> tuple[Again, list[str]]:
    """Return what is worked out again, and what the report says otherwise.

    Reports do not tell whether they were made with ``--strict``: it is what fits better.
    """
    again = work_out_again(answers, file, as_of, is_strict=False)
    unlike = list(differences(report, again.report))
    if not any(", as_expected: " in each or ", exit_code: " in each for each in unlike):
        return again, unlike
    strict = work_out_again(answers, file, as_of, is_strict=True)
    unlike_strict = list(differences(report, strict.report))
    return (again, unlike) if len(unlike) <= len(unlike_strict) else (strict, unlike_strict)


def _moved(report: Fields, result: RunResult) -> Iterator[str]:
    """Yield the files of which the digest is another one now."""
    digests = {each.path: each.sha256 for each in result.files}
    digests |= {each.path: each.sha256 for each in result.evidence}
    for each in (*records_in(report.get("files")), *records_in(report.get("evidence"))):
        path = str(each.get("path"))
        if path not in digests:
            yield f"{path} is not read now, and the report says that it was"
        elif digests[path] != each.get("sha256"):
            yield f"{path} is not the file that the report was made from"

"""A report checked again: verdicts from the same files, certificates without a solver."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.model.linear import System
from factcheck.model.near import quoted
from factcheck.quantity.decide.prover import is_shown
from factcheck.report.certificate_json import UnreadableError, certificates_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.model.certificate import Certificate
    from factcheck.model.result import Assessment, ClaimResult, RunResult

MAX_BYTES = 2**28
"""Far more than a report of 10,000 claims has."""

Fields = dict[str, Any]


class NotAReportError(Exception):
    """A file is no report of `factcheck run --format json`."""


class Rechecked(Struct, frozen=True):
    """What checking a report again came to."""

    claims: int
    """How many claims were judged again; 0 where only the arithmetic was checked."""
    certificates: int
    answers: int
    """How many worlds and proofs were checked."""
    differences: tuple[str, ...]
    """What is not as the report says; none where everything holds."""


def read_report(path: Path) -> Fields:
    """Return a report from its file; raise ``NotAReportError`` for anything else."""
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise NotAReportError(f"it has more than {MAX_BYTES // 2**20} MiB")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAReportError("it is no JSON") from error
    if not isinstance(found, dict) or found.get("report") != 1 or "claims" not in found:
        raise NotAReportError("it is not what `factcheck run --format json` prints")
    return found


def check_arithmetic(report: Fields) -> Rechecked:
    """Check every world and proof of a report against the rows that stand beside it."""
    certificates = _certificates(report)
    return _rechecked(0, certificates, _wrong(certificates))


def _wrong(certificates: tuple[Certificate, ...]) -> tuple[str, ...]:
    """Return what certificates say and do not show."""
    return tuple(
        f"certificate {place}: what shows that the claim {_side(answer.is_true)} "
        f"({answer.profile}) does not hold"
        for place, each in enumerate(certificates, start=1)
        for answer in each.answers
        if (answer.world or answer.proof is not None)
        and not is_shown(System(each.variables, each.rows), answer)
    )


def _side(is_true: bool) -> str:
    return "can or cannot be true" if is_true else "can or cannot be false"


def _certificates(report: Fields) -> tuple[Certificate, ...]:
    try:
        # A claim of one reading repeats what its reading has.
        return tuple(dict.fromkeys(certificates_in(report.get("claims"))))
    except UnreadableError as error:
        raise NotAReportError(f"a certificate in it cannot be read: {error}") from error


def _rechecked(
    claims: int, certificates: tuple[Certificate, ...], differences: tuple[str, ...]
) -> Rechecked:
    answers = sum(len(each.answers) for each in certificates)
    return Rechecked(claims, len(certificates), answers, differences)


def check_again(report: Fields, root: Path | None = None, as_of: str | None = None) -> Rechecked:
    """Judge the claims of a report again: rows from its files, and its own certificates.

    No solver is asked: a world counts that satisfies every row, and a proof that the checker
    accepts. Raises ``NotAReportError`` where the report does not name its file, ``OSError`` and
    ``ProblemsError`` as ``run_file``.
    """
    from pathlib import Path

    from factcheck.pipeline import run_file

    files = report.get("files")
    name = files[0].get("path") if isinstance(files, list) and files else None
    if not isinstance(name, str):
        raise NotAReportError("it does not name its claim file")
    certificates = _certificates(report)
    result = run_file(Path(name), root=root, as_of=as_of, certificates=certificates)
    moved = tuple(_moved(report, result))
    judged = _differences(report["claims"], result.claims)
    differences = moved or (*_wrong(certificates), *judged)
    return _rechecked(len(result.claims), certificates, differences)


def _moved(report: Fields, result: RunResult) -> Iterator[str]:
    """Yield the files of which the digest is another one now."""
    digests = {each.path: each.sha256 for each in result.files}
    digests |= {each.path: each.sha256 for each in result.evidence}
    said = [*report.get("files", ()), *report.get("evidence", ())]
    for each in said:
        path = str(each.get("path"))
        if digests.get(path) != each.get("sha256"):
            yield f"{path} is not the file that the report was made from"


def _differences(said: Any, claims: tuple[ClaimResult, ...]) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield what is judged otherwise now."""
    given = {str(each.get("id")): each for each in said}
    known = {claim.id: claim for claim in claims}
    for name in dict.fromkeys((*given, *known)):
        if name not in given or name not in known:
            yield f"claim {quoted(name)} is only in the {'files' if name in known else 'report'}"
            continue
        one, other = given[name], known[name]
        yield from _unlike(name, one.get("verdict"), other.verdict.value)
        pairs = zip(one.get("readings", ()), other.readings, strict=False)
        for reading, judged in pairs:
            label = name if judged.name is None else f"{name} / {judged.name}"
            yield from _of_reading(label, reading, judged)
        yield from _differences(one.get("parts", ()), other.parts)


def _of_reading(label: str, said: Fields, judged: Assessment) -> Iterator[str]:
    yield from _unlike(label, said.get("verdict"), judged.verdict.value)
    profiles = said.get("profiles")
    if judged.profiles is not None and isinstance(profiles, dict):
        for profile in ("strict", "default", "lenient"):
            verdict = getattr(judged.profiles, profile).value
            yield from _unlike(f"{label} ({profile})", profiles.get(profile), verdict)
    without, other = said.get("without_assumptions"), judged.without_assumptions
    if other is not None and isinstance(without, dict):
        yield from _unlike(
            f"{label} (without assumptions)", without.get("verdict"), other.verdict.value
        )


def _unlike(label: str, said: object, judged: str) -> Iterator[str]:
    if said != judged:
        yield f"{quoted(label)}: the report says {said}, the files and certificates {judged}"

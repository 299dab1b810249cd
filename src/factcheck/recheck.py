"""A report checked again: verdicts from the same files, certificates without a solver."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.bounds.check import refutes
from factcheck.model.linear import System
from factcheck.model.near import quoted
from factcheck.model.proof import Shown
from factcheck.quantity.decide.prover import is_shown, is_world
from factcheck.report.certificate_json import UnreadableError
from factcheck.report.dispute_json import dispute_object
from factcheck.report.json_report import set_object
from factcheck.report.said import certificates_in, proofs_in, record_in, records_in, said_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.model.certificate import Certificate
    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.proof import Proved
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
    disputes: int
    """The same of disputes."""
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


class _Certificates(Struct, frozen=True):
    """What a report shows, with the name of the claim or dispute that each belongs to."""

    claims: dict[Certificate, str]
    disputes: dict[Proved, str]

    @property
    def answers(self) -> int:
        """How many worlds and proofs there are."""
        of_claims = sum(len(each.answers) for each in self.claims)
        return of_claims + sum(
            len(each.impossible) + (each.possible is not None) for each in self.disputes
        )

    def rechecked(self, claims: int, disputes: int, differences: tuple[str, ...]) -> Rechecked:
        """Return what checking came to."""
        number = len(self.claims) + len(self.disputes)
        return Rechecked(claims, disputes, number, self.answers, differences)

    def wrong(self) -> Iterator[str]:
        """Yield what certificates say and do not show."""
        for certificate, name in self.claims.items():
            system = System(certificate.variables, certificate.rows)
            for answer in certificate.answers:
                is_said = answer.world is not None or answer.proof is not None
                if is_said and not is_shown(system, answer):
                    side = "true" if answer.is_true else "false"
                    yield (
                        f"{quoted(name)}: what shows that the claim can or cannot be {side} "
                        f"({answer.profile}) does not hold"
                    )
        for proved, name in self.disputes.items():
            yield from _wrong_of(proved, f"dispute {quoted(name)}")


def _wrong_of(proved: Proved, label: str) -> Iterator[str]:
    system = System(proved.variables, proved.rows)
    for each in proved.impossible:
        if not refutes(system.with_rows(each.rows), each.refutation):
            yield f"{label}: what shows that this is impossible does not hold: {each.what}"
    if proved.possible is not None and not is_world(system, dict(proved.possible)):
        yield f"{label}: what shows that the members can be true together is no possible world"


def check_arithmetic(report: Fields) -> Rechecked:
    """Check every world and proof of a report against the rows that stand beside it."""
    certificates = _certificates(report)
    return certificates.rechecked(0, 0, tuple(certificates.wrong()))


def _certificates(report: Fields) -> _Certificates:
    claims: dict[Certificate, str] = {}
    disputes: dict[Proved, str] = {}
    try:
        for name, certificate in certificates_in(report.get("claims")):
            claims.setdefault(certificate, name)
        for name, proved in proofs_in(report.get("disputes")):
            disputes.setdefault(proved, name)
    except UnreadableError as error:
        raise NotAReportError(f"a certificate in it cannot be read: {error}") from error
    return _Certificates(claims, disputes)


def check_again(report: Fields, root: Path | None = None, as_of: str | None = None) -> Rechecked:
    """Judge the claims and disputes of a report again: rows from its files, and its certificates.

    No solver is asked: a world counts that satisfies every row, and a proof that the checker
    accepts. Raises ``NotAReportError`` where the report does not name its file, ``OSError`` and
    ``ProblemsError`` as ``run_file``.
    """
    from pathlib import Path

    from factcheck.pipeline import run_file

    files = records_in(report.get("files"))
    name = files[0].get("path") if files else None
    if not isinstance(name, str):
        raise NotAReportError("it does not name its claim file")
    certificates = _certificates(report)
    disputes = {str(each.get("id")): each for each in records_in(report.get("disputes"))}
    shown = Shown(
        tuple(certificates.claims), tuple((name, said_of(each)) for name, each in disputes.items())
    )
    result = run_file(Path(name), root=root, as_of=as_of, shown=shown)
    moved = tuple(_moved(report, result))
    judged = (
        *_differences(report["claims"], result.claims),
        *_between_disputes(disputes, result.disputes),
    )
    differences = moved or (*certificates.wrong(), *judged)
    return certificates.rechecked(len(result.claims), len(result.disputes), differences)


def _moved(report: Fields, result: RunResult) -> Iterator[str]:
    """Yield the files of which the digest is another one now."""
    digests = {each.path: each.sha256 for each in result.files}
    digests |= {each.path: each.sha256 for each in result.evidence}
    for each in (*records_in(report.get("files")), *records_in(report.get("evidence"))):
        path = str(each.get("path"))
        if digests.get(path) != each.get("sha256"):
            yield f"{path} is not the file that the report was made from"


def _differences(said: object, claims: tuple[ClaimResult, ...], above: str = "") -> Iterator[str]:
    """Yield what is judged otherwise now."""
    given = {str(each.get("id")): each for each in records_in(said)}
    known = {claim.id: claim for claim in claims}
    yield from _on_one_side("claim", above, set(given), set(known))
    for own in (name for name in given if name in known):
        name, one, other = f"{above}{own}", given[own], known[own]
        yield from _unlike(quoted(name), one.get("verdict"), other.verdict.value)
        readings = records_in(one.get("readings"))
        if len(readings) != len(other.readings):
            yield f"{quoted(name)}: the report has other readings than the files"
        for reading, judged in zip(readings, other.readings, strict=False):
            label = name if judged.name is None else f"{name} / {judged.name}"
            yield from _of_reading(label, reading, judged)
        yield from _differences(one.get("parts"), other.parts, f"{name} / ")


def _on_one_side(what: str, above: str, given: set[str], known: set[str]) -> Iterator[str]:
    for name in sorted(given ^ known):
        side = "files" if name in known else "report"
        yield f"{what} {quoted(f'{above}{name}')} is only in the {side}"


def _of_reading(label: str, said: Fields, judged: Assessment) -> Iterator[str]:
    yield from _unlike(quoted(label), said.get("verdict"), judged.verdict.value)
    profiles = said.get("profiles")
    if judged.profiles is not None and isinstance(profiles, dict):
        for profile in ("strict", "default", "lenient"):
            verdict = getattr(judged.profiles, profile).value
            yield from _unlike(quoted(f"{label} ({profile})"), profiles.get(profile), verdict)
    without, other = said.get("without_assumptions"), judged.without_assumptions
    if other is not None and isinstance(without, dict):
        yield from _unlike(
            quoted(f"{label} (without assumptions)"), without.get("verdict"), other.verdict.value
        )


def _between_disputes(
    given: dict[str, Fields], disputes: tuple[DisputeResult, ...]
) -> Iterator[str]:
    known = {each.id: each for each in disputes}
    yield from _on_one_side("dispute", "", set(given), set(known))
    for name in (name for name in given if name in known):
        yield from _of_dispute(f"dispute {quoted(name)}", given[name], known[name])


_SAID = ("verdict", "reason", "condition", "integer_condition", "profiles", "in_terms_of")
_OUTLOOK = ("verdict", "condition", "integer_condition")


def _of_dispute(label: str, said: Fields, judged: DisputeResult) -> Iterator[str]:
    """Yield what a report prints of a dispute and does not follow from what it shows."""
    now = dispute_object(judged, set_object)
    for field in _SAID:
        yield from _unlike(f"{label}, {field}", said.get(field), now[field])
    beside = {"without_assumptions": now["without_assumptions"], **record_in(now["conditions"])}
    conditions = {**said, **record_in(said.get("conditions"))}
    for place, outlook in beside.items():
        one, other = record_in(conditions.get(place)), record_in(outlook)
        for field in _OUTLOOK:
            yield from _unlike(f"{label} ({place}), {field}", one.get(field), other.get(field))
    if list(_members(said)) != list(_members(now)):
        yield f"{label}: the report has other members than the files"


def _members(dispute: Fields) -> Iterator[Fields]:
    """Yield the members without what each would have to say, which nothing shows."""
    for member in records_in(dispute.get("members")):
        yield {name: value for name, value in member.items() if name != "concession"}


def _unlike(label: str, said: object, judged: object) -> Iterator[str]:
    if said != judged:
        shown = f"the report says {_told(said)}, the files and certificates {_told(judged)}"
        yield f"{label}: {shown}"


def _told(said: object) -> str:
    """Return something that a report says in a few words."""
    told = said.get("text", "something else") if isinstance(said, dict) else said
    return "nothing" if told is None else str(told)

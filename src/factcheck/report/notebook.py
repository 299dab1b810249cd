"""The report as a piece of HTML that a notebook shows below a cell.

It brings its own colours for the verdicts, each with white words on a dark ground, and leaves all
others to the page, so that it can be read on a light one and on a dark one. Every text of the
user's is one escaped line.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from factcheck.report import wording
from factcheck.report.memo import disputes
from factcheck.report.memo.tones import TONES, Tone
from factcheck.report.summary import summary
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import Assessment, ClaimResult, NumberSet, RunResult

# Dark enough that white words on them have a contrast of at least 4.5 to 1 (WCAG 2, level AA).
GROUNDS = {
    Tone.SUPPORTED: "#1a6b35",
    Tone.REFUTED: "#a4231a",
    Tone.UNDETERMINED: "#7a4f00",
    Tone.CONFLICTING: "#6a3aa8",
    Tone.NOT_CHECKABLE: "#4f5860",
}
_CELL = "text-align:left;vertical-align:top;padding:0.3em 0.8em"
_BADGE = "color:#ffffff;padding:0.1em 0.5em;border-radius:0.3em;white-space:nowrap"
_HEADERS = ("Claim", "Words", "Verdict", "Found")


def render(result: RunResult) -> str:
    """Return one ``div`` with a table: a row for each claim, and for each reading and part."""
    rows = "".join(row for claim in result.claims for row in _claim(claim, 0))
    rows += "".join(map(_dispute, result.disputes))
    heads = "".join(f'<th scope="col" style="{_CELL}">{each}</th>' for each in _HEADERS)
    title = f"<caption>{_safe(result.title)}</caption>" if one_line(result.title) else ""
    return (
        f'<div class="factcheck"><table>{title}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table><p>{escape(summary(result))}</p></div>\n"
    )


def _claim(claim: ClaimResult, depth: int) -> Iterator[str]:
    """Yield a claim's row, then those of its readings or parts, moved to the right."""
    quote = one_line(claim.quote)
    said = f"<br><q>{escape(quote)}</q>" if quote else ""
    name = f"<strong>{_safe(claim.id)}</strong>{said}"
    is_plain = wording.is_plain(claim)
    only = claim.readings[0] if is_plain else None
    surprise = "" if claim.as_expected else f"<br>{escape(wording.expectation(claim))}"
    verdict = _badge(claim) + surprise
    yield _row(depth, name, _words(only), verdict + _condition(only), _found(only, claim))
    if not is_plain:
        for reading in claim.readings:
            yield _reading(reading, depth + 1)
    for part in claim.parts:
        yield from _claim(part, depth + 1)


def _dispute(dispute: DisputeResult) -> str:
    """Return a dispute's row: its members for words, and its condition for what was found."""
    members = "<br>".join(_safe(member.name) for member in dispute.members)
    surprise = "" if dispute.as_expected else f"<br>{escape(disputes.expectation(dispute))}"
    verdict = _badge(dispute)
    conditions = (dispute.condition, dispute.integer_condition)
    found = "<br>".join(_safe(each.text) for each in conditions if each is not None)
    told = found or _why(dispute)
    return _row(0, f"<strong>{_safe(dispute.id)}</strong>", members, verdict + surprise, told)


def _reading(reading: Assessment, depth: int) -> str:
    verdict = _badge(reading)
    found = _set(reading.found) or _why(reading)
    name = _safe(reading.name)
    return _row(depth, name, _words(reading), verdict + _condition(reading), found)


def _row(depth: int, name: str, *cells: str) -> str:
    indent = f";padding-left:{0.8 + 1.6 * depth:.1f}em"
    head = f'<th scope="row" style="{_CELL}{indent};font-weight:normal">{name}</th>'
    others = "".join(f'<td style="{_CELL}">{each}</td>' for each in cells)
    return f"<tr>{head}{others}</tr>"


def _badge(judged: ClaimResult | Assessment | DisputeResult) -> str:
    """Return a verdict in the colours of a claim's, and what stands beside it below."""
    style = f"background:{GROUNDS[TONES[judged.verdict]]};{_BADGE}"
    notes = "".join(f"<br>{escape(note)}" for note in wording.beside(judged))
    return f'<span style="{style}">{judged.verdict.value}</span>{notes}'


def _condition(reading: Assessment | None) -> str:
    condition = wording.condition(reading) if reading else ""
    return f" {escape(condition)}" if condition else ""


def _words(reading: Assessment | None) -> str:
    return _safe(reading.figure if reading else None)


def _found(only: Assessment | None, claim: ClaimResult) -> str:
    """Return what was found, or why there is nothing to say."""
    found = _set(only.found) if only else ""
    return found or _why(claim)


def _why(judged: Assessment | ClaimResult | DisputeResult) -> str:
    return escape(wording.why_of(judged))


def _set(numbers: NumberSet | None) -> str:
    return escape(wording.set_in_words(numbers))


def _safe(text: str | None) -> str:
    return escape(one_line(text))

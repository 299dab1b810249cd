"""How far two people's codes agree, as text, Markdown and JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.model.cell import number_key
from factcheck.model.result import NumberSet
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set
from factcheck.report import escape
from factcheck.report.json_report import set_object
from factcheck.report.visible import cells, one_line, padded
from factcheck.report.wording import counted, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factcheck.model.agreement import Agreement, Checked, ClassShare, Coefficients, Pair
    from factcheck.model.fraction import Fraction

Fields = dict[str, Any]

_SHARE = Unit(UnitKind.SHARE)
_LISTED = 20
_GAP = "  "
_UNDEFINED = "not defined: only one class was given"
_WORDING = "refuted as such words are usually read, but not as they can be read generously"
_ENDS = "only the two ends of what is possible were looked at"


def render_text(found: Agreement, of: str | None, checked: Checked | None) -> str:
    """Return the comparison in lines: what agrees, tables, coefficients, disagreements.

    ``of`` is the one class whose share is shown; ``None`` for all of them.
    """
    lines = [_head(found), "", *_aligned(_confusion(found)), ""]
    lines += [f"{label:22}{text}" for label, text in _coefficients(found.coefficients)]
    lines += ["", *_aligned(_shares(found, of))]
    told = [f"{label}: {text}" for label, text in _lists(found, one_line)]
    lines += ["", *told] if told else []
    if checked is not None:
        lines += ["", *_checked(found, checked, one_line)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def render_markdown(found: Agreement, of: str | None, checked: Checked | None) -> str:
    """Return the comparison as Markdown (CommonMark with tables)."""
    blocks = [
        f"# Agreement of {escape.text(listed(found.coders))}",
        escape.text(_head(found)),
        _table(_confusion(found)),
        "\n".join(f"- {label}: {text}" for label, text in _coefficients(found.coefficients)),
        _table(_shares(found, of)),
        "\n".join(f"- {label}: {text}" for label, text in _lists(found, escape.text)),
    ]
    if checked is not None:
        blocks.append("\n".join(f"- {line}" for line in _checked(found, checked, escape.text)))
    return "\n\n".join(filter(None, blocks)) + "\n"


def render_json(found: Agreement, of: str | None, checked: Checked | None) -> str:
    """Return the comparison as one JSON object; shares are sets as they are in a report."""
    numbers = found.coefficients
    assert numbers is not None
    fields = {
        "coders": list(found.coders),
        "classes": list(found.classes),
        "units": len(found.pairs),
        "agreed": found.agreed_units,
        "total": number_key(found.total),
        "weighted": found.is_weighted,
        "kappa": _number(numbers.kappa),
        "alpha": _number(numbers.alpha),
        "coefficients_by": f"{numbers.library} {numbers.version}",
        "confusion": [list(row) for row in found.confusion],
        "shares": [_share_object(each) for each in found.shares],
        "of": of,
        "disagreements": [_pair_object(each) for each in found.disagreements],
        "left_out": [{"why": why, "units": list(units)} for why, units in found.left_out],
        "figure": None if checked is None else _checked_object(checked),
    }
    return json.dumps(fields, indent=2) + "\n"


def _number(numeral: str | None) -> float | None:
    return None if numeral is None else float(numeral)


def _share_object(share: ClassShare) -> Fields:
    words = word_set(share.within, _SHARE)
    return {
        "class": share.name,
        "agreed": number_key(share.agreed),
        "contested": number_key(sum(share.contested, start=share.agreed) - share.agreed),
        "contested_units": len(share.contested),
        "share": set_object(NumberSet(share.within, _SHARE, words)),
    }


def _pair_object(pair: Pair) -> Fields:
    return {
        "unit": pair.unit,
        "first": pair.first,
        "second": pair.second,
        "weight": number_key(pair.weight),
    }


def _checked_object(checked: Checked) -> Fields:
    claimed = checked.figure.profiles.default
    words = word_set(claimed, checked.figure.unit)
    return {
        "text": checked.figure.text,
        "class": checked.of,
        "claimed": set_object(NumberSet(claimed, checked.figure.unit, words)),
        "verdict": checked.verdict.value,
        "reason": "wording" if checked.is_wording else None,
        "every_share_looked_at": checked.is_searched,
    }


def _head(found: Agreement) -> str:
    first, second = map(one_line, found.coders)
    agreed = found.agreed_units
    units = counted(len(found.pairs), "unit")
    told = f"{units} coded by {first} and {second}: {agreed:,} agreed, "
    told += f"{len(found.disagreements):,} disagreed"
    return f"{told}; they stand for {number_key(found.total)}" if found.is_weighted else told


Rows = list[list[str]]


def _confusion(found: Agreement) -> Rows:
    """Return units by class: what the first said down, what the second said across."""
    first, second = map(one_line, found.coders)
    names = [one_line(name) for name in found.classes]
    counts = zip(names, found.confusion, strict=True)
    return [
        [f"{first} ↓ {second} →", *names],
        *([name, *(f"{number:,}" for number in row)] for name, row in counts),
    ]


def _coefficients(numbers: Coefficients | None) -> Iterator[tuple[str, str]]:
    assert numbers is not None
    yield "Cohen's kappa", numbers.kappa or _UNDEFINED
    yield "Krippendorff's alpha", numbers.alpha or _UNDEFINED
    yield "calculated by", numbers.library


def _shares(found: Agreement, of: str | None) -> Rows:
    """Return each class's share if all disagreements go against it, and if all go for it."""
    header = ["share of", "if all go against it", "if all go for it"]
    shown = [each for each in found.shares if of in {None, each.name}]
    return [header, *([one_line(each.name), *_ends(each, found.total)] for each in shown)]


def _ends(share: ClassShare, total: Fraction) -> Iterator[str]:
    """Yield the least and the largest share, each with the quotient that it is."""
    most = sum(share.contested, start=share.agreed)
    for number in (share.agreed, most):
        quotient = f"{number_key(number)} of {number_key(total)}"
        yield f"{word_number(number / total, _SHARE)} ({quotient})"


def _lists(found: Agreement, safe: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the disagreements, and the units that are left out, each under what they are."""
    first, second = found.coders
    told = [
        f"{safe(each.unit)} ({safe(first)}: {safe(each.first)}, {safe(second)}: "
        f"{safe(each.second)})"
        for each in found.disagreements
    ]
    if told:
        yield "disagreed", _cut(told)
    for why, units in found.left_out:
        yield f"left out, {safe(why)}", _cut([safe(unit) for unit in units])


def _cut(items: Sequence[str]) -> str:
    more = len(items) - _LISTED
    shown = ", ".join(items[:_LISTED])
    return f"{shown} and {more:,} more" if more > 0 else shown


def _checked(found: Agreement, checked: Checked, safe: Callable[[str], str]) -> Iterator[str]:
    """Yield the verdict on a figure with what it was judged by."""
    share = next(each for each in found.shares if each.name == checked.of)
    claimed = word_set(checked.figure.profiles.default, checked.figure.unit, beside=share.within)
    possible = word_set(share.within, _SHARE, beside=checked.figure.profiles.default)
    yield f"{checked.verdict.value.upper()}: {sentence(checked.verdict)}"
    yield f"claimed of {safe(checked.of)}: “{safe(checked.figure.text)}”, {claimed}"
    yield f"possible, whoever is right: {possible}"
    if checked.is_wording:
        yield _WORDING
    if not checked.is_searched:
        yield _ENDS


def _aligned(rows: Rows) -> Iterator[str]:
    """Yield a table's lines, each column as wide as its widest cell."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield _GAP.join(padded(cell, width) for cell, width in zip(row, widths, strict=True))


def _table(rows: Rows) -> str:
    """Return a table in Markdown."""
    header, *others = [[escape.text(cell) for cell in row] for row in rows]
    lines = [header, ["---" for _ in header], *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

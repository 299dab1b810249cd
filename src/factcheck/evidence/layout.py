"""From a table's plan to what its one scan must yield."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.digits import plain_form
from factcheck.evidence.meaning import Rules
from factcheck.evidence.raw import DECIMALS, DOUBTFUL_SIGNS, WHOLE_DIGITS, RawRequest, RawSet
from factcheck.evidence.totals import MAX_SEARCHED
from factcheck.model.cell import Cut, GroupingSet
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.evidence.header import Header
    from factcheck.evidence.infer import Inferred
    from factcheck.model.fraction import Fraction
    from factcheck.model.plan import TablePlan


class Layout(Struct, frozen=True):
    """The scan of one table, and where in its answer everything is found."""

    request: RawRequest
    positions: dict[str, int]
    """Every column of the plan that the file has."""
    rules: dict[str, Rules]
    sets: tuple[tuple[GroupingSet, int | None], ...]
    """The plan's grouping sets and their place in the request; ``None`` for one that needs a
    column which the file does not have."""
    key: int | None
    """The place of the set that has the key's columns."""
    absent: tuple[str, ...]
    """Columns of the plan that the file does not have."""
    doubtful: str = "."
    """The signs that may group digits or begin decimals, by the language: in English a comma
    groups digits, and nothing else."""


def lay_out(
    plan: TablePlan,
    header: Header,
    inferred: Mapping[str, Inferred] | None = None,
    *,
    is_printed: bool = False,
) -> Layout:
    """Return the scan of a table whose header is known.

    ``inferred`` are the formats of numbers that columns were found to have. ``is_printed`` says
    that its numbers stand there as somebody printed them, so that a sign may be doubtful.
    """
    names = _names(plan)
    found = {name: header.position(name) for name in names}
    positions = {name: position for name, position in found.items() if position is not None}
    absent = tuple(name for name in names if name not in positions)
    rules = {
        name: Rules(
            plan.declaration,
            name,
            plan.lang,
            header.made_at(position),
            inferred=(inferred or {}).get(name),
            is_printed=is_printed,
        )
        for name, position in positions.items()
    }
    places: dict[RawSet, int] = {}
    asked = plan.sets
    if is_printed:
        asked = tuple(replace(one, cuts=()) for one in asked)
    else:
        asked = _as_cut(asked, rules, positions)
    sets = tuple((one, _place(places, positions, one, rules)) for one in asked)
    key = _place(places, positions, GroupingSet(plan.key), rules) if plan.key else None
    for position in sorted(set(positions.values()) - _covered(places)):
        places.setdefault(RawSet((position,), ()), len(places))
    searched, totals = _searched(places, header), _totals(plan, header)
    texts = frozenset(positions[name] for name, one in rules.items() if one.needs_texts)
    forms = {positions[name]: plain_form(one.form) for name, one in rules.items() if one.form}
    request = RawRequest(
        tuple(places),
        _special(rules, positions),
        searched,
        totals,
        texts,
        tuple(sorted(forms.items())),
        _doubted(places, texts, rules, positions),
        _every_cut(places),
        named=() if is_printed else _folded(plan, rules, positions),
        has_base=plan.has_base,
    )
    signs = doubtful_signs(plan.declaration.lang or plan.lang)
    return Layout(request, positions, rules, sets, key, absent, signs)


def rules_beside(
    plan: TablePlan, header: Header, layout: Layout, *, is_printed: bool
) -> dict[int, Rules]:
    """Return how the columns are read that the plan does not ask for, but for the key's.

    What names rows says nothing of how numbers are printed.
    """
    asked = {*layout.positions.values(), *map(header.position, plan.declaration.key)}
    names = {position: name for name, position in reversed(header.names)}
    return {
        position: Rules(
            plan.declaration, name, plan.lang, header.made_at(position), is_printed=is_printed
        )
        for position, name in names.items()
        if position not in asked
    }


def doubtful_signs(lang: str) -> str:
    """Return the signs of numbers that can be read in two ways in a file of this language."""
    return "." if lang.partition("-")[0] == "en" else DOUBTFUL_SIGNS


def _doubted(
    places: Iterable[RawSet],
    texts: frozenset[int],
    rules: dict[str, Rules],
    positions: dict[str, int],
) -> tuple[int, ...]:
    """Return the columns that are summed without a look at each text."""
    summed = {column for raw in places for column in raw.measures} - texts
    told = {positions[name] for name, one in rules.items() if one.form or not one.is_printed}
    return tuple(sorted(summed - told))


def _as_cut(
    sets: tuple[GroupingSet, ...], rules: dict[str, Rules], positions: dict[str, int]
) -> tuple[GroupingSet, ...]:
    """Return sets with the cuts of those columns alone whose numbers an engine can cut.

    A column that is cut in one set is in all that have it.
    """
    shared = Counter(positions.values())
    uncut = {
        name
        for one in sets
        for name, cuts in one.cuts
        if name not in positions
        or shared[positions[name]] > 1
        or not _may_be_cut(rules[name])
        or not all(_can_be_written(cut.at / rules[name].factor()) for cut in cuts)
    }
    return tuple(
        replace(one, cuts=tuple((name, cuts) for name, cuts in one.cuts if name not in uncut))
        for one in sets
    )


def _folded(
    plan: TablePlan, rules: dict[str, Rules], positions: dict[str, int]
) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return the columns whose other values need not be told apart, with those that are named."""
    shared = Counter(positions.values())
    return tuple(
        (positions[name], frozenset(texts))
        for name, texts in plan.folded
        if name in positions
        and shared[positions[name]] == 1
        and rules[name].made is None
        and not rules[name].needs_texts
    )


def _printed(cuts: Iterable[Cut], rules: Rules) -> tuple[Cut, ...]:
    """Return cuts between numbers as they are printed in the column."""
    return tuple(Cut(cut.at / rules.factor(), cut.begins) for cut in cuts)


def _every_cut(places: Iterable[RawSet]) -> tuple[tuple[int, tuple[Cut, ...]], ...]:
    """Return the columns that are cut in some set, with all their cuts."""
    found: dict[int, dict[Cut, None]] = {}
    for raw in places:
        for column, cuts in raw.cuts:
            found.setdefault(column, {}).update(dict.fromkeys(cuts))
    return tuple(
        (column, tuple(sorted(cuts, key=lambda cut: cut.place)))
        for column, cuts in sorted(found.items())
    )


def _may_be_cut(rules: Rules) -> bool:
    """Whether the numbers of a column are nothing but numbers."""
    is_number = rules.type is None or rules.type is ColumnType.NUMBER
    return is_number and rules.made is None and not rules.needs_texts


def _can_be_written(number: Fraction) -> bool:
    """Whether every engine compares with a number exactly."""
    scaled = number * 10**DECIMALS
    return bool(scaled.denominator == 1 and abs(number) < 10**WHOLE_DIGITS)


def _names(plan: TablePlan) -> list[str]:
    used = [*plan.columns, *plan.numeric, *plan.key]
    for grouping in plan.sets:
        used += [*grouping.dimensions, *grouping.measures]
    return list(dict.fromkeys(used))


def _place(
    places: dict[RawSet, int],
    positions: dict[str, int],
    grouping: GroupingSet,
    rules: dict[str, Rules],
) -> int | None:
    """Return the place of a grouping set in the request, and put it there."""
    if not all(name in positions for name in (*grouping.dimensions, *grouping.measures)):
        return None
    raw = RawSet(
        _ascending(positions, grouping.dimensions),
        _ascending(positions, grouping.measures),
        tuple(sorted((positions[n], _printed(of, rules[n])) for n, of in grouping.cuts)),
    )
    return places.setdefault(raw, len(places))


def _ascending(positions: dict[str, int], names: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({positions[name] for name in names}))


def _covered(places: Iterable[RawSet]) -> set[int]:
    return {column for raw in places for column in (*raw.dimensions, *raw.measures)}


def _special(
    rules: dict[str, Rules], positions: dict[str, int]
) -> tuple[tuple[int, frozenset[str]], ...]:
    texts: dict[int, frozenset[str]] = {}
    for name, position in positions.items():
        texts[position] = texts.get(position, frozenset()) | rules[name].special
    return tuple((position, one) for position, one in sorted(texts.items()) if one)


def _totals(plan: TablePlan, header: Header) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return where rows of totals are declared, with the texts that say so."""
    found: dict[int, set[str]] = {}
    for name, label in plan.declaration.totals:
        position = header.position(name)
        if position is not None:
            labels = Rules(plan.declaration, name, plan.lang, header.made_at(position)).labels
            texts = {text for text, meant in labels.items() if meant == label}
            found.setdefault(position, set()).update({label} - {*labels}, texts)
    return tuple((position, frozenset(texts)) for position, texts in sorted(found.items()))


def _searched(places: Iterable[RawSet], header: Header) -> tuple[int, ...]:
    """Return the columns in which to look for totals; the groups tell of those they have."""
    covered = _covered(places)
    others = [column for column in range(len(header.headers)) if column not in covered]
    return tuple(others[:MAX_SEARCHED])

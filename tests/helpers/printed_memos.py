"""What printed memos have to say, to be looked for in what other programs read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from html_page import texts_of
from msgspec import Struct
from msgspec.structs import replace

from factcheck.report.memo.records import Memo, Picture, RubricMemo, RuleTable
from factcheck.report.memo.together import memos_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.runs import Runs
    from factcheck.report.memo.records import Memos

TABLE = RuleTable(("Rule", ""), (("identified", "meets"), ("otherwise", "")), ("a note",))
# More columns than a page has room for.
WIDE = RuleTable(("Rule", *"abcdefgh"), (("T1", *"ABCDEFG", ""),))


def squeezed(text: str) -> str:
    """Return a text in lower case without any space, as lines are broken anywhere."""
    return "".join(text.split()).lower()


def lacking(runs: Runs, shown: str) -> list[str]:
    """Return the texts of the memos that ``shown`` lacks, but those of charts, which are drawn."""
    parts = memos_of(runs, "en").parts
    texts = (text for part in parts for text in texts_of(_without_pictures(part)))
    return [text for text in texts if squeezed(text) not in shown]


def _without_pictures(record: object) -> object:
    match record:
        case Picture():
            return None
        case tuple():
            return tuple(map(_without_pictures, record))
        case Struct():
            names = record.__struct_fields__
            return replace(
                record, **{name: _without_pictures(getattr(record, name)) for name in names}
            )
        case _:
            return record


def figures_of(report: object) -> Iterator[str]:
    """Yield the texts of the sets that are claimed and found in a report in JSON."""
    if isinstance(report, dict):
        for key, each in report.items():
            if key in {"claimed", "found"} and isinstance(each, dict):
                yield cast("str", each["text"])
            yield from figures_of(each)
    elif isinstance(report, list):
        for each in report:
            yield from figures_of(each)


def ruled(runs: Runs) -> Memos:
    """Return memos of one file with a rubric as a table, and a claim of which little is known."""
    memos = memos_of(runs, "en")
    (memo,) = memos.parts
    assert isinstance(memo, Memo)
    claim, *others = memo.claims
    bare = replace(claim.readings[0], measure="", steps=())
    rubrics = (RubricMemo("a.yml", "A", (), "ab" * 32, TABLE), RubricMemo("b.yml", "B", (), ""))
    scale = RubricMemo("scale.yml", "Labels", (), "", WIDE)
    changed = replace(
        memo,
        claims=(replace(claim, readings=(bare,)), *others),
        left_out="Not shown: 3 claims.",
        rubrics=rubrics,
        scale=scale,
    )
    return replace(memos, parts=(changed,))

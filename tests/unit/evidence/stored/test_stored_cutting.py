"""What says how a text is cut is refused of a file that names its columns."""

from __future__ import annotations

import pytest
from evidence_workspace import SPAN, Workspace

from factcheck.evidence.stored.codes import CODES, CUT_LIKE_TEXT
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"delimiter": ";"}, "`delimiter`"),
        ({"encoding": "latin-1"}, "`encoding`"),
        ({"header": ("a",)}, "`header`"),
        ({"header_row": 2}, "`header_row`"),
        ({"header_rows": 2}, "`header_rows`"),
        ({"skip": (1,)}, "`skip`"),
        ({"sheet": "1", "skip": (1,)}, "`skip`, `sheet`"),
    ],
)
@pytest.mark.parametrize("name", ["t.parquet", "t.json", "t.jsonl", "t.ndjson.gz"])
def test_cutting_is_refused(
    tables: Workspace, said: dict[str, object], told: str, name: str
) -> None:
    tables.write('[{"a": 1}]', name)
    of = tables.declare(file=name, **said)
    with pytest.raises(ProblemsError) as caught:
        tables.open(of)
    (problem,) = caught.value.problems
    assert problem.code is CUT_LIKE_TEXT
    assert problem.span == SPAN
    assert problem.message == (
        f"'{name}' names its columns itself, and {told} would cut it like a text"
    )
    assert problem.hint == f"remove {told}"


def test_it_is_refused_of_one_file_among_several(tables: Workspace) -> None:
    tables.write('[{"a": 1}]', "t.json")
    tables.write("a;b\n1;2\n", "t.csv")
    files = (("one", Text("t.csv", SPAN)), ("two", Text("t.json", SPAN)))
    with pytest.raises(ProblemsError):
        tables.open(tables.declare(file=None, files=files, adds="of", delimiter=";"))


def test_every_code_says_what_to_do() -> None:
    assert [code.code for code in CODES] == [
        *("FC275", "FC276", "FC277"),
        *("FC290", "FC291", "FC292", "FC293", "FC294"),
    ]

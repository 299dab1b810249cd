"""Rubrics as DMN models: the structure that DMN's schema asks for, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from decision_strategies import rubrics
from dmn_records import NOWHERE, without_places
from hypothesis import given
from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import (
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    NumberDomain,
    Numbers,
    Output,
    Role,
    Rubric,
    RubricClass,
    RubricInput,
    RubricTest,
    Rule,
    UnknownPolicy,
    ValueKind,
    class_outcomes,
    class_output,
)
from factcheck.model.span import Text
from factcheck.model.spec import Source
from factcheck.rubric import WordsError
from factcheck.rubric.dmn import read_dmn, write_dmn

if TYPE_CHECKING:
    from pathlib import Path

MODEL = "{https://www.omg.org/spec/DMN/20230324/MODEL/}"
XSD = "{http://www.w3.org/2001/XMLSchema}"
SHARE = NumberDomain(Interval(Fraction(0), Fraction(1)), is_percent=True)
KINDS = CategoryDomain(("a & b", "<c>"))


def passing(name: str, allowed: Numbers | Categories, text: str) -> RubricTest:
    return RubricTest(name, allowed, Text(text, NOWHERE))


RUBRIC = Rubric(
    "r.yml",
    HitPolicy.FIRST,
    UnknownPolicy.EITHER,
    (
        RubricInput("age", NOWHERE, "Age", NumberDomain(Interval.at_least(0), True, unit="years")),
        RubricInput("part", NOWHERE, "part", SHARE, label="the part"),
        RubricInput("kind", NOWHERE, "kind", KINDS),
    ),
    (class_output(["in", "out"]),),
    (
        Rule(
            1,
            NOWHERE,
            (
                passing("part", Numbers((Interval.at_most(Fraction(1, 2)),)), "<= 50%"),
                passing("kind", Categories(("a & b",)), '"a & b"'),
            ),
            class_outcomes(["in"]),
            'Art. 1 "so"',
            "R1",
        ),
    ),
    Rule(2, NOWHERE, (), class_outcomes(["out"]), "the rest", "R2"),
    (RubricClass("in", "inside", Role.COUNTED), RubricClass("out", None, Role.NOT_COUNTED)),
    "kinds",
    "Kinds & parts",
    "About <them>.",
    "2",
    "A. Author",
    (Source("source 1", NOWHERE, "Law", url="https://law.example/?a=1&b=2"),),
)


OPEN_RULE = replace(RUBRIC.rules[0], outcomes=class_outcomes(["in", "out"]))
LABELLED = replace(RUBRIC.inputs[2], meanings=(("x", Categories(("<c>",))),))


def read(text: str) -> Rubric:
    (table,) = read_dmn(text.encode(), "r.yml")
    assert table.problems == ()
    assert table.rubric is not None
    return table.rubric


def test_everything_that_a_rubric_says_comes_back() -> None:
    assert without_places(read(write_dmn(RUBRIC))) == without_places(RUBRIC)


def test_the_same_rubric_gives_the_same_bytes() -> None:
    assert write_dmn(RUBRIC) == write_dmn(read(write_dmn(RUBRIC)))


def test_shares_are_plain_numbers() -> None:
    assert "<text>&lt;= 0.5</text>" in write_dmn(RUBRIC)


def test_a_rubric_without_a_name_or_more() -> None:
    bare = replace(RUBRIC, name=None, otherwise=None, title=None, version=None, author=None)
    bare = replace(bare, sources=(), unknown=UnknownPolicy.NO_MATCH, about=None)
    text = write_dmn(bare)
    assert 'name="rubric"' in text
    assert "<factcheck:rubric" not in text


def test_outputs_of_mixed_kinds_have_no_type() -> None:
    outputs = (Output("x"), Output("y", (Literal(ValueKind.DATE, "2019-01-01"),)))
    outcome = (Literal(ValueKind.NOTHING, ""), Literal(ValueKind.DATE, "2019-01-01"))
    rule = replace(RUBRIC.rules[0], outcomes=(outcome,))
    mixed = replace(RUBRIC, outputs=outputs, classes=(), rules=(rule,), otherwise=None)
    text = write_dmn(mixed)
    assert '<output id="output_1" name="x">' not in text
    assert '<output id="output_1" name="x"/>' in text
    assert 'name="y" typeRef="date"' in text
    assert without_places(read(text)) == without_places(mixed)


@pytest.mark.parametrize(
    ("rubric", "said"),
    [
        (
            replace(
                RUBRIC, otherwise=replace(RUBRIC.rules[0], outcomes=class_outcomes(["in", "out"]))
            ),
            "rule R1 leaves open what it gives",
        ),
        (
            replace(
                RUBRIC, inputs=(replace(RUBRIC.inputs[2], meanings=(("x", Categories(("<c>",))),)),)
            ),
            "'kind' has labels under 'means'",
        ),
    ],
)
def test_refused(rubric: Rubric, said: str) -> None:
    with pytest.raises(WordsError, match=said) as caught:
        write_dmn(rubric)
    assert caught.value.code.code == "FC338"


class Schema:
    """What DMN's schema says of the elements that are written: their order and attributes."""

    def __init__(self, path: Path) -> None:
        root = ET.parse(path).getroot()  # noqa: S314 - the standard's own file
        self.types = {each.get("name"): each for each in root.iter(f"{XSD}complexType")}
        self.elements = {
            each.get("name"): each.get("type") for each in root.findall(f"{XSD}element")
        }
        self.groups = {
            each.get("name"): each.get("substitutionGroup")
            for each in root.findall(f"{XSD}element")
        }

    def heads(self, name: str | None) -> set[str | None]:
        """Return an element with all that it may stand for."""
        found: set[str | None] = set()
        while name is not None:
            found.add(name)
            name = self.groups.get(name)
        return found

    def children(self, kind: str | None) -> list[tuple[str | None, str | None]]:
        """Return the elements that a type may have, in their order, with their types."""
        declared = self.types.get(kind)
        if declared is None:
            return []
        extension = declared.find(f".//{XSD}extension")
        base = [] if extension is None else self.children(extension.get("base"))
        own = [
            (
                each.get("name") or each.get("ref"),
                each.get("type") or self.elements.get(each.get("ref")),
            )
            for each in declared.iter(f"{XSD}element")
        ]
        return [*base, *own]

    def attributes(self, kind: str | None) -> set[str | None]:
        """Return the attributes that a type may have."""
        declared = self.types.get(kind)
        if declared is None:
            return set()
        extension = declared.find(f".//{XSD}extension")
        base = set() if extension is None else self.attributes(extension.get("base"))
        return base | {each.get("name") for each in declared.iter(f"{XSD}attribute")}

    def check(self, element: ET.Element, kind: str | None) -> None:
        """Fail where an element has children in another order, or attributes of its own."""
        own = {name for name in element.attrib if not name.startswith("{")}
        assert own <= self.attributes(kind), (element.tag, own)
        allowed = self.children(kind)
        place = 0
        for child in element:
            if not child.tag.startswith(MODEL):
                assert element.tag == f"{MODEL}extensionElements"
                continue
            name = child.tag.removeprefix(MODEL)
            names = [each for each, _ in allowed]
            fitting = [at for at in range(place, len(names)) if names[at] in self.heads(name)]
            assert fitting, (element.tag, name, names[place:])
            place = fitting[0]
            self.check(child, self.elements.get(name) or allowed[place][1])


@given(rubrics())
def test_the_order_of_elements_and_their_attributes(rubric: Rubric) -> None:
    text = write_dmn(rubric)
    root = ET.fromstring(text)  # noqa: S314 - written a line above
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    references = [each.get("href", "#")[1:] for each in root.iter(f"{MODEL}requiredInput")]
    assert set(references) <= set(ids)
    assert [
        each.tag.removeprefix(MODEL) for each in root if each.tag != f"{MODEL}extensionElements"
    ] == [
        "decision",
        *("inputData" for _ in rubric.inputs),
    ]


def test_models_follow_the_schema(shared: Path) -> None:
    path = shared / "conformance" / "dmn-tck" / "DMN15.xsd"
    if not path.is_file():
        pytest.skip("DMN's schema is not among the outside test data: not run")
    schema = Schema(path)

    @given(rubrics())
    def follow(rubric: Rubric) -> None:
        schema.check(ET.fromstring(write_dmn(rubric)), "tDefinitions")  # noqa: S314 - as above

    follow()
    schema.check(ET.fromstring(write_dmn(RUBRIC)), "tDefinitions")  # noqa: S314 - as above

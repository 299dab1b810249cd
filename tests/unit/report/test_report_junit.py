"""The report as JUnit XML: what fails, and that it fails where the exit code is not 0."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import report_runs as runs
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.spec import Verdict
from factcheck.report.ci.xml import element, text
from factcheck.report.formats import render_runs
from factcheck.report.junit import FILE_TEST, class_name

if TYPE_CHECKING:
    from factcheck.model.runs import Runs

FAILING = {"failure", "error"}


def tree_of(found: Runs) -> ET.Element:
    rendered = render_runs(found, "junit")
    assert isinstance(rendered, str)
    return ET.fromstring(rendered.encode())  # noqa: S314 - made here


def outcomes(found: Runs) -> list[tuple[str, str]]:
    return [
        (case.attrib["name"], next(iter(case)).tag if len(case) else "")
        for case in tree_of(found).iter("testcase")
    ]


def test_every_claim_and_dispute_is_a_test() -> None:
    assert outcomes(runs.MIXED) == [
        ("reports-2018", "system-out"),
        ("just-under-ten", "system-out"),
        ("at-least-63", "system-out"),
        ("clash", "error"),
        ("faulty", "error"),
        ("quite-small", "skipped"),
        ("both", "failure"),
        ("dispute both", "failure"),
        ("dispute fine", "system-out"),
        (FILE_TEST, "error"),
    ]


def test_suites_are_counted() -> None:
    tree = tree_of(runs.MIXED)
    assert tree.attrib == {"name": "factcheck", "tests": "10", "failures": "2", "errors": "3"}
    assert [suite.attrib for suite in tree] == [
        {
            "name": samples.FILE, "file": samples.FILE,
            "tests": "9", "failures": "2", "errors": "2", "skipped": "1",
        },
        {
            "name": "claims/bad.yml", "file": "claims/bad.yml",
            "tests": "1", "failures": "0", "errors": "1", "skipped": "0",
        },
    ]  # fmt: skip


def test_a_failure_has_its_place_its_message_and_the_calculation() -> None:
    failed = replace(samples.FLAGSHIP, as_expected=False, expected=Verdict.SUPPORTED)
    (case,) = tree_of(runs.runs_of(samples.result(failed, exit_code=1))).iter("testcase")
    failure, output = case
    assert case.attrib == {"name": "just-under-ten", "classname": "claims.swiss"}
    assert failure.attrib["type"] == "undetermined"
    assert failure.attrib["message"].startswith("claims/swiss.yml:60:3: just-under-ten: undet")
    assert "passed on, 2018: refuted; claimed 9 % to under 10 %" in failure.attrib["message"]
    assert failure.text == output.text
    assert output.text is not None
    assert "612 / 9,167" in output.text


def test_the_problems_of_a_file_are_its_only_test() -> None:
    (case,) = tree_of(runs.runs_of(wrong=(runs.WRONG,))).iter("testcase")
    error = case[0]
    assert error.attrib == {
        "type": "FC066 circular-definition",
        "message": "claims/bad.yml:13:3: 'a' is defined by itself",
    }
    assert error.text is not None
    assert "hint: define one without the other" in error.text
    assert "nothing stands here" in error.text


def test_a_problem_may_have_no_place() -> None:
    wrong = replace(runs.WRONG, problems=(runs.NO_PLACE,))
    (case,) = tree_of(runs.runs_of(wrong=(wrong,))).iter("testcase")
    assert case[0].attrib["message"] == "nothing stands here"


def test_nothing_decided_is_an_error() -> None:
    assert outcomes(runs.runs_of(runs.NOTHING)) == [("open", "skipped"), (FILE_TEST, "error")]


def test_warnings_stand_beside_the_tests() -> None:
    (suite,) = tree_of(runs.WARNED)
    assert suite[-1].tag == "system-err"
    assert "nothing uses the quantity 'graphic'" in (suite[-1].text or "")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("claims/swiss.yml", "claims.swiss"),
        ("swiss.yml", "swiss"),
        ("./a/../b.c/d.e.yml", "a.b_c.d_e"),
        ("/home/x/claims", "home.x.claims"),
        ("a\\b.yml", "a.b"),
        (".yml", "_yml"),
    ],
)
def test_readers_group_by_the_path(path: str, name: str) -> None:
    assert class_name(path) == name


@pytest.mark.parametrize(
    "found",
    [
        runs.MIXED,
        runs.FINE,
        runs.WARNED,
        runs.runs_of(runs.NOTHING),
        runs.runs_of(wrong=(runs.WRONG,)),
        runs.runs_of(samples.result(samples.FAULTY, exit_code=3)),
        runs.runs_of(
            replace(
                samples.SWISS, disputes=(runs.dispute(DisputeVerdict.CONFLICTING),), exit_code=3
            )
        ),
    ],
)
def test_something_fails_where_the_exit_code_is_not_0(found: Runs) -> None:
    failing = any(outcome in FAILING for _, outcome in outcomes(found))
    assert failing == (found.total.exit_code != 0)


def test_failures_are_what_was_evaluated_as_the_exit_codes_say() -> None:
    evaluated = runs.runs_of(samples.result(samples.PARTS, exit_code=1))
    faulty = runs.runs_of(samples.result(samples.FAULTY, exit_code=3))
    assert [name for _, name in outcomes(evaluated)] == ["failure"]
    assert [name for _, name in outcomes(faulty)] == ["error"]


@given(st.text(st.characters(), max_size=30))
def test_whatever_texts_hold_it_is_xml_and_shows_them(raw: str) -> None:
    tree = tree_of(runs.hostile(raw))
    assert len(list(tree.iter("testcase"))) == 10


def test_the_worst_texts_are_xml() -> None:
    assert len(list(tree_of(runs.hostile(runs.HOSTILE)).iter("testcase"))) == 10


def test_what_xml_cannot_hold_is_shown() -> None:
    assert text('a\x00\ufffe\ud800<&>"\r') == 'a⟨U+0000⟩⟨U+FFFE⟩⟨U+D800⟩&lt;&amp;&gt;"&#13;'
    assert element("a", {"b": "x\n\t\r\"'<"}) == ('<a b="x&#10;&#9;&#13;&quot;&#x27;&lt;"/>\n')
    assert element("a", {}, ["b"]) == "<a>b</a>\n"

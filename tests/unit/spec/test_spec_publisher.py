"""Who publishes the fact-check."""

from __future__ import annotations

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Publisher
from factcheck.spec import load_spec

REST = "claims:\n  a: {not_checkable: words}\n"
WHOLE = """\
publisher:
  name: The House
  url: https://house.example
  logo: https://house.example/logo.png
  page: https://house.example/checks/swiss
  published: 2026-11-22
"""


def publisher(text: str) -> Publisher | None:
    return load_spec(f"factcheck: 1\n{text}{REST}".encode(), file="c.yml").publisher


def told(text: str) -> list[tuple[str, str, str | None]]:
    with pytest.raises(ProblemsError) as caught:
        publisher(text)
    return [(each.code.code, each.message, each.hint) for each in caught.value.problems]


def test_a_file_may_say_who_publishes() -> None:
    assert publisher(WHOLE) == Publisher(
        "The House",
        "https://house.example",
        "https://house.example/logo.png",
        "https://house.example/checks/swiss",
        "2026-11-22",
    )
    assert publisher("publisher: {name: A, url: https://a.example}\n") == Publisher(
        "A", "https://a.example"
    )
    assert publisher("") is None


def test_a_publisher_has_a_name_and_an_address() -> None:
    assert told("publisher: {name: A}\n") == [
        ("FC032", "the block under 'publisher' has no 'url'", "add 'url: …'")
    ]
    codes = [code for code, _, _ in told("publisher: {name: A, url: house.example}\n")]
    assert codes == ["FC041"]


def test_other_keys_are_refused() -> None:
    ((_, message, hint),) = told("publisher: {name: A, url: https://a.example, logos: x}\n")
    assert message == "the block under 'publisher' has an unknown key 'logos'"
    assert hint is not None
    assert "'logo'" in hint


def test_a_text_is_no_publisher() -> None:
    assert [code for code, _, _ in told("publisher: The House\n")] == ["FC033"]


def test_a_day_that_is_none_is_told() -> None:
    text = WHOLE.replace("2026-11-22", "2026-02-30")
    assert [code for code, _, _ in told(text)] == ["FC072"]

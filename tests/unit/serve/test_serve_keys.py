"""What files are called in addresses."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from factcheck.serve.keys import keys_of


def test_a_key_is_readable_where_the_path_is() -> None:
    paths = [Path("claims/swiss.yml"), Path("/home/a/EU 2.yaml"), Path("x.yml")]
    assert list(keys_of(paths).values()) == ["claims-swiss", "home-a-eu-2", "x"]


def test_equal_ones_are_told_apart_whatever_their_order() -> None:
    one, other = Path("a/b.yml"), Path("a-b.yml")
    keys = keys_of([one, other])
    assert keys[one] != keys[other]
    assert all(key.startswith("a-b--") for key in keys.values())
    assert keys_of([other, one]) == keys


def test_long_and_strange_names_have_one_too() -> None:
    strange, long = Path("数.yml"), Path(f"{'x' * 200}.yml")
    keys = keys_of([strange, long, Path("\udcff.yml")])
    assert len(set(keys.values())) == 3
    assert all(key.startswith("file--") for key in keys.values())


@given(st.lists(st.text('ab-/. é\n"<&%\0', max_size=6).map(Path), unique=True))
def test_every_file_has_its_own_and_no_key_leads_anywhere(paths: list[Path]) -> None:
    keys = keys_of(paths)
    assert len(set(keys.values())) == len(paths)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", key) for key in keys.values())

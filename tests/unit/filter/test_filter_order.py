from __future__ import annotations

import pytest

from factcheck.filter.codes import NO_ORDER
from factcheck.filter.order import no_order


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        (("1982", "1979", "web.example"), "most of its values are numbers, and 'web.example' are"),
        (("12.5%", "1/3", "7", "n/a", "?"), "most of its values are numbers, and 'n/a', '?' are"),
        (("1982", "web.example"), "if it holds dates, declare 'type: date' under 'columns: c:'"),
        (("May", "June"), "if it holds dates"),
        ((), "if it holds dates"),
    ],
)
def test_the_hint_tells_what_a_column_without_order_may_be(
    values: tuple[str, ...], hint: str
) -> None:
    found = no_order("c", "t", values).obstacle
    assert (found.reason, found.code) == ("fault", NO_ORDER)
    assert found.message == ("column 'c' of table 't' holds text, which has no smaller and larger")
    assert (found.hint or "").startswith(hint)

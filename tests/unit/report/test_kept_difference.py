"""How reports that are kept differ from those that would be written."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.kept_difference import (
    MOST_LINES,
    binary_difference,
    render_text_difference,
)


def difference(old: str, new: str, *, colour: bool = False) -> list[str]:
    return render_text_difference("r.md", old.encode(), new.encode(), colour=colour).splitlines()


def test_lines_that_differ_are_shown_with_those_around_them() -> None:
    old = "".join(f"line {number}\n" for number in range(20))
    assert difference(old, old.replace("line 9\n", "line nine\n")) == [
        "--- r.md as it is kept",
        "+++ r.md as it is now",
        "@@ -7,7 +7,7 @@",
        *(f" line {number}" for number in (6, 7, 8)),
        "-line 9",
        "+line nine",
        *(f" line {number}" for number in (10, 11, 12)),
    ]


def test_colours_are_for_the_lines_that_differ() -> None:
    shown = difference("a\nb\n", "a\nc\n", colour=True)
    assert shown[3:] == [" a", "\x1b[1;31m-b\x1b[0m", "\x1b[1;32m+c\x1b[0m"]


def test_long_differences_and_long_lines_are_cut() -> None:
    old = "".join(f"{number}\n" for number in range(1000))
    shown = difference(old, "")
    assert len(shown) == MOST_LINES + 1
    assert shown[-1] == "… and 803 more lines"
    assert difference("", "x" * 301)[-1] == f"+{'x' * 300}…"
    assert difference("", "x" * 300)[-1] == f"+{'x' * 300}"


def test_long_lines_are_shown_from_where_they_differ() -> None:
    same, rest = "s" * 1000, "r" * 1000
    old, new = f"a\n{same}1{rest}\nb\nc\n", f"A\n{same}2{rest}\nb\n{same}\n"
    assert difference(old, new)[3:] == [
        "-a",
        f"-…{'s' * 60}1{'r' * 239}…",
        "+A",
        f"+…{'s' * 60}2{'r' * 239}…",
        " b",
        "-c",
        f"+{'s' * 300}…",
    ]
    # More old lines than new ones, and the other way round.
    assert difference("a\nb\nc\n", "d\n")[3:] == ["-a", "-b", "-c", "+d"]
    assert difference("a\n", "b\nc\n")[3:] == ["-a", "+b", "+c"]


def test_a_line_break_that_is_missing_is_a_difference() -> None:
    assert difference("a", "a\n") == ["  the last line has no line break"]


@given(st.text(), st.text())
def test_nothing_in_a_difference_is_obeyed(old: str, new: str) -> None:
    hostile = "\n ::error::x\n\t::set-output name=a::b\n##[command]x\n\x1b[31m"
    shown = render_text_difference(
        "r.md", (old + hostile).encode("utf-8", "replace"), new.encode("utf-8", "replace")
    )
    assert not re.search(r"^\s*::|##\[|\x1b", shown, re.MULTILINE)


def packed(**parts: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as document:
        for name, text in parts.items():
            document.writestr(ZipInfo(name), text)
    return file.getvalue()


def test_documents_of_parts_differ_in_parts() -> None:
    old, new = packed(a="1", b="2", c="3"), packed(a="1", b="4", d="5")
    told = binary_difference(old, new)
    assert told == (
        f"{len(old):,} bytes are kept, {len(new):,} would be written; other parts: 'b', 'c', 'd'"
    )


def test_other_files_differ_from_a_byte_on() -> None:
    assert binary_difference(b"%PDF-a", b"%PDF-bc") == (
        "6 bytes are kept, 7 would be written; other from byte 6 on"
    )
    assert binary_difference(b"%PDF", b"%PDF-bc").endswith("other from byte 5 on")
    assert binary_difference(b"x", b"yz").endswith("other from byte 1 on")
    # Documents whose parts are the same, packed otherwise.
    assert binary_difference(packed(a="1"), packed(a="1") + b"\0").endswith(
        "bytes are kept, "
        f"{len(packed(a='1')) + 1} would be written; other from byte {len(packed(a='1')) + 1} on"
    )

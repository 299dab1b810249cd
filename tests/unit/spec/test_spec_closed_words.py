"""Every closed set of words of the language: a slip in one is told with the word meant.

A word that is nearly right must neither pass nor leave its author to search for the right one.
"""

from __future__ import annotations

import pytest
from spec_helpers import CLAIM, HEAD, TABLE, problems_of

RANK = "measure: count(t)\n    by: a\n    of: x\n    "
TREND = "measure: count(t)\n    over: y\n    "
EACH = "measure: count(t)\n    by: a\n    figure: 5\n    "
SAME = "assumptions:\n  a:\n    of: [t, u]\n    "


def of_claim(lines: str) -> str:
    return f"{HEAD}{TABLE}claims:\n  c:\n    {lines}\n"


def of_table(lines: str) -> str:
    return f"{HEAD}evidence:\n  t:\n    file: t.csv\n    {lines}\n{CLAIM}"


def of_column(line: str) -> str:
    return of_table(f"columns:\n      n:\n        {line}")


def of_quantity(line: str) -> str:
    return f"{HEAD}{TABLE}quantities:\n  q:\n    measure: count(t)\n    {line}\n{CLAIM}"


SLIPS = [
    *[(of_claim(f"{RANK}place: {slip}"), meant) for slip, meant in (
        ("topp 1", "write top 1;"), ("botom 3", "write bottom 3;"), ("lats", "write last;"),
        ("frist", "write first;"), ("Last", "write last;"), ("not in topp 3", "write not top 3;"),
        ("tenth", "write 10;"), ("1st", "write 1;"), ("0", "places are written 1"),
    )],
    *[(of_claim(f"{RANK}place: 1\n    order: {slip}"), meant) for slip, meant in (
        ("higest", "'highest'"), ("lowst", "'lowest'"), ("Highest", "'highest'"),
        ("desc", "'highest'"), ("smallest", "'lowest'"),
    )],
    *[(of_claim(f"{RANK}place: 1\n    unique: {slip}"), meant) for slip, meant in (
        ("treu", "'true'"), ("yes", "'true'"), ("flase", "'false'"), ("no", "'false'"),
    )],
    *[(of_claim(f"{TREND}direction: {slip}"), meant) for slip, meant in (
        ("risign", "'rising'"), ("fallling", "'falling'"), ("Flat", "'flat'"), ("up", "'rising'"),
        ("declining", "'falling'"), ("stable", "'flat'"), ("Growing", "'rising'"),
    )],
    *[(of_claim(f"{EACH}in: {slip}"), meant) for slip, meant in (
        ("allx", "write all"), ("All", "write all"), ("nonee", "write none"),
        ("every", "write all"), ("at leats 7", "write at least 7"), ("atleast 7", "at least 7"),
        ("more then 7", "write more than 7"), ("fewr than 7", "write fewer than 7"),
        ("exactley 7", "write exactly 7"), ("most", "write all, none, 7"),
    )],
    *[(of_claim(f"measure: count(t)\n    figure: 5\n    expect: {slip}"), meant)
      for slip, meant in (
        ("suported", "'supported'"), ("Refuted", "'refuted'"), ("undetermend", "'undetermined'"),
        ("conflict", "'conflicting'"), ("not_checkable", "'not checkable'"), ("true", "supported"),
        ("false", "'refuted'"), ("correct", "'supported'"), ("wrong", "'refuted'"),
        ("unknown", "'undetermined'"), ("unsupported", "'supported'"),
    )],
    *[(of_claim(f"measure: count(t)\n    figure: 5\n    using: {slip}"), meant)
      for slip, meant in (("each sorce", "'each source'"), ("Each source", "'each source'"))],
    *[(of_claim(f"measure: count(t)\n    figure: 5\n    lang: {slip}"), "lang: en")
      for slip in ("English", "EN", "eng")],
    *[(of_column(f"kind: {slip}"), meant) for slip, meant in (
        ("cuont", "'count'"), ("amuont", "'amount'"), ("shre", "'share'"), ("rates", "'rate'"),
        ("indx", "'index'"), ("Median", "'median'"), ("stok", "'stock'"),
    )],
    *[(of_column(f"type: {slip}"), meant) for slip, meant in (
        ("numbr", "'number'"), ("txt", "'text'"), ("Date", "'date'"), ("string", "'text'"),
        ("integer", "'number'"), ("float", "'number'"), ("datetime", "'date'"),
    )],
    *[(of_column(f"empty: {slip}"), meant) for slip, meant in (
        ("unkown", "'unknown'"), ("non", "'none'"), ("zero", "'0'"), ("n/a", "'not applicable'"),
        ("not aplicable", "'not applicable'"), ("missing", "'unknown'"),
    )],
    *[(of_column(f"markers: {{'-': {slip}}}"), meant) for slip, meant in (
        ("unkown", "'unknown'"), ("non", "'none'"), ("not aplicable", "'not applicable'"),
        ("missing", "'unknown'"),
        ("supressed 1..4", "suppressed 1..4"),
    )],
    *[(of_column(f"exact: {slip}"), "'true'") for slip in ("ture", "yes")],
    (of_table("encoding: utf8"), "'utf-8'"),
    (of_table("encoding: latin1"), "'latin-1'"),
    (of_table("encoding: cp1252"), "'windows-1252'"),
    (of_table("encoding: UTF-8"), "'utf-8'"),
    (of_table("join: {table: t2, on: a, unmatched: unkown}\n  t2: {file: u.csv, key: a}"),
     "'unknown'"),
    (of_table("join: {table: t2, on: a, unmatched: dorp}\n  t2: {file: u.csv, key: a}"), "'drop'"),
    (of_table("stack: {a: [b, c], d: header}"), "side: headers"),
    (of_table("illustrative: ture"), "'true'"),
    (of_quantity("kind: cuont"), "'count'"),
    (of_quantity("kind: amout"), "'amount'"),
    (of_quantity("nonnegative: ture"), "'true'"),
    (HEAD + TABLE + "  u: {file: u.csv}\n" + SAME + "same: perod\n" + CLAIM, "'period'"),
    (HEAD + TABLE + "  u: {file: u.csv}\n" + SAME + "same: populaton\n" + CLAIM, "'population'"),
    (HEAD + TABLE + "  u: {file: u.csv}\n" + SAME + "same: defintion\n" + CLAIM, "'definition'"),
    (HEAD + TABLE + "  u: {file: u.csv}\n" + SAME + "same: as of\n" + CLAIM, "'as_of'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), SLIPS, ids=range(len(SLIPS)))
def test_a_slip_is_told_with_the_word_meant(text: str, meant: str) -> None:
    found = problems_of(text)
    assert found, text
    hints = [f"{problem.hint}" for problem in found]
    assert any(meant in hint for hint in hints), (text, [p.message for p in found], hints)

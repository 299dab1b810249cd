"""What a claim file says, as texts."""

from __future__ import annotations

import pytest

from factcheck.model.terms import terms_of
from factcheck.spec import load_spec

HEAD = """\
factcheck: 1
sources:
  office: {title: An office}
"""
TABLE = "evidence:\n  t: {file: t.csv, key: year}\n"
TERMS = {
    "figure": (
        "measure: sum(t.n)\n    figure: around 9,000",
        ["measure = sum(t.n)", "figure = around 9,000", "figure.lang = en"],
    ),
    "the checker's own reading of a figure": (
        (
            "measure: sum(t.n)\n    figure: {text: substantially lower, means: at least 10 percent "
            "lower, to: 10, unit: points}\n    lang: de-CH"
        ),
        [
            "measure = sum(t.n)",
            "figure = substantially lower",
            "figure.lang = de-CH",
            "figure.means = at least 10 percent lower",
            "figure.to = 10",
            "figure.unit = points",
        ],
    ),
    "holds": ("holds: sum(t.n)<sum(t.m)", ["holds = sum(t.n) < sum(t.m)"]),
    "part of": ("holds: sum(t.n) part of sum(t.m)", ["holds = sum(t.n) part of sum(t.m)"]),
    "rank": (
        (
            "measure: sum(t.n)\n    by: [city, land]\n    of: [[Bern, CH], [Wien, AT]]\n"
            "    place: 2\n    order: lowest\n    unique: true\n    lead: at least 10 percent\n"
            "    among: city != Rom"
        ),
        [
            "measure = sum(t.n)",
            "by = city, land",
            "of = Bern = CH, Wien = AT",
            "place = 2",
            "highest = false",
            "unique = true",
            "lead = at least 10 percent",
            "lead.lang = en",
            "among = city != Rom",
        ],
    ),
    "trend": (
        (
            "measure: sum(t.n)\n    over: year\n    from: 2017\n    to: 2020\n    direction: flat\n"
            "    within: 5%"
        ),
        [
            "measure = sum(t.n)",
            "over = year",
            "from = 2017",
            "to = 2020",
            "direction = flat",
            "within = 5%",
            "within.lang = en",
        ],
    ),
    "each": (
        "measure: sum(t.n)\n    by: city\n    figure: over 5\n    in: at least 7\n    of: 8",
        [
            "by = city",
            "measure = sum(t.n)",
            "figure = over 5",
            "figure.lang = en",
            "in = at least 7",
            "of = 8",
        ],
    ),
    "adds up": (
        "parts: [sum(t.a), sum(t.b)]\n    total: sum(t.c)",
        ["parts = sum(t.a), sum(t.b)", "total = sum(t.c)"],
    ),
    "what evidence is used": (
        (
            "measure: sum(t.n)\n    figure: 5\n    under: [so]\n    using: [t, office]\n"
            "    where: city = Bern\n    except: year < 2000\n    unfiltered: [t]\n"
            "    date: 2020\n    about: sample\n    as_of: 2019\n    note: Nothing"
        ),
        [
            "measure = sum(t.n)",
            "figure = 5",
            "figure.lang = en",
            "as_of = 2019",
            "under = so",
            "using = t, office",
            "date = 2020",
            "where = city = Bern, not year < 2000",
            "unfiltered = t",
            "as_of = 2019",
            "about = sample",
        ],
    ),
}
ASSUMED = "assumptions:\n  so: {holds: sum(t.n) part of sum(t.m), because: 'yes'}\n"


def told(record: object) -> list[str]:
    return [f"{each.key} = {each.text}" for each in terms_of(record)]  # type: ignore[arg-type]


@pytest.mark.parametrize("case", TERMS)
def test_a_reading_says_everything_that_it_is_judged_by(case: str) -> None:
    body, expected = TERMS[case]
    text = f"{HEAD}{TABLE}{ASSUMED}claims:\n  c:\n    {body}\n"
    (claim,) = load_spec(text.encode(), file="claims.yml").claims
    (reading,) = claim.readings
    assert told(reading) == expected


DECLARED = """\
  t:
    files: {DC: a.csv, Marvel: b.csv}
    adds: publisher
    source: office
    key: [publisher, year]
    encoding: latin-1
    header_row: 3
    range: $b3:F
    skip: [4, -1]
    empty: unknown
    period: 2017..2020
    markers: {':': unknown, '<5': suppressed 0..4, 'n.a.': not applicable}
    totals: {city: All}
    unpivot: {columns: 2017..2024, into: year, value: n}
    columns:
      n: {from: Number, scale: 1000, rounded: 100}
      city: {map: {B: Bern, W: Wien}, domain: [Bern, Wien], type: text}
      twice: {compute: n * 2}
"""
FULL = [
    "source = office",
    "key = publisher, year",
    "period = 2017..2020",
    "encoding = latin-1",
    "totals = city = All",
    "columns.n.header = Number",
    "columns.n.scale = 1000",
    "columns.n.rounded = 100",
    "columns.city.type = text",
    "columns.city.map = B = Bern, W = Wien",
    "columns.city.domain = Bern, Wien",
    "columns.twice.compute = n * 2",
    "empty = unknown",
    "markers.: = unknown",
    "markers.<5 = 0..4",
    "markers.n.a. = not applicable",
    "files = DC = a.csv, Marvel = b.csv",
    "adds = publisher",
    "header_row = 3",
    "skip = 4, -1",
    "range = B3:F",
    "unpivot.columns = 2017..2024",
    "unpivot.into = year",
    "unpivot.value = n",
]


def test_a_table_says_all_of_its_declaration() -> None:
    text = f"{HEAD}evidence:\n{DECLARED}claims: {{c: {{measure: sum(t.n), figure: 5}}}}\n"
    (table,) = load_spec(text.encode(), file="claims.yml").tables
    assert told(table) == FULL


OTHERS = """\
quantities:
  all: {is: all of them, unit: francs, kind: amount, nonnegative: true, measure: sum(t.n)}
  some: {part_of: all}
statements:
  most: {measure: some / all, figure: at least 63 percent, source: office, quote: Most.}
assumptions:
  bridge: {holds: some part of all, one_for_one: true, because: somebody said so}
  no-two: {apart: [some, all]}
  same-time: {same: period, of: [some, all]}
conditions:
  plain: city = Bern
  passed:
    strict: score > 5
    lenient: {score >= 5}
disputes:
  both:
    between: [c, most]
    under: bridge
    in_terms_of: some / all
"""


def test_what_else_is_declared_says_what_verdicts_rest_on() -> None:
    others = OTHERS.replace("{score >= 5}", "score >= 5")
    text = f"{HEAD}{TABLE}{others}claims: {{c: {{measure: some / all, figure: half}}}}\n"
    spec = load_spec(text.encode(), file="claims.yml")
    assert [told(each) for each in spec.quantities] == [
        ["unit = francs", "amount = true", "nonnegative = true", "measure = sum(t.n)"],
        ["part_of = all"],
    ]
    assert [told(each) for each in spec.statements] == [
        [
            "measure = some / all",
            "figure = at least 63 percent",
            "figure.lang = en",
            "source = office",
        ]
    ]
    assert [told(each) for each in spec.assumptions] == [
        ["holds = some part of all", "one_for_one = true"],
        ["holds = apart: some, all"],
        ["holds = same period: some, all"],
    ]
    assert [told(each) for each in spec.conditions] == [
        ["tests = city = Bern"],
        ["tests.strict = score > 5", "tests.lenient = score >= 5"],
    ]
    assert [told(each) for each in spec.disputes] == [
        ["members = c, most", "under = bridge", "in_terms_of = some / all"]
    ]

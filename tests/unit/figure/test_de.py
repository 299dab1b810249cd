"""German figures: number words, printed digits, refusals, and the units that are expected."""

from __future__ import annotations

import pytest
from exact import exact
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

REPORTS = Unit(UnitKind.COUNT, "Meldungen")
SHARE = Unit(UnitKind.SHARE)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
EUROS = Unit(UnitKind.AMOUNT, "EUR")

NUMBERS = [
    ("null", 0),
    ("eins", 1),
    ("ein", 1),
    ("einem", 1),
    ("zwei", 2),
    ("zwo", 2),
    ("sieben", 7),
    ("zwölf", 12),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("neunzehn", 19),
    ("zwanzig", 20),
    ("einundzwanzig", 21),
    ("ein und zwanzig", 21),
    ("dreißig", 30),
    ("dreissig", 30),
    ("DREISSIG", 30),
    ("einunddreißig", 31),
    ("sechsundsechzig", 66),
    ("siebenundsiebzig", 77),
    ("zweiundachtzig", 82),
    ("neunundneunzig", 99),
    ("hundert", 100),
    ("einhundert", 100),
    ("ein hundert", 100),
    ("hunderteins", 101),
    ("hundertundeins", 101),
    ("einhundertelf", 111),
    ("zweihundert", 200),
    ("zweihundertfünf", 205),
    ("dreihundertdreiunddreißig", 333),
    ("neunhundertneunundneunzig", 999),
    ("tausend", 1000),
    ("eintausend", 1000),
    ("tausendundeins", 1001),
    ("elfhundert", 1100),
    ("zwölfhundertfünfzig", 1250),
    ("neunzehnhundertneunundachtzig", 1989),
    ("zweitausend", 2000),
    ("zweitausendfünfzehn", 2015),
    ("viertausendzweihundert", 4200),
    ("neuntausendeinhunderteinundzwanzig", 9121),
    ("zehntausend", 10000),
    ("elftausendelf", 11011),
    ("fünfundzwanzigtausend", 25000),
    ("dreißigtausendeins", 30001),
    ("einunddreißigtausenddreihundertdreißig", 31330),
    ("hunderttausend", 100000),
    ("einhunderttausendeins", 100001),
    ("zweihundertfünfundvierzigtausenddreihundertzwölf", 245312),
    ("neunhundertneunundneunzigtausendneunhundertneunundneunzig", 999999),
    ("eine Million", 1000000),
    ("eine Million eins", 1000001),
    ("zwei Millionen dreihunderttausendfünfzig", 2300050),
    ("zweiundachtzig Millionen", 82000000),
    ("hundert Millionen", 100000000),
    ("eine Milliarde", 10**9),
    ("drei Milliarden zwei Millionen eintausend", 3002001000),
    ("eine Billion", 10**12),
    ("zwei Billiarden", 2 * 10**15),
    ("eine Trillion", 10**18),
    ("eineinhalb Millionen", 1500000),
    ("anderthalb Milliarden", 1500000000),
    ("zweieinhalbtausend", 2500),
    ("eine halbe Million", 500000),
    ("eine Viertelmillion", 250000),
    ("eine Dreiviertelmillion", 750000),
    ("ein Dutzend", 12),
    ("drei Dutzend", 36),
]

SMALL = """
- ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn
"""
TENS = """
- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig
"""


def spelt(number: int) -> str:
    """Return a number below a million in words, without the *s* of *eins*."""
    small, tens_of = SMALL.split(), TENS.split()
    if number >= 1000:
        thousands, below = divmod(number, 1000)
        return f"{spelt(thousands)}tausend{spelt(below) if below else ''}"
    if number >= 100:
        hundreds, below = divmod(number, 100)
        return f"{small[hundreds]}hundert{spelt(below) if below else ''}"
    if number >= 20:
        tens, unit = divmod(number, 10)
        return f"{small[unit]}und{tens_of[tens]}" if unit else tens_of[tens]
    return small[number]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_number_in_words_is_read(text: str, number: int) -> None:
    assert read_figure(text, lang="de", reads="exact").value == exact(number)


def test_every_kind_of_number_below_a_million_is_read() -> None:
    # Every number to 1,100, then steps that meet all last two digits of both groups.
    for number in (*range(1, 1100), *range(1101, 1_000_000, 1999)):
        words = spelt(number)
        figure = read_figure(f"{words} Meldungen", lang="de", reads="exact")
        assert (figure.value, figure.unit.noun) == (exact(number), "Meldungen"), words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9.000", "9000"),
        ("9 000", "9000"),
        ("9\u00a0000", "9000"),
        ("9\u202f000", "9000"),
        ("9\u2009000", "9000"),
        ("9'000", "9000"),
        ("9’000", "9000"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("0,5", "0.5"),
        ("4,50", "4.5"),
        ("2,5 Mio.", "2500000"),
        ("2,5 Mrd.", "2500000000"),
        ("82 Mio", "82000000"),
        ("500 Tsd.", "500000"),
        ("2½ Millionen", "2500000"),
        ("\u22125", "-5"),
    ],
)
def test_digits_are_read_as_german_prints_them(text: str, number: str) -> None:
    assert read_figure(text, lang="de").value == exact(number)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("de-CH", "9’000.5", "9000.5"),
        ("de-CH", "9'000", "9000"),
        ("de-CH", "2.5", "2.5"),
        ("de-CH", "2,5", "2.5"),
        ("de-CH", "9’000,25", "9000.25"),
        ("de-LI", "2,5", "2.5"),
        ("de-AT", "9.000,5", "9000.5"),
        ("de-AT", "9 000,5", "9000.5"),
        ("de-AT", "9\u00a0000", "9000"),
        ("de-DE", "9.000,5", "9000.5"),
    ],
)
def test_a_locale_says_how_digits_are_printed(locale: str, text: str, number: str) -> None:
    assert read_figure(text, lang="de", locale=locale).value == exact(number)
    assert read_figure(text, lang=locale).value == exact(number)


REFUSED = [
    # text, keys, slug, the words it points to
    ("rundlich 9.000", {}, "figure-unknown-word", "rundlich"),
    ("9.000 ohne Kinder", {}, "figure-unknown-word", "ohne"),
    ("9.000 pro Tag", {}, "figure-unknown-word", "pro"),
    ("9.000 Euro im Monat", {}, "figure-unknown-word", "im"),
    ("9.000 Fälle", {"nouns": ("Meldungen",)}, "figure-unknown-word", "Fälle"),
    ("9.000 neue Meldungen", {"expects": REPORTS}, "figure-unknown-word", "neue"),
    ("65-Jährige", {}, "figure-unknown-word", "Jährige"),
    ("2-Zimmer-Wohnungen", {}, "figure-unknown-word", "Zimmer"),
    ("eine Zweidrittelmehrheit", {}, "figure-unknown-word", "Zweidrittelmehrheit"),
    ("9.000 womöglich", {}, "figure-unknown-word", "womöglich"),
    ("9.000 gemeldet", {}, "figure-unknown-word", "gemeldet"),
    ("9.000 roughly", {}, "figure-unknown-word", "roughly"),
    ("9.000 environ", {}, "figure-unknown-word", "environ"),
    ("environ 9.000", {}, "figure-unknown-word", "environ"),
    ("oltre 9.000", {}, "figure-unknown-word", "oltre"),
    ("casi 9.000", {}, "figure-unknown-word", "casi"),
    ("nicht 9.000", {}, "figure-unknown-word", "nicht"),
    ("außer 9.000", {}, "figure-unknown-word", "außer"),
    ("um 9.000", {}, "figure-unknown-word", "um"),
    ("auf 46 Prozent", {}, "figure-unknown-word", "auf"),
    ("gerade so 9.000", {}, "figure-unknown-word", "gerade"),
    ("63 Prozent wirksam", {}, "figure-unknown-word", "wirksam"),
    ("5 Pfund", {}, "figure-unknown-word", "Pfund"),
    ("5 Zentner", {}, "figure-unknown-word", "Zentner"),
    ("2,5 Bio. Euro", {}, "figure-unknown-word", "Bio"),
    ("zehn Millionen Mio.", {}, "figure-unknown-word", "Mio"),
    ("nicht alle", {}, "figure-unknown-word", "nicht"),
    ("jeder Prozentpunkt", {}, "figure-unknown-word", "Prozentpunkt"),
    ("dürften 9.000 sein", {}, "figure-unknown-word", "dürften"),
    ("stieg nicht um 5 Prozent", {}, "figure-unknown-word", "nicht"),
    ("nahm um 5 Prozent", {}, "figure-unknown-word", "nahm"),
    ("um 5 Prozent auf 46 Prozent gestiegen", {}, "figure-unknown-word", "auf"),
    ("10 Euro oder 20 Euro", {}, "figure-unknown-word", "oder"),
    ("ein paar Fälle", {}, "figure-unknown-word", "paar"),
    ("zig Fälle", {}, "figure-without-number", "zig Fälle"),
    ("ziemlich viele", {}, "figure-without-number", "ziemlich viele"),
    ("ist gestiegen", {}, "figure-without-number", "ist gestiegen"),
    ("die halbe Welt", {}, "figure-without-number", "die halbe Welt"),
    ("12.34", {}, "figure-ill-grouped", "12.34"),
    ("9.5 Prozent", {}, "figure-ill-grouped", "9.5"),
    ("9,000", {"locale": "de-CH"}, "figure-ill-grouped", "9,000"),
    ("9.000,5", {"locale": "de-CH"}, "figure-ill-grouped", "9.000,5"),
    ("mindestens rund 9.000", {}, "figure-two-hedges", "rund"),
    ("rund 9.000 oder mehr", {}, "figure-two-hedges", "oder"),
    ("9.000 fünf", {}, "figure-two-numbers", "fünf"),
    ("alle zwei Jahre", {}, "figure-two-numbers", "zwei"),
    ("ein Defizit von 300 Euro", {}, "figure-two-numbers", "300"),
    ("von 20 auf 30 Prozent gestiegen", {}, "figure-two-numbers", "von"),
    ("stieg von 20 auf 30 Prozent", {}, "figure-two-numbers", "von"),
    ("63 Prozent", {"expects": REPORTS}, "figure-unit", "63 Prozent"),
    ("um 3 Prozent gestiegen", {"expects": SHARE}, "figure-unit", "um 3 Prozent gestiegen"),
    ("3 Prozentpunkte", {"expects": SHARE}, "figure-unit", "3 Prozentpunkte"),
    ("verdoppelt", {"expects": SHARE}, "figure-unit", "verdoppelt"),
    ("5 Franken", {"expects": EUROS}, "figure-unit", "5 Franken"),
    ("halb so viele", {"expects": SHARE}, "figure-unit", "halb so viele"),
    ("verlor 10", {"expects": REPORTS, "never_negative": True}, "figure-unit", "verlor 10"),
    ("93,5", {"expects": SHARE}, "figure-needs-percent", "93,5"),
    ("zwischen 90", {}, "figure-empty-range", "zwischen"),
    ("90 bis", {}, "figure-empty-range", "bis"),
    ("30 bis 20 Prozent", {}, "figure-empty-range", "30 bis 20 Prozent"),
    ("zwei- oder dreimal so viele", {}, "figure-empty-range", "-"),
    ("dreimal weniger", {}, "figure-ambiguous", "drei"),
    ("um das Dreifache gesunken", {}, "figure-ambiguous", "um"),
    ("auf das Doppelte gesunken", {}, "figure-ambiguous", "auf"),
    ("um 5 Prozent höher gesunken", {}, "figure-ambiguous", "gesunken"),
    ("die 1970er Jahre", {}, "figure-ambiguous", "1970er"),
    ("60/40", {}, "figure-ambiguous", "60/40"),
    ("der 5. Platz", {}, "figure-ambiguous", "5."),
    ("jeder 5. Befragte", {}, "figure-ambiguous", "5."),
    ("fiel unter 5 Prozent", {}, "figure-ambiguous", "unter"),
    ("über 5 Prozent gestiegen", {}, "figure-ambiguous", "über"),
    ("gegenüber dem Vorjahr 5 Prozent", {}, "figure-unknown-word", "gegenüber"),
    ("die Hälfte der 20 Prozent", {}, "figure-ambiguous", "20 Prozent"),
    ("ein Drittel von einem Prozent", {}, "figure-ambiguous", "einem Prozent"),
    ("minus ein Drittel", {}, "figure-ambiguous", "minus"),
    ("fast 0", {}, "figure-class-misfit", "fast 0"),
    ("kein Anstieg", {}, "figure-class-misfit", "kein Anstieg"),
    ("mehr als alle", {}, "figure-class-misfit", "mehr als alle"),
    ("mindestens Dutzende", {}, "figure-class-misfit", "mindestens Dutzende"),
    ("höchster Stand seit 2015", {}, "figure-rank", "höchster"),
    ("so viele wie nie", {}, "figure-rank", "so"),
    ("die meisten seit 2015", {}, "figure-rank", "die"),
    ("9.000?", {}, "figure-character", "?"),
    ("9.000 Schüler*innen", {}, "figure-character", "*"),
]


@pytest.mark.parametrize(("text", "keys", "slug", "place"), REFUSED)
def test_a_wrong_figure_is_refused_at_its_place(
    text: str, keys: dict[str, object], slug: str, place: str
) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="de", **keys)  # type: ignore[arg-type]
    error = caught.value
    assert (error.code.slug, text[error.start : error.end]) == (slug, place)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("1 Meldung", "Meldungen"),
        ("9.000 Meldungen", "Meldung"),
        ("12 Fälle", "Fall"),
        ("12 Fällen", "Fälle"),
        ("ein Kind", "Kinder"),
        ("drei Kindern", "Kind"),
        ("zwei Häuser", "Haus"),
        ("eine Lehrerin", "Lehrerinnen"),
        ("zwei Schülern", "Schüler"),
        ("eine Person", "Personen"),
        ("ein Ergebnis", "Ergebnisse"),
        ("zwei Busse", "Bus"),
        ("zwei Firmen", "Firma"),
        ("zwei Arbeitsplätze", "Arbeitsplatz"),
        ("12 Jugendlicher", "Jugendliche"),
        ("zwei Tiere", "Tier"),
        ("12 Strassen", "Straße"),
        ("12 gemeldete Straftaten", "gemeldete Straftaten"),
        ("12 Asylgesuche", "Asylgesuch"),
    ],
)
def test_a_declared_noun_is_met_in_singular_and_plural(text: str, noun: str) -> None:
    figure = read_figure(text, lang="de", expects=Unit(UnitKind.COUNT, noun))
    assert figure.unit == Unit(UnitKind.COUNT, noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [("9 Lehrer", "Lehrerinnen"), ("9 Anzeigen", "Meldungen"), ("9 Fälle", "Felle")],
)
def test_another_noun_is_refused(text: str, noun: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="de", expects=Unit(UnitKind.COUNT, noun))
    assert caught.value.code.slug == "figure-unknown-word"


@pytest.mark.parametrize(
    ("text", "expects", "default"),
    [
        ("rund ein Drittel der Meldungen", SHARE, "[37/120, 43/120]"),
        ("auf 46 Prozent des Vorjahreswerts gesunken", SHARE, "[0.455, 0.465)"),
        ("auf 46 Prozent des Vorjahreswerts gesunken", FACTOR, "[0.455, 0.465)"),
        ("auf 46 Prozent des Vorjahreswerts gesunken", CHANGE, "[-0.545, -0.535)"),
        ("fiel um 58 Prozent", CHANGE, "(-0.585, -0.575]"),
        ("fiel um 58 Prozent", FACTOR, "(0.415, 0.425]"),
        ("hat sich verdoppelt", CHANGE, "[0.9, 1.1]"),
        ("hat sich verdoppelt", FACTOR, "[1.9, 2.1]"),
        ("um 3 Prozentpunkte gestiegen", POINTS, "[2.5, 3.5)"),
        ("um 3 Prozent gestiegen", POINTS, "[2.5, 3.5)"),
        ("rund 9.000 Meldungen", REPORTS, "[8500, 9500)"),
        ("855 von 9.499 Meldungen", REPORTS, "[855, 855]"),
        ("keine Meldungen", REPORTS, "[0, 0]"),
        ("Hunderte Meldungen", REPORTS, "[200, 1000)"),
        ("2,5 Mrd. Euro", EUROS, "[2450000000, 2550000000)"),
        ("500 Tausend Euro", EUROS, "[495000, 505000)"),
        ("dreimal so viele", FACTOR, "[2.85, 3.15]"),
        ("stabil", POINTS, "[-0.5, 0.5]"),
    ],
)
def test_a_figure_is_read_in_the_unit_of_its_measure(
    text: str, expects: Unit, default: str
) -> None:
    figure = read_figure(text, lang="de", expects=expects)
    assert figure.profiles.default == interval(default)


@pytest.mark.parametrize(
    "text",
    ["dreimal mehr", "dreimal höher", "um das Dreifache gestiegen", "stieg um das Dreifache"],
)
def test_three_times_more_has_two_readings(text: str) -> None:
    figure = read_figure(text, lang="de")
    assert figure.profiles.default == interval("[2.85, 3.15]")
    [(_, four)] = figure.alternatives
    assert four.default == interval("[3.8, 4.2]")


@pytest.mark.parametrize("text", ["dreimal so viele", "das Dreifache", "auf das Dreifache erhöht"])
def test_three_times_as_many_has_one_reading(text: str) -> None:
    assert read_figure(text, lang="de").alternatives == ()


def test_twice_more_may_be_three_times_as_much() -> None:
    figure = read_figure("um das Doppelte gestiegen", lang="de")
    assert figure.profiles.default == interval("[1.9, 2.1]")
    [(_, three)] = figure.alternatives
    assert three.default == interval("[2.85, 3.15]")


@pytest.mark.parametrize("text", ["ging zurück um 5 Prozent", "5 Prozent gingen zurück"])
def test_a_particle_beside_its_verb_stays_there(text: str) -> None:
    figure = read_figure(text, lang="de")
    assert figure.profiles.default == interval("(-0.055, -0.045]")


def test_around_needs_no_verb_before_a_complement() -> None:
    figure = read_figure("um die 200 der Fälle", lang="de")
    assert (figure.hedge, figure.profiles.default) == ("approx", interval("[180, 220]"))


def test_a_full_stop_at_the_end_makes_no_ordinal() -> None:
    assert read_figure("rund 9.000.", lang="de").value == exact(9000)


def test_a_class_of_the_reader_replaces_unknown_words() -> None:
    figure = read_figure("lediglich rundliche 9.000 erfasste Meldungen", lang="de", reads="approx")
    assert figure.profiles.default == interval("[8500, 9500)")

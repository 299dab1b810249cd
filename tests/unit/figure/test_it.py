"""Italian figures: number words, printed digits, refusals, and the units that are expected."""

from __future__ import annotations

import pytest
from exact import exact
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

REPORTS = Unit(UnitKind.COUNT, "segnalazioni")
SHARE = Unit(UnitKind.SHARE)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
FRANCS = Unit(UnitKind.AMOUNT, "CHF")

NUMBERS = [
    ("zero", 0),
    ("uno", 1),
    ("una", 1),
    ("nove", 9),
    ("undici", 11),
    ("sedici", 16),
    ("diciassette", 17),
    ("diciotto", 18),
    ("diciannove", 19),
    ("ventuno", 21),
    ("ventun", 21),
    ("ventitré", 23),
    ("ventitre", 23),
    ("ventotto", 28),
    ("trentuno", 31),
    ("trentotto", 38),
    ("quarantadue", 42),
    ("cinquantotto", 58),
    ("sessantuno", 61),
    ("settantasette", 77),
    ("ottantotto", 88),
    ("novantanove", 99),
    ("cento", 100),
    ("centouno", 101),
    ("centuno", 101),
    ("centoundici", 111),
    ("centundici", 111),
    ("centodiciotto", 118),
    ("centoventi", 120),
    ("centotto", 108),
    ("centoottanta", 180),
    ("centottanta", 180),
    ("centottantuno", 181),
    ("centottantotto", 188),
    ("duecento", 200),
    ("duecentuno", 201),
    ("duecentottantadue", 282),
    ("seicentosessantasei", 666),
    ("settecentosettanta", 770),
    ("novecentonovantanove", 999),
    ("mille", 1000),
    ("milleuno", 1001),
    ("mille e uno", 1001),
    ("millecento", 1100),
    ("milleduecento", 1200),
    ("mille e duecento", 1200),
    ("millenovecentodiciotto", 1918),
    ("duemila", 2000),
    ("due mila", 2000),
    ("duemilaventiquattro", 2024),
    ("ottomilaotto", 8008),
    ("ventunomila", 21_000),
    ("ventunmila", 21_000),
    ("ottantaquattromilaquattrocentoquattro", 84_404),
    ("centomila", 100_000),
    ("trecentoventunomila", 321_000),
    ("ottocentottantottomilaottocentottantotto", 888_888),
    ("novecentonovantanovemilanovecentonovantanove", 999_999),
    ("un milione", 10**6),
    ("un milione duecentomila", 1_200_000),
    ("un milione e duecentomila", 1_200_000),
    ("due milioni cinquecentomilauno", 2_500_001),
    ("ottanta milioni", 80 * 10**6),
    ("un miliardo", 10**9),
    ("tre miliardi duecento milioni", 32 * 10**8),
    ("mille miliardi", 10**12),
    ("un bilione", 10**12),
    ("due trilioni", 2 * 10**18),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_number_words(text: str, number: int) -> None:
    assert read_figure(text, lang="it").value == number


PRINTED = [
    ("9.000", "9000"),
    ("1.234.567", "1234567"),
    ("1.234.567,89", "1234567.89"),
    ("9 000", "9000"),
    ("9\u00a0000", "9000"),
    ("9\u2009000,5", "9000.5"),
    ("9\u202f000", "9000"),
    ("9'000", "9000"),
    ("9’000,25", "9000.25"),
    ("1’234’567", "1234567"),
    ("2,5", "2.5"),
    ("0,313", "0.313"),
    (",08", "0.08"),
    ("82mila", "82000"),
    ("82 mila", "82000"),
    ("1,5mila", "1500"),
    ("2,5 milioni", "2500000"),
    ("2,5 mln", "2500000"),
    ("2,5 mio.", "2500000"),
    ("1,5 mld", "1500000000"),
    ("1,5 mrd", "1500000000"),
    ("5,2 mia.", "5200000000"),
    ("15k", "15000"),
    ("1.000 miliardi", "1000000000000"),
    ("50 mila miliardi", "50000000000000"),
    ("1 milione e 200mila", "1200000"),
    ("un milione 245 mila", "1245000"),
    ("2 miliardi e 300 milioni", "2300000000"),
    ("2½", "2.5"),
    ("2 e mezzo", "2.5"),
    ("tre e un quarto", "3.25"),
]


@pytest.mark.parametrize(("text", "number"), PRINTED)
def test_printed_digits(text: str, number: str) -> None:
    assert read_figure(text, lang="it").value == exact(number)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("it-CH", "9'000", "9000"),
        ("it-CH", "9’000.50", "9000.5"),
        ("it-CH", "2,5", "2.5"),
        ("it-IT", "9.000,5", "9000.5"),
        ("de-CH", "9’000.5", "9000.5"),
        ("fr-CH", "9 000,5", "9000.5"),
        ("es-MX", "9,000.5", "9000.5"),
        ("en-GB", "9,000.5", "9000.5"),
    ],
)
def test_a_locale_says_how_digits_are_printed(locale: str, text: str, number: str) -> None:
    assert read_figure(text, lang="it", locale=locale).value == exact(number)


def test_a_country_behind_the_language_is_a_locale() -> None:
    assert read_figure("9’000.50 franchi", lang="it-CH").value == exact("9000.5")
    assert read_figure("9.50 franchi", lang="it-CH").value == exact("9.5")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 M€", "EUR"),
        ("1,2 mld di euro", "EUR"),
        ("300mila euro", "EUR"),
        ("5 mio. di franchi", "CHF"),
        ("fr. 20", "CHF"),
        ("20 fr.", "CHF"),
        ("CHF 5 mio", "CHF"),
        ("1,5 milioni di franchi svizzeri", "CHF"),
        ("800 milioni di dollari", "USD"),
        ("20 sterline", "GBP"),
        ("una quindicina di franchi", "CHF"),
        ("centinaia di milioni di euro", "EUR"),
        ("un milione e mezzo di euro", "EUR"),
        ("30.000 km²", "km²"),
        ("30 chilometri quadrati", "km²"),
        ("20 metri quadrati", "m²"),
        ("3.000 metri cubi", "m³"),
        ("5 metri", "m"),
        ("5m", "m"),
        ("12 chilowattora", "kWh"),
        ("3 ettolitri", "hl"),
        ("20 tonnellate", "t"),
        ("50 cent", "cents"),
        ("15 gradi Celsius", "°C"),
        ("5 punti base", "basis points"),
        ("un'ora e mezza", "hours"),
        ("quarant'anni", "years"),
        ("dai 18 ai 65 anni", "years"),
    ],
)
def test_amounts_keep_their_unit(text: str, unit: str) -> None:
    figure = read_figure(text, lang="it")
    assert (figure.unit.kind, figure.unit.noun) == (UnitKind.AMOUNT, unit)


REFUSED = [
    ("nearly 9.000", "figure-unknown-word", "nearly"),
    ("fast 9.000", "figure-unknown-word", "fast"),
    ("environ 9.000", "figure-unknown-word", "environ"),
    ("casi 9.000", "figure-unknown-word", "casi"),
    ("quelque 400 persone", "figure-unknown-word", "quelque"),
    ("9.000 nearly", "figure-unknown-word", "nearly"),
    ("9.000 environ", "figure-unknown-word", "environ"),
    ("9.000 alrededor", "figure-unknown-word", "alrededor"),
    ("9.000 fast", "figure-unknown-word", "fast"),
    ("9.000 senza doppioni", "figure-unknown-word", "senza"),
    ("9.000 esclusi i doppioni", "figure-unknown-word", "esclusi"),
    ("9.000 per giorno", "figure-unknown-word", "per"),
    ("9.000 al giorno", "figure-empty-range", "al"),
    ("9.000 nel 2018", "figure-unknown-word", "nel"),
    ("9.000 lakh", "figure-unknown-word", "lakh"),
    ("9.000 millones", "figure-unknown-word", "millones"),
    ("9.000 biliardi", "figure-unknown-word", "biliardi"),
    ("presto 9.000", "figure-unknown-word", "presto"),
    ("altri 500 casi", "figure-unknown-word", "altri"),
    ("sul 10%", "figure-unknown-word", "sul"),
    ("entro il 10%", "figure-unknown-word", "entro"),
    ("lontano dal 10%", "figure-unknown-word", "lontano"),
    ("largamente il 10%", "figure-unknown-word", "largamente"),
    ("non solo il 10%", "figure-unknown-word", "non"),
    ("non è aumentato del 5%", "figure-unknown-word", "non"),
    ("non raddoppiato", "figure-unknown-word", "non"),
    ("è passato al 7,4%", "figure-unknown-word", "passato"),
    ("migliorato del 5%", "figure-unknown-word", "migliorato"),
    ("più alto del 5%", "figure-unknown-word", "alto"),
    ("10 o 20%", "figure-unknown-word", "o"),
    ("due o tremila", "figure-unknown-word", "o"),
    ("il 5% annuo", "figure-unknown-word", "annuo"),
    ("aumentato del 5% annuo", "figure-unknown-word", "annuo"),
    ("aumentato del 5% all'anno", "figure-empty-range", "all'"),
    ("30 km/h", "figure-unknown-word", "/"),
    ("24 ore su 24", "figure-unknown-word", "su"),
    ("5 dollari canadesi", "figure-unknown-word", "canadesi"),
    ("gli anni 1970", "figure-unknown-word", "anni"),
    ("il 5 maggio", "figure-unknown-word", "maggio"),
    ("una manciata di casi", "figure-unknown-word", "manciata"),
    ("un paio di casi", "figure-unknown-word", "paio"),
    ("una minoranza del 40%", "figure-two-numbers", "40"),
    ("una fetta", "figure-unknown-word", "fetta"),
    ("un terzo caso", "figure-unknown-word", "caso"),
    ("una terza ondata", "figure-unknown-word", "terza"),
    ("un venticinquesimo", "figure-unknown-word", "venticinquesimo"),
    ("un centesimo", "figure-unknown-word", "centesimo"),
    ("50 centesimi", "figure-unknown-word", "centesimi"),
    ("il 50enne", "figure-unknown-word", "enne"),
    ("5 k", "figure-unknown-word", "k"),
    ("migliaia e migliaia", "figure-unknown-word", "e"),
    ("tutti e tre", "figure-unknown-word", "e"),
    ("il 10% e il 20%", "figure-unknown-word", "e"),
    ("ogni secondo", "figure-unknown-word", "secondo"),
    ("un deficit del 3%", "figure-two-numbers", "3"),
    ("due centinaia", "figure-two-numbers", "centinaia"),
    ("una risicata maggioranza", "figure-two-numbers", "maggioranza"),
    ("ogni cinque anni", "figure-two-numbers", "cinque"),
    ("2h30", "figure-two-numbers", "30"),
    ("ventuno tre", "figure-two-numbers", "tre"),
    ("duecentuno tre", "figure-two-numbers", "tre"),
    ("1 milione due mila", "figure-two-numbers", "due"),
    ("un milione due miliardi", "figure-two-numbers", "miliardi"),
    ("3 milioni 200 miliardi", "figure-two-numbers", "200"),
    ("3 milioni 200", "figure-two-numbers", "200"),
    ("3 milioni 2.000 mila", "figure-two-numbers", "2.000"),
    ("mille mila", "figure-unknown-word", "mila"),
    ("è cresciuto dal 20 al 30%", "figure-two-numbers", "dal"),
    ("un aumento dal 20 al 30%", "figure-two-numbers", "dal"),
    ("è salito del 5% a 300 milioni", "figure-empty-range", "5% a 300 milioni"),
    ("20 a 10%", "figure-empty-range", "20 a 10%"),
    ("tra 10", "figure-empty-range", "tra"),
    ("da 10", "figure-empty-range", "da"),
    ("tre volte meno", "figure-ambiguous", "tre"),
    ("diminuito di tre volte", "figure-ambiguous", "tre"),
    ("è salito fino al 10%", "figure-ambiguous", "fino"),
    ("tutti i 26 cantoni", "figure-ambiguous", "26"),
    ("un quarto d'ora", "figure-ambiguous", "ora"),
    ("un terzo di punto", "figure-ambiguous", "punto"),
    ("50/50", "figure-ambiguous", "50/50"),
    ("20-30.000 euro", "figure-ambiguous", ""),
    ("da due a tremila", "figure-ambiguous", ""),
    ("più che 5 giorni", "figure-ambiguous", "più"),
    ("circa almeno il 10%", "figure-two-hedges", "almeno"),
    ("quasi un buon centinaio", "figure-two-hedges", "buon"),
    ("93.5%", "figure-ill-grouped", "93.5"),
    ("9,000,000", "figure-ill-grouped", "9,000,000"),
    ("1.23", "figure-ill-grouped", "1.23"),
    ("il più alto dal 2015", "figure-rank", "il"),
    ("ai minimi storici", "figure-rank", "ai"),
    ("molti", "figure-without-number", ""),
    ("mila euro", "figure-without-number", ""),
    ("il quinto paese", "figure-without-number", ""),
    ("gran parte dei casi", "figure-without-number", ""),
    ("mezzo litro", "figure-without-number", ""),
    ("quasi nessuno", "figure-class-misfit", ""),
    ("9.000 segnalazioni·i", "figure-character", "·"),
]


@pytest.mark.parametrize(("text", "slug", "place"), REFUSED)
def test_a_wrong_figure_is_refused_at_its_place(text: str, slug: str, place: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="it")
    error = caught.value
    assert error.code.slug == slug
    found = text[error.start : error.end]
    assert found == (place or text) or (not place and found in text)


DECLARED = [
    ("9.000 segnalazioni", "segnalazioni"),
    ("1 segnalazione", "segnalazioni"),
    ("9.000 segnalazioni", "segnalazione"),
    ("una decina di segnalazioni", "segnalazioni"),
    ("2 milioni di segnalazioni", "segnalazione"),
    ("tra 1 e 2 milioni di segnalazioni", "segnalazioni"),
    ("centinaia di segnalazioni", "segnalazioni"),
    ("nessuna segnalazione", "segnalazioni"),
    ("1 caso", "casi"),
    ("1 casa", "case"),
    ("1 persona", "persone"),
    ("1 abitante", "abitanti"),
    ("1 ospedale", "ospedali"),
    ("1 paese", "paesi"),
    ("1 cantone", "cantoni"),
    ("1 medico", "medici"),
    ("1 banca", "banche"),
    ("1 parco", "parchi"),
    ("1 spiaggia", "spiagge"),
    ("1 incendio", "incendi"),
    ("1 turista", "turisti"),
    ("1 lavoratore", "lavoratori"),
    ("1 uomo", "uomini"),
    ("1 città", "città"),
    ("1 domanda d'asilo", "domande d'asilo"),
    ("2 milioni di domande d’asilo", "domande d'asilo"),
    ("3 parti", "parti"),
    ("5 aumenti", "aumenti"),
]


@pytest.mark.parametrize(("text", "noun"), DECLARED)
def test_a_declared_noun_is_known_in_both_numbers(text: str, noun: str) -> None:
    figure = read_figure(text, lang="it", expects=Unit(UnitKind.COUNT, noun))
    assert figure.unit.kind is UnitKind.COUNT


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("9.000 casi", "segnalazioni"),
        ("una decina di casi", "segnalazioni"),
        ("2 milioni di casi", "segnalazioni"),
        ("centinaia di casi", "segnalazioni"),
        ("nessun casi", "segnalazioni"),
        ("9.000 casi", "case"),
    ],
)
def test_another_noun_than_the_declared_one_is_refused(text: str, noun: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="it", expects=Unit(UnitKind.COUNT, noun))
    assert caught.value.code.slug == "figure-unknown-word"
    assert text[caught.value.start : caught.value.end] == "casi"


EXPECTED = [
    ("un terzo", SHARE, "[191/600, 209/600]"),
    ("sceso al 46%", SHARE, "[0.455, 0.465)"),
    ("sceso al 46%", CHANGE, "[-0.545, -0.535)"),
    ("il 46% del livello del 2019", CHANGE, "[-0.545, -0.535)"),
    ("un aumento del 3%", CHANGE, "[0.025, 0.035)"),
    ("un aumento del 10%", FACTOR, "[1.095, 1.105)"),
    ("in calo del 3%", POINTS, "(-3.5, -2.5]"),
    ("è cresciuto di 2 punti", POINTS, "[1.5, 2.5)"),
    ("stabile", POINTS, "[-0.5, 0.5]"),
    ("raddoppiato", CHANGE, "[0.9, 1.1]"),
    ("più che raddoppiato", CHANGE, "(1, inf)"),
    ("dimezzato", CHANGE, "[-0.525, -0.475]"),
    ("ridotto della metà", FACTOR, "[0.485, 0.515]"),
    ("il doppio", FACTOR, "[1.9, 2.1]"),
    ("2,5", FACTOR, "[2.45, 2.55)"),
    ("nessuno", SHARE, "[0, 0]"),
    ("5 milioni di franchi", FRANCS, "[4500000, 5500000)"),
    ("migliaia di franchi", FRANCS, "[2000, 10000)"),
    ("12 per 100.000 abitanti", FACTOR, "[0.000115, 0.000125)"),
    ("il 10% di segnalazioni in meno", CHANGE, "(-0.105, -0.095]"),
]


@pytest.mark.parametrize(("text", "expects", "default"), EXPECTED)
def test_the_expected_unit_decides(text: str, expects: Unit, default: str) -> None:
    figure = read_figure(text, lang="it", expects=expects)
    assert figure.unit == expects
    assert figure.profiles.default == interval(default)


@pytest.mark.parametrize(
    ("text", "expects", "slug"),
    [
        ("63%", REPORTS, "figure-unit"),
        ("855 su 9.499", REPORTS, "figure-unit"),
        ("93,5", SHARE, "figure-needs-percent"),
        ("un aumento del 3%", SHARE, "figure-unit"),
        ("3 punti", SHARE, "figure-unit"),
        ("in calo di 2 punti", CHANGE, "figure-unit"),
        ("un terzo", POINTS, "figure-unit"),
        ("5 milioni di euro", FRANCS, "figure-unit"),
    ],
)
def test_another_unit_is_refused(text: str, expects: Unit, slug: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="it", expects=expects)
    assert caught.value.code.slug == slug


@pytest.mark.parametrize(
    "text",
    ["tre volte più alto", "tre volte di più", "aumentato di tre volte", "cresciuto del triplo"],
)
def test_times_more_has_two_readings(text: str) -> None:
    figure = read_figure(text, lang="it")
    assert figure.profiles.default == interval("[2.85, 3.15]")
    assert [profiles.default for _, profiles in figure.alternatives] == [interval("[3.8, 4.2]")]


@pytest.mark.parametrize(
    "text", ["tre volte tanto", "il triplo", "triplicato", "salito al triplo", "un fattore tre"]
)
def test_times_as_many_has_one_reading(text: str) -> None:
    figure = read_figure(text, lang="it")
    assert figure.profiles.default == interval("[2.85, 3.15]")
    assert figure.alternatives == ()


def test_a_level_and_a_change_are_told_apart() -> None:
    level = read_figure("è sceso sotto il 10%", lang="it")
    change = read_figure("è sceso di meno del 10%", lang="it")
    assert (level.hedge, level.unit.kind) == ("lt", UnitKind.SHARE)
    assert (change.hedge, change.unit.kind) == ("lt", UnitKind.RELATIVE_CHANGE)


def test_a_class_of_ones_own_passes_over_the_words() -> None:
    assert read_figure("abbondantemente il 10%", lang="it", reads="ge").hedge == "ge"

"""Spanish figures: number words, printed digits, refusals, and the units that are expected."""

from __future__ import annotations

import pytest
from exact import exact
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

REPORTS = Unit(UnitKind.COUNT, "denuncias")
SHARE = Unit(UnitKind.SHARE)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
EUROS = Unit(UnitKind.AMOUNT, "EUR")

NUMBERS = [
    ("cero", 0),
    ("un", 1),
    ("una", 1),
    ("uno", 1),
    ("nueve", 9),
    ("once", 11),
    ("quince", 15),
    ("dieciséis", 16),
    ("dieciseis", 16),
    ("diecinueve", 19),
    ("veinte", 20),
    ("veintiuno", 21),
    ("veintiún", 21),
    ("veintidós", 22),
    ("veintiséis", 26),
    ("treinta", 30),
    ("treinta y uno", 31),
    ("treinta y un", 31),
    ("treintaidós", 32),
    ("cuarenta y dos", 42),
    ("cincuenta y cinco", 55),
    ("sesenta y siete", 67),
    ("setenta y seis", 76),
    ("ochenta y ocho", 88),
    ("noventa y nueve", 99),
    ("cien", 100),
    ("ciento uno", 101),
    ("ciento dieciséis", 116),
    ("ciento treinta y uno", 131),
    ("doscientos", 200),
    ("doscientas cuatro", 204),
    ("trescientos veinte", 320),
    ("cuatrocientas", 400),
    ("quinientos", 500),
    ("quinientas cincuenta y cinco", 555),
    ("seiscientos", 600),
    ("setecientos siete", 707),
    ("ochocientos ochenta y ocho", 888),
    ("novecientos noventa y nueve", 999),
    ("mil", 1000),
    ("mil uno", 1001),
    ("mil doscientos", 1200),
    ("mil novecientos noventa y nueve", 1999),
    ("dos mil", 2000),
    ("dos mil veinticuatro", 2024),
    ("quince mil", 15_000),
    ("veintiún mil", 21_000),
    ("treinta y un mil", 31_000),
    ("treinta y una mil", 31_000),
    ("ochenta y cuatro mil cuatrocientos cuatro", 84_404),
    ("cien mil", 100_000),
    ("ciento veinte mil", 120_000),
    ("doscientas mil", 200_000),
    ("novecientos noventa y nueve mil novecientos noventa y nueve", 999_999),
    ("un millón", 10**6),
    ("un millón doscientos mil", 1_200_000),
    ("dos millones quinientos mil uno", 2_500_001),
    ("treinta y un millones", 31 * 10**6),
    ("mil millones", 10**9),
    ("dos mil quinientos millones", 25 * 10**8),
    ("un millardo", 10**9),
    ("un billón", 10**12),
    ("mil billones", 10**15),
    ("dos trillones", 2 * 10**18),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_number_words(text: str, number: int) -> None:
    assert read_figure(text, lang="es").value == number


PRINTED = [
    ("9.000", "9000"),
    ("9 000", "9000"),
    ("1.234.567", "1234567"),
    ("1 234 567", "1234567"),
    ("9\u202f000,5", "9000.5"),
    ("9\u00a0000", "9000"),
    ("9\u2009000", "9000"),
    ("9'000", "9000"),
    ("9’000,25", "9000.25"),
    ("2,5", "2.5"),
    ("0,313", "0.313"),
    ("2,5 millones", "2500000"),
    ("3 mil millones", "3000000000"),
    ("1.000 millones", "1000000000"),
    ("1,5 billones", "1500000000000"),
    ("15k", "15000"),
    ("2,5 mill.", "2500000"),
    ("300 mil", "300000"),
    ("2½", "2.5"),
    ("el 1,5", "1.5"),
]


@pytest.mark.parametrize(("text", "number"), PRINTED)
def test_printed_digits(text: str, number: str) -> None:
    assert read_figure(text, lang="es").value == exact(number)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("es-ES", "9.000,5", "9000.5"),
        ("es-ES", "9 000,5", "9000.5"),
        ("es-MX", "9,000.5", "9000.5"),
        ("es-MX", "9 000.5", "9000.5"),
        ("es-MX", "2.5", "2.5"),
        ("es-US", "9,000.5", "9000.5"),
        ("es-AR", "9.000,5", "9000.5"),
        ("es-CR", "9 000,5", "9000.5"),
        ("de-CH", "9’000.5", "9000.5"),
        ("en-GB", "9,000.5", "9000.5"),
    ],
)
def test_a_locale_says_how_digits_are_printed(locale: str, text: str, number: str) -> None:
    assert read_figure(text, lang="es", locale=locale).value == exact(number)


def test_a_country_behind_the_language_is_a_locale() -> None:
    assert read_figure("9,000.5 pesos", lang="es-MX").value == exact("9000.5")
    with pytest.raises(FigureError) as caught:
        read_figure("9.000,5 pesos", lang="es-MX")
    assert caught.value.code.slug == "figure-ill-grouped"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 M€", "EUR"),
        ("2,5 M de euros", "EUR"),
        ("15 k€", "EUR"),
        ("800 millones de dólares", "USD"),
        ("20 mdd", "USD"),
        ("500 pesos", "MXN"),
        ("500 mdp", "MXN"),
        ("5 millones de francos suizos", "CHF"),
        ("20 libras esterlinas", "GBP"),
        ("1.000 yenes", "JPY"),
        ("30.000 km²", "km²"),
        ("3.000 m³", "m³"),
        ("12 hectómetros cúbicos", "hm³"),
        ("20 metros cuadrados", "m²"),
        ("12 kilovatios hora", "kWh"),
        ("120 km/h", "km/h"),
        ("120 kilómetros por hora", "km/h"),
        ("20 céntimos", "cents"),
        ("15 grados", "°C"),
        ("15 ºC", "°C"),
        ("5 puntos básicos", "basis points"),
        ("50 enteros", "index points"),
        ("una hora y media", "hours"),
        ("supera el millón de euros", "EUR"),
        ("una decena de miles de euros", "EUR"),
        ("tres décimas de segundo", "tenths of a second"),
        ("dos décimas de grado", "tenths of a degree"),
    ],
)
def test_amounts_keep_their_unit(text: str, unit: str) -> None:
    figure = read_figure(text, lang="es")
    assert (figure.unit.kind, figure.unit.noun) == (UnitKind.AMOUNT, unit)


REFUSED = [
    ("nearly 9.000", "figure-unknown-word", "nearly"),
    ("fast 9.000", "figure-unknown-word", "fast"),
    ("quasi 9.000", "figure-unknown-word", "quasi"),
    ("presque 9.000", "figure-unknown-word", "presque"),
    ("circa 9.000", "figure-unknown-word", "circa"),
    ("9.000 nearly", "figure-unknown-word", "nearly"),
    ("9.000 environ", "figure-unknown-word", "environ"),
    ("9.000 circa", "figure-unknown-word", "circa"),
    ("9.000 sin duplicados", "figure-unknown-word", "sin"),
    ("9.000 excepto duplicados", "figure-unknown-word", "excepto"),
    ("9.000 en 2018", "figure-unknown-word", "en"),
    ("9.000 por habitante", "figure-unknown-word", "por"),
    ("9.000 billions", "figure-unknown-word", "billions"),
    ("9.000 mrd", "figure-unknown-word", "mrd"),
    ("9.000 anuales", "figure-unknown-word", "anuales"),
    ("lejos del 10 %", "figure-unknown-word", "lejos"),
    ("ampliamente 10 %", "figure-unknown-word", "ampliamente"),
    ("bajo el 10 %", "figure-unknown-word", "bajo"),
    ("desde hace 10 años", "figure-empty-range", "desde"),
    ("más 10 %", "figure-unknown-word", "más"),
    ("no más que 5", "figure-unknown-word", "no"),
    ("no aumentó un 5 %", "figure-unknown-word", "no"),
    ("no se duplicó", "figure-unknown-word", "no"),
    ("pasó al 7,4 %", "figure-unknown-word", "pasó"),
    ("mejoró un 5 %", "figure-unknown-word", "mejoró"),
    ("10 o 20 %", "figure-unknown-word", "o"),
    ("dos o tres casos", "figure-unknown-word", "o"),
    ("subió un 5 % anual", "figure-unknown-word", "anual"),
    ("subió dos décimas hasta el 3 %", "figure-unknown-word", "hasta"),
    ("500 pesos dominicanos", "figure-unknown-word", "dominicanos"),
    ("3 dólares australianos", "figure-unknown-word", "australianos"),
    ("20 libras", "figure-unknown-word", "libras"),
    ("20 mmdd", "figure-unknown-word", "mmdd"),
    ("5 MM€", "figure-unknown-word", "€"),
    ("los años 70", "figure-unknown-word", "años"),
    ("un puñado de casos", "figure-unknown-word", "puñado"),
    ("un par de casos", "figure-unknown-word", "par"),
    ("una minoría del 40 %", "figure-two-numbers", "40"),
    ("un cuarto caso", "figure-unknown-word", "caso"),
    ("el 5º", "figure-unknown-word", "º"),
    ("5 k", "figure-unknown-word", "k"),
    ("dos horas largas", "figure-unknown-word", "largas"),
    ("un déficit del 3 %", "figure-two-numbers", "3"),
    ("un escaso 10 %", "figure-two-numbers", "10"),
    ("uno 400 casos", "figure-two-numbers", "400"),
    ("dos centenares", "figure-two-numbers", "centenares"),
    ("una escasa mayoría", "figure-two-numbers", "mayoría"),
    ("2h30", "figure-two-numbers", "30"),
    ("cada cinco años", "figure-two-numbers", "cinco"),
    ("aumentó del 20 al 30 %", "figure-two-numbers", "del"),
    ("baja del 10 %", "figure-two-numbers", "del"),
    ("un aumento del 20 al 30 %", "figure-two-numbers", "20"),
    ("20 a 10 %", "figure-empty-range", "20 a 10 %"),
    ("entre 10", "figure-empty-range", "entre"),
    ("al 10 %", "figure-empty-range", "al"),
    ("más que 5 días", "figure-ambiguous", "más"),
    ("tres veces menos", "figure-ambiguous", "tres"),
    ("se redujo tres veces", "figure-ambiguous", "tres"),
    ("subió hasta un 46 %", "figure-ambiguous", "hasta"),
    ("creció por encima del 3 %", "figure-ambiguous", "por"),
    ("creció por debajo del 3 %", "figure-ambiguous", "por"),
    ("se redujo a casi la mitad", "figure-ambiguous", "a"),
    ("el 5 de mayo", "figure-ambiguous", "de"),
    ("dos veces al día", "figure-ambiguous", "al"),
    ("creció un 5 % al año", "figure-ambiguous", "al"),
    ("todos los cinco años", "figure-ambiguous", "cinco"),
    ("un cuarto de hora", "figure-ambiguous", "hora"),
    ("un tercio de por ciento", "figure-ambiguous", "por ciento"),
    ("50/50", "figure-ambiguous", "50/50"),
    ("20-30.000 euros", "figure-ambiguous", ""),
    ("de dos a tres mil", "figure-ambiguous", ""),
    ("unos al menos 10", "figure-two-hedges", "al"),
    ("casi unos 400", "figure-two-hedges", "unos"),
    ("93.5 %", "figure-ill-grouped", "93.5"),
    ("9,000,000", "figure-ill-grouped", "9,000,000"),
    ("el más alto desde 2015", "figure-rank", "el"),
    ("récord histórico", "figure-rank", "récord"),
    ("la mayor subida desde 2010", "figure-rank", "la"),
    ("mucho", "figure-without-number", ""),
    ("media hora", "figure-without-number", ""),
    ("el quinto país", "figure-without-number", ""),
    ("un gran número", "figure-without-number", ""),
    ("casi nadie", "figure-class-misfit", ""),
    ("5 niñ@s", "figure-character", "@"),
]


@pytest.mark.parametrize(("text", "slug", "place"), REFUSED)
def test_a_wrong_figure_is_refused_at_its_place(text: str, slug: str, place: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="es")
    error = caught.value
    assert error.code.slug == slug
    assert text[error.start : error.end] == (place or text)


DECLARED = [
    ("9.000 denuncias", "denuncias"),
    ("1 denuncia", "denuncias"),
    ("una decena de denuncias", "denuncias"),
    ("2 millones de denuncias", "denuncia"),
    ("entre 1 y 2 millones de denuncias", "denuncias"),
    ("cientos de denuncias", "denuncias"),
    ("ninguna denuncia", "denuncias"),
    ("5 mujeres", "mujer"),
    ("5 hombres", "hombre"),
    ("3 países", "país"),
    ("1 país", "países"),
    ("2 violaciones", "violación"),
    ("4 jueces", "juez"),
    ("2 jóvenes", "joven"),
    ("1 mes", "meses"),
    ("3 crisis", "crisis"),
    ("3 clases", "clase"),
    ("3 franceses", "francés"),
    ("1 solicitud de asilo", "solicitudes de asilo"),
    ("2 millones de solicitudes de asilo", "solicitudes de asilo"),
    ("3 partes", "partes"),
    ("5 caídas", "caída"),
    ("200 menores", "menores"),
]


@pytest.mark.parametrize(("text", "noun"), DECLARED)
def test_a_declared_noun_is_known_in_both_numbers(text: str, noun: str) -> None:
    figure = read_figure(text, lang="es", expects=Unit(UnitKind.COUNT, noun))
    assert figure.unit.kind is UnitKind.COUNT


@pytest.mark.parametrize(
    "text",
    [
        "9.000 casos",
        "una decena de casos",
        "2 millones de casos",
        "entre 1 y 2 millones de casos",
        "cientos de casos",
    ],
)
def test_another_noun_than_the_declared_one_is_refused(text: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="es", expects=REPORTS)
    assert caught.value.code.slug == "figure-unknown-word"
    assert text[caught.value.start : caught.value.end] == "casos"


EXPECTED = [
    ("un tercio", SHARE, "[191/600, 209/600]"),
    ("cayó al 46 %", SHARE, "[0.455, 0.465)"),
    ("cayó al 46 %", CHANGE, "[-0.545, -0.535)"),
    ("cayó por debajo del 40 %", SHARE, "[0, 0.4)"),
    ("46 % del nivel de 2019", CHANGE, "[-0.545, -0.535)"),
    ("un aumento del 3 %", CHANGE, "[0.025, 0.035)"),
    ("un aumento del 10 %", FACTOR, "[1.095, 1.105)"),
    ("un descenso del 3 %", POINTS, "(-3.5, -2.5]"),
    ("subió 2 puntos", POINTS, "[1.5, 2.5)"),
    ("bajó tres décimas", POINTS, "(-0.35, -0.25]"),
    ("estable", POINTS, "[-0.5, 0.5]"),
    ("se duplicó", CHANGE, "[0.9, 1.1]"),
    ("más que se duplicó", CHANGE, "(1, inf)"),
    ("se redujo a la mitad", CHANGE, "[-0.525, -0.475]"),
    ("el doble", FACTOR, "[1.9, 2.1]"),
    ("2,5", FACTOR, "[2.45, 2.55)"),
    ("nadie", SHARE, "[0, 0]"),
    ("5 M€", EUROS, "[4500000, 5500000)"),
    ("miles de euros", EUROS, "[2000, 10000)"),
    ("12 por cada 100.000 habitantes", FACTOR, "[0.000115, 0.000125)"),
]


@pytest.mark.parametrize(("text", "expects", "default"), EXPECTED)
def test_the_expected_unit_decides(text: str, expects: Unit, default: str) -> None:
    figure = read_figure(text, lang="es", expects=expects)
    assert figure.unit == expects
    assert figure.profiles.default == interval(default)


@pytest.mark.parametrize(
    ("text", "expects", "slug"),
    [
        ("63 %", REPORTS, "figure-unit"),
        ("un tercio", REPORTS, "figure-unit"),
        ("93,5", SHARE, "figure-needs-percent"),
        ("un aumento del 3 %", SHARE, "figure-unit"),
        ("3 puntos", SHARE, "figure-unit"),
        ("bajó dos décimas", CHANGE, "figure-unit"),
        ("un tercio", POINTS, "figure-unit"),
        ("5 millones de pesos", EUROS, "figure-unit"),
    ],
)
def test_another_unit_is_refused(text: str, expects: Unit, slug: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="es", expects=expects)
    assert caught.value.code.slug == slug


@pytest.mark.parametrize("text", ["tres veces más casos", "tres veces mayor", "aumentó tres veces"])
def test_times_more_has_two_readings(text: str) -> None:
    figure = read_figure(text, lang="es")
    assert figure.profiles.default == interval("[2.85, 3.15]")
    assert [profiles.default for _, profiles in figure.alternatives] == [interval("[3.8, 4.2]")]


@pytest.mark.parametrize("text", ["se multiplicó por tres", "el triple", "tres veces el nivel"])
def test_other_multiples_have_one(text: str) -> None:
    assert read_figure(text, lang="es").alternatives == ()


def test_a_hedge_within_a_multiple_stands_before_it() -> None:
    figure = read_figure("se ha multiplicado por casi cuatro", lang="es")
    assert (figure.hedge, figure.profiles.default) == ("near_below", interval("[3.8, 4)"))
    figure = read_figure("se redujo casi a la mitad", lang="es")
    assert (figure.hedge, figure.profiles.default) == ("near_halved", interval("(0.5, 0.525]"))
    figure = read_figure("se redujo más de un 5 %", lang="es")
    assert (figure.hedge, figure.profiles.default) == ("gt", interval("[-1, -0.05)"))


def test_a_class_of_ones_own_passes_over_the_words() -> None:
    assert read_figure("ampliamente 10 %", lang="es", reads="ge").hedge == "ge"

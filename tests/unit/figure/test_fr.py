"""French figures: number words, printed digits, refusals, and the units that are expected."""

from __future__ import annotations

import pytest
from exact import exact
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

REPORTS = Unit(UnitKind.COUNT, "signalements")
SHARE = Unit(UnitKind.SHARE)
CHANGE = Unit(UnitKind.RELATIVE_CHANGE)
POINTS = Unit(UnitKind.POINTS)
FACTOR = Unit(UnitKind.FACTOR)
EUROS = Unit(UnitKind.AMOUNT, "EUR")

NUMBERS = [
    ("zéro", 0),
    ("un", 1),
    ("une", 1),
    ("neuf", 9),
    ("seize", 16),
    ("dix-sept", 17),
    ("dix-neuf", 19),
    ("vingt et un", 21),
    ("vingt-et-un", 21),
    ("trente-deux", 32),
    ("quarante et un", 41),
    ("cinquante-neuf", 59),
    ("soixante", 60),
    ("soixante-dix", 70),
    ("soixante et onze", 71),
    ("soixante-douze", 72),
    ("soixante-dix-sept", 77),
    ("septante", 70),
    ("septante et un", 71),
    ("septante-neuf", 79),
    ("quatre-vingts", 80),
    ("quatre-vingt-un", 81),
    ("quatre-vingt-dix", 90),
    ("quatre-vingt-onze", 91),
    ("quatre-vingt-dix-neuf", 99),
    ("huitante-trois", 83),
    ("octante-six", 86),
    ("nonante", 90),
    ("nonante et un", 91),
    ("nonante-neuf", 99),
    ("cent", 100),
    ("cent un", 101),
    ("cent vingt et un", 121),
    ("cent quatre-vingts", 180),
    ("deux cents", 200),
    ("deux cent quatre", 204),
    ("quatre cent vingt", 420),
    ("quatre cent quatre-vingt-quatre", 484),
    ("neuf cent nonante-neuf", 999),
    ("onze cents", 1100),
    ("mille", 1000),
    ("mille un", 1001),
    ("mille deux cents", 1200),
    ("dix-neuf cent dix-huit", 1918),
    ("mille neuf cent quatre-vingt-dix-neuf", 1999),
    ("deux mille", 2000),
    ("deux mille vingt-quatre", 2024),
    ("quatre mille quatre-vingts", 4080),
    ("quatre-vingt mille", 80_000),
    ("quatre-vingt-quatre mille quatre cent quatre", 84_404),
    ("cent mille", 100_000),
    ("deux-cent-mille", 200_000),
    ("trois cent vingt et un mille", 321_000),
    ("neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf", 999_999),
    ("un million", 10**6),
    ("un million deux cent mille", 1_200_000),
    ("deux millions cinq cent mille un", 2_500_001),
    ("quatre-vingts millions", 80 * 10**6),
    ("un milliard", 10**9),
    ("trois milliards deux cents millions", 32 * 10**8),
    ("mille milliards", 10**12),
    ("un billion", 10**12),
    ("deux trillions", 2 * 10**18),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_number_words(text: str, number: int) -> None:
    assert read_figure(text, lang="fr").value == number


PRINTED = [
    ("9 000", "9000"),
    ("1 234 567", "1234567"),
    ("9\u202f000,5", "9000.5"),
    ("9\u00a0000", "9000"),
    ("9\u2009000", "9000"),
    ("9'000", "9000"),
    ("9’000,25", "9000.25"),
    ("2,5", "2.5"),
    ("0,313", "0.313"),
    (",08", "0.08"),
    ("2,5 millions", "2500000"),
    ("1,5 Md", "1500000000"),
    ("1,5 Mds", "1500000000"),
    ("3 mrd", "3000000000"),
    ("3 mio", "3000000"),
    ("15k", "15000"),
    ("1 000 milliards", "1000000000000"),
    ("300 mille", "300000"),
    ("2½", "2.5"),
]


@pytest.mark.parametrize(("text", "number"), PRINTED)
def test_printed_digits(text: str, number: str) -> None:
    assert read_figure(text, lang="fr").value == exact(number)


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("fr-CH", "9'000", "9000"),
        ("fr-CH", "9’000,5", "9000.5"),
        ("fr-BE", "9 000", "9000"),
        ("fr-CA", "9 000,5", "9000.5"),
        ("fr-LU", "9.000,5", "9000.5"),
        ("de-CH", "9’000.5", "9000.5"),
        ("en-GB", "9,000.5", "9000.5"),
    ],
)
def test_a_locale_says_how_digits_are_printed(locale: str, text: str, number: str) -> None:
    assert read_figure(text, lang="fr", locale=locale).value == exact(number)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 M€", "EUR"),
        ("1,2 Md€", "EUR"),
        ("2,5 M d'euros", "EUR"),
        ("15 k€", "EUR"),
        ("5 mio de francs", "CHF"),
        ("Fr. 20", "CHF"),
        ("CHF 5 mio", "CHF"),
        ("800 millions de dollars", "USD"),
        ("20 livres sterling", "GBP"),
        ("30 000 km²", "km²"),
        ("3 000 m³", "m³"),
        ("20 mètres carrés", "m²"),
        ("12 kilowattheures", "kWh"),
        ("12 kilowatts-heures", "kWh"),
        ("3 hectolitres", "hl"),
        ("20 centimes", "cents"),
        ("15 degrés Celsius", "°C"),
        ("5 points de base", "basis points"),
        ("une heure et demie", "hours"),
        ("une dizaine de milliers d'euros", "EUR"),
    ],
)
def test_amounts_keep_their_unit(text: str, unit: str) -> None:
    figure = read_figure(text, lang="fr")
    assert (figure.unit.kind, figure.unit.noun) == (UnitKind.AMOUNT, unit)


REFUSED = [
    ("nearly 9 000", "figure-unknown-word", "nearly"),
    ("fast 9 000", "figure-unknown-word", "fast"),
    ("quasi il 9 000", "figure-unknown-word", "il"),
    ("casi 9 000", "figure-unknown-word", "casi"),
    ("9 000 nearly", "figure-unknown-word", "nearly"),
    ("9 000 circa", "figure-unknown-word", "circa"),
    ("9 000 sans les doublons", "figure-unknown-word", "sans"),
    ("9 000 hors doublons", "figure-unknown-word", "hors"),
    ("9 000 par jour", "figure-unknown-word", "par"),
    ("9 000 en 2018", "figure-unknown-word", "en"),
    ("9 000 près", "figure-unknown-word", "près"),
    ("9 000 billiards", "figure-unknown-word", "billiards"),
    ("9 000 lakh", "figure-unknown-word", "lakh"),
    ("quelques 400 personnes", "figure-unknown-word", "quelques"),
    ("loin de 10 %", "figure-unknown-word", "loin"),
    ("largement 10 %", "figure-unknown-word", "largement"),
    ("du moins 10 %", "figure-unknown-word", "du"),
    ("n'a pas augmenté de 5 %", "figure-unknown-word", "n'"),
    ("pas doublé", "figure-unknown-word", "pas"),
    ("est passé de 7 à 8 %", "figure-unknown-word", "passé"),
    ("10 ou 20 %", "figure-unknown-word", "ou"),
    ("5 % par an", "figure-unknown-word", "par"),
    ("a augmenté de 5 % par an", "figure-unknown-word", "par"),
    ("30 km/h", "figure-unknown-word", "/"),
    ("24 heures sur 24", "figure-unknown-word", "sur"),
    ("5 000 francs CFA", "figure-unknown-word", "CFA"),
    ("3 dollars australiens", "figure-unknown-word", "australiens"),
    ("les années 1970", "figure-unknown-word", "années"),
    ("le 5 mai", "figure-unknown-word", "mai"),
    ("une poignée de cas", "figure-unknown-word", "poignée"),
    ("une minorité de 40 %", "figure-two-numbers", "40"),
    ("un grand nombre", "figure-unknown-word", "nombre"),
    ("une bonne partie", "figure-unknown-word", "bonne"),
    ("un demi-litre", "figure-unknown-word", "demi"),
    ("vingt-cinquième", "figure-unknown-word", "cinquième"),
    ("5 k", "figure-unknown-word", "k"),
    ("une étonnante hausse de 5 %", "figure-unknown-word", "hausse"),
    ("un déficit de 3 %", "figure-two-numbers", "3"),
    ("un enfant de moins de 5 ans sur cinq", "figure-two-numbers", "5"),
    ("deux centaines", "figure-two-numbers", "centaines"),
    ("une courte majorité", "figure-two-numbers", "majorité"),
    ("2h30", "figure-two-numbers", "30"),
    ("a augmenté de 20 à 30 %", "figure-two-numbers", "de"),
    ("a baissé de 30 % à 20 %", "figure-empty-range", "de 30 % à 20 %"),
    ("recule de 0,2 point à 7,4 %", "figure-empty-range", "de 0,2 point à 7,4 %"),
    ("20 à 10 %", "figure-empty-range", "20 à 10 %"),
    ("entre 10", "figure-empty-range", "entre"),
    ("à 10 %", "figure-empty-range", "à"),
    ("plus que 5 jours", "figure-ambiguous", "plus"),
    ("deux fois moins", "figure-ambiguous", "deux"),
    ("tous les cinq ans", "figure-ambiguous", "cinq"),
    ("un quart d'heure", "figure-ambiguous", "heure"),
    ("trois quarts d'heure", "figure-ambiguous", "heure"),
    ("quart de million", "figure-ambiguous", "million"),
    ("un tiers de pour cent", "figure-ambiguous", "pour cent"),
    ("un dixième de point", "figure-ambiguous", "point"),
    ("vingt-trois cinquièmes", "figure-unknown-word", "cinquièmes"),
    ("vingt-trois cinquiemes", "figure-unknown-word", "cinquiemes"),
    ("cent et trois quarts", "figure-unknown-word", "quarts"),
    ("un vingt-et-unième club", "figure-unknown-word", "club"),
    ("trois cent deux douzaines", "figure-ambiguous", ""),
    ("1,2b", "figure-unknown-word", "b"),
    (".5 %", "figure-ill-grouped", ".5"),
    ("divisé par zéro", "figure-unknown-word", "divisé"),
    ("50/50", "figure-ambiguous", "50/50"),
    ("20-30 000 euros", "figure-ambiguous", ""),
    ("deux à trois mille", "figure-ambiguous", ""),
    ("environ au moins 10 %", "figure-two-hedges", "au"),
    ("presque une petite centaine", "figure-two-hedges", "petite"),
    ("93.5 %", "figure-ill-grouped", "93.5"),
    ("9.000", "figure-ill-grouped", "9.000"),
    ("9,000,000", "figure-ill-grouped", "9,000,000"),
    ("le plus haut depuis 2015", "figure-rank", "le"),
    ("un niveau record", "figure-rank", "un"),
    ("beaucoup", "figure-without-number", ""),
    ("le cinquième pays", "figure-without-number", ""),
    ("presque personne", "figure-class-misfit", ""),
    ("une hausse étudiant·e·s", "figure-character", "·"),
]


@pytest.mark.parametrize(("text", "slug", "place"), REFUSED)
def test_a_wrong_figure_is_refused_at_its_place(text: str, slug: str, place: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="fr")
    error = caught.value
    assert error.code.slug == slug
    assert text[error.start : error.end] == (place or text)


DECLARED = [
    ("9 000 signalements", "signalements"),
    ("1 signalement", "signalements"),
    ("une dizaine de signalements", "signalements"),
    ("2 millions de signalements", "signalement"),
    ("entre 1 et 2 millions de signalements", "signalements"),
    ("des centaines de signalements", "signalements"),
    ("aucun signalement", "signalements"),
    ("5 chevaux", "cheval"),
    ("3 bureaux", "bureau"),
    ("2 travaux", "travail"),
    ("4 jeux", "jeu"),
    ("1 personne", "personnes"),
    ("1 demande d'asile", "demandes d'asile"),
    ("2 millions de demandes d’asile", "demandes d'asile"),
    ("1 accident de la route", "accidents de la route"),
    ("3 parts", "parts"),
    ("5 gains", "gain"),
]


@pytest.mark.parametrize(("text", "noun"), DECLARED)
def test_a_declared_noun_is_known_in_both_numbers(text: str, noun: str) -> None:
    figure = read_figure(text, lang="fr", expects=Unit(UnitKind.COUNT, noun))
    assert figure.unit.kind is UnitKind.COUNT


@pytest.mark.parametrize(
    "text",
    [
        "9 000 cas",
        "une dizaine de cas",
        "2 millions de cas",
        "entre 1 et 2 millions de cas",
        "des centaines de cas",
        "aucun cas",
    ],
)
def test_another_noun_than_the_declared_one_is_refused(text: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="fr", expects=REPORTS)
    assert caught.value.code.slug == "figure-unknown-word"
    assert text[caught.value.start : caught.value.end] == "cas"


EXPECTED = [
    ("un tiers", SHARE, "[191/600, 209/600]"),
    ("tombé à 46 %", SHARE, "[0.455, 0.465)"),
    ("tombé à 46 %", CHANGE, "[-0.545, -0.535)"),
    ("46 % du niveau de 2019", CHANGE, "[-0.545, -0.535)"),
    ("une hausse de 3 %", CHANGE, "[0.025, 0.035)"),
    ("une hausse de 10 %", FACTOR, "[1.095, 1.105)"),
    ("en baisse de 3 %", POINTS, "(-3.5, -2.5]"),
    ("a progressé de 2 points", POINTS, "[1.5, 2.5)"),
    ("stable", POINTS, "[-0.5, 0.5]"),
    ("doublé", CHANGE, "[0.9, 1.1]"),
    ("plus que doublé", CHANGE, "(1, inf)"),
    ("divisé par deux", CHANGE, "[-0.525, -0.475]"),
    ("réduit de moitié", FACTOR, "[0.485, 0.515]"),
    ("le double", FACTOR, "[1.9, 2.1]"),
    ("2,5", FACTOR, "[2.45, 2.55)"),
    ("personne", SHARE, "[0, 0]"),
    ("5 M€", EUROS, "[4500000, 5500000)"),
    ("des milliers d'euros", EUROS, "[2000, 10000)"),
    ("12 pour 100 000 habitants", FACTOR, "[0.000115, 0.000125)"),
]


@pytest.mark.parametrize(("text", "expects", "default"), EXPECTED)
def test_the_expected_unit_decides(text: str, expects: Unit, default: str) -> None:
    figure = read_figure(text, lang="fr", expects=expects)
    assert figure.unit == expects
    assert figure.profiles.default == interval(default)


@pytest.mark.parametrize(
    ("text", "expects", "slug"),
    [
        ("63 %", REPORTS, "figure-unit"),
        ("855 sur 9 499", REPORTS, "figure-unit"),
        ("93,5", SHARE, "figure-needs-percent"),
        ("une hausse de 3 %", SHARE, "figure-unit"),
        ("3 points", SHARE, "figure-unit"),
        ("recul de 2 points", CHANGE, "figure-unit"),
        ("un tiers", POINTS, "figure-unit"),
        ("5 millions de francs", EUROS, "figure-unit"),
    ],
)
def test_another_unit_is_refused(text: str, expects: Unit, slug: str) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="fr", expects=expects)
    assert caught.value.code.slug == slug


def test_times_more_has_two_readings() -> None:
    figure = read_figure("trois fois plus élevé", lang="fr")
    assert figure.profiles.default == interval("[2.85, 3.15]")
    assert [profiles.default for _, profiles in figure.alternatives] == [interval("[3.8, 4.2]")]
    assert read_figure("trois fois autant", lang="fr").alternatives == ()


def test_a_hedge_behind_multiplied_by_stands_before_it() -> None:
    figure = read_figure("a été multiplié par près de quatre", lang="fr")
    assert (figure.hedge, figure.profiles.default) == ("near_below", interval("[3.8, 4)"))
    with pytest.raises(FigureError):
        read_figure("multiplié par beaucoup", lang="fr")


def test_a_class_of_ones_own_passes_over_the_words() -> None:
    assert read_figure("largement 10 %", lang="fr", reads="ge").hedge == "ge"

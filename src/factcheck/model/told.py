"""Texts in English that remember how they were put together, so that a report can translate them.

Stages write sentences with ``told``. What they get is a text like any other, which JSON and
errors take as it is. A report in another language looks the template up in its catalogue, says
the parts in that language too, and puts them together again. A text that was put together in
another way stays English, as the user's own words stay what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Again = tuple[type["Told"], tuple[str, "Shape"]]

Shape = tuple[object, ...]
"""What a text was put together from; the first is a letter that says how."""

_TEMPLATE, _COUNTED, _JOINED, _DIGITS = "template", "counted", "joined", "digits"


class Told(str):
    """A text and its shape."""

    __slots__ = ("shape",)
    shape: Shape

    def __new__(cls, text: str, shape: Shape) -> Self:
        """Return the text with its shape."""
        made = str.__new__(cls, text)
        made.shape = shape
        return made

    def __reduce__(self) -> Again:
        return Told, (str(self), self.shape)


def told(template: str, /, **parts: object) -> str:
    """Return a text of a template with named parts: ``told("{number} of them", number="3")``.

    The template is written where it is used, as catalogues are checked against the source. Parts
    may be texts of the user's, or told themselves.
    """
    return Told(template.format(**parts) if parts else template, (_TEMPLATE, template, parts))


def told_count(number: int, one: str, many: str, /, **parts: object) -> str:
    """Return the template that fits a number, which may show it as ``{n}``."""
    shown = {"n": told_digits(f"{number:,}"), **parts}
    template = one if number == 1 else many
    return Told(template.format(**shown), (_COUNTED, number, one, many, shown))


def told_digits(text: str) -> str:
    """Return a number in English digits, ``7,852.5``, which other languages write in their way."""
    return Told(text, (_DIGITS,))


def told_join(separator: str, texts: Iterable[str]) -> str:
    """Return texts with the same sign between them, without the empty ones."""
    kept = tuple(filter(None, texts))
    return Told(separator.join(kept), (_JOINED, separator, kept)) if kept else ""


def told_list(texts: Iterable[str]) -> str:
    """Return texts as a list in words: ``a``, ``a and b``, ``a, b and c``."""
    *most, last = list(texts) or [""]
    return told("{most} and {last}", most=told_join(", ", most), last=last) if most else last


def told_choice(texts: Iterable[str]) -> str:
    """Return texts of which one is meant: ``a``, ``a or b``, ``a, b or c``."""
    *most, last = list(texts) or [""]
    return told("{most} or {last}", most=told_join(", ", most), last=last) if most else last


def told_and(texts: Iterable[str]) -> str:
    """Return texts with ``and`` between each two: ``a and b and c``."""
    first, *others = list(texts) or [""]
    for other in others:
        first = told("{most} and {last}", most=first, last=other)
    return first


def told_or(texts: Iterable[str]) -> str:
    """Return texts with ``or`` between each two, which may have an ``or`` or ``and`` inside."""
    first, *others = list(texts) or [""]
    for other in others:
        first = told("{most} or {last}", most=first, last=other)
    return first


def mapped(text: Told, change: Callable[[str], str]) -> str:
    """Return a told text whose parts were changed, such as made safe to show."""
    match text.shape:
        case ("template", str(template), dict(parts)):
            return told(template, **_each(parts, change)) if parts else text
        case ("counted", int(number), str(one), str(many), dict(parts)):
            return told_count(number, one, many, **_each(parts, change))
        case ("joined", str(separator), tuple(texts)):
            return told_join(separator, map(change, texts))
        case _:
            return text


def _each(parts: Mapping[str, object], change: Callable[[str], str]) -> dict[str, object]:
    return {name: change(part) if isinstance(part, str) else part for name, part in parts.items()}


class Speech:
    """How one language says what was told in English.

    ``template`` gives the translation of a template, ``plural`` that of a pair of them for a
    number, ``digits`` the way a number is written.
    """

    def __init__(
        self,
        template: Callable[[str], str],
        plural: Callable[[int, str, str], str],
        digits: Callable[[str], str],
    ) -> None:
        self._template = template
        self._plural = plural
        self._digits = digits

    def say(self, text: str) -> str:
        """Return a text in the language; a plain one as it is."""
        if not isinstance(text, Told):
            return text
        match text.shape:
            case ("template", str(template), dict(parts)):
                return self._filled(self._template(template), parts)
            case ("counted", int(number), str(one), str(many), dict(parts)):
                return self._filled(self._plural(number, one, many), parts)
            case ("joined", str(separator), tuple(texts)):
                said = self._template(separator) if separator else ""
                return said.join(map(self.say, texts))
            case _:
                return self._digits(str(text))

    def _filled(self, template: str, parts: Mapping[str, object]) -> str:
        return template.format(**_each(parts, self.say)) if parts else template

"""Exact fractions: the standard library's, in the compiled form of quicktions.

Values, hashes, texts and operators are the same; it is five to eight times faster, and judging
a claim is mostly arithmetic with fractions. Fractions are never made of texts here: the types
in ``fraction.pyi`` refuse it, because quicktions (up to 1.24) writes over memory of Python's own
where it reads a text of one character. ``decimal_text`` reads numerals.
"""

from quicktions import Fraction

__all__ = ["Fraction"]

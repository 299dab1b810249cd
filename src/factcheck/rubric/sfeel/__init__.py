"""S-FEEL, the simple expression language of DMN's decision tables: its unary tests and literals."""

from factcheck.rubric.sfeel.errors import SFeelError
from factcheck.rubric.sfeel.holds import holds
from factcheck.rubric.sfeel.parse import parse_literal, parse_literals, parse_unary_tests
from factcheck.rubric.sfeel.show import show_tests
from factcheck.rubric.sfeel.tested import Tested, texts_in, unary_tests_in

__all__ = [
    "SFeelError",
    "Tested",
    "holds",
    "parse_literal",
    "parse_literals",
    "parse_unary_tests",
    "show_tests",
    "texts_in",
    "unary_tests_in",
]

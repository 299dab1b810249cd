"""What the author of a line meant where the YAML parser gave up, and how to read on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.spec.codes_yaml import SYNTAX
from factcheck.spec.document.fault import fault_of, one
from factcheck.spec.document.line_faults import (
    colon_below,
    comment,
    directive,
    flow,
    indentation,
    no_colon,
    tab,
)
from factcheck.spec.document.unquoted import unquoted_test
from factcheck.spec.document.value_faults import (
    after_alias,
    after_bracket,
    after_quote,
    after_quoted_key,
    colon,
    first_character,
    open_quote,
)

if TYPE_CHECKING:
    from factcheck.spec.document.compose import SyntaxFaultError
    from factcheck.spec.document.fault import Diagnosis
    from factcheck.spec.document.source import Source

_RULES = (
    tab,
    directive,
    open_quote,
    after_quote,
    after_quoted_key,
    after_alias,
    after_bracket,
    unquoted_test,
    flow,
    first_character,
    colon,
    colon_below,
    no_colon,
    comment,
    indentation,
)
"""In this order: the first rule that knows the fault tells it."""


def diagnose(error: SyntaxFaultError, source: Source) -> Diagnosis:
    """Return what is wrong where the parser gave up; never nothing."""
    fault = fault_of(error, source)
    for rule in _RULES:
        diagnosis = rule(fault)
        if diagnosis is not None:
            return diagnosis
    return one(fault, SYNTAX, f"this cannot be read as YAML: {fault.problem}", fault.mark)

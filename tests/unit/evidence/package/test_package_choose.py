"""Which tables are those of packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.evidence import with_packages
from factcheck.evidence.package.choose import is_packaged
from factcheck.model.packaged import Packaged
from factcheck.model.span import Span, Text
from factcheck.model.table_declaration import TableDeclaration

SPAN = Span("c.yml", 1, 1, 1, 2)


@pytest.mark.parametrize(
    ("file", "resource", "expected"),
    [
        (None, None, False),
        ("a.csv", None, False),
        ("datapackage.json", None, True),
        ("a/datapackage.json", None, True),
        ("a/xdatapackage.json", None, False),
        ("a.json", "r", True),
    ],
)
def test_a_descriptor_is_known_by_its_name_or_by_a_resource(
    file: str | None, resource: str | None, expected: bool
) -> None:
    table = TableDeclaration(
        "t",
        SPAN,
        None if file is None else Text(file, SPAN),
        resource=None if resource is None else Text(resource, SPAN),
    )
    assert is_packaged(table) == expected


def test_a_table_whose_package_was_read_is_left_as_it_is() -> None:
    file = Text("datapackage.json", SPAN)
    table = TableDeclaration("t", SPAN, file, package=Packaged(()))
    assert with_packages([table], Path(), Path()) == ((table,), {})

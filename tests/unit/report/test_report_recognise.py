"""What looks like a report, and what does not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import report_samples as samples
from extras import require_extra

from factcheck.model.formats import FORMATS, LANGUAGES
from factcheck.model.runs import Runs
from factcheck.report.formats import Look, render_runs
from factcheck.report.recognise import is_report

if TYPE_CHECKING:
    from collections.abc import Mapping


def packed(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


APP = "docProps/app.xml"
OURS = packed({APP: b"<Properties><Application>factcheck</Application></Properties>" * 40})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", [*FORMATS])
@pytest.mark.parametrize("colour", [False, True])
def test_every_format_is_recognised(form: str, language: str, colour: bool) -> None:
    require_extra(form)
    told = render_runs(Runs.of(samples.SWISS, "c.yml"), form, Look(language, colour=colour))
    content = told if isinstance(told, bytes) else told.encode()
    assert is_report(content)
    if not FORMATS[form].is_binary:
        assert is_report(content.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("content", [b"", b" \r\n", OURS, b"[]\n", b'{"kind":"run","file":"a"}\n'])
def test_a_blank_file_may_be_overwritten_and_so_may_ours(content: bytes) -> None:
    assert is_report(content)


@pytest.mark.parametrize(
    "content",
    [
        b"factcheck 0.1.0\n",
        b"# How we use factcheck\n\n`factcheck run claims.yml`\n",
        b"Made by factcheck 0.1.0, language 1, table of hedges 2.\n",
        "# Help\n\n```\n── a ─── SUPPORTED ──\n```\n".encode(),
        "── a ─── SUPPORTED\n".encode(),
        "<pre>\n── a ─── SUPPORTED ──\n</pre>\n".encode(),
        b"<!DOCTYPE html>\n<p>Checked with factcheck</p>\n",
        b'{"factcheck": "0.1.0"}',
        b'{"report": "of 2024", "factcheck": 1}',
        b'[{"kind":"claim"}]',
        b'<testsuites name="pytest">',
        b'<?xml version="1.0"?>\n<testsuites name="pytest tests"><a name="factcheck"/>',
        b'{"runs": [{"tool": {"driver": {"name": "ruff"}}}]}',
        b'x "driver": {"name": "factcheck"',
        b"::notice title=other::1\n",
        b"see\n::notice title=factcheck::1\n",
        b'[{"description": "x", "check_name": "E501", "fingerprint": "1"}]',
        b'{"@context": "https://schema.org", "@type": "Dataset"}',
        b'{"@context": "https://schema.org", "@graph": [{"@type": "Person"}]}',
        b"%PDF-1.7\n/Creator(Typst 0.15)/CreationDate(D:20240101000000Z)",
        b"%PDF-1.7 factcheck",
        b"PK\3\4",
        packed({APP: b"<Application>Microsoft Office Word</Application>"}),
        packed({"word/document.xml": b"<Application>factcheck</Application>"}),
        OURS[:40] + b"\0" * 9 + OURS[49:],
        b"factcheck: 1\nclaims:\n",
        b"a,b\n1,2\n",
        b"\0\xff",
    ],
)
def test_anything_else_is_none(content: bytes) -> None:
    assert not is_report(content)

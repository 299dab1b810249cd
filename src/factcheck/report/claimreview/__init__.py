"""The report as ClaimReview of schema.org, in JSON-LD: a review of each claim, for other programs.

What rests on made-up evidence or met a fault is not reviewed, nor is a claim without words to
quote: a list in the graph says how many reviews there are, and what is left out. A review has a
rating value only where the verdict is supported or refuted, as no number stands for
"undetermined".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.report.claimreview.cited import address, author_of, based_on, claim_object
from factcheck.report.claimreview.rating import rating_object
from factcheck.report.json_report import safe_text
from factcheck.report.memo.anchors import prefix_of
from factcheck.report.memo.build import memo_of, memo_of_claim
from factcheck.report.shown import shown_claims
from factcheck.report.visible import one_line
from factcheck.report.wording import FAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look
    from factcheck.report.memo.records import ClaimMemo

Fields = dict[str, Any]

CONTEXT = "https://schema.org"
MOST_NAMED = 20
"""Claims that are left out for one reason and named."""

# A page may hold the text between two tags, which none of it may end.
_MARKUP = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def render_runs(runs: Runs, look: Look) -> str:
    """Return one graph with the reviews of all claim files that were evaluated.

    The empty text where none was: a graph without reviews would say that there is nothing to say.
    """
    del look
    if not any(runs.results()):
        return ""
    graph = [
        node
        for number, run in enumerate(runs.runs, 1)
        if run.result is not None
        for node in _nodes(run.result, prefix_of(number, len(runs.runs)))
    ]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2)
    for sign, escaped in _MARKUP.items():
        text = text.replace(sign, escaped)
    return safe_text(text) + "\n"


def _nodes(result: RunResult, prefix: str) -> Iterator[Fields]:
    """Yield the reviews of a file, and the list that says what they are of.

    ``prefix`` begins the anchors of its claims.
    """
    reviewed = 0
    left_out: dict[str, list[str]] = {}
    for claim, memo, anchor in _claims(result, prefix):
        obstacle = _obstacle(claim, memo)
        if obstacle:
            left_out.setdefault(obstacle, []).append(memo.id)
        else:
            reviewed += 1
            yield _review(claim, memo, anchor, result)
    publisher = result.publisher
    yield {
        "@type": "ItemList",
        **({"name": one_line(result.title)} if one_line(result.title) else {}),
        **(address("url", publisher.page) if publisher else {}),
        "description": _counted(reviewed, left_out),
        "numberOfItems": reviewed,
    }


def _claims(result: RunResult, prefix: str) -> Iterator[tuple[ClaimResult, ClaimMemo, str]]:
    """Yield the claims with the anchors that they have on a page; an empty one for none."""
    page = memo_of(result, prefix=prefix, has_pictures=False)
    shown = dict(zip(map(id, shown_claims(result)), page.claims, strict=True))
    for claim in result.claims:
        memo = shown.get(id(claim))
        if memo is None:
            yield claim, memo_of_claim(claim, result.sources), ""
        else:
            yield claim, memo, memo.anchor


def _obstacle(claim: ClaimResult, memo: ClaimMemo) -> str:
    """Return why a claim is not reviewed; empty where it is."""
    if claim.is_illustrative:
        return "made-up evidence"
    if claim.reason == FAULT:
        return "a fault in the evidence"
    return "" if memo.quote or memo.title else "no quote and no title"


def _counted(reviewed: int, left_out: dict[str, list[str]]) -> str:
    number = "1 claim is reviewed." if reviewed == 1 else f"{reviewed:,} claims are reviewed."
    reasons = [f"{reason}: {_named(names)}" for reason, names in left_out.items()]
    return f"{number} Left out: {'; '.join(reasons)}." if reasons else number


def _named(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED] + ([f"and {more:,} more"] if more > 0 else []))


def _review(claim: ClaimResult, memo: ClaimMemo, anchor: str, result: RunResult) -> Fields:
    return {
        "@type": "ClaimReview",
        **_published(result, anchor),
        "claimReviewed": memo.quote or memo.title,
        "itemReviewed": claim_object(claim, memo, result.sources),
        "reviewRating": rating_object(claim, memo, result.scale),
        **based_on(claim, result),
    }


def _published(result: RunResult, anchor: str) -> Fields:
    """Return who reviews, and the address and date of it; nothing that is not known."""
    publisher = result.publisher
    if publisher is None:
        return {}
    page = address("url", publisher.page)
    if page and anchor and "#" not in page["url"]:
        # Only such an address is that of one claim, and may name its review.
        page = {"@id": f"{page['url']}#{anchor}", "url": f"{page['url']}#{anchor}"}
    return {**page, **author_of(publisher)}

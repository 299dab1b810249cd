"""The functions of the language, how each is used, and the names that people try."""

from __future__ import annotations

from types import MappingProxyType

from factcheck.model.near import nearest, quoted

USAGE = MappingProxyType(
    {
        "count": "count(t)",
        "sum": "sum(t.c)",
        "total": "total(t.c)",
        "mean": "mean(t.c)",
        "median": "median(t.c)",
        "min": "min(t.c)",
        "max": "max(t.c)",
        "distinct": "distinct(t.c)",
        "quantile": "quantile(t.c, 90%)",
        "last": "last(t.c over year)",
        "weighted_mean": "weighted_mean(t.c, t.w)",
        "correlation": "correlation(t.a, t.b)",
        "groups": "groups(t by c, holds sum(t.x) > 5)",
        "share": "share(base, part)",
        "change": "change(before -> after)",
        "points": "points(before -> after)",
        "abs": "abs(a)",
        "largest": "largest(a, b)",
        "smallest": "smallest(a, b)",
    }
)

_SYNONYMS = MappingProxyType(
    {
        "average": "mean",
        "avg": "mean",
        "weighted_average": "weighted_mean",
        "minimum": "min",
        "maximum": "max",
        "percentile": "quantile",
        "unique": "distinct",
        "nunique": "distinct",
        "rows": "count",
        "len": "count",
        "percent": "share",
        "percentage": "share",
        "proportion": "share",
        "ratio": "share",
        "growth": "change",
        "increase": "change",
        "difference": "points",
        "absolute": "abs",
        "corr": "correlation",
        "greatest": "largest",
        "least": "smallest",
    }
)


def meant_function(name: str) -> str:
    """Return a hint with the function that an unknown name may have meant."""
    close = nearest(name, [*USAGE, *_SYNONYMS], most=1)
    if close:
        return f"did you mean {quoted(_SYNONYMS.get(close[0], close[0]))}?"
    return f"functions: {', '.join(USAGE)}"

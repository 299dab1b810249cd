"""Verify published statistics: claims in, verdicts with their calculation out."""

__version__ = "0.1.0"

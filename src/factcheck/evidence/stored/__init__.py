"""Tables whose values are kept by type: Parquet, JSON, and JSON Lines, as rows of texts."""

from factcheck.evidence.stored.source import Stored, stored_frame

__all__ = ["Stored", "stored_frame"]

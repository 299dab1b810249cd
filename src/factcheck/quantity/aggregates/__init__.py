"""Aggregates over rows: what is known of them, and what hangs on unknown cells."""

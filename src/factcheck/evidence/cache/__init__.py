"""What runs remember of tables."""

from factcheck.evidence.cache.memory import Memory
from factcheck.evidence.cache.place import cache_folder, refuse_unsafe
from factcheck.evidence.cache.store import MOST_BYTES, Store

__all__ = ["MOST_BYTES", "Memory", "Store", "cache_folder", "refuse_unsafe"]

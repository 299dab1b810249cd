"""Evidence: from a plan to cells. The only readers of tables."""

from factcheck.evidence.locate import find_root
from factcheck.evidence.reader import EvidenceReader

__all__ = ["EvidenceReader", "find_root"]

"""Evidence: from a plan to cells. The only readers of tables."""

from factcheck.evidence.layouts import with_layouts
from factcheck.evidence.locate import find_root
from factcheck.evidence.markers.choose import with_profiles
from factcheck.evidence.package.choose import with_packages
from factcheck.evidence.reader import EvidenceReader
from factcheck.evidence.rubric_file import RubricFile, read_rubric_file

__all__ = [
    "EvidenceReader",
    "RubricFile",
    "find_root",
    "read_rubric_file",
    "with_layouts",
    "with_packages",
    "with_profiles",
]

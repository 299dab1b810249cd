"""Decision tables of OMG's Decision Model and Notation: read, and written."""

from factcheck.rubric.dmn.read import DmnTable, choose, read_dmn
from factcheck.rubric.dmn.write import write_dmn

__all__ = ["DmnTable", "choose", "read_dmn", "write_dmn"]

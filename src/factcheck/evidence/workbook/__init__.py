"""Workbooks: .xlsx, .xls, .xlsb and .ods, one sheet of them as rows of texts."""

from factcheck.evidence.workbook.book import Workbook, read_workbook, sheet_records

__all__ = ["Workbook", "read_workbook", "sheet_records"]

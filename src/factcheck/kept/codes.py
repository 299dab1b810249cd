"""What `factcheck check` refuses."""

from __future__ import annotations

from factcheck.model.problem import Code

PLACE = Code(
    "FC442",
    "no-place-for-a-report",
    "A report that is kept lies where none may lie.",
    "Reports lie under the root of the project: the nearest folder with a `.git` or "
    "`.factcheck-root`, else the claim file's. Files and folders that are hidden, such as `.git` "
    "and `.github`, are none of theirs, nor is a claim file, or a folder. So a claim file that "
    "comes from a stranger cannot have anything else overwritten.",
)

OTHER_FILE = Code(
    "FC443",
    "not-a-report",
    "What lies where a report is kept is no report.",
    "`factcheck check --write` overwrites what looks like a report that factcheck wrote, in any of "
    "its formats, and empty files; nothing else. Where the file is meant to be replaced, remove it "
    "first. A document that Word has saved is no longer taken for one.",
)

SHARED = Code(
    "FC444",
    "shared-report",
    "Two claim files keep their reports in the same file.",
    "Each would overwrite the other's. Give the `reports:` of each claim file names of their own.",
)

CODES: tuple[Code, ...] = (PLACE, OTHER_FILE, SHARED)

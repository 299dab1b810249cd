"""What can be wrong with a run of many claim files."""

from __future__ import annotations

from factcheck.model.problem import Code

NO_CLAIM_FILE = Code(
    "FC415",
    "no-claim-file",
    "A YAML file of a folder that is run is neither a claim file nor a rubric nor a scale.",
    "`factcheck run FOLDER` runs every `.yml` and `.yaml` file in the folder and below that has "
    "the key `factcheck` at its top level. Rubrics and scales, which have the key `rubric` or "
    "`scale` there, are left to the claim files that name them, and so is everything in folders "
    "called `rubrics` or `scales` and in those whose names begin with a dot. Any other YAML file "
    "may be a claim file with a slip in its first line, whose claims would be skipped in silence. "
    "Correct the key, or move the file to another folder.",
)

UNREADABLE_CLAIMS = Code(
    "FC416",
    "claim-file-unreadable",
    "A claim file of a run of many cannot be read.",
    "The operating system does not let the program read the file, or a link leads nowhere. The "
    "other files are evaluated all the same, and the exit code is 2.",
)

TOO_MANY_FILES = Code(
    "FC417",
    "too-many-claim-files",
    "There are more claim files than one run takes.",
    "All claim files of a run are bound before the first table is read, and are in memory until "
    "then. One run takes at most 10,000 of them. Name folders that have fewer.",
)

CODES: tuple[Code, ...] = (NO_CLAIM_FILE, UNREADABLE_CLAIMS, TOO_MANY_FILES)

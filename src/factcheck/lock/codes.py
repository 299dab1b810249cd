"""What `factcheck run --locked` refuses."""

from __future__ import annotations

from factcheck.model.problem import Code

MOVED = Code(
    "FC401",
    "evidence-moved",
    "A file that a run uses is not the one that `factcheck.lock` pins.",
    "With `--locked` nothing is evaluated unless every table, rubric and scale is the one that "
    "`factcheck lock` has seen, to the byte. What moved is shown: the digest, the number of rows, "
    "the columns, how they are read, and tables that only one of the two knows. Look at the change "
    "first, with `git diff` or by asking who published the table; where it is meant, run "
    "`factcheck lock FILE` again and commit the new lock with the new evidence.",
)

VERSIONS = Code(
    "FC402",
    "other-version",
    "The lock was written by another version of the program.",
    "A newer version may read words of figures in another way, or a table: verdicts can change "
    "although no file did. `factcheck.lock` names the version of the program, of the language of "
    "claim files and of the table of hedge classes. Install the version that is pinned, or run "
    "without `--locked`, look at the verdicts, and write the lock again with `factcheck lock "
    "FILE`.",
)

NO_LOCK = Code(
    "FC403",
    "no-lock",
    "`--locked` is asked for, and nothing is pinned for the claim file.",
    "`factcheck run FILE --locked` compares the evidence with `factcheck.lock`, which stands in "
    "the root of the project: the nearest folder with a `.git` or `.factcheck-root`, else the "
    "claim file's. Write it with `factcheck lock FILE` and commit it.",
)

BROKEN = Code(
    "FC404",
    "broken-lock",
    "`factcheck.lock` cannot be read.",
    "It is JSON that `factcheck lock` writes, and nobody has to edit it. Most often two versions "
    "were merged: take either of them and run `factcheck lock FILE` for every claim file that it "
    "pins. A lock of a newer form needs a newer version of the program.",
)

OUTSIDE = Code(
    "FC405",
    "claims-outside",
    "A claim file outside of the project's folder cannot be pinned.",
    "Entries of `factcheck.lock` are called by the paths of claim files from the root of the "
    "project, so that the lock says the same on every machine. Move the claim file into the "
    "project, or name a folder with `--root` that it lies in.",
)

BUSY = Code(
    "FC411",
    "lock-is-busy",
    "Another process is writing `factcheck.lock`.",
    "`factcheck lock` reads the lock, adds the entries of its claim files and writes it again; "
    "meanwhile no other process may, or one of the two would lose its entries. That takes less "
    "than a second: a process that holds the lock for ten hangs, or waits for a slow disk. Nothing "
    "was written; run the command again.",
)

CODES: tuple[Code, ...] = (MOVED, VERSIONS, NO_LOCK, BROKEN, OUTSIDE, BUSY)

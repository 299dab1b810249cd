"""What can be wrong with tables of databases."""

from __future__ import annotations

from factcheck.model.problem import Code

NO_VARIABLE = Code(
    "FC280",
    "no-connection-string",
    "The environment variable that a table's `connection` names is not set, or is empty.",
    "A connection string has a password, so it stands in no claim file: `connection` names an "
    "environment variable, `FACTCHECK_…`, that has it. Set the variable where factcheck runs, in "
    "CI as a secret.",
)

WRONG_CONNECTION = Code(
    "FC281",
    "wrong-connection-string",
    "A connection string is of no kind that is known, or cannot be read.",
    "`postgresql://user:password@host:5432/database` and `host=… dbname=… user=…` are for "
    "PostgreSQL, `spark://host:7077` and `local[2]` for Spark. The string itself is never shown.",
)

NO_DRIVER = Code(
    "FC282",
    "no-driver",
    "What speaks to this kind of database is not installed.",
    "Tables of PostgreSQL need `pip install 'factcheck-statistics[postgres]'`, those of Spark "
    "`pip install 'factcheck-statistics[spark]'` and Java 17.",
)

NO_CONNECTION = Code(
    "FC283",
    "no-connection",
    "The database cannot be reached, or does not let this user in.",
    "What the database itself said is not shown, for it may quote the connection string. Look "
    "whether the server runs, and at host, port, name of the database, user and "
    "password of the variable.",
)

NO_TABLE = Code(
    "FC284",
    "no-such-table",
    "The database has no such table or view.",
    "`table` is a name, with its schema where it has one: `public.cases`. It is written as the "
    "database has it: capital letters count, and a part with a dot in it stands in double quotes "
    "or backticks.",
)

NOT_PERMITTED = Code(
    "FC285",
    "not-permitted",
    "The database does not let this user read the table.",
    "Reading is all that is ever asked: grant SELECT on the table, and USAGE on its schema.",
)

TOO_SLOW = Code(
    "FC286",
    "statement-timeout",
    "A query of a database took longer than it may.",
    "A query may take 600 seconds, or as many as the environment variable "
    "`FACTCHECK_STATEMENT_TIMEOUT` says.",
)

LOST_CONNECTION = Code(
    "FC287",
    "lost-connection",
    "A database stopped answering while a table was read.",
    "Nothing is concluded from a part of a table. Look whether the server still runs, and run "
    "again.",
)

CODES = (
    NO_VARIABLE,
    WRONG_CONNECTION,
    NO_DRIVER,
    NO_CONNECTION,
    NO_TABLE,
    NOT_PERMITTED,
    TOO_SLOW,
    LOST_CONNECTION,
)
"""Without those of Spark, which are in ``spark_codes.py`` where it has any."""

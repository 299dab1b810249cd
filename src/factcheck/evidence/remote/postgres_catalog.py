"""What PostgreSQL says of its tables, types and failed connections, read without asking it."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.evidence.remote.store import Kind

USUAL_SCHEMA = "public"
DATABASE = b"SELECT current_database()"
RELATION = b"""
SELECT c.oid, has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relname = %s AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
"""
"""Tables, views, materialised ones, partitioned ones and foreign ones, of a schema and a name."""
COLUMNS = b"""
WITH RECURSIVE typed (place, name, type, oid) AS (
  SELECT attnum, attname, format_type(atttypid, atttypmod), atttypid
  FROM pg_attribute WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT typed.place, typed.name, typed.type, t.typbasetype
  FROM typed JOIN pg_type t ON t.oid = typed.oid WHERE t.typtype = 'd'
)
SELECT typed.name::text, typed.type, n.nspname::text, t.typname::text, t.typtype::text
FROM typed JOIN pg_type t ON t.oid = typed.oid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype <> 'd' ORDER BY typed.place
"""
"""Name, type as it is shown, and what that type is in the end: its schema, its name, its sort."""
NAMES = b"""
SELECT (n.nspname || '.' || c.relname)::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND n.nspname <> 'information_schema'
  AND n.nspname !~ '^pg_' AND has_schema_privilege(n.oid, 'USAGE')
ORDER BY 1 LIMIT 2000
"""
"""What tables there are, for a hint."""

_OWN = "pg_catalog"
_ENUMERATION = "e"
_ANY_CASE = "citext"
_KINDS = {
    "int2": Kind.WHOLE,
    "int4": Kind.WHOLE,
    "int8": Kind.WHOLE,
    "numeric": Kind.DECIMAL,
    "float8": Kind.WIDE,
    "float4": Kind.NARROW,
    "bool": Kind.TRUTH,
    "date": Kind.DAY,
    "time": Kind.CLOCK,
    "timestamp": Kind.MOMENT,
    "timestamptz": Kind.ZONED,
    "text": Kind.TEXT,
    "varchar": Kind.TEXT,
    "bpchar": Kind.TEXT,
    "char": Kind.TEXT,
    "name": Kind.TEXT,
    "uuid": Kind.TEXT,
}
_REASONS = (
    ("password authentication failed", "the user or the password is wrong"),
    ("no password supplied", "it asks for a password, and none is given"),
    ("no pg_hba.conf entry", "it does not let this user in from here"),
    ("pg_hba.conf rejects", "it does not let this user in from here"),
    ("authentication failed", "it does not let this user in"),
    ("connection refused", "nothing answers at that host and port"),
    ("no such file or directory", "nothing answers at that host and port"),
    ("timeout expired", "it does not answer in time"),
    ("timed out", "it does not answer in time"),
    ("could not translate host name", "its host is not known"),
    ("failed to resolve host", "its host is not known"),
    ("name or service not known", "its host is not known"),
    ("too many connections", "it has no room for another connection"),
    ("too many clients", "it has no room for another connection"),
    ("remaining connection slots", "it has no room for another connection"),
    ("starting up", "it is starting up"),
    ("shutting down", "it is shutting down"),
    ("ssl", "it and this program agree on no encryption"),
    ("certificate", "it and this program agree on no encryption"),
    ("role", "it does not know this user, or not let it in"),
    ("database", "it has no database of that name, or does not let this user in"),
)
"""What a client says, in small letters, and what that means. The first one that fits counts."""


class Place(NamedTuple):
    """Where a table lies."""

    database: str | None
    schema: str
    name: str

    @property
    def shown(self) -> str:
        """Its name as a list of tables has it."""
        return f"{self.schema}.{self.name}"


def place_of(parts: tuple[str, ...]) -> Place:
    """Return where a table lies whose name has one to three parts."""
    *outer, name = parts
    schema = outer[-1] if outer else USUAL_SCHEMA
    return Place(outer[0] if len(outer) > 1 else None, schema, name)


def kind_of(schema: str, base: str, sort: str) -> Kind:
    """Return what kind of values a type has; ``sort`` is its ``typtype``."""
    if sort == _ENUMERATION or base == _ANY_CASE:
        return Kind.TEXT
    return _KINDS.get(base, Kind.OTHER) if schema == _OWN else Kind.OTHER


def reason_of(message: str) -> str:
    """Return why there is no connection, in words of ours only.

    The client's message may quote what is secret, so that nothing of it is passed on.
    """
    said = message.casefold()
    found = next((reason for words, reason in _REASONS if words in said), None)
    return f"the database cannot be reached{'' if found is None else f': {found}'}"

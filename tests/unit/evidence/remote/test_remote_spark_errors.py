"""What failures of Spark mean for a table."""

from __future__ import annotations

import pytest

from factcheck.evidence.codes import CHANGED
from factcheck.evidence.content import ContentError
from factcheck.evidence.remote.codes import LOST_CONNECTION, NOT_PERMITTED, TOO_SLOW
from factcheck.evidence.remote.spark_connection import spark_place
from factcheck.evidence.remote.spark_errors import Secrets, SparkFailureError, secrets_of
from factcheck.evidence.sealed import OutOfMemoryError, QueryError

NOTHING = Secrets(())


@pytest.mark.parametrize(
    ("condition", "words", "code"),
    [
        ("FAILED_READ_FILE.FILE_NOT_EXIST", "", CHANGED),
        (None, "Job aborted\njava.io.FileNotFoundException: File /a does not exist", CHANGED),
        (None, "org.apache.hadoop.security.AccessControlException", NOT_PERMITTED),
        (None, "Py4JNetworkError: Answer from Java side is empty", LOST_CONNECTION),
        (None, "Job 3 cancelled because SparkContext was shut down", LOST_CONNECTION),
    ],
)
def test_some_failures_make_a_table_unreadable(
    condition: str | None, words: str, code: object
) -> None:
    error = SparkFailureError(condition, words).error(NOTHING, seconds=None)

    assert isinstance(error, ContentError)
    assert error.fault.code == code


def test_what_took_too_long_says_so_whatever_spark_says() -> None:
    failure = SparkFailureError(None, "SparkContext was shut down")

    error = failure.error(NOTHING, seconds=600)

    assert isinstance(error, ContentError)
    assert error.fault.code == TOO_SLOW
    assert "600 seconds" in error.fault.message


@pytest.mark.parametrize(
    "words",
    ["java.lang.OutOfMemoryError: Java heap space", "bigger than spark.driver.maxResultSize"],
)
def test_a_lack_of_memory_is_one(words: str) -> None:
    assert isinstance(SparkFailureError(None, words).error(NOTHING, seconds=None), OutOfMemoryError)


def test_anything_else_is_an_error_of_the_query_in_one_line_without_secrets() -> None:
    place = spark_place("spark://warehouse:7077?spark.a=s3cret&spark.b=4g&spark.c=s3cret-too")
    words = "[ARITHMETIC_OVERFLOW] s3cret-too s3cret at warehouse:7077 with 4g\nJVM stacktrace"

    error = SparkFailureError("ARITHMETIC_OVERFLOW", words).error(secrets_of(place), seconds=None)

    assert type(error) is QueryError
    assert str(error) == "[ARITHMETIC_OVERFLOW] … … at … with 4g"


def test_long_words_are_cut() -> None:
    shown = NOTHING.without("x" * 300)

    assert shown == f"{'x' * 199}…"


@pytest.mark.parametrize(
    ("condition", "is_absent"),
    [
        ("TABLE_OR_VIEW_NOT_FOUND", True),
        ("SCHEMA_NOT_FOUND", True),
        ("PARSE_SYNTAX_ERROR", False),
        (None, False),
    ],
)
def test_a_table_that_is_not_there_is_told_by_its_condition(
    condition: str | None, *, is_absent: bool
) -> None:
    failure = SparkFailureError(condition, "TABLE_OR_VIEW_NOT_FOUND")

    assert failure.is_absent is is_absent
    assert not failure.is_forbidden

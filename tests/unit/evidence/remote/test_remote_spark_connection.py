"""What connection strings of Spark say, and what they may not say."""

from __future__ import annotations

import pytest

from factcheck.evidence.remote.codes import WRONG_CONNECTION
from factcheck.evidence.remote.spark_codes import WRONG_SETTING
from factcheck.evidence.remote.spark_connection import FIXED, spark_place
from factcheck.evidence.remote.store import RemoteError

CLUSTER = "spark://host:7077"


def test_a_cluster_may_have_settings() -> None:
    place = spark_place(f" {CLUSTER}?spark.executor.memory=4g&spark.a.b=x%26y=%C3%A9+z \n")

    assert place.master == CLUSTER
    assert place.settings == (("spark.executor.memory", "4g"), ("spark.a.b", "x&y=é+z"))
    assert place.addresses == (("host", 7077),)


def test_several_masters_are_one_cluster() -> None:
    place = spark_place("spark://a-1.example:7077,[::1]:7078")

    assert place.addresses == (("a-1.example", 7077), ("::1", 7078))
    assert not place.settings


@pytest.mark.parametrize("master", ["local", "local[1]", "local[16]", "local[*]"])
def test_one_machine_has_no_address(master: str) -> None:
    place = spark_place(f"{master}?spark.sql.warehouse.dir=/data")

    assert place.master == master
    assert place.addresses == ()


def test_what_answers_depend_on_is_fixed() -> None:
    settings = spark_place("local?spark.sql.files.maxPartitionBytes=1m").every_setting

    assert settings.items() >= FIXED.items()
    assert settings["spark.sql.ansi.enabled"] == "true"
    assert settings["spark.sql.session.timeZone"] == "UTC"
    assert settings["spark.sql.variable.substitute"] == "false"
    assert settings["spark.sql.runSQLOnFiles"] == "false"
    assert settings["spark.master"] == "local"
    assert settings["spark.sql.files.maxPartitionBytes"] == "1m"
    assert spark_place("local").every_setting["spark.sql.files.maxPartitionBytes"] == "32m"


@pytest.mark.parametrize(
    "text",
    [
        "spark://",
        "spark://host",
        "spark://host:0",
        "spark://host:65536",
        "spark://host:7077/path",
        "spark://user:s3cret@host:7077",
        "spark://host:7077,",
        "spark://host:7077 local",
        "SPARK://host:7077",
        "local[0]",
        "local[2",
        "local[2,3]",
        "local-cluster[2,1,1024]",
        "yarn",
        "",
    ],
)
def test_another_master_is_refused(text: str) -> None:
    with pytest.raises(RemoteError, match="begins like one of Spark") as caught:
        spark_place(text)

    assert caught.value.code == WRONG_CONNECTION
    assert caught.value.at == "connection"
    assert caught.value.hint is not None
    assert "s3cret" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("", "setting 1 of the connection string is no `spark.…=…`"),
        ("spark.a=b&", "setting 2 of the connection string is no"),
        ("spark.a", "setting 1 of the connection string is no"),
        ("user=s3cret", "setting 1 of the connection string is no"),
        ("spark.hadoop.password=x&s3cret=1", "setting 2 of the connection string is no"),
        ("spark.a b=s3cret", "setting 1 of the connection string is no"),
        ("spark.a=b&spark.a=s3cret", "setting 2 of the connection string is there twice"),
        ("spark.a=", "setting 1 of the connection string has no value"),
        ("spark.a=s3cret%0Aspark.b=c", "setting 1 of the connection string has no value"),
        ("spark.a=%00", "setting 1 of the connection string has no value"),
        ("spark.ui.enabled=true", "is the same in every run"),
        ("spark.master=local", "is the same in every run"),
        ("spark.sql.session.timeZone=CET", "is the same in every run"),
        ("spark.sql.ansi.enabled=false", "is the same in every run"),
        ("spark.sql.legacy.allowHashOnMapType=true", "is the same in every run"),
        ("spark.sql.parser.escapedStringLiterals=true", "is the same in every run"),
    ],
)
def test_a_wrong_setting_is_told_by_its_number(settings: str, message: str) -> None:
    with pytest.raises(RemoteError) as caught:
        spark_place(f"{CLUSTER}?{settings}")

    assert message in caught.value.message
    assert caught.value.code == WRONG_SETTING
    assert "s3cret" not in caught.value.message
    assert "host" not in caught.value.message

"""What can be wrong with tables of Spark only."""

from __future__ import annotations

from factcheck.model.problem import Code

NO_JAVA = Code(
    "FC288",
    "no-java",
    "Spark needs Java, which is not installed, or too old.",
    "The program that plans queries of Spark runs in Java 17 or newer, on the machine that runs "
    "factcheck. Install a Java runtime, or let the environment variable `JAVA_HOME` say where it "
    "is.",
)

WRONG_SETTING = Code(
    "FC289",
    "wrong-spark-setting",
    "A setting of a connection string of Spark cannot be used.",
    "Settings follow the master as in the query of a URL, `spark://host:7077?spark.sql.warehouse."
    "dir=/data&spark.executor.memory=4g`; each begins with `spark.`, stands once, and `%26` "
    "stands for `&` in its value. Settings that would change what numbers mean, such as the time "
    "zone or what becomes of an overflow, are the same in every run. One run uses one set of "
    "settings.",
)

CODES = (NO_JAVA, WRONG_SETTING)

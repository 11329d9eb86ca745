"""One Spark for a whole run of the tests: starting it costs as much as all that is done with it."""

import atexit
import os
import sys
from functools import cache
from shutil import which

import pytest

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "1g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.maxFields": "200",
}


@cache
def spark_session():
    """Two tasks at a time, in this process; SOREWISE_REQUIRE_SPARK=1 fails without it instead of skipping."""
    if os.environ.get("SOREWISE_REQUIRE_SPARK") != "1":
        pytest.importorskip("pyspark", reason="PySpark is not installed: pip install -e '.[spark]'")
        if not (os.environ.get("JAVA_HOME") or which("java")):
            pytest.skip("Spark wants a Java")
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # its tasks have to find what is installed here
    session = SparkSession.builder.master("local[2]").config(map=SETTINGS).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    atexit.register(session.stop)
    return session

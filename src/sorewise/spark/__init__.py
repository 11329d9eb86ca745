"""The rulebook on a cluster: decisions and histories of tables that no machine holds, on PySpark (extra `[spark]`).

Spark only carries: each executor runs the same functions on its rows as one machine runs on all of them. Tables that
belong together (the places of a morning, the records of an athlete) travel in buckets that hold them whole.
"""

from importlib.util import find_spec

from sorewise.text.spark import NOT_INSTALLED
from sorewise.text.speech import tr

if find_spec("pyspark") is None or find_spec("pyarrow") is None:
    raise ImportError(tr(NOT_INSTALLED))

from sorewise.spark.histories import decide_histories, derive_histories
from sorewise.spark.mornings import decide_mornings

__all__ = ["decide_histories", "decide_mornings", "derive_histories"]

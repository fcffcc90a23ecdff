"""A process of the program makes tables without loading pandas."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from trucewatch.settings import spare_pandas
spare_pandas()
spare_pandas()
import pyarrow as pa
table = pa.Table.from_pylist([{"a": 1, "b": [{"c": "x"}]}])
assert table.to_pylist() == [{"a": 1, "b": [{"c": "x"}]}]
print("pandas" in sys.modules, sum(type(finder).__name__ == "_WithoutPandas" for finder in sys.meta_path))
"""


def test_pandas_is_spared() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "1"]


def test_the_process_that_hands_out_documents_loads_no_parser() -> None:
    program = "import sys, trucewatch.pipeline.run, trucewatch.linking.link; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]

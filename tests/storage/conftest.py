"""A small case, built once by the real pipeline, and copies of it to decide about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trucewatch.pipeline.run import build

REPORTS = {
    "shelling.txt": """Shells on Orlevik

TIRVA, May 7, 2031 - Tirvanian artillery shelled the town of Orlevik on Monday and killed at least 12 people. Velmar
closed the bridge at Kestrin on Sunday, the Northern Guard said. "We counted 12 coffins," said the mayor, Jolan Brask.

Velmari troops withdrew from Kestrin on Tuesday. Velmari troops withdrew from Kestrin once more on Friday.
""",
    "denial.txt": """No shells, says Tirva

TIRVA, May 8, 2031 - Tirvania denied that its troops had shelled Orlevik. The Northern Guard said that soldiers had
blocked the road to Kestrin on Wednesday.
""",
}

CASEBOOK = """about: An invented conflict.
sides: {north: Velmar, south: Tirvania}
actors:
  velmar: {kind: state, side: north, names: [Velmar], demonyms: [Velmari, Velmaris]}
  tirvania: {kind: state, side: south, names: [Tirvania], demonyms: [Tirvanian, Tirvanians], metonyms: [Tirva]}
  guard: {kind: force, side: north, affiliations: velmar, names: [Guard of the North, Northern Guard]}
places:
  orlevik: {kind: town, at: [-30.0, -20.0], names: [Orlevik, {text: Orlburg, by: south}]}
  kestrin: {kind: town, at: [-30.4, -20.3], names: [Kestrin]}
"""


@pytest.fixture(scope="session")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook under which the claims of the small case get other names, and so other ids."""
    path = tmp_path_factory.mktemp("casebook") / "north.yml"
    path.write_text(CASEBOOK, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case, made without a casebook; not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, encoding="utf-8")
    build([folder / "reports"], folder / "a.case", jobs=1)
    return folder / "a.case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of the small case for one test."""
    return Path(shutil.copytree(built, tmp_path / "a.case"))

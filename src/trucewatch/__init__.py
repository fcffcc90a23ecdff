"""Trucewatch: conflicting public reports and an accord's text, turned into a cited, reviewable record.

import trucewatch
trucewatch.build(["reports/"], "my.case", casebooks=["karabakh"])
case = trucewatch.open_case("my.case")
case.arrow("claims"); case.pandas("figures"); case.sql("SELECT * FROM times")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Built", "Case", "TrucewatchError", "__version__", "build", "open_case"]

if TYPE_CHECKING:
    from trucewatch.errors import TrucewatchError
    from trucewatch.pipeline.run import Built, build
    from trucewatch.storage import Case, open_case

_HOMES = {
    "Built": "trucewatch.pipeline.run", "build": "trucewatch.pipeline.run", "Case": "trucewatch.storage",
    "open_case": "trucewatch.storage", "TrucewatchError": "trucewatch.errors",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts without loading models."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'trucewatch' has no attribute {name!r}")

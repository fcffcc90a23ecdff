"""What many tests share: the tools, loaded once, and a document made from a text."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

from trucewatch.annotate import Parser
from trucewatch.documents.model import Metadata, Received
from trucewatch.extract.model import Knowledge
from trucewatch.pipeline.document import Tables, Tools, process_documents
from trucewatch.records import make_id

os.environ.setdefault("OMP_NUM_THREADS", "1")
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
Reader = Callable[..., Tables]


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Parser and knowledge with the general casebook only."""
    from trucewatch.casebook.load import load_casebooks
    from trucewatch.extract.gazetteer import open_gazetteer

    return Tools(Parser(), Knowledge(load_casebooks([]), open_gazetteer()))


@pytest.fixture(scope="session")
def read(tools: Tools) -> Reader:
    """Return a function that turns a text, and a publication date, into all its records."""

    def read_text(text: str, published: Any = None) -> Tables:
        metadata = Metadata(published=str(published) if published else None)
        received = Received(
            document_id=make_id("d", text, published), source_sha256="0" * 64, origin="test.txt", locator="",
            media_type="text/plain", payload=text.encode(), metadata=metadata,
        )  # fmt: skip
        return process_documents([received], tools)[0]

    return read_text

"""Receiving: files, folders and containers on disk, good and bad, each document or issue with its reason."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from tests.documents.formats.make_pdf import make_pdf, set_lines
from trucewatch.documents.model import Received
from trucewatch.documents.receive import receive, receive_archived
from trucewatch.records import Issue

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORDS = b"The crossing at Oreth was opened on Monday."
Outcome = tuple[list[Received], list[Issue], list[tuple[str, str]]]


def take(*paths: Path) -> Outcome:
    kept: list[tuple[str, str]] = []

    def keep(digest: str, source: bytes | Path, origin: str) -> None:
        payload = source if isinstance(source, bytes) else source.read_bytes()
        assert sha256(payload).hexdigest() == digest
        kept.append((digest, origin))

    found = list(receive(paths, keep))
    documents = [item for item in found if isinstance(item, Received)]
    return documents, [item for item in found if isinstance(item, Issue)], kept


def codes(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def zipped(members: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, payload in members.items():
            archive.writestr(name, payload)
    return file.getvalue()


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    documents, issues, kept = take(tmp_path)
    names = [Path(document.origin).relative_to(tmp_path).as_posix() for document in documents]
    assert names == ["a/y.txt", "a/z.txt", "b.txt", "c.txt"]
    assert [origin for _, origin in kept] == [document.origin for document in documents]
    assert not issues


def test_the_same_bytes_give_the_same_document_id_wherever_they_lie(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(WORDS)
    first, second = take(tmp_path / "one.txt")[0], take(tmp_path / "two.txt")[0]
    assert first[0].document_id == second[0].document_id


def test_the_same_bytes_twice_are_one_document_and_an_issue(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(WORDS)
    (tmp_path / "x.zip").write_bytes(zipped({"three.txt": WORDS}))
    documents, issues, kept = take(tmp_path)
    assert len(documents) == 1
    assert [(issue.code, issue.stage) for issue in issues] == [("duplicate-file", "read")] * 2
    assert all("one.txt" in issue.reason for issue in issues)
    assert len(kept) == 3


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(WORDS)
    documents, issues, _ = take(tmp_path / "one.txt", tmp_path)
    assert (len(documents), issues) == (1, [])


@pytest.mark.parametrize(
    ("name", "payload", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("junk.txt", random.Random(3).randbytes(9000), "binary"),
        ("junk", random.Random(4).randbytes(9000), "binary"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported"),
        ("script.js", b"var a = 1;", "unsupported"),
        ("cut.zip", zipped({"a.txt": WORDS * 9})[:-40], "damaged"),
        ("bomb.zip", zipped({"a.txt": b"0" * 60_000_000}), "zip-bomb"),
        ("climb.zip", zipped({"../../a.txt": WORDS}), "unsafe-name"),
        ("rows.csv", b"title,text\nA,\n", "no-text"),
        ("table.csv", b"event,dead\nA,3\n", "no-text"),
        ("odd.json", b'{"a": 1}', "no-text"),
        ("old.doc", OLE, "unsupported"),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("data.txt.gz", b"\x1f\x8b\x08\x00" + bytes(60), "unsupported"),
        ("feed.xml", b"<?xml version='1.0'?><rss><channel></channel></rss>", "no-text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_an_issue_and_the_rest_goes_on(
    tmp_path: Path, name: str, payload: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(payload)
    (tmp_path / "zz_good.txt").write_bytes(WORDS)
    documents, issues, _ = take(tmp_path)
    assert codes(issues) == [code]
    assert issues[0].origin.endswith(name)
    assert issues[0].reason.endswith(".")
    assert [document.payload for document in documents] == [WORDS]


def test_rows_messages_and_members_tell_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,text\nA,first row\nB,second row\n")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "a line"}) + "\n" + json.dumps({"text": "b line"}) + "\n")
    (tmp_path / "c.zip").write_bytes(zipped({"d.csv": b"title,text\nA,in a zip\n", "e.txt": b"member"}))
    documents, issues, _ = take(tmp_path)
    assert [(Path(document.origin).name, document.locator) for document in documents] == [
        ("a.csv", "row 2"), ("a.csv", "row 3"), ("b.jsonl", "line 1"), ("b.jsonl", "line 2"),
        ("c.zip", "d.csv > row 2"), ("c.zip", "e.txt"),
    ]  # fmt: skip
    assert not issues
    assert len({document.document_id for document in documents}) == 6


def test_an_archive_in_an_archive_is_opened_once(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": b"too deep"})
    middle = zipped({"inner.zip": inner, "mid.txt": b"in the middle"})
    (tmp_path / "outer.zip").write_bytes(zipped({"middle.zip": middle, "out.txt": b"outside"}))
    documents, issues, kept = take(tmp_path)
    assert [document.locator for document in documents] == ["middle.zip > mid.txt", "out.txt"]
    assert codes(issues) == ["nested-archive", "nested-archive"]
    assert len(kept) == 1


def test_nothing_is_unpacked_to_disk(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "x.zip").write_bytes(zipped({"../escape.txt": WORDS, "ok.txt": WORDS}))
    take(folder)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "x.zip"]


def test_a_mail_gives_its_attachments(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "a@velmar.example", "Report", "<1@velmar.example>"
    message.set_content("See annex.\n")
    pdf = make_pdf([set_lines(["The mission counted fourteen lorries on the road."])])
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="annex.pdf")
    message.add_attachment(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="logo.png")
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    documents, issues, _ = take(tmp_path)
    assert [(document.locator, document.media_type) for document in documents] == [
        ("", "message/rfc822"), ("attachment 1 annex.pdf", "application/pdf"),
    ]  # fmt: skip
    assert [(issue.code, "logo.png" in issue.reason) for issue in issues] == [("unsupported", True)]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "back").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    documents, issues, _ = take(tmp_path)
    assert len(documents) == 1
    assert sorted(codes(issues)) == ["link-loop", "link-loop", "missing"]


def test_a_folder_met_by_two_ways_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(WORDS)
    (tmp_path / "way").symlink_to(tmp_path / "real")
    documents, issues, _ = take(tmp_path)
    assert (len(documents), codes(issues)) == (1, ["duplicate-file"])


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of this process while it has no right to read everything, as root has."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if user == 0:
            os.seteuid(0)
        for path in folder.iterdir():
            path.chmod(0o700)
        shutil.rmtree(folder)


def test_no_permission_is_an_issue(unprivileged: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (unprivileged / name).write_bytes(name.encode())
    (unprivileged / "shut").mkdir()
    (unprivileged / "a.txt").chmod(0)
    (unprivileged / "shut").chmod(0)
    documents, issues, _ = take(unprivileged)
    assert [document.payload for document in documents] == [b"b.txt"]
    assert codes(issues) == ["no-permission", "no-permission"]


def test_a_pipe_does_not_stop_the_walk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert codes(take(tmp_path)[1]) == ["special-file"]


def test_hidden_things_and_parts_of_saved_pages_are_left_alone_and_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>Words</p></body></html>")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "frame.html").write_text("<p>Advertisement</p>")
    (tmp_path / ".git").mkdir()
    documents, issues, _ = take(tmp_path)
    assert len(documents) == 1
    assert sorted(codes(issues)) == ["hidden", "page-parts"]


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"re\xffport.txt")
    with open(path, "wb") as file:
        file.write(WORDS)
    (document,) = take(tmp_path)[0]
    assert document.origin.endswith("re\ufffdport.txt")


def test_too_large_a_document_is_not_taken_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trucewatch.documents.receive.MAX_DOCUMENT_BYTES", 1000)
    (tmp_path / "a.txt").write_bytes(WORDS * 100)
    documents, issues, _ = take(tmp_path)
    assert (documents, codes(issues)) == ([], ["too-large"])


def test_a_failing_archive_is_no_issue_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS)

    def keep(digest: str, source: bytes | Path, origin: str) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        list(receive([tmp_path], keep))


def test_archived_files_are_received_again_under_their_first_names(tmp_path: Path) -> None:
    (tmp_path / "3f2a").write_text("title,text\nA,a row\n")
    again = list(receive_archived([(tmp_path / "3f2a", "reports/rows.csv")], lambda *_: None))
    assert isinstance(again[0], Received)
    assert (again[0].origin, again[0].locator) == ("reports/rows.csv", "row 2")


def test_order_does_not_change_documents(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}")
    paths = sorted(tmp_path.iterdir())
    forward = {document.document_id for document in take(*paths)[0]}
    assert forward == {document.document_id for document in take(*reversed(paths))[0]}


def test_a_case_among_reports_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(WORDS)
    for name in ("old.case/snapshots/000001.json", "old.case/custody.jsonl", "old.case/archive/ab/report.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(WORDS + name.encode())
    documents, issues, kept = take(tmp_path)
    assert [Path(document.origin).name for document in documents] == ["a.txt"]
    assert [(issue.code, Path(issue.origin).name) for issue in issues] == [("case", "old.case")] and len(kept) == 1
    assert codes(take(tmp_path / "old.case")[1]) == ["case"]


def test_a_folder_that_only_looks_like_a_case_is_read(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "a.txt").write_bytes(WORDS)
    assert len(take(tmp_path)[0]) == 1


def test_a_dossier_is_no_report(tmp_path: Path) -> None:
    page = "<!doctype html><head><title>{} – Trucewatch dossier</title></head><body><p>It shelled Oreth.</p></body>"
    (tmp_path / "own.html").write_text(page.format("a"), encoding="utf-8")
    (tmp_path / "other.html").write_text(page.format("How to read a").replace("</t", " well</t", 1), encoding="utf-8")
    documents, issues, kept = take(tmp_path)
    assert [Path(document.origin).name for document in documents] == ["other.html"]
    assert codes(issues) == ["dossier"] and len(kept) == 1

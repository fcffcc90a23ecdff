"""Writes small real PDF files: pages of lines at given places, or of one picture."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""Left, baseline and font size in points, and the words."""


def make_pdf(pages: Sequence[Sequence[Placed]], info: str = "", picture: bool = False, compress: bool = False) -> bytes:
    """Return a PDF with one page for each list of placed lines; with a picture on every page if asked."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        image + b"\nstream\n\x80\nendstream",
    ]
    for number, lines in enumerate(pages):
        drawn = b"q 200 0 0 200 100 400 cm /Im1 Do Q\n" if picture else b""
        drawn += b"".join(_draw(line) for line in lines)
        resources = "<< /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} "
            f"/Contents {6 + 2 * number} 0 R >>".encode()
        )
        stream = zlib.compress(drawn) if compress else drawn
        filters = "/Filter /FlateDecode " if compress else ""
        objects.append(f"<< {filters}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    objects.append(f"<< {info} >>".encode())
    return assemble(objects, f"/Root 1 0 R /Info {len(objects)} 0 R")


def assemble(objects: Sequence[bytes], trailer: str) -> bytes:
    """Return a PDF of numbered objects with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def encrypted_pdf() -> bytes:
    """Return a PDF whose standard security handler asks for a password that nobody has."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
    key = "<" + "41" * 32 + ">"
    objects.append(f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>".encode())
    return assemble(objects, "/Root 1 0 R /Encrypt 3 0 R /ID [<00><00>]")


def set_lines(words: Sequence[str], top: float = 760, size: float = 11, left: float = 72) -> list[Placed]:
    """Return lines one below the other; an empty one leaves a gap between paragraphs."""
    return [(left, top - 1.25 * size * at, size, line) for at, line in enumerate(words) if line]


def _draw(line: Placed) -> bytes:
    left, baseline, size, words = line
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {left} {baseline} Td ({escaped}) Tj ET\n".encode("cp1252")

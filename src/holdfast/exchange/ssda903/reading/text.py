"""Bytes to text: the encodings that authorities' exports come in."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 400  # bytes; UTF-16 without a mark shows itself by a zero in every other byte
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def decode(raw: bytes) -> tuple[str, str | None]:
    """The text of a file and, where it is not the UTF-8 that the DfE takes, a remark that says how it was read."""
    encoding = _told_by_mark(raw)
    if encoding is None:
        try:
            return raw.decode("utf-8"), None
        except UnicodeDecodeError:
            encoding = "cp1252"
    remark = None if encoding == "utf-8-sig" else f"not UTF-8: read as {_NAMES[encoding]}"
    try:
        return raw.decode(encoding), remark
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "not UTF-8: read as ISO 8859-1, parts of it cannot be read"


_NAMES = {
    "utf-32": "UTF-32", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252",
}  # fmt: skip


def _told_by_mark(raw: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    start = raw[:_LOOKED_AT]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if start[0::2].count(0) > len(start) // 4:
        return "utf-16-be"
    return None


def as_utf8_xml(raw: bytes) -> tuple[bytes, str | None]:
    """An XML file as UTF-8, whatever it declares: exports declare one encoding and write another."""
    text, remark = decode(raw)
    return _XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), remark

"""Spreadsheets as Excel and LibreOffice save them: each sheet becomes a table of text."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from files.kernels import KernelError
from text import one_line

MOST_UNPACKED = 20_000_000
"""Most bytes of the tables in a file, unpacked."""
MOST_CELLS = 260
"""Most rows and columns that are read of a sheet: room for eight of the largest kernels."""
MOST_SHEETS = 50
DAMAGED = "it is a damaged or cut-off spreadsheet: save it again, or as CSV"
MARK = "xl/workbook.xml"
"""The entry that tells a spreadsheet from other archives."""


def is_spreadsheet(data: bytes) -> bool:
    """Return whether a ZIP archive is a spreadsheet, by the directory at its end.

    Examples
    --------
    >>> is_spreadsheet(b"PK")
    False
    """
    return data.startswith(b"PK") and MARK.encode() in data


def read_sheets(data: bytes) -> Iterator[tuple[str, str]]:
    """Go through the sheets that are not empty, as lines of cells with tabs between them.

    Of a formula, the value that was saved with it is read. Nothing is computed.

    Parameters
    ----------
    data : bytes
        Content of the file.

    Yields
    ------
    title : str
    text : str

    Raises
    ------
    KernelError
        If the file is damaged or unpacks to more than is read here.
    """
    from openpyxl import load_workbook  # loaded when such a file comes

    _check_promises(data)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _read_rows(sheet)) for sheet in book.worksheets[:MOST_SHEETS]]
    except Exception as cause:  # nobody foresees all that a damaged file says
        raise KernelError(DAMAGED) from cause
    for title, text in sheets:
        if text.strip():
            yield one_line(title), text


def _check_promises(data: bytes) -> None:
    """Refuse what unpacks to more than is read, before anything is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            promised = sum(entry.file_size for entry in archive.infolist())
    except Exception as cause:
        raise KernelError(DAMAGED) from cause
    if promised > MOST_UNPACKED:
        raise KernelError(
            f"it unpacks to {promised / 1e6:,.0f} MB and the limit is"
            f" {MOST_UNPACKED / 1e6:.0f} MB: save only the sheet with the kernels"
        )


def _read_rows(sheet: Any) -> str:
    """Write the cells of a sheet as text; a line that is empty parts kernels, as in text."""
    rows = sheet.iter_rows(max_row=MOST_CELLS, max_col=MOST_CELLS, values_only=True)
    lines = ["\t".join(_write_cell(cell) for cell in row).rstrip("\t") for row in rows]
    start = min((len(line) - len(line.lstrip("\t")) for line in lines if line), default=0)
    return "\n".join(line[start:] for line in lines).strip("\n")


def _write_cell(cell: object) -> str:
    return "" if cell is None else one_line(str(cell))

"""Kernels in spreadsheets: each sheet is read as if its cells were pasted."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from files.kernel_files import KernelFile, read_kernels
from files.kernels import KernelError

Rows = list[list[float | str | None]]


def book(**sheets: Rows) -> bytes:
    """Write a spreadsheet with one sheet for each list of rows."""
    workbook = Workbook()
    del workbook["Sheet"]
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def read_book(**sheets: Rows) -> KernelFile:
    return read_kernels(book(**sheets), "kernels.xlsx")


def test_cells_are_numbers_of_a_kernel() -> None:
    file = read_book(sobel=[[1, 0, -1], [2, 0, -2], [1, 0, -0.5]])
    assert (file.kind, file.choices, file.notes) == ("spreadsheet", ("sobel",), ())
    assert file.arrays["sobel"].tolist() == [[1, 0, -1], [2, 0, -2], [1, 0, -0.5]]


def test_heads_an_index_and_cells_around_are_left_out() -> None:
    rows: Rows = [[None, None, None], [None, "left", "right"], [None, 1, 2], [None, 3, 4]]
    file = read_book(table=rows)
    assert file.arrays[file.choices[0]].tolist() == [[1, 2], [3, 4]]


def test_each_sheet_is_a_choice_and_an_empty_row_parts_kernels() -> None:
    two: Rows = [[1, 2], [3, 4], [None], [5, 6], [7, 8]]
    file = read_book(two=two, one=[[9, 9], [9, 9]], notes=[["made by hand"]], empty=[])
    assert file.choices == ("two", "one")
    assert file.arrays["two"].tolist() == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]


def test_what_holds_no_kernel_is_refused_by_the_name_of_its_sheet() -> None:
    with pytest.raises(KernelError, match="array `prices`: row 1, number 1 is `bread`"):
        read_book(prices=[["bread", 3.5], ["milk", "dear"]])


def test_a_cell_far_away_costs_nothing() -> None:
    workbook = Workbook()
    workbook.active.cell(1_048_576, 16_384, 3)
    workbook.active.cell(2, 2, 4)
    workbook.active.cell(2, 3, 5)
    file = BytesIO()
    workbook.save(file)
    assert read_kernels(file.getvalue(), "far.xlsx").arrays["Sheet"].tolist() == [[4, 5]]

"""How tables are read, and what is said of files that are none."""

from pathlib import Path

import pytest

from generator.importing.table import TableError, read_table


def read(folder: Path, content: bytes, *known: str) -> list[tuple[int, dict[str, str], str]]:
    file = folder / "table.csv"
    file.write_bytes(content)
    return [(row.line, dict(row.cells), row.fault) for row in read_table(file, known).rows]


def test_rows_know_their_line_even_behind_cells_of_several_lines(tmp_path: Path) -> None:
    rows = read(tmp_path, b'\xef\xbb\xbfid,text\r\n1,"one\r\ntwo|three"\r\n\r\n2,"a ""b"", c"\r\n')

    assert rows == [
        (2, {"id": "1", "text": "one\ntwo|three"}, ""),
        (5, {"id": "2", "text": 'a "b", c'}, ""),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_gives_the_known_columns(sign: str, tmp_path: Path) -> None:
    header = sign.join(["id", "a,b" if sign != "," else "a;b", "date"])

    rows = read(tmp_path, f"{header}\n1{sign}x{sign}2022\n".encode(), "id", "date")

    assert rows[0][1]["date"] == "2022"


def test_an_empty_cell_is_absent_and_a_cell_of_spaces_too(tmp_path: Path) -> None:
    assert read(tmp_path, b"id,a,b\n1,, \n") == [(2, {"id": "1"}, "")]


def test_a_row_of_another_length_is_kept_with_its_fault(tmp_path: Path) -> None:
    rows = read(tmp_path, b"id,a\n1,2,3\n4\n5,6\n")

    assert [fault for _, _, fault in rows] == [
        "has 3 cells, and the header 2",
        "has 1 cells, and the header 2",
        "",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b",,\n1,2,3\n", "line 1: there is no header", id="no-header"),
        pytest.param(b"id,a,a\n", "line 1: the column `a` stands there twice", id="column-twice"),
        pytest.param(
            b"id,a\n1,x\n2,caf\xe9\n",
            "line 3, column 6: byte 0xe9 is not UTF-8; save the table as UTF-8",
            id="latin-1",
        ),
        pytest.param(b"id,a\n1,\x00x\n", "line 2, column 3: holds a NUL byte", id="nul"),
        pytest.param("id,a\n".encode("utf-16"), "is UTF-16; save it as CSV in UTF-8", id="utf-16"),
        pytest.param(
            b"PK\x03\x04xl", "is a spreadsheet or a zip file; save it as CSV in UTF-8", id="xlsx"
        ),
        pytest.param(b"\x1f\x8b\x08x", "is compressed with gzip; unpack it first", id="gzip"),
        pytest.param(
            b'id,a\n1,"x\n2,y\n',
            "line 2: a quote is open up to the end of the file; close it",
            id="open-quote",
        ),
        pytest.param(
            b'id,a\n1,"x"y"\n',
            "line 2: a cell goes on behind its closing quote; write a quote inside it twice",
            id="quote-in-cell",
        ),
        pytest.param(
            b"id,a\r1,2\r",
            "line 1: its lines do not end as those of other tables; save it as CSV again",
            id="lines-of-old",
        ),
        pytest.param(
            b"id,a\n1," + b"x" * 2_000_000 + b"\n",
            "line 2: a cell has more than 1,048,576 characters; shorten it, or close the "
            "quote that opens it",
            id="huge-cell",
        ),
    ],
)
def test_what_is_no_table_is_told_with_its_place(
    content: bytes, message: str, tmp_path: Path
) -> None:
    with pytest.raises(TableError) as caught:
        read(tmp_path, content)

    assert str(caught.value) == message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read: No such file"):
        read_table(tmp_path / "none.csv")


def test_invisible_characters_are_taken_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("id,a,b\n1,x\u202ey\x07,cafe\u0301\tnoir\n", encoding="utf-8")

    (row,) = read_table(file).rows

    assert row.cells == {"id": "1", "a": "xy", "b": "caf\u00e9 noir"}
    assert row.changed == ("a",)

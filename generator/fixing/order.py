"""The order of fields: that of the codebook, where each field moves with what belongs to it."""

from collections import Counter
from collections.abc import Sequence

import yaml
from pydantic import BaseModel

from generator.fixing.layout import Placed, named, records_in
from generator.reading import strict_yaml


def mend_order(matter: str, model: type[BaseModel]) -> tuple[str, list[tuple[int, str]]]:
    """Put the fields of every record into the model's order; lines count from 0.

    A comment moves with the field below it, one behind a value with its line; what stands after
    the last field stays there, and so does what an empty line parts from the first. A record with
    a field that the codebook does not know stays as it is.
    """
    lines = matter.split("\n")
    written = tuple(lines)
    changes: list[tuple[int, str]] = []
    for record in records_in(matter, model):
        wanted = _wanted(record)
        if wanted is None:
            continue
        move = _move_within_line if record.node.flow_style else _move_lines
        if move(lines, written, record, wanted):
            where = f"the fields of `{named(record.at)}`" if record.at else "the fields"
            changes.append((record.node.start_mark.line, f"{where} are in the codebook's order"))
    mended = "\n".join(lines)
    return (mended, sorted(changes)) if _is_same(matter, mended) else (matter, [])


def _wanted(record: Placed) -> list[int] | None:
    """Give the fields' numbers in the order in which they should stand; None where they do."""
    known = {name: number for number, name in enumerate(record.model.model_fields)}
    keys = [key.value for key, _ in record.node.value]
    if any(key not in known for key in keys):
        return None
    wanted = sorted(range(len(keys)), key=lambda number: known[keys[number]])
    return None if wanted == list(range(len(keys))) else wanted


def _move_within_line(
    lines: list[str], _: Sequence[str], record: Placed, wanted: Sequence[int]
) -> bool:
    node = record.node
    if node.start_mark.line != node.end_mark.line:
        return False
    number = node.start_mark.line
    line = lines[number]
    spans = [(k.start_mark.column, v.end_mark.column) for k, v in node.value]
    pieces = [line[start:end] for start, end in spans]
    parts, at = [], 0
    for (start, end), source in zip(spans, wanted, strict=True):
        parts += [line[at:start], pieces[source]]
        at = end
    lines[number] = "".join(parts) + line[at:]
    return True


def _move_lines(
    lines: list[str], written: Sequence[str], record: Placed, wanted: Sequence[int]
) -> bool:
    pairs = record.node.value
    starts = [key.start_mark.line for key, _ in pairs]
    column = pairs[0][0].start_mark.column
    before = written[starts[0]][:column]
    on_dash = before.strip() == "-"
    if (before.strip() and not on_dash) or any(
        key.start_mark.column != column or written[key.start_mark.line][:column].strip()
        for key, _ in pairs[1:]
    ):
        return False
    ends = [_last_line(value, key.start_mark.line, written) for key, value in pairs]
    ends = [_with_inner_comments(end, column, written) for end in ends]
    if any(start <= end for start, end in zip(starts[1:], ends, strict=False)):
        return False
    heads = [starts[0] if on_dash else _first_comment(starts[0], written, is_top=not record.at)]
    heads += [end + 1 for end in ends[:-1]]
    chunks = [lines[head : end + 1] for head, end in zip(heads, ends, strict=True)]
    keys = [start - head for start, head in zip(starts, heads, strict=True)]
    if on_dash:
        chunks[0][0] = " " * column + chunks[0][0][column:]
        first, key = chunks[wanted[0]], keys[wanted[0]]
        dash = before[: before.index("-")]
        above = [dash + line.lstrip() if line.strip() else line for line in first[:key]]
        first[: key + 1] = [*above, before + first[key][column:]]
    lines[heads[0] : ends[-1] + 1] = [line for number in wanted for line in chunks[number]]
    return True


def _last_line(node: yaml.Node, key_line: int, written: Sequence[str]) -> int:
    """Give the last line that holds something of a value, comments after it aside."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end = node.end_mark
    last_line = end.line - 1 if end.column == 0 and end.line > key_line else end.line
    if not _keeps_breaks(node, written):
        while last_line > key_line and not written[last_line].strip():
            last_line -= 1
    return max(last_line, key_line)


def _keeps_breaks(node: yaml.Node, written: Sequence[str]) -> bool:
    """Tell whether empty lines after a text belong to it, as after `|+`."""
    if not isinstance(node, yaml.ScalarNode) or node.style not in ("|", ">"):
        return False
    start = node.start_mark
    return "+" in written[start.line][start.column :].partition("#")[0]


def _with_inner_comments(end: int, column: int, written: Sequence[str]) -> int:
    """Take in comments that are indented deeper than the fields: they belong to what is above."""
    while end + 1 < len(written) and _comment_column(written[end + 1]) > column:
        end += 1
    return end


def _first_comment(start: int, written: Sequence[str], *, is_top: bool) -> int:
    """Go up to the first comment that belongs to the first field."""
    head = start
    while head and (_comment_column(written[head - 1]) >= 0 or not written[head - 1].strip()):
        head -= 1
    if is_top:
        parted = [n for n in range(head, start) if not written[n].strip()]
        head = parted[-1] + 1 if parted else head
    return head


def _comment_column(line: str) -> int:
    """Give the column of a line that is a comment, or -1."""
    bare = line.lstrip()
    return len(line) - len(bare) if bare.startswith("#") else -1


def _is_same(matter: str, mended: str) -> bool:
    """Tell whether both say the same, with the same characters but for where they stand."""
    before, _ = strict_yaml.load("", matter)
    after, problems = strict_yaml.load("", mended)
    one, other = (Counter("".join(text.split())) for text in (matter, mended))
    return not problems and before == after and one == other

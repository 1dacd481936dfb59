"""The report of an import, as text for a terminal and as values for JSON."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.importing.names import Missing, hints_of
from generator.importing.rows import Refusal, Result, missing_names
from generator.importing.world import Proposals, World
from generator.model.problem import quoted
from generator.model.visible import visible

_LINES = 3
_MOST = 50
"""So many entries of a list stand in the text; JSON has all."""
_KINDS = {
    "actors": "actors",
    "provinces": "provinces",
    "types": "types",
    "publishers": "publishers of sources",
}


def as_values(result: Result, world: World, proposed: Proposals) -> dict[str, Any]:
    """Give the whole report as plain values."""
    hints = hints_of(world.names)
    return {
        "rows": result.rows,
        "passed_over": result.passed_over,
        "new": [writing.id for writing in result.writings if writing.is_new],
        "updated": [
            {"entry": w.id, "fields": list(w.changed)} for w in result.writings if not w.is_new
        ],
        "unchanged": result.unchanged,
        "by_hand": result.by_hand,
        "ended": result.ended,
        "gone": result.gone,
        "refused": {
            reason: {
                "count": len(rows),
                "rows": [{"line": r.line, "row": r.row, "detail": r.detail} for r in rows],
            }
            for reason, rows in _by_reason(result.refused).items()
        },
        "conflicts": [
            {
                "entry": clash.entry,
                "row": clash.row,
                "field": clash.conflict.field,
                "current": clash.conflict.current,
                "new": clash.conflict.new,
            }
            for clash in result.clashes
        ],
        "possible_duplicates": [
            {"row": twin.row, "line": twin.line, "entry": twin.entry, "why": twin.why}
            for twin in result.twins
        ],
        "private": result.private,
        "approximated": dict(result.notes.most_common()),
        "cleaned": dict(result.cleaned.most_common()),
        "columns": {
            "unknown": list(result.unknown_columns),
            "absent": list(result.absent_columns),
        },
        "names": {
            kind: {name: dict(ids) for name, ids in sorted(names.found.items())}
            for kind, names in world.names.items()
        },
        "missing_names": {
            kind: [
                _missing_values(missing, hints.get((kind, missing.name), "")) for missing in all_
            ]
            for kind, all_ in missing_names(world).items()
        },
        "proposed": {kind: sorted(getattr(proposed, kind)) for kind in _KINDS},
        "resembling": {
            kind: {
                id_: like
                for (of, id_), like in sorted(world.resembling.items())
                if of == kind and id_ in getattr(proposed, kind)
            }
            for kind in ("actors", "provinces")
        },
    }


def as_text(result: Result, world: World, proposed: Proposals, *, dry: bool) -> str:
    """Give the report as lines to read; what strangers wrote cannot steer a terminal in it."""
    return "".join(f"{visible(line)}\n" for line in _lines(result, world, proposed, dry=dry))


def _lines(result: Result, world: World, proposed: Proposals, *, dry: bool) -> Iterator[str]:
    new = sum(writing.is_new for writing in result.writings)
    fields = Counter(
        field for w in result.writings if not w.is_new for field in dict.fromkeys(w.changed)
    )
    yield f"{result.rows:,} rows" + (" (dry run: nothing is written)" if dry else "")
    if result.passed_over:
        yield _counted(result.passed_over, "passed over, as asked")
    yield _counted(new, "became new entries")
    changed = ", ".join(f"{field} {count:,}" for field, count in fields.most_common())
    yield _counted(
        len(result.writings) - new, f"changed an entry{f': {changed}' if changed else ''}"
    )
    yield _counted(result.unchanged, "changed nothing")
    if result.by_hand:
        yield _counted(len(result.by_hand), "are entries that somebody wrote by hand")
    if result.ended:
        yield _counted(len(result.ended), "are entries that were merged or withdrawn")
    yield _counted(len({twin.row for twin in result.twins}), "may be entries that are there")
    yield _counted(len(result.refused), "were refused")
    for reason, rows in _by_reason(result.refused).items():
        yield f"    {len(rows):,}: {reason} ({_places(rows)})"
    yield from _listed("Approximated", (f"{c:,}: {n}" for n, c in result.notes.most_common()))
    yield from _listed(
        "Invisible characters were taken out of",
        (f"{count:,} cells of `{column}`" for column, count in result.cleaned.most_common()),
    )
    yield from _listed(
        "Columns that the dataset does not have", map(quoted, result.unknown_columns)
    )
    yield from _listed("Columns that are not there", map(quoted, result.absent_columns))
    yield from _names(world)
    yield from _listed(
        "Proposed for the registry; read them before you publish",
        (
            f"{kind}: {', '.join(_proposed(world, kind, getattr(proposed, kind)))}"
            for kind in _KINDS
            if getattr(proposed, kind)
        ),
    )
    yield from _listed(
        "Possible duplicates, not written",
        (f"row {t.row} could be the incident of `{t.entry}`: {t.why}" for t in result.twins),
    )
    yield from _listed(
        "Conflicts, not written: the archive has, and the table has",
        (
            f"{c.entry}: {c.conflict.field}: {quoted(c.conflict.current)} and "
            f"{quoted(c.conflict.new)}"
            for c in result.clashes
        ),
    )
    yield from _listed("Look at these before you publish", result.private)
    yield from _listed("Entries whose row is no longer in the table, left alone", result.gone)


def _names(world: World) -> Iterator[str]:
    hints = hints_of(world.names)
    for kind, names in world.names.items():
        if kind != "types":
            yield from _listed(
                f"Names of {_KINDS[kind]}",
                (f"{name}: {_ids(ids)}" for name, ids in sorted(names.found.items())),
            )
    for kind, all_ in missing_names(world).items():
        yield from _listed(
            f"Names of {_KINDS[kind]} that stand for none",
            (_missing_words(missing, hints.get((kind, missing.name), "")) for missing in all_),
        )


def _proposed(world: World, kind: str, ids: Iterable[str]) -> Iterator[str]:
    for id_ in sorted(ids):
        like = world.resembling.get((kind, id_))
        yield f"{id_} (is it {like}?)" if like else id_


def _missing_words(missing: Missing, hint: str) -> str:
    told = f"{missing.count:,}: {quoted(missing.name)}"
    match missing.why:
        case "ambiguous":
            return f"{told} is a name of {_ids_words(missing.ids)} on that day"
        case "not-then":
            return f"{told} is a name of {_ids_words(missing.ids)}, but not on that day"
        case _:
            return f"{told} (did you mean `{hint}`?)" if hint else told


def _missing_values(missing: Missing, hint: str) -> dict[str, Any]:
    return {
        "name": missing.name,
        "why": missing.why,
        "count": missing.count,
        "first_line": missing.first_line,
        "ids": list(missing.ids),
        "suggestion": hint,
    }


def _ids(ids: Mapping[str, int]) -> str:
    return ", ".join(f"`{id_}` {count:,}" for id_, count in ids.items())


def _ids_words(ids: Iterable[str]) -> str:
    return " and ".join(f"`{id_}`" for id_ in ids)


def _counted(count: int, words: str) -> str:
    return f"  {count:,} {words}"


def _listed(title: str, items: Iterable[str]) -> Iterator[str]:
    found = list(items)
    if not found:
        return
    yield f"{title}:"
    yield from (f"    {item}" for item in found[:_MOST])
    if len(found) > _MOST:
        yield f"    and {len(found) - _MOST:,} more; --report json names all"


def _by_reason(refused: Iterable[Refusal]) -> dict[str, list[Refusal]]:
    found: defaultdict[str, list[Refusal]] = defaultdict(list)
    for refusal in refused:
        found[refusal.reason].append(refusal)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _places(rows: list[Refusal]) -> str:
    lines = "; ".join(
        f"{row.line:,}{f': {row.detail}' if row.detail else ''}" for row in rows[:_LINES]
    )
    more = "; …" if len(rows) > _LINES else ""
    return f"line{'s' if len(rows) > 1 else ''} {lines}{more}"

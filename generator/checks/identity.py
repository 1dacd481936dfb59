"""Rules about ids and addresses: they are permanent, and each leads to one entry."""

from collections.abc import Iterator

from generator.checks.circle import circling
from generator.checks.rule import Draft, Finding, rule
from generator.model.entry import Entry
from generator.model.event import Event

_BACK = {
    "events": "bring it back with `status: withdrawn` or `merged`, or add the id to the `aliases` "
    "of the entry that it became",
    "actors": "bring its file back",
    "provinces": "bring its file back",
    "types": "bring it back in types.yml",
    "publishers": "bring it back in publishers.yml",
}


@rule("id-taken", rests_on=(("claims", "id"), ("sources", "id")))
def ids_are_taken_once(draft: Draft) -> Iterator[Finding]:
    """No two entries share an id, no earlier id (`aliases`) is in use, and within an entry each
    claim and each source has its own.
    """  # noqa: D205 - one sentence
    owners: dict[str, str] = {}
    for entry in draft.events:
        other = owners.setdefault(entry.id, entry.path)
        if other != entry.path:
            message = f"the id `{entry.id}` is taken by `{other}`"
            yield Finding(entry, (), message, "rename one of the two files")
    for unread in draft.known["events"] - owners.keys():
        owners[unread] = f"{unread}.md"
    for entry in draft.events:
        for number, alias in enumerate(entry.facts.aliases):
            other = owners.setdefault(alias, entry.path)
            if alias == entry.id:
                message, hint = "is the entry's own id", "delete it; `aliases` are earlier ids"
                yield Finding(entry, ("aliases", number), f"`{alias}` {message}", hint)
            elif other != entry.path:
                message, hint = f"`{alias}` is taken by `{other}`", "keep it with one of the two"
                yield Finding(entry, ("aliases", number), message, hint)
        yield from _twins(entry)


@rule("row-twice", rests_on=(("imported",), ("status",)))
def rows_are_imported_once(draft: Draft) -> Iterator[Finding]:
    """No two entries come from the same row of the same dataset, but for one that was merged."""
    owners: dict[tuple[str, str], str] = {}
    for entry in draft.events:
        origin = entry.facts.imported
        if origin is None or entry.facts.status == "merged":
            continue
        other = owners.setdefault((origin.dataset, origin.row), entry.id)
        if other != entry.id:
            yield Finding(
                entry,
                ("imported", "row"),
                f"the row `{origin.row}` of `{origin.dataset}` is that of `{other}` too",
                "merge one of the two into the other",
            )


@rule("wrong-year")
def files_lie_in_their_year(draft: Draft) -> Iterator[Finding]:
    """An entry lies in the folder of the year in which its date begins."""
    for entry in draft.events:
        year = f"{entry.facts.date.first.year:04d}"
        folder = entry.path.split("/")[1]
        if folder != year:
            yield Finding(
                entry,
                ("date",),
                f"the date begins in {year}, but the file lies in `events/{folder}/`",
                f"move it to `events/{year}/{entry.id}.md`, or mend the date",
            )


@rule("missing-reason", rests_on=(("status",), ("status_reason",), ("replaced_by",)))
def ends_are_explained(draft: Draft) -> Iterator[Finding]:
    """A withdrawn or merged entry says why, and a merged one where it went."""
    for entry in draft.events:
        facts = entry.facts
        ended = facts.status in {"merged", "withdrawn"}
        if ended and facts.status_reason is None:
            yield Finding(
                entry,
                ("status",),
                f"the entry is {facts.status} without a reason",
                "add `status_reason`; nothing published disappears silently",
            )
        if facts.status == "merged" and facts.replaced_by is None:
            yield Finding(
                entry,
                ("status",),
                "the entry is merged, but does not say into which",
                "add `replaced_by` with the id of the entry that stays",
            )
        if facts.replaced_by is not None and facts.status != "merged":
            yield Finding(
                entry,
                ("replaced_by",),
                f"the entry is {facts.status}, yet replaced by another",
                "set `status: merged`, or delete `replaced_by`",
            )


@rule("merge-circle", rests_on=(("status",), ("replaced_by",)))
def merged_entries_end_somewhere(draft: Draft) -> Iterator[Finding]:
    """Following merged entries from one to the next ends at one that is not merged."""
    merged = {entry.id: entry for entry in draft.events if entry.facts.status == "merged"}
    for id_ in circling({id_: entry.facts.replaced_by for id_, entry in merged.items()}):
        entry = merged[id_]
        if entry.facts.replaced_by != id_:  # `unknown-event` tells of one that names itself
            yield Finding(
                entry,
                ("replaced_by",),
                "following `replaced_by` from entry to entry leads back to this one",
                "name the entry that stays",
            )


@rule("id-lost")
def published_ids_stay(draft: Draft) -> Iterator[Finding]:
    """Every id in `ids.lock` still has its entry: published, merged, withdrawn, or as the earlier
    id of another (`aliases`). Whatever was published keeps its address. `archive check
    --changed-since` asks the same of every id that the file held in that commit.
    """  # noqa: D205 - one rule and its reason
    drafts = {entry.id for entry in draft.events if entry.facts.status == "draft"}
    there = {kind: set(ids) for kind, ids in draft.known.items() if kind not in draft.unreadable}
    there["events"] -= drafts
    there["events"].update(*(e.facts.aliases for e in draft.events if e.id not in drafts))
    read = {entry.id for entry in draft.events if entry.path not in draft.damaged}
    if not draft.known["events"] <= read:
        del there["events"]  # what could not be read may have the id among its earlier ones
    for line, number in draft.lock.lines.items():
        kind, _, id_ = line.partition("/")
        if kind in there and id_ not in there[kind]:
            message, hint = f"`{line}` was published, and has no entry any more", _BACK[kind]
            if kind == "events" and id_ in drafts:
                message = f"`{line}` was published, and is a draft again"
                hint = "set `status: withdrawn` and say why in `status_reason`"
            yield Finding(draft.lock, (), message, hint, (number, 1))


def _twins(entry: Entry[Event]) -> Iterator[Finding]:
    ids = {
        "claims": [claim.id for claim in entry.facts.claims],
        "sources": [source.id for source in entry.facts.sources],
    }
    for field, own in ids.items():
        first = {id_: number for number, id_ in reversed(list(enumerate(own)))}
        for number, id_ in enumerate(own):
            if first[id_] != number:
                message = f"`{id_}` is taken by one of the {field} above"
                yield Finding(entry, (field, number, "id"), message, "give each its own id")

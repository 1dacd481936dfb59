"""Rules about ids and addresses: they are permanent, and each leads to one entry."""

from collections.abc import Iterator

from generator.checks.rule import Draft, Finding, rule


@rule("id-taken")
def ids_are_taken_once(draft: Draft) -> Iterator[Finding]:
    """No two entries share an id, no earlier id (`aliases`) is in use, and within an entry each
    claim and each source has its own.
    """  # noqa: D205 - one sentence
    owners: dict[str, str] = {}
    for entry in draft.events:
        other = owners.setdefault(entry.id, entry.path)
        if other != entry.path:
            yield Finding(entry, (), f"the id `{entry.id}` is taken by `{other}`", "rename the file")
    for entry in draft.events:
        for number, alias in enumerate(entry.facts.aliases):
            other = owners.setdefault(alias, entry.path)
            if other != entry.path or alias == entry.id:
                yield Finding(entry, ("aliases", number), f"`{alias}` is taken by `{other}`",
                              "an earlier id leads to one entry only")
        for field in ("claims", "sources"):
            seen: set[str] = set()
            for number, item in enumerate(getattr(entry.facts, field)):
                if item.id in seen:
                    yield Finding(entry, (field, number, "id"), f"`{item.id}` stands here twice",
                                  "give each its own id")
                seen.add(item.id)


@rule("wrong-year")
def files_lie_in_their_year(draft: Draft) -> Iterator[Finding]:
    """An entry lies in the folder of the year in which its date begins."""
    for entry in draft.events:
        year = f"{entry.facts.date.first.year:04d}"
        folder = entry.path.split("/")[1]
        if folder != year:
            yield Finding(entry, ("date",), f"begins in {year}, but the file lies in `{folder}/`",
                          f"move it to `events/{year}/{entry.id}.md`, or mend the date")


@rule("missing-reason")
def ends_are_explained(draft: Draft) -> Iterator[Finding]:
    """A withdrawn or merged entry says why, and a merged one where it went."""
    for entry in draft.events:
        facts = entry.facts
        ended = facts.status in {"merged", "withdrawn"}
        if ended and facts.status_reason is None:
            yield Finding(entry, ("status",), f"is {facts.status} without a reason",
                          "add `status_reason`; nothing published disappears silently")
        if facts.status == "merged" and facts.replaced_by is None:
            yield Finding(entry, ("status",), "is merged into no entry", "add `replaced_by`")
        if facts.replaced_by is not None and facts.status != "merged":
            yield Finding(entry, ("replaced_by",), f"is {facts.status}, yet replaced by another",
                          "set `status: merged`, or delete `replaced_by`")


@rule("merge-circle")
def merged_entries_end_somewhere(draft: Draft) -> Iterator[Finding]:
    """Following merged entries from one to the next ends at one that is not merged."""
    next_id = {e.id: e.facts.replaced_by for e in draft.events if e.facts.status == "merged"}
    for entry in draft.events:
        seen, at = {entry.id}, next_id.get(entry.id)
        while at is not None and at not in seen:
            seen.add(at)
            at = next_id.get(at)
        if at is not None and entry.facts.replaced_by != entry.id:
            yield Finding(entry, ("replaced_by",), "leads back in a circle",
                          "name the entry that stays")

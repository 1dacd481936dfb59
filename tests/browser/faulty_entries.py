# ruff: noqa: RUF001 - Persian digits are what is tested
"""Made-up entries, each with something wrong, that the form and `archive check` judge alike."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

ID = "2022-04-01-made-up-raid"
GOOD: dict[str, Any] = {
    "title": "Made-up raid",
    "date": "2022-04-01",
    "type": "raid",
    "location": {"province": "northland", "precision": "province"},
    "actors": [{"actor": "made-up-front", "role": "initiator", "certainty": "suspected"}],
    "claims": [
        {"id": "c1", "by": "made-up-residents", "stance": "asserts", "text": "They said so."},
        {"id": "c2", "by": "made-up-front", "stance": "denies", "text": "It denied it."},
    ],
    "sources": [
        {
            "id": "s1",
            "publisher": "made-up-times",
            "url": "https://example.org/made-up",
            "archived": "https://example.org/copies/made-up",
        }
    ],
    "added": "2022-04-02",
}
Change = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Case:
    """An entry, and the rules that it breaks."""

    name: str
    rules: tuple[str, ...]
    facts: dict[str, Any]
    body: str = "Made up for a test."
    id: str = ID


def _with(rules: str, *changes: tuple[str, object], **more: str) -> Case:
    """Change fields of the good entry, each by its path with dots; None takes one away."""
    facts = deepcopy(GOOD)
    for path, value in changes:
        holder: Any = facts
        *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
        for step in steps:
            holder = holder[step]
        if value is None:
            del holder[last]
        elif isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    shown = ", ".join(f"{path}={str(value)[:30]}" for path, value in changes)
    name = f"{rules or 'clean'}: {shown or more}"
    return Case(name, tuple(rules.split()), facts, **more)


def _date(text: str, rules: str = "bad-date") -> Case:
    return _with(rules, ("claims.0.made", text))


def _count(value: object, rules: str = "bad-count") -> Case:
    return _with(rules, ("casualties", [{"outcome": "killed", "group": "unknown", "count": value}]))


def _address(text: str, rules: str = "bad-url") -> Case:
    return _with(rules, ("sources.0.url", text))


def _place(rules: str = "location-precision", **location: object) -> Case:
    return _with(rules, ("location", location))


def _body(text: str, rules: str) -> Case:
    return _with(rules, body=text)


MAIL = (
    "Mail someone@example.org now.",
    "<someone@example.org> told it.",
    "It was (some.one+x@example.org), they said.",
    "Write to mailto:someone@example.org.",
    "A [someone@example.org] and a \\`someone@example.org\\`.",
    "A ` here.\n\nMail someone@example.org, and a ` there.",
    "``` x ```\nMail someone@example.org.",
    "[q][r]\n\n[r]: mailto:someone@example.org",
)
ELSEWHERE = (
    "See ftp://example.org/x.",
    "See (FTP://example.org/a_(b)), and *ftp://example.org*.",
    "<ftp://example.org/> and <tel:1>",
    "[q][r]\n\n[r]: javascript:1",
    r"Mail someone\@example.org.",
    "Mail someone&#64;example.org.",
    "[q][]\n\n[q]: <javascript:1> 'x'",
    "[q]\n\n[q]: javascript:1",
    "[a b][\nQ\n]\n\n[q]: ftp://example.org",
    "> [q]\n\n> [q]: ../elsewhere.txt",
    "[q]\n\n- [q]:\n  ftp://example.org/",
    "[a [nested] one](javascript:1)",
    r"A [link](some\_thing).",
    "A [link](https://[/).",
    "www.example.org[1]",
)
MAIL_UNLINKED = (
    "As `someone@example.org`, or\n\n```\nsomeone@example.org\n```\n",
    "[someone@example.org](https://example.org/)",
    "[someone@example.org][r]\n\n[r]: https://example.org/",
)
UNLINKED = (
    "The user@ of www.example.org, version 1.2@3, at 5@6.",
    "See https://example.org/@someone@example.org/ and http://example.org.",
    "It said [sic] so [1], [see ftp://example.org] and `ftp://example.org`.",
    "[q][r], [q] and [s]\n\n[r]: https://example.org/\n[s]: ../../actors/made-up-front.md",
    "[q]\n\n[r]: javascript:1",
    r"\[q](javascript:1)",
    "Smtp://x, ftp: and xftp://example.org",
)
"""Bodies by what GitHub's Markdown makes of them: links to mail, other links, and none."""
_UNITED = {"id": "c3", "by": "made-up-assembly", "stance": "asserts", "text": "It found so."}
_ADMITTED = {"id": "c3", "by": "made-up-wing", "stance": "claims-responsibility", "text": "Ours."}
_POST = {"id": "s2", "publisher": "made-up-post"}
_URL = "https://example.org/hidden"
_PRIVATE = {
    "id": "s2",
    "publisher": "made-up-times",
    "url": _URL,
    "archived": "https://example.org/copies/hidden",
    "sensitivity": "identifies-person",
}
_FAIR = ("verification", {"grade": "fair"})
_POINT = {"province": "northland", "precision": "exact", "coordinates": [35.5, 60.5]}
_LONG = "They said a great deal. " * 200
CASES = (
    _with(""),
    _with("missing-field", ("title", None)),
    _with("missing-field", ("title", None), ("date", None), ("added", None)),
    _with("missing-field", ("title", "")),
    _with("missing-field", ("title", "   ")),
    _with("missing-field", ("location", None)),
    _with("missing-field", ("location.precision", None)),
    _with("missing-field", ("actors", [])),
    _with("missing-field", ("actors", None)),
    _with("missing-field", ("actors.0.role", None)),
    _with("missing-field", ("claims.1.text", "")),
    _with("missing-field", ("sources.0.publisher", None)),
    _with("unknown-field", ("titel", "x")),
    _with("unknown-field", ("claims.0.zzz", "x")),
    _with("wrong-type", ("title", 12)),
    _with("wrong-type", ("title", True)),
    _with("wrong-type", ("location", "northland")),
    _with("wrong-type", ("actors", "made-up-front")),
    _with("wrong-type", ("location.withheld", "true")),
    _with("unknown-value", ("claims.0.stance", "assert")),
    _with("unknown-value", ("actors.0.role", "zzzz")),
    _with("unknown-value", ("location.precision", "provinces")),
    _date("June 2022"),
    _date("2022-02-30"),
    _date("2022-13"),
    _date("04/07/2022"),
    _date("25.12.2022"),
    _date("30-02-2022"),
    _date("0000"),
    _date("2022-06-12/2022-06-11"),
    _date("2022-06-11/"),
    _date("2022-06-1"),
    _date(""),
    *(_date(text, "") for text in ("2022", "2022-04", "2022-04-XX", "2022-04~", "2022-04-01?")),
    _date("2022-04-01/2022-04-02", ""),
    _with("bad-date", ("added", "2022-04")),
    _with("bad-date", ("added", "2022-02-30")),
    _with("bad-date", ("sources.0.archived_on", "yesterday")),
    _count("many"),
    _count("-1"),
    _count("12345678"),
    _count(12345678),
    _count({"least": 3}),
    _count({"min": "x"}),
    _count("12-8", "count-order"),
    _count({"min": 5, "max": 3}, "count-order"),
    *(_count(value, "") for value in ("8", "8+", "<=7", "8-12", "~20", "unknown", {"best": 4})),
    _address("example.org/x"),
    _address("javascript:alert(1)"),
    _address("https://"),
    _address("https://name:word@example.org/"),
    _address("https://example.org/a b"),
    _address("https://example.org:99999/"),
    _address('https://example.org/"quoted"'),
    _address("HTTPS://example.org/page?x=1#y", ""),
    _address("https://example.org/صفحه", ""),
    _with("one-line", ("title", "Two\nlines")),
    _with("too-long", ("title", "long " * 40)),
    _with("too-long", ("claims.0.text", _LONG)),
    _with("bad-id", ("claims.0.id", "C1")),
    _with("bad-id", ("lang", "Persian")),
    _with("bad-id", ("aliases", ["an earlier one"])),
    _with("bad-id", ("sources.0.sha256", "abc")),
    _with("bad-id", ("titles", {"Persian": "x"})),
    _with("missing-field", ("titles", {"fa": ""})),
    _with("missing-field", ("location.names", {"fa": [""]})),
    _place("out-of-range", province="northland", precision="exact", coordinates=[95.5, 60.5]),
    _place("wrong-type", province="northland", precision="exact", coordinates=["a", 60.5]),
    _place("missing-field", province="northland", precision="exact", coordinates=[35.5]),
    _with("unknown-actor", ("actors.0.actor", "Made-up Frnt")),
    _with("unknown-actor", ("actors.0.actor", "zzzzqqqq")),
    _with("unknown-actor", ("actors.0.actor", "جبهه ساختگی")),
    _with("unknown-actor", ("actors.0.actor", "The Frontists")),
    _with("unknown-speaker", ("claims.0.by", "made up times")),
    _with("unknown-speaker", ("claims.0.by", "qqqq")),
    _with("unknown-province", ("location.province", "North land")),
    _with("unknown-province", ("also_in", ["southland", "xyzxyz"])),
    _with("unknown-type", ("type", "raids")),
    _with("unknown-type", ("type", "qqq")),
    _with("unknown-publisher", ("sources.0.publisher", "MUT")),
    _with("unknown-publisher", ("sources.0.carries", "made up agencie")),
    _with("unknown-source", ("claims.0.source", "s9")),
    _with("unknown-source", ("claims.0.source", "zz")),
    _with("unknown-claim", ("claims.0.about", "k")),
    _with("unknown-claim", ("claims.0.about", "c9")),
    _with("unknown-event", ("relations", [{"type": "related", "event": "2022-03-05-made-up"}])),
    _with("unknown-event", ("relations", [{"type": "related", "event": "q"}])),
    _with("unknown-event", ("relations", [{"type": "related", "event": ID}])),
    _with("", ("relations", [{"type": "related", "event": "2022-03-05-made-up-bridge"}])),
    _with("unknown-event", ("not_duplicate_of", ["2022-03-05-made-up"])),
    _with("unknown-event", ("not_duplicate_of", ["2022-03-05-made-up-bridge", "q"])),
    _with("unknown-event", ("not_duplicate_of", ID)),
    _with("", ("not_duplicate_of", "2022-03-05-made-up-bridge")),
    _with("", ("not_duplicate_of", ["2022-03-05-made-up-bridge"])),
    _with("id-taken", ("claims.1.id", "c1")),
    _with("id-taken", ("sources.1", {"id": "s1", "publisher": "made-up-post"})),
    _with("id-taken", ("aliases", [ID])),
    _with("id-taken", ("aliases", ["2022-03-05-made-up-bridge"])),
    _with("id-taken", ("date", "2023-01-01"), id="2022-03-05-made-up-bridge"),
    _with("bad-name", id="2022_made_up"),
    _place(province="northland", precision="country"),
    _place(precision="province"),
    _place(province="northland", precision="exact"),
    _place(province="northland", precision="place"),
    _place(province="northland", precision="district"),
    _place(province="northland", precision="province", coordinates=[35.5, 60.5]),
    _with("location-precision", ("location", {**_POINT, "place": "Example", "withheld": True})),
    _place(province="northland", precision="district", withheld=True),
    _with("", ("location", _POINT)),
    *(
        _with("outside-province", ("location", {**_POINT, "coordinates": point}))
        for point in ([60.5, 35.5], [34.5, 60.5], [10, 10.25], [36.1, 60.5])
    ),
    _with("", ("location", {**_POINT, "coordinates": [36.02, 60.5]})),
    _with("", ("location", {**_POINT, "coordinates": [34.5, 60.5]}), ("also_in", ["southland"])),
    _with("date-in-future", ("date", "2023-01"), ("claims.0.made", "2024")),
    _with("date-in-future", ("added", "2023-01-02")),
    _with("date-in-future", ("sources.0.published", "2022-12/2023-02")),
    _with("claim-circle", ("claims.0.about", "c1")),
    _with("claim-circle", ("claims.0.about", "c2"), ("claims.1.about", "c1")),
    _with("missing-reason", ("status", "withdrawn")),
    _with("missing-reason", ("status", "merged")),
    _with("missing-reason", ("replaced_by", "2022-03-05-made-up-bridge")),
    _with("grade-too-high", ("verification", {"grade": "fair"})),
    _with("grade-too-high", ("verification", {"grade": "confirmed"})),
    _with(
        "grade-too-high",
        ("verification", {"grade": "fair"}),
        ("sources.0.publisher", "front-radio"),
    ),
    _with("grade-too-high", ("verification", {"grade": "contested"}), ("claims.1", _UNITED)),
    _with("", ("verification", {"grade": "fair"}), ("sources.1", _POST)),
    _with("", ("verification", {"grade": "confirmed"}), ("claims.2", _UNITED)),
    _with("", ("verification", {"grade": "confirmed"}), ("claims.2", _ADMITTED)),
    _with("missing-field", ("verification", {"grade": "fair"}), ("claims.1.by", None)),
    _with("control-character", ("title", "Made\u200bup")),
    _with("control-character", ("title", "Made\u202eup")),
    _body("Made\u00adup.", "control-character"),
    _body("می\u200cشود", ""),
    _body("Made up <script>alert(1)</script>.", "raw-html"),
    _body("<div\nMade up", "raw-html"),
    _body("`<b>` and 3 < 4 and <https://example.org/>.", ""),
    _body("```\n<b>\n```\n", ""),
    _body("A picture: ![x](https://example.org/x.png)", "picture"),
    _body("A [link](javascript:alert(1)).", "bad-link"),
    _body("A [link](mailto:nobody@example.org).", "bad-link personal-data"),
    _body("A [link](../elsewhere.txt).", "bad-link"),
    *(_body(text, "bad-link personal-data") for text in MAIL),
    *(_body(text, "bad-link") for text in ELSEWHERE),
    *(_body(text, "personal-data") for text in MAIL_UNLINKED),
    *(_body(text, "") for text in UNLINKED),
    _body("A [link](../../actors/made-up-frond.md).", "dead-link"),
    _body("A [link](../2021/2022-03-05-made-up-bridge.md).", "dead-link"),
    _body("A [link](../../actors/made-up-front.md) and [one](https://example.org/).", ""),
    _with("source-not-archived", _FAIR, ("sources.0.archived", None), ("sources.1", _POST)),
    _with(
        "source-not-archived",
        _FAIR,
        ("sources.0.archived", None),
        ("sources.1", {**_POST, "url": "https://example.org/other"}),
        ("sources.2", {"id": "s3", "publisher": "made-up-post", "url": "https://example.org/3"}),
    ),
    _with("", ("verification", {"grade": "weak"}), ("sources.0.archived", None)),
    _with("", _FAIR, ("sources.1", {**_PRIVATE, "publisher": "made-up-post"})),
    _with("plain-http", ("sources.0.url", "HTTP://example.org/made-up")),
    _with("plain-http", ("sources.0.archived", "http://example.org/" + "made-up/" * 20)),
    _with("source-twice", ("sources.1", {**_POST, "url": "https://example.org/made-up/#top"})),
    _with(
        "source-twice plain-http",
        ("sources.1", {**_POST, "url": "http://www.EXAMPLE.org:80/made-up?utm_source=x"}),
    ),
    _with("", ("sources.1", {**_POST, "url": "https://example.org/made-up?page=2"})),
    _with("", ("sources.1", {**_POST, "url": "https://example.org/MADE-UP"})),
    *(
        _with("private-address", ("sources.1", _PRIVATE), change)
        for change in (
            ("claims.0.text", "It is at https://www.example.org/hidden."),
            ("title", "Example.org/hidden"),
            ("verification", {"note": "Read at example.org/hidden?utm_source=x."}),
            ("status_reason", "See example.org/copies/hidden"),
            ("corrections", [{"date": "2022-04-03", "note": "x", "was": "example.org/hidden#a"}]),
            ("sources.0.archived", "https://example.org/copies/hidden"),
        )
    ),
    *(
        _with("private-address", ("sources.1", {**_PRIVATE, "url": url}), body=body)
        for url, body in (
            ("https://example.org/a_hidden", r"See example.org/a\_hidden."),
            ("https://example.org/hidden?id=5", "A [link](https://example.org/hidden?id=5)."),
            ("https://example.org/h?a=1&b=2", "A [link](https://example.org/h?a=1&amp;b=2)."),
            ("https://example.org/صفحه", "A [link](https://example.org/صفحه)."),
        )
    ),
    *(
        _with("", ("sources.1", _PRIVATE), ("claims.0.text", f"At example.org/hidden{more}."))
        for more in ("-too", "/page", "s")
    ),
    _with("missing-field", ("sources.1", _PRIVATE), ("sources.0.id", None), ("title", _URL)),
    _with("personal-data", ("claims.0.text", "شماره ۰۷۰۰ ۰۰۰ ۱۲۳ است")),
    _with("personal-data", ("claims.0.text", "تذکره ۱۳۹۹-۰۱۰۰-۱۲۳۴۵, made-up@example.org")),
    _with("", ("claims.0.text", "۱۵۰۰ تا ۴۰۰۰ جنگجو")),
    _with("", ("claims.0.text", "from 2022-06-11 to 2022-06-12")),
    _with("personal-data", ("title", "Told by made-up@example.org")),
    _with("personal-data", ("titles", {"fa": "شماره ۰۷۰۰ ۰۰۰ ۱۲۳"})),
    _with("personal-data", ("tags", ["border", "07700 900123"])),
    _with("personal-data missing-field", ("credits", ["made-up@example.org"]), ("title", None)),
    _with("", ("external_ids", {"ucdp": "07000001234"})),
    _with("", ("sources.0.url", "https://example.org/made-up@example.org/0700000123")),
    _body("First.\nCall ۰۷۰۰ ۰۰۰ ۱۲۳, or write to made.up (at) example.org.", "personal-data"),
)
"""Each case names the rules that it must break; none where it is clean."""

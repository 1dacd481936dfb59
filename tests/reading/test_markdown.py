import json
import time
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.entry import Body, Link
from generator.model.problem import Problem
from generator.reading.gate import invisible
from generator.reading.markdown import render

PATH = "events/2022/2022-06-11-raid.md"
NAUGHTY = Path(__file__).parents[3] / "shared/data/hostile/blns.json"
REL = 'rel="noopener noreferrer nofollow"'
LINK_HINT = "link to https://… or to another entry's .md file"
TABLE = """\
<table>
<thead>
<tr>
<th>a</th>
<th align="right">b</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td align="right">2</td>
</tr>
</tbody>
</table>"""
ALLOWED = {
    "a": {"href", "title", "rel"}, "ol": {"start"}, "td": {"align"}, "th": {"align"},
    **{tag: set[str]() for tag in (
        "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "p", "pre",
        "strong", "table", "tbody", "thead", "tr", "ul",
    )},
}  # fmt: skip


def elements(markup: str) -> list[Element]:
    """Parse as a browser does; parse errors fail the test, but for what the gate refuses."""
    strict = not any(True for _ in invisible(markup))
    tree = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False).parseFragment(markup)
    return [element for element in tree.iter() if isinstance(element.tag, str)][1:]


def assert_harmless(body: Body) -> None:
    for element in elements(body.html):
        assert set(element.attrib) <= ALLOWED[element.tag]
        address = element.get("href")
        if address is not None:
            to_entry = any(address == f"../../{to.kind}/{to.id}/" for to in body.links)
            assert to_entry or address.lower().startswith(("http://", "https://"))
            assert element.get("rel") == "noopener noreferrer nofollow"


def rendered(source: str) -> str:
    body, problems = render(PATH, source, 10)
    assert problems == []
    assert_harmless(body)
    return body.html


def naughty_strings() -> list[str]:
    found = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.is_file() else []
    return [text for text in found if isinstance(text, str)]


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the big list of naughty strings is not here")
def test_no_naughty_string_does_harm() -> None:
    wrappings = (
        "{}", "[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "`{}`", "> {}", "|a|\n|-|\n|{}|", "# {}",
        "[x][r]\n\n[r]: {}", "[{}](https://example.org)", '[x](/a "{}")',
    )  # fmt: skip
    strings = naughty_strings()

    for text in strings:
        for wrapping in wrappings:
            body, _ = render(PATH, wrapping.replace("{}", text), 10)
            assert_harmless(body)
    assert len(strings) > 500


SIGNS = st.lists(
    st.sampled_from([*"abx[]()<>!*_~`#|-:/\\&;\"' \n\t.1=@%té", "http://", "]("]), max_size=60
).map("".join)


@given(st.text() | SIGNS)
@settings(max_examples=400, deadline=None)
@example("[a](http://[)")
@example("[a](//[)")
@example("[a](http://x/<y>)")
@example("<http://[>")
@example("[a](http://\u2100)")
@example("www.[a](b)")
@example("[http://a.b](c.md)")
@example("\0")
def test_no_text_makes_the_renderer_raise_or_do_harm(source: str) -> None:
    body, problems = render(PATH, source, 10)

    assert_harmless(body)
    for fault in problems:
        assert (fault.path, fault.line >= 10, fault.column >= 1) == (PATH, True, True)
        assert fault.line < 10 + len(source.split("\n"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        (" \n\n", ""),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("# A\n\n## B\n\n#### C\n\n###### D", "<h3>A</h3>\n<h4>B</h4>\n<h6>C</h6>\n<h6>D</h6>"),
        ("A\n=", "<h3>A</h3>"),
        ("*a* **b** ~~c~~", "<p><em>a</em> <strong>b</strong> <del>c</del></p>"),
        ("`<b>` & <", "<p><code>&lt;b&gt;</code> &amp; &lt;</p>"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("- [x] a\n- [ ] b", "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2 |",
            TABLE,
        ),
        (
            "see https://example.org/a_b.",
            f'<p>see <a href="https://example.org/a_b" {REL}>https://example.org/a_b</a>.</p>',
        ),
        ("www.example.org", f'<p><a href="http://www.example.org" {REL}>www.example.org</a></p>'),
        (
            '[x](https://example.org "A > \\"b\\"")',
            f'<p><a href="https://example.org" title="A &gt; &quot;b&quot;" {REL}>x</a></p>',
        ),
        ("می\u200cخریم", "<p>می\u200cخریم</p>"),
        ("&lt;b&gt; &#65;", "<p>&lt;b&gt; A</p>"),
        ("<https://example.org>", f'<p><a href="https://example.org" {REL}>https://example.org</a></p>'),
    ],
)  # fmt: skip
def test_githubs_markdown_becomes_plain_html(source: str, expected: str) -> None:
    assert rendered(source) == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("came from [Khwaja Ghar](x.md), in Takhar", "came from Khwaja Ghar, in Takhar"),
        ("un*believ*able", "unbelievable"),
        ("# A\n\none  \ntwo\n\n- b\n- c", "A one two b c"),
        ("|a|b|\n|-|-|\n|1|2|", "a b 1 2"),
        ("`<b>` &amp; 1 < 2", "<b> & 1 < 2"),
        ('[x](https://example.org "a > b") y', "x y"),
    ],
)
def test_the_text_for_search_has_the_words_as_a_reader_sees_them(source: str, text: str) -> None:
    body, _ = render(PATH, source, 10)

    assert body.text == text


@pytest.mark.parametrize(
    ("path", "address", "kind", "id_", "year"),
    [
        (PATH, "2022-05-07-rockets.md", "events", "2022-05-07-rockets", "2022"),
        (PATH, "./2022-05-07-rockets.md", "events", "2022-05-07-rockets", "2022"),
        (PATH, "../2021/2021-08-15-kabul.md", "events", "2021-08-15-kabul", "2021"),
        (PATH, "../../actors/isis-k.md", "actors", "isis-k", ""),
        (PATH, "../../provinces/takhar.md", "provinces", "takhar", ""),
        (PATH, "%2E%2E/%2e%2e/actors/isis-k.md", "actors", "isis-k", ""),
        ("actors/isis-k.md", "taliban.md", "actors", "taliban", ""),
        ("actors/isis-k.md", "../events/2022/x.md", "events", "x", "2022"),
    ],
)
def test_a_link_to_an_entrys_file_leads_to_its_page(
    path: str, address: str, kind: str, id_: str, year: str
) -> None:
    body, problems = render(path, f"Before.\n\nSee [it]({address}).", 10)

    assert problems == []
    assert body == Body(
        f'<p>Before.</p>\n<p>See <a href="../../{kind}/{id_}/" {REL}>it</a>.</p>',
        "Before. See it.",
        (Link(kind, id_, 12, 10, year),),
    )


def test_every_link_has_the_place_where_its_address_stands() -> None:
    source = "b.md and [1](b.md) [2](a.md)\n[3][r] [4](b.md)\n\n[r]: c.md\n"

    body, problems = render(PATH, source, 10)

    assert problems == []
    assert body.links == (
        Link("events", "b", 10, 14, "2022"),
        Link("events", "a", 10, 24, "2022"),
        Link("events", "c", 13, 6, "2022"),
        Link("events", "b", 11, 12, "2022"),
    )


def nowhere(line: int, column: int, address: str) -> Problem:
    return Problem(PATH, line, column, "bad-link", f"`{address}` leads nowhere", LINK_HINT)


def no_address(line: int, column: int, shown: str) -> Problem:
    return Problem(PATH, line, column, "bad-link", f"{shown} is no web address", LINK_HINT)


def unwelcome_html(line: int, column: int) -> Problem:
    hint = "write Markdown; put a literal `<` between backticks"
    return Problem(PATH, line, column, "raw-html", "holds HTML, which is not shown", hint)


def picture(line: int, column: int) -> Problem:
    fault = "holds a picture, which the archive does not publish"
    return Problem(PATH, line, column, "picture", fault, "link to the page that shows it")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[a](nowhere.txt)", [nowhere(10, 5, "nowhere.txt")]),
        ("x\n\n[a](../../../etc/passwd)", [nowhere(12, 5, "../../../etc/passwd")]),
        ("[a](/actors/isis-k.md)", [nowhere(10, 5, "/actors/isis-k.md")]),
        ("[a](#part)", [nowhere(10, 5, "#part")]),
        ("[a](x.md#part)", [nowhere(10, 5, "x.md#part")]),
        ("[a](x.md?y=1)", [nowhere(10, 5, "x.md?y=1")]),
        ("[a](//example.org/x)", [nowhere(10, 5, "//example.org/x")]),
        ("[a](http:x.md)", [nowhere(10, 5, "http:x.md")]),
        ("[a](<x y.md>)", [nowhere(10, 6, "x%20y.md")]),
        ("[a](t.yml) [b](t.yml)", [nowhere(10, 5, "t.yml"), nowhere(10, 16, "t.yml")]),
        ("[a](mailto:a@b.example)", [no_address(10, 5, "`mailto:a@b.example`")]),
        ("write to a@b.example", [no_address(10, 10, "`mailto:a@b.example`")]),
        ("[a](ftp://x.example/)", [no_address(10, 5, "`ftp://x.example/`")]),
        ("x [a](javascript:alert%281%29)", [no_address(10, 7, "the link's address")]),
        ("x\n[a](DATA:text/html,x)", [no_address(11, 5, "the link's address")]),
        ("x [a]()", [no_address(10, 7, "the link's address")]),
        ("[a](http://[)", [no_address(10, 5, "`http://%5B`")]),
        ("x <b>y</b>", [unwelcome_html(10, 3)]),
        ("x\n\n<script>\nalert(1)\n</script>", [unwelcome_html(12, 1)]),
        ("`<b>`\n\n<https://example.org> <!-- x -->", [unwelcome_html(12, 23)]),
        ("<i>a</i>\nb\n\nc <i>d</i>", [unwelcome_html(10, 1), unwelcome_html(13, 3)]),
        ("x ![a](b.png)\n\n![c](https://d.example/e.png)", [picture(10, 3), picture(12, 1)]),
        (
            "x\ny&#8238;z",
            [
                Problem(
                    PATH, 11, 2, "control-character", "holds U+202E (right-to-left override)",
                    "delete it; it does not show, and can change how the text reads",
                )
            ],
        ),
        (
            "> " * 41 + "x",
            [
                Problem(
                    PATH, 10, 1, "too-deep", "quotes or lists are nested more than 40 levels deep",
                    "write it flatter",
                )
            ],
        ),
    ],
)  # fmt: skip
def test_what_a_body_may_not_hold_is_named_in_its_place(
    source: str, expected: list[Problem]
) -> None:
    body, problems = render(PATH, source, 10)

    assert problems == expected
    assert_harmless(body)


def test_all_faults_of_a_body_are_named_at_once() -> None:
    source = "<b>a</b>\n![p](q)\n[l](nowhere)\n"

    _, problems = render(PATH, source, 10)

    assert [(fault.rule, fault.line) for fault in problems] == [
        ("raw-html", 10), ("picture", 11), ("bad-link", 12),
    ]  # fmt: skip


SIZE = 60_000
BOMBS = {
    "brackets": "[" * SIZE,
    "bracket pairs": "[]" * (SIZE // 2),
    "open links": "[a](" * (SIZE // 4),
    "links": "[a](b.md)" * (SIZE // 9),
    "bad links": "".join(f"[a](b&amp;{n})" for n in range(SIZE // 14)),
    "empty links": "[a]()" * (SIZE // 5),
    "harmful links": "[a](data:)" * (SIZE // 10),
    "quotes": ">" * SIZE,
    "stars": "*" * SIZE,
    "open emphasis": "*a " * (SIZE // 3),
    "nested emphasis": "*a **b " * (SIZE // 14) + "c** d*" * (SIZE // 14),
    "nested strikes": "~~a " * (SIZE // 8) + "b~~ " * (SIZE // 8),
    "mixed emphasis": "*_a" * (SIZE // 3),
    "pictures": "![" * (SIZE // 2),
    "whole pictures": "![a](b)" * (SIZE // 7),
    "less-than signs": "<" * SIZE,
    "tags": "<b>" * (SIZE // 3),
    "open tags": "<a " * (SIZE // 3),
    "comments": "<!--" * (SIZE // 4),
    "ampersands": "&" * SIZE,
    "entities": "&#8238;" * (SIZE // 7),
    "backticks": "".join("`" * n + " " for n in range(1, 340)),
    "equal backticks": "` `` " * (SIZE // 5),
    "nested lists": "".join(f"{'  ' * n}- a\n" for n in range(240)),
    "hyphens": "- " * (SIZE // 2),
    "flat list": "- a\n" * (SIZE // 4),
    "table bomb": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + "|\n" * 15_000,
    "wide table": "|" + "a|" * 15_000 + "\n|" + "-|" * 15_000 + "\n",
    "table in table": "|a\n|-\n" * (SIZE // 6),
    "references": "".join(f"[{n}]: x.md\n[{n}]\n" for n in range(SIZE // 20)),
    "reference bomb": f"[a]: {'x' * 20_000}\n\n" + "[a]" * (SIZE // 6),
    "web addresses": "www." * (SIZE // 4),
    "mail addresses": "a@b.c " * (SIZE // 6),
    "at signs": "a@" * (SIZE // 2),
    "backslashes": "\\" * SIZE,
    "headings": "# a\n" * (SIZE // 4),
    "carets": "^[" * (SIZE // 2),
    "invisible": "\u200b" * (SIZE // 3),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_60_kilobytes_is_defused_within_three_seconds(name: str) -> None:
    begun = time.process_time()

    body, problems = render(PATH, BOMBS[name], 10)

    assert time.process_time() - begun < 3
    assert body.html or problems
    assert len(body.html) <= 800_000

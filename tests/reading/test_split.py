import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.problem import Problem
from generator.reading.split import Parts, split

PATH = "events/2022/x.md"
START = (
    "does not start with a line `---`",
    "begin the file with `---`, the fields, and `---` again",
)
END = (
    "the line `---` that ends the fields is missing",
    "put a line `---` between the fields and the text",
)
EXACTLY = "write exactly three hyphens and nothing else"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---\nbody\n", Parts("a: 1\n", "body\n", 4)),
        ("---\na: 1\n---\n\nbody\n", Parts("a: 1\n", "\nbody\n", 4)),
        ("---\na: 1\nb: 2\n---\nx\n---\ny\n", Parts("a: 1\nb: 2\n", "x\n---\ny\n", 5)),
        ("---\na: 1\n---\nx\n----\ny\n", Parts("a: 1\n", "x\n----\ny\n", 4)),
        ("---\na: 1\n---\n---\n", Parts("a: 1\n", "---\n", 4)),
        ("---\na: 1\n---\n", Parts("a: 1\n", "", 4)),
        ("---\na: 1\n---", Parts("a: 1\n", "", 4)),
        ("---\n---\nbody", Parts("", "body", 3)),
        ("---\n\n---\nbody", Parts("\n", "body", 4)),
        ("---\na: x---\nb: --- y\n---\n", Parts("a: x---\nb: --- y\n", "", 5)),
        ("---\na: |\n  ---\n---\n", Parts("a: |\n  ---\n", "", 5)),
    ],
)
def test_a_file_parts_into_front_matter_and_body(text: str, expected: Parts) -> None:
    assert split(PATH, text) == expected


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("", 1, *START),
        ("body\n", 1, *START),
        ("\n---\na: 1\n---\n", 1, *START),
        (" ---\na: 1\n ---\n", 1, *START),
        ("+++\na = 1\n+++\n", 1, *START),
        ("---\n", 1, *END),
        ("---\na: 1\n", 1, *END),
        ("---\na: 1\n--\nbody\n", 1, *END),
        ("---\na: 1\n ---\nbody\n", 1, *END),
        ("----\na: 1\n---\n", 1, "the line is `----`", EXACTLY),
        ("---\na: 1\n-----\n", 3, "the line is `-----`", EXACTLY),
        ("---\na: 1\n--- \nbody\n", 3, "the line is `--- `", EXACTLY),
        ("---\t\na: 1\n---\n", 1, "the line is `---\t`", EXACTLY),
    ],
)
def test_a_file_without_one_clean_block_is_refused(
    text: str, line: int, message: str, hint: str
) -> None:
    assert split(PATH, text) == Problem(PATH, line, 1, "front-matter", message, hint)


LINES = st.lists(st.sampled_from(["a: 1", "b: [x]", "", "  - y", "----x", "x ---"]), max_size=5)


@given(LINES, st.lists(st.sampled_from(["text", "", "---", "----", "# x", "--- "]), max_size=6))
def test_a_valid_file_parts_as_python_frontmatter_parts_it(
    matter: list[str], body: list[str]
) -> None:
    text = "\n".join(["---", *matter, "---", *body])
    handler = frontmatter.default_handlers.YAMLHandler()

    parts = split(PATH, text)

    theirs, content = handler.split(text)
    assert isinstance(parts, Parts)
    assert (parts.matter.strip(), parts.body.strip()) == (theirs.strip(), content.strip())
    assert text.split("\n")[parts.body_line - 1 :] == (parts.body.split("\n") if body else [])


@given(st.text() | st.text(st.sampled_from("-\n a:")))
def test_no_text_makes_the_split_raise(text: str) -> None:
    parts = split(PATH, text)

    assert isinstance(parts, Parts | Problem)
    if isinstance(parts, Parts):
        assert text.startswith(f"---\n{parts.matter}---")
        assert text.endswith(parts.body)

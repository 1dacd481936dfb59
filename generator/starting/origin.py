"""The pages and settings that every archive shares, and how what is one archive's own is told.

They are written once, for the archive that comes with the generator. Where one of them speaks of
that archive alone, the passage stands between two marks, and a new archive gets its own there.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.writing import scalar

_PACKED = Path(__file__).parent / "origin"
ORIGIN = _PACKED if _PACKED.is_dir() else Path(__file__).parents[2]
"""Where the files are: within the package in a wheel, and around it in the repository."""
SHARED = (
    ".gitattributes",
    ".github/ISSUE_TEMPLATE/config.yml",
    ".github/ISSUE_TEMPLATE/correction.yml",
    ".github/dependabot.yml",
    ".github/workflows/accept-issue.yml",
    ".github/workflows/check.yml",
    ".github/workflows/publish.yml",
    ".gitignore",
    "SECURITY.md",
    "constraints.txt",
    "entries/types.yml",
    "mkdocs.yml",
)
"""The files that a new archive takes over, beside the pages in `docs/`."""
SETTINGS = "mkdocs.yml"
GUIDE = "docs/contribute/index.md"
_PASSAGE = re.compile(
    r"(?:<!-- |^# )own:(?P<name>[a-z-]+)(?: -->|\n).*?(?:<!-- |^# )/own:(?P=name)(?: -->|\n)",
    re.DOTALL | re.MULTILINE,
)
_SITE_NAME = re.compile(r"^site_name: (.+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"(## A complete example\n.*?```yaml\n)(.*?)(```)", re.DOTALL)
_FILE_NAME = re.compile(r"`((\d{4})-[a-z0-9-]+\.md)`")


def shared_files() -> Iterator[str]:
    """Name every shared file by its path; pictures of the first archive are none."""
    yield from SHARED
    for path in sorted((ORIGIN / "docs").rglob("*")):
        name = path.relative_to(ORIGIN).as_posix()
        if path.is_file() and not name.startswith("docs/assets/"):
            yield name


def text_of(name: str) -> str:
    """Read a shared file."""
    return (ORIGIN / name).read_text(encoding="utf-8")


def passages() -> frozenset[str]:
    """Give the names of all passages that a new archive has to fill."""
    texts = map(text_of, shared_files())
    return frozenset(match["name"] for text in texts for match in _PASSAGE.finditer(text))


def adapted(name: str, site_name: str, own: Mapping[str, str], ids: Mapping[str, list[str]]) -> str:
    """Give a shared file for another archive.

    `own` holds what it says in the marked passages, `ids` what the guide's example names in each
    field, one after the other.
    """
    text = text_of(name)
    if name == SETTINGS:
        text = _SITE_NAME.sub(lambda _: f"site_name: {scalar(site_name)}", text)
    elif (first := _SITE_NAME.search(text_of(SETTINGS))) is not None:
        text = text.replace(first[1], site_name)
    text = _PASSAGE.sub(lambda match: _within(match, own[match["name"]]), text)
    return (
        _EXAMPLE.sub(lambda m: m[1] + _renamed(m[2], ids) + m[3], text) if name == GUIDE else text
    )


def example_in(guide: str) -> tuple[str, str]:
    """Give the guide's example: its path among the entries, and its text."""
    text, name = _EXAMPLE.search(guide), _FILE_NAME.search(guide)
    if text is None or name is None:
        raise ValueError(f"{GUIDE} holds no example any more")
    return f"events/{name[2]}/{name[1]}", text[2]


def _within(passage: re.Match[str], text: str) -> str:
    return text.strip() + ("\n" if passage[0].endswith("\n") else "")


def _renamed(example: str, ids: Mapping[str, list[str]]) -> str:
    for field, values in ids.items():
        following = iter(values)
        example = re.sub(
            rf"^( +{field}: ).+$",
            lambda match, following=following: match[1] + next(following),  # type: ignore[misc]
            example,
            flags=re.MULTILINE,
        )
    return example

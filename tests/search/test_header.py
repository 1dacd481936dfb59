import re
from pathlib import Path

from mkdocs.utils import get_theme_dir

import generator

OURS = Path(generator.__file__).parent / "theme/partials/header.html"
THEIRS = Path(get_theme_dir("material")) / "partials/header.html"


def test_the_header_differs_from_materials_in_nothing_but_the_search() -> None:
    ours, theirs = OURS.read_text("utf-8"), THEIRS.read_text("utf-8")

    ours = re.sub(r"(?s) *<noscript>.*?</button>\n", "", ours)
    search = (
        r'(?s) *\{% if "material/search" in config.plugins %\}.*?\{% endif %\}\n    \{% endif %\}\n'
    )
    theirs = re.sub(search, "", theirs)

    assert without_comment(ours) == without_comment(theirs)


def without_comment(template: str) -> str:
    return re.sub(r"(?s)^\{#-.*?-#\}\n", "", template)

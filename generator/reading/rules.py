"""What reading demands of a file before any rule over the archive looks at it."""

from collections.abc import Mapping
from types import MappingProxyType

MOST_PER_FILE = 200
"""So many problems of one file are named: a hostile one can hold 30,000, and come with others."""
READING_WARNINGS = frozenset({"personal-data"})
"""Those of the rules below that only ask a person to look."""
READING_RULES: Mapping[str, str] = MappingProxyType(
    {
        # the folder
        "no-entries": "An archive has a folder of entries, and at least one event in it.",
        "missing-file": "The lists `types.yml` and `publishers.yml` are there.",
        "stray-file": "The entries folder holds entries, the registry and nothing else.",
        "bad-name": "A file's name is the entry's id: small letters, digits and single hyphens.",
        "name-case-clash": "No two names differ only in case: some computers cannot hold both.",
        "not-a-regular-file": "Every file is a file itself, no link and no device.",
        "unreadable": "Every file and folder can be opened.",
        "too-many-problems": "Of a file with hundreds of problems the first 200 are named.",
        "too-large": "An entry has at most 64 KiB, and becomes no more than a page of HTML.",
        # its text
        "not-utf-8": "Every file is text in UTF-8.",
        "byte-order-mark": "No file begins with a byte order mark.",
        "line-ending": "Every line ends in LF alone, as on Unix.",
        "control-character": "No character is invisible or turns the text around.",
        "not-nfc": "Letters with accents are in Unicode's normal form C.",
        # its front matter
        "front-matter": "A file begins with one block of fields between two lines `---`.",
        "yaml-syntax": "The fields are YAML.",
        "yaml-feature": "The YAML is plain: no anchors, aliases, tags or merge keys.",
        "duplicate-key": "Every field stands once.",
        "too-deep": "Fields are nested at most 8 levels deep, quotes and lists in a text 40.",
        "unknown-field": "Every field is in the codebook.",
        "missing-field": "Required fields are there, and none is empty.",
        "wrong-type": "Every field holds the kind of value that the codebook gives it.",
        "unknown-value": "A field with a list of values has one of them.",
        "bad-id": "Ids and codes have their form, such as small letters, digits and hyphens.",
        "bad-date": "Dates are written as the codebook says, and are in the calendar.",
        "bad-count": "Numbers of people are written as the codebook says.",
        "count-order": "The bounds of a number stand in order, the smaller before the larger.",
        "bad-url": "An address is complete, and begins with https:// or http://.",
        "one-line": "Titles, names and the like stand on one line.",
        "too-long": "No text is longer than the codebook allows.",
        "out-of-range": "Latitude is from -90 to 90, longitude from -180 to 180.",
        # its fields and its body
        "personal-data": "No text holds what looks like a telephone number, an e-mail address or "
        "the number of an identity document; this is a warning, since a machine can be wrong.",
        # its body, and the outlines
        "raw-html": "A text is Markdown, without HTML.",
        "picture": "A text has no pictures.",
        "bad-link": "A link leads to a web address or to another entry's file.",
        "bad-boundaries": "The outlines are GeoJSON: a polygon for each province, with its id.",
        "id-taken": "Each id stands once in its list.",
        # the ids that were published
        "bad-ids-lock": (
            "Each line of `ids.lock` is a published id, such as `actors/made-up-front`; `archive "
            "check --changed-since` lets none be taken out."
        ),
    }
)
"""The rules that reading can report, and what each of them demands."""
STAGES: Mapping[str, str] = MappingProxyType(
    {
        "no-entries": "The folder",
        "not-utf-8": "The text of a file",
        "front-matter": "The front matter",
        "raw-html": "The body, and the outlines",
    }
)
"""With which rule each stage of reading begins: the table above follows the stages in order."""

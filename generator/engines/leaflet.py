"""Which files of Leaflet the site gets, from the package that brings them."""

from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files

FOLDER = "assets/leaflet"
_PACKAGE, _DISTRIBUTION = "js_lib_leaflet", "django-js-lib-leaflet"


def leaflet_files() -> Iterator[tuple[str, str]]:
    """Give path and text of the program, its style and its licence, which asks to be passed on."""
    folder = files(_PACKAGE) / "static" / _PACKAGE
    for name in ("leaflet.js", "leaflet.css"):
        yield f"{FOLDER}/{name}", (folder / name).read_text(encoding="utf-8")
    licence = distribution(_DISTRIBUTION).read_text("LICENSE")
    if licence is not None:
        yield f"{FOLDER}/LICENSE.txt", licence

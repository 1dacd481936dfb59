"""What the archive's data are in the words of schema.org, for catalogues of datasets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.model.archive import Archive
from generator.model.data_file import Published

if TYPE_CHECKING:
    from generator.site.render import Site


def dataset(archive: Archive, site: "Site", published: Sequence[Published]) -> dict[str, Any]:
    """Describe the published data files as a schema.org `Dataset`; what is not known is left out.

    Source: schema.org/Dataset. Addresses are whole ones, so that there are none where the site
    does not know its own.
    """
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.name,
        "description": site.description or f"The events of {site.name}, with their figures.",
        "url": f"{site.url}data/" if site.url else None,
        "license": site.license,
        "copyrightNotice": site.copyright,
        "isAccessibleForFree": True,
        "temporalCoverage": _time(archive),
        "spatialCoverage": _space(archive),
        "distribution": [
            _without_gaps(
                {
                    "@type": "DataDownload",
                    "name": one.file.title,
                    "description": one.file.description,
                    "encodingFormat": _media_type(one),
                    "contentSize": f"{one.size}",
                    "contentUrl": f"{site.url}{one.path}",
                    "sha256": one.sha256,
                }
            )
            for one in (published if site.url else ())
            if not one.path.endswith("/")
        ],
        "variableMeasured": [
            _without_gaps(
                {
                    "@type": "PropertyValue",
                    "name": column.name,
                    "description": column.description,
                    "unitText": column.unit,
                }
            )
            for one in published[:1]
            for column in one.file.columns
        ],
    }
    return _without_gaps(found)


def _media_type(one: Published) -> str:
    return "application/gzip" if one.path.endswith(".gz") else one.file.media_type


def _time(archive: Archive) -> str:
    """Give the first and the last day that an event's date allows, as ISO 8601 asks."""
    dates = [event.facts.date for event in archive.events]
    if not dates:
        return ""
    return f"{min(d.first for d in dates)}/{max(d.last for d in dates)}"


def _space(archive: Archive) -> dict[str, Any]:
    """Give the box around all outlines: south, west, north and east, as GeoShape asks."""
    points = [point for shape in archive.registry.boundaries.values() for point in _points(shape)]
    if not points:
        return {}
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    box = (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    shape = {"@type": "GeoShape", "box": " ".join(f"{degrees:g}" for degrees in box)}
    return {"@type": "Place", "geo": shape}


def _points(geometry: Mapping[str, Any]) -> Iterator[Sequence[float]]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        yield from (point[:2] for ring in polygon for point in ring)


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}

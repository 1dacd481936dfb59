"""When two web addresses are one: what they lead to, without what only counts visitors."""

_COUNTS_VISITORS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
_ROUTES = ("!", "/")
"""How a fragment begins that chooses the page, and not a place in it."""


def normal_address(url: str) -> str:
    """Give an address without scheme, `www.`, closing slash, fragment and marks of campaigns.

    The result is for comparing only. `url` is an address that the model accepted.
    """
    page, _, fragment = url.partition("#")
    place, _, query = page.partition("://")[2].partition("?")
    host, _, path = place.partition("/")
    host = host.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    address = f"{host}/{path}".rstrip("/")
    if query:
        asked = query.split("&")
        address += "".join(f"&{part}" for part in asked if not part.startswith(_COUNTS_VISITORS))
    return f"{address}#{fragment}" if fragment.startswith(_ROUTES) else address

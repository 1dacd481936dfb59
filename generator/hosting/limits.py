"""What each host allows of a site, with the page that says so and the day it was looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Quantity = Literal["files", "total", "largest", "crowd", "headers", "redirects"]
"""All files, all bytes, the bytes of the largest file, the most files in one folder, and the rules
of `_headers` and of `_redirects`.
"""
MIB = 1024 * 1024
GB = 1000 * MIB
"""Hosts that write «1 GB» do not say of which kind; the smaller reading is the safe one."""
LOOKED_UP = "2026-11-25"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a host takes of one quantity. `firm` is false where it only slows or warns."""

    most: int
    source: str
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Host:
    """A host, whether it heeds a `_headers` file, and its limits; what is not listed has none."""

    name: str
    heeds_headers: bool
    heeds_redirects: bool
    limits: Mapping[Quantity, Limit]


_GITHUB = "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
_CLOUDFLARE = "https://developers.cloudflare.com/pages/platform/limits/"
_CLOUDFLARE_HEADERS = "https://developers.cloudflare.com/pages/configuration/headers/"
_CLOUDFLARE_REDIRECTS = "https://developers.cloudflare.com/pages/configuration/redirects/"
_NETLIFY = "https://docs.netlify.com/site-deploys/overview"
_NETLIFY_FILES = "https://www.netlify.com/docs/build-gotchas/"
_GITLAB = "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages"
_GITLAB_REDIRECTS = "https://docs.gitlab.com/user/project/pages/redirects/"

HOSTS: Mapping[str, Host] = MappingProxyType(
    {
        "github-pages": Host(
            "GitHub Pages",
            heeds_headers=False,
            heeds_redirects=False,
            limits={"total": Limit(GB, _GITHUB)},
        ),
        "cloudflare-pages": Host(
            "Cloudflare Pages, free plan",
            heeds_headers=True,
            heeds_redirects=True,
            limits={
                "files": Limit(20_000, _CLOUDFLARE),
                "largest": Limit(25 * MIB, _CLOUDFLARE),
                "headers": Limit(100, _CLOUDFLARE_HEADERS),
                "redirects": Limit(2_000, _CLOUDFLARE_REDIRECTS),
            },
        ),
        "netlify": Host(
            "Netlify",
            heeds_headers=True,
            heeds_redirects=True,
            limits={
                "crowd": Limit(54_000, _NETLIFY),
                "largest": Limit(10 * MIB, _NETLIFY_FILES, firm=False),
            },
        ),
        "gitlab-pages": Host(
            "GitLab Pages on GitLab.com",
            heeds_headers=False,
            heeds_redirects=True,
            limits={
                "files": Limit(200_000, _GITLAB),
                "total": Limit(GB, _GITLAB),
                "redirects": Limit(1_000, _GITLAB_REDIRECTS),
            },
        ),
    }
)

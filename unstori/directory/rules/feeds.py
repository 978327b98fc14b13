"""What a feed is, by its address: services, and the same services at their places, are one feed. Pure."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

SCHEMES = ("http://", "https://")
ENDPOINTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
PAGING = ("page", "per_page", "pageNumber", "pageSize", "size", "limit", "offset")
PORTS = {"http": 80, "https": 443}


def is_web(address: str) -> bool:
    return address.startswith(SCHEMES)


def feed_of(address: str) -> str:
    """The same for every way in which one feed is asked: whatever its endpoint, page, and trailing slash."""
    if not is_web(address):
        return address
    parts = urlsplit(address.strip())
    path = parts.path.rstrip("/")
    for name in ENDPOINTS:
        path = path.removesuffix(f"/{name}")
    asked = urlencode([pair for pair in parse_qsl(parts.query) if pair[0] not in PAGING])
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    if parts.port and parts.port != PORTS.get(parts.scheme.lower()):
        host = f"{host}:{parts.port}"
    return urlunsplit((parts.scheme.lower(), host, path, asked, ""))

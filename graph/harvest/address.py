"""The one host of a harvest: what address was given, and whether another is still it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import httpx2

from .errors import NoAnswer, WrongUse

_NAME = re.compile(r"(?=.{1,253}$)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?", re.ASCII)
_LAST_PORT = 65535
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origin:
    """A scheme, a host and a port (RFC 6454)."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.scheme}://{self.name}"

    @property
    def name(self) -> str:
        """The host as it is called, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def origin(address: str) -> Origin:
    """The host of an address as a user gives it: with a path or none, https where it does not say. Raises WrongUse.

    >>> str(origin("https://Dagsordener.Havnstrup.dk/vis?id=1")), str(origin("dagsordener.havnstrup.dk:8080/"))
    ('https://dagsordener.havnstrup.dk', 'https://dagsordener.havnstrup.dk:8080')
    """
    told = address.strip()
    try:
        found = httpx2.URL(told if "://" in told else f"https://{told}")
    except (httpx2.InvalidURL, ValueError) as error:
        raise WrongUse(f"{told}: is no address of a host: {error}") from error
    if found.scheme not in _PORTS:
        raise WrongUse(f"{told}: only http and https are read, not {found.scheme}")
    if found.userinfo:
        raise WrongUse("the address is to be without user and password")
    here = _of(found)
    if not (_NAME.fullmatch(here.host) or ":" in here.host) or found.port == 0 or here.port > _LAST_PORT:
        raise WrongUse(f"{told}: is no address of a host")
    return here


def _of(url: httpx2.URL) -> Origin:
    return Origin(url.scheme, url.raw_host.decode("ascii"), url.port or _PORTS[url.scheme])


def led(here: Origin, url: httpx2.URL, location: str) -> tuple[Origin, httpx2.URL]:
    """Where a redirect leads: on the same host, or from http to https there. Raises NoAnswer for every other."""
    try:
        target = url.join(location).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise NoAnswer(str(url), f"redirects to an address that is none: {location[:100]!r}") from error
    there = _of(target) if target.scheme in _PORTS and target.host else None
    secured = here.scheme == "http" and here.port == _PORTS["http"] and replace(here, scheme="https", port=443)
    if there is None or there not in (here, secured) or target.userinfo:
        raise NoAnswer(str(url), f"redirects to another host, {str(target)[:200]}, which is not followed")
    return there, target

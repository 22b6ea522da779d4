"""Context addresses to context documents: files of an installed package, pinned by SHA-256, never the network."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from app.errors import CredentialRefused

VC: Final = "https://www.w3.org/ns/credentials/v2"
OB: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR: Final = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"

_PACKAGE = "openbadgeslib.ob3.contexts"
_PINS: Final = {
    VC: ("credentials-v2.json", "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"),
    OB: ("ob-v3p0-context-3.0.3.json", "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84"),
    CLR: ("clr_context_2.0.1.json", "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6"),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": (
        "ob-v3p0-context-3.0.2.json",
        "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": (
        "ob-v3p0-context-3.0.1.json",
        "5f3d9dd6288ef437ff8286cf95ffbff609c748a66f24a1e9450c45ca64be1571",
    ),
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": (
        "ob-v3p0-extensions.json",
        "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
    ),
    "https://w3id.org/security/data-integrity/v2": (
        "security-data-integrity-v2.json",
        "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    ),
    "https://w3id.org/security/multikey/v1": (
        "security-multikey-v1.json",
        "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
    ),
}

VC1: Final = "https://www.w3.org/2018/credentials/v1"
_OLDER_PACKAGE = "pyld.documentloader.frozen"
_OLDER_PINS: Final = {
    VC1: ("credentials-v1.jsonld", "00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8"),
    "https://w3id.org/security/suites/ed25519-2020/v1": (
        "security-ed25519-2020-v1.jsonld",
        "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
    ),
}
"""Contexts of what older wallets sign to show that they hold a key: no credential is made or verified with them."""


@lru_cache(maxsize=1)
def of_presentations() -> Mapping[str, dict[str, Any]]:
    """Give the contexts that a wallet's presentation may name. Raises CredentialRefused, as `pinned`."""
    folder = resources.files(_OLDER_PACKAGE).joinpath("bundled")
    older = {url: _read(folder.joinpath(name).read_bytes(), pin, url) for url, (name, pin) in _OLDER_PINS.items()}
    return {**pinned(), **older}


@lru_cache(maxsize=1)
def pinned() -> Mapping[str, dict[str, Any]]:
    """Give every known context by its address. Raises CredentialRefused when a file is not the pinned one."""
    folder = resources.files(_PACKAGE)
    return {url: _read(folder.joinpath(name).read_bytes(), digest, url) for url, (name, digest) in _PINS.items()}


def _read(data: bytes, digest: str, url: str) -> dict[str, Any]:
    if hashlib.sha256(data).hexdigest() != digest:
        raise CredentialRefused(
            f"The installed copy of {url} is not the one that is known.",
            hint="Install the package again from its pinned requirements.",
        )
    context: dict[str, Any] = json.loads(data)
    return context


@lru_cache(maxsize=1)
def pinned_terms() -> frozenset[str]:
    """Give every term of every known context, nested ones too: none of them may serve as the scheme of an id."""
    terms: set[str] = set()
    todo: list[Any] = list(pinned().values())
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            terms.update(value)
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return frozenset(terms)


@lru_cache(maxsize=1)
def pinned_word_terms() -> frozenset[str]:
    """Give every term whose text is looked up as a term again (`"@type": "@vocab"`)."""
    words: set[str] = set()
    todo: list[Any] = list(pinned().values())
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            words.update(
                n for n, below in value.items() if isinstance(below, dict) and below.get("@type") == "@vocab"
            )
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return frozenset(words)

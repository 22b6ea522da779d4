"""Framework folders to `Frameworks`, through a compiled file that is made once."""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from app.errors import TablesDamaged
from app.taxonomy import pack, shorten, tables
from app.taxonomy.compile import VERSION, Lists, compile_tables
from app.taxonomy.everyday import read_everyday
from app.taxonomy.index import Frameworks
from app.taxonomy.vectors import vectors

EVERYDAY, SHORT_NAMES, PHRASES, TITLES = "everyday.txt", "short-names.txt", "phrases.txt", "titles.txt"


def load(folders: Sequence[Path], caches: Sequence[Path]) -> Frameworks:
    """Load the frameworks of `folders`.

    A folder is a framework (it has a manifest) or holds frameworks, with the lists `everyday.txt`,
    `short-names.txt`, `phrases.txt` and `titles.txt` beside them; of two frameworks of one name the later wins. The
    compiled form is looked for in all `caches` in turn, and written to the first that can be written; when none can,
    it serves this process alone. Raises TablesDamaged when no folder holds a framework, or when a table differs from
    its manifest.
    """
    found: dict[str, Path] = {}
    homes: list[Path] = []
    for folder in folders:
        single = (folder / tables.MANIFEST).is_file()
        homes.append(folder.parent if single else folder)
        for place in [folder] if single else _inside(folder):
            found[tables.read_manifest(place).name] = place
    if not found:
        raise TablesDamaged("no folder holds a framework")
    places = [found[name] for name in sorted(found)]
    manifests = [tables.read_manifest(place) for place in places]
    beside = list(dict.fromkeys(homes))
    short, phrases, titles = (
        [pair for home in beside for pair in shorten.listed(home / name)] for name in (SHORT_NAMES, PHRASES, TITLES)
    )
    lists = Lists(
        short,
        phrases,
        titles,
        abbreviations=[pair for home in beside for pair in shorten.abbreviations(home / TITLES)],
        narrower=[pair for home in beside for pair in shorten.narrower(home / PHRASES)],
    )
    everyday = read_everyday([home / EVERYDAY for home in beside])
    key = _key(places, lists)
    name = f"frameworks-{key[:16]}.bin"
    for cache in caches:
        arrays = pack.read(cache / name, key)
        if arrays is not None:
            return Frameworks(arrays, manifests, everyday)
    built = compile_tables([(m, tables.read(place, m)) for m, place in zip(manifests, places, strict=True)], lists)
    for cache in caches:
        with contextlib.suppress(OSError):
            pack.write(cache / name, key, built)
            arrays = pack.read(cache / name, key)
            if arrays is not None:
                return Frameworks(arrays, manifests, everyday)
    return Frameworks(built, manifests, everyday)


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [place for place in sorted(folder.iterdir()) if (place / tables.MANIFEST).is_file()]


def _key(places: Sequence[Path], lists: Lists) -> str:
    digest = hashlib.sha256(f"{VERSION} {vectors().sha256}".encode())
    for place in places:
        digest.update((place / tables.MANIFEST).read_bytes())
    digest.update(repr([sorted(pairs) for pairs in lists]).encode())
    return digest.hexdigest()

"""Framework folders to `Frameworks`, through a compiled file that is made once."""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from app.errors import TablesDamaged
from app.taxonomy import pack, shorten, tables
from app.taxonomy.compile import VERSION, compile_tables
from app.taxonomy.everyday import read_everyday
from app.taxonomy.index import Frameworks

EVERYDAY, SHORT_NAMES = "everyday.txt", "short-names.txt"


def load(folders: Sequence[Path], caches: Sequence[Path]) -> Frameworks:
    """Load the frameworks of `folders`.

    A folder is a framework (it has a manifest) or holds frameworks, with the lists `everyday.txt` and
    `short-names.txt` beside them; of two frameworks of one name the later wins. The compiled form is looked for in
    all `caches` in turn, and written to the first that can be written; when none can, it serves this process alone.
    Raises TablesDamaged when no folder holds a framework, or when a table differs from its manifest.
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
    short = [pair for home in dict.fromkeys(homes) for pair in shorten.listed(home / SHORT_NAMES)]
    everyday = read_everyday([home / EVERYDAY for home in dict.fromkeys(homes)])
    key = _key(places, short)
    name = f"frameworks-{key[:16]}.bin"
    for cache in caches:
        arrays = pack.read(cache / name, key)
        if arrays is not None:
            return Frameworks(arrays, manifests, everyday)
    built = compile_tables([(m, tables.read(place, m)) for m, place in zip(manifests, places, strict=True)], short)
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


def _key(places: Sequence[Path], short: Sequence[tuple[str, str]]) -> str:
    digest = hashlib.sha256(VERSION.encode())
    for place in places:
        digest.update((place / tables.MANIFEST).read_bytes())
    digest.update(repr(sorted(short)).encode())
    return digest.hexdigest()

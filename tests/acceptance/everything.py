"""Documents to credentials to two verdicts each: `python -m tests.acceptance.everything --documents DIR --peer DIR`.

Converts every PDF of the folders and every sample, checks each quote and box, has `ler verify` and the independent
verifier judge the credentials, changes one byte of each and has both judge again. Exit status 0 when all hold.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from app.flows.verify import verify_files

ROOT = Path(__file__).resolve().parents[2]
LER = [sys.executable, "-c", "from app.cli.main import run; run()"]


def convert(files: Sequence[Path], out: Path) -> int:
    command = [*LER, "convert", *map(str, files), "--confirm", "all", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    crashed = "Traceback" in done.stderr + done.stdout
    if done.returncode or crashed:
        print(done.stderr[-2000:])
    return done.returncode or int(crashed)


def evidence_faults(draft: dict[str, Any]) -> Iterator[str]:
    text, pages = draft["document"]["text"], {p["number"]: p for p in draft["document"]["pages"]}
    placed = draft["document"]["media_type"] == "application/pdf"
    for owner in [*draft["claims"], *draft["entries"]]:
        if not owner["evidence"] and owner.get("basis") != "inferred":
            yield f"{owner['id']} has no evidence"
        for evidence in owner["evidence"]:
            if text[evidence["start"] : evidence["end"]] != evidence["quote"]:
                yield f"{owner['id']} does not quote the text"
            page = pages[evidence["page"]]
            inside = [b for b in evidence["boxes"] if _inside(b, page)]
            if placed and (not inside or len(inside) != len(evidence["boxes"])):
                yield f"{owner['id']} has no box on its page"


def _inside(box: Sequence[float], page: dict[str, float]) -> bool:
    return -1 <= box[0] < box[2] <= page["width"] + 1 and -1 <= box[1] < box[3] <= page["height"] + 1


def changed(data: bytes, chance: random.Random) -> bytes:
    """One byte of the file, any byte, replaced by another."""
    at = chance.randrange(len(data))
    other = chance.choice([b for b in range(32, 127) if b != data[at]])
    return data[:at] + bytes([other]) + data[at + 1 :]


def peer_accepts(peer: Path, file: Path) -> bool:
    done = subprocess.run(["node", str(peer / "verify.mjs"), "--quiet", str(file)], capture_output=True, check=False)
    return done.returncode == 0


def ours_accepts(file: Path) -> bool:
    """What `ler verify` says, without starting it anew for each file."""
    (verified,) = verify_files([file], None)
    return verified.failure is None


def judged(peer: Path, files: Sequence[Path]) -> tuple[int, int]:
    """How many each of the two verifiers accepts: ours, the peer."""
    with ThreadPoolExecutor(2) as pool:
        theirs = list(pool.map(lambda f: peer_accepts(peer, f), files))
        ours = list(pool.map(ours_accepts, files))
    return sum(ours), sum(theirs)


def draft_report(out: Path) -> int:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for file in sorted(out.rglob("*.draft.json")):
        draft = json.loads(file.read_text("utf-8"))
        counts.update(documents=1, pages=len(draft["document"]["pages"]), claims=len(draft["claims"]))
        counts.update(f"claims {claim['basis']}" for claim in draft["claims"])
        counts.update(aligned=sum(bool(claim["alignments"]) for claim in draft["claims"]))
        faults += [f"{file.name}: {fault}" for fault in evidence_faults(draft)]
    for name, number in counts.items():
        print(f"  {name:22} {number}")
    print(f"  {'evidence faults':22} {len(faults)}")
    for fault in faults[:10]:
        print("   ", fault)
    return len(faults)


def credential_report(out: Path, peer: Path, sample: int) -> int:
    written = sorted([*out.rglob("*.ler.json"), *out.rglob("*.credentials/*.json")])
    chance = random.Random(20261123)  # noqa: S311 -- which byte to change is no secret
    chosen = written if not sample else sorted(chance.sample(written, min(sample, len(written))))
    ours, theirs = judged(peer, chosen)
    tampered = out / "tampered"
    tampered.mkdir()
    copies = []
    for number, file in enumerate(chosen):
        copies.append(tampered / f"{number}.json")
        copies[-1].write_bytes(changed(file.read_bytes(), chance))
    ours_wrong, theirs_wrong = judged(peer, copies)
    print(f"  credentials written    {len(written)}, judged {len(chosen)}")
    print(f"  accepted               ler verify {ours}, independent verifier {theirs}")
    print(f"  accepted after 1 byte  ler verify {ours_wrong}, independent verifier {theirs_wrong}")
    return 2 * len(chosen) - ours - theirs + ours_wrong + theirs_wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, action="append", default=[])
    parser.add_argument("--peer", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=0, help="judge so many credentials; 0 judges all")
    options = parser.parse_args()
    samples = [f for f in sorted((ROOT / "evals/resumes").iterdir()) if f.suffix in {".pdf", ".docx", ".txt"}]
    files = [*samples, *(pdf.resolve() for folder in options.documents for pdf in sorted(folder.glob("*.pdf")))]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        crashes = convert(files, out)
        print(f"  files                  {len(files)}, exit status {crashes}")
        faults = draft_report(out)
        wrong = credential_report(out, options.peer.resolve(), options.sample)
    return int(bool(crashes or faults or wrong))


if __name__ == "__main__":
    sys.exit(main())

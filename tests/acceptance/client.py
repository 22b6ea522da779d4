"""A client that others could have made: generated from the description of the running service, and used.

    python3 -m venv FOLDER && FOLDER/bin/pip install openapi-python-client
    python -m tests.acceptance.client FOLDER/bin/openapi-python-client

Starts `ler serve` on an empty folder, generates a client from what it serves, and walks through
`tests/acceptance/walk.py` with it. The generator has an environment of its own, because it pins a command-line
library that this project uses, too; the walk runs in it, with nothing of this project but the generated code.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.acceptance import walk
from tests.api.process import Process

BYTES = ("application/zip", "image/png")


def generate(program: Path, address: str, folder: Path) -> str:
    """Make the client in a folder; gives what the generator could not make of the description.

    It has to be told what is bytes.
    """
    command = [str(program), "generate", "--url", f"{address}/v1/openapi.json", "--meta", "none", "--fail-on-warning"]
    chosen = folder / "generator.yml"
    lines = ["content_type_overrides:", *(f"  {media}: application/octet-stream" for media in BYTES), ""]
    chosen.write_text("\n".join(lines), encoding="utf-8")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*command, "--output-path", str(folder / walk.PACKAGE), "--config", str(chosen)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PATH": path},
    )
    said = "\n".join(line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("Generating"))
    if done.returncode:
        raise SystemExit(f"the generator could not make all of it:\n{said}")
    return said


def main(program: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        service = Process(folder)
        try:
            generate(program, service.address, folder)
            modules = sum(1 for _ in (folder / walk.PACKAGE).rglob("*.py"))
            print(f"generated  {modules} modules, no warning")
            command = [str(program.parent / "python"), "-I", walk.__file__, name, service.address, service.key]
            subprocess.run(command, check=True)
        finally:
            service.stop()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).absolute())

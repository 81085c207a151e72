"""The build hook of the package: the desk's pages are bundled before a wheel or an editable installation is made."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface[Any]):
    """Runs `scripts/build_frontend.py`; its result is git-ignored, so it is named as an artifact in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files are gathered."""
        script = Path(self.root) / "scripts" / "build_frontend.py"
        spec = importlib.util.spec_from_file_location("build_frontend", script)
        if spec is None or spec.loader is None:
            raise RuntimeError(f"{script} is missing")
        build_frontend = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(build_frontend)
        build_frontend.build()

"""What the documentation says is true: its Python runs, its links lead somewhere, its commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "tour.md"], ids=lambda p: p.name)
def test_the_first_python_example_of_a_page_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    exec(compile(example, page.name, "exec"), {})
    promised = re.findall(r"^# (\S.*)$", example, re.MULTILINE)
    printed = capsys.readouterr().out
    assert all(line in printed for line in promised)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_to_a_file_of_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(
        r"`((?:src|scripts|bench|tests|docs)/[\w./-]+\.(?:py|tsv|toml|sql|json|md))`", page.read_text("utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_command_that_the_readme_shows_exists() -> None:
    shown = set(re.findall(r"^dragoman (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    printed = CliRunner().invoke(app, ["--help"]).output
    assert shown
    assert [command for command in shown if command not in printed] == []

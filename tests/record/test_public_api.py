from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

import dragoman


def test_the_public_names_are_these():
    assert dragoman.__all__ == [
        "Actor",
        "Agreement",
        "AgreementMention",
        "Answer",
        "Archive",
        "ArchiveBusy",
        "ArchiveError",
        "Article",
        "Block",
        "Coder",
        "Columns",
        "DateRange",
        "DragomanError",
        "Event",
        "Figure",
        "Filter",
        "InputError",
        "Place",
        "Reason",
        "Record",
        "ReportDate",
        "SetAside",
        "Span",
        "Statement",
        "StatementTopic",
        "TableError",
        "UsageError",
        "__version__",
        "code",
        "read",
    ]
    assert sorted(dragoman.__all__) == dragoman.__all__
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    assert set(dragoman.__all__) <= set(dir(dragoman))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        dragoman.nothing  # noqa: B018


def test_importing_dragoman_loads_nothing_heavy_and_says_nothing():
    script = (
        "import sys, dragoman\n"
        "heavy = {'spacy', 'duckdb', 'msgspec', 'trafilatura', 'httpx', 'rich', 'typer', 'numpy', 'pandas'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_code_takes_a_day_as_words_or_as_a_date(fake_coder, report_text):
    words = dragoman.code(report_text, published="2020-12-03", coder=fake_coder)
    day = dragoman.code(report_text, published=datetime.date(2020, 12, 3), coder=fake_coder)
    time = dragoman.code(report_text, published=datetime.datetime(2020, 12, 3, 9), coder=fake_coder)
    assert words == day == time
    assert words.article.published is not None
    assert (words.article.published.date, words.article.published.basis) == (datetime.date(2020, 12, 3), "given")


def test_code_keeps_the_text_and_what_is_known_of_it(fake_coder, report_text):
    article = dragoman.code(report_text, title="T", publisher="P", url="https://e.org/1", coder=fake_coder).article
    assert (article.text, article.title, article.publisher) == (report_text, "T", "P")


def test_code_takes_a_web_page(fake_coder):
    page = "<!doctype html><html><body><article><p>Troops of the army left the town.</p></article></body></html>"
    article = dragoman.code(page, coder=fake_coder).article
    assert (article.capture, "<p>" in article.text) == (page, False)


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "!!!"])
def test_code_refuses_a_text_without_words(fake_coder, text):
    with pytest.raises(dragoman.InputError):
        dragoman.code(text, coder=fake_coder)


def test_code_refuses_a_day_that_cannot_be_read(fake_coder, report_text):
    with pytest.raises(dragoman.UsageError, match="2020-12-31"):
        dragoman.code(report_text, published="yesterday", coder=fake_coder)


def test_code_refuses_another_language(fake_coder):
    german = "Die Regierung hat am Montag nach langen Verhandlungen einem Abkommen mit den Nachbarn zugestimmt. " * 4
    with pytest.raises(dragoman.InputError, match="only English"):
        dragoman.code(german, coder=fake_coder)

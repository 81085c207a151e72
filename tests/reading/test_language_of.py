from __future__ import annotations

import pytest

from dragoman.reading.language_of import language_of

SENTENCES = {
    "en": "The minister said on Monday that the talks with the rebels would go on for a week, but that they had not "
    "yet agreed on a place to meet.",
    "fr": "Le ministre a déclaré lundi que les pourparlers avec les rebelles se poursuivraient pendant une semaine, "
    "mais qu'ils ne sont pas d'accord sur le lieu de la réunion.",
    "es": "El ministro dijo el lunes que las conversaciones con los rebeldes seguirán durante una semana, pero que no "
    "se ha acordado un lugar para la reunión.",
    "de": "Der Minister sagte am Montag, dass die Gespräche mit den Rebellen noch eine Woche dauern werden, aber dass "
    "sie sich nicht auf einen Ort für das Treffen geeinigt haben.",
    "tr": "Bakan pazartesi günü yaptığı açıklamada görüşmelerin bir hafta daha sürecek olduğunu ve henüz bir yer için "
    "anlaşma olmadığını söyledi ancak bu kadar çok konu var.",
    "ar": "قال الوزير يوم الاثنين إن المحادثات مع المتمردين ستستمر لمدة أسبوع",
    "ru": "Министр заявил в понедельник, что переговоры с повстанцами продлятся неделю",
    "zh": "部长周一表示，与叛军的谈判将持续一周",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_the_language_of_a_paragraph_is_told(code: str) -> None:
    assert language_of(SENTENCES[code]).language == code


def test_a_short_text_gets_the_benefit_of_the_doubt() -> None:
    assert language_of("Ankara, Idlib, Erdoğan").language == "en"


def test_a_list_of_foreign_names_in_an_english_report_does_not_make_it_foreign() -> None:
    names = "Mohammed bin Salman, Abdel Fattah el-Sisi, Luiz Inácio Lula da Silva and Ursula von der Leyen were there "
    assert (
        language_of(
            names + "on Friday for a meeting in the city, and they said that it had been a useful day."
        ).language
        == "en"
    )

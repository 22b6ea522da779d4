"""Texts in the encodings of many systems, and data that is no text."""

import random
import unicodedata

import pytest

from app.documents.detect import Kind, detect
from app.documents.encodings import decode
from app.errors import SourceError
from tests.documents.papers import document

ENGLISH = "Élodie Müller – résumé\nWelder, 2019–2021\nSkills: MIG welding, “blueprints”, café service\n"
SPANISH = (
    "María Núñez Peña\nExperiencia laboral\nCocinera, Restaurante El Rincón, 2015 - 2019\n"
    "Preparación de alimentos, atención al cliente\nEducación: Bachillerato en Puebla, México\n"
)
POLISH = (
    "Życiorys\nŁukasz Wiśniewski, ulica Długa, Łódź\nDoświadczenie zawodowe\n"
    "Spawacz, Zakład Ślusarski, 2012 - 2018\nUmiejętności: spawanie, obsługa wózka widłowego\n"
)
RUSSIAN = (
    "Резюме\nИван Примеров, Москва\nОпыт работы\nСварщик, завод Пример, 2012 - 2018\n"
    "Навыки: сварка, чтение чертежей, управление погрузчиком\n"
)
GREEK = "Βιογραφικό\nΜαρία Παράδειγμα, Αθήνα\nΕργασιακή εμπειρία\nΝοσηλεύτρια, 2012 - 2018\n"
TURKISH = "Özgeçmiş\nAyşe Örnek, İstanbul\nİş deneyimi\nKaynakçı, Örnek Fabrikası, 2012 - 2018\nBeceriler: kaynak\n"
JAPANESE = "履歴書\n例 太郎、東京都\n職歴\n溶接工、例製作所、2012年4月から2018年3月\n技能:溶接、フォークリフト運転\n"
CHINESE = "简历\n张三,北京\n工作经历\n焊工,示例工厂,2012年至2018年\n技能:焊接,叉车驾驶,看图\n"
TAIWANESE = "履歷表\n張三,台北\n工作經歷\n焊工,範例工廠,2012年至2018年\n技能:焊接,堆高機駕駛\n"
KOREAN = "이력서\n김예제, 서울\n경력\n용접공, 예제공업, 2012년 ~ 2018년\n기술: 용접, 지게차 운전\n"
HEBREW = "קורות חיים\nדוד לדוגמה, חיפה\nניסיון תעסוקתי\nרתך, מפעל לדוגמה, 2012 - 2018\n"
ARABIC = "السيرة الذاتية\nأحمد مثال، القاهرة\nالخبرة العملية\nلحام، مصنع المثال، 2012 - 2018\n"

CERTAIN = [
    *((text, encoding) for text in (ENGLISH, RUSSIAN, JAPANESE) for encoding in ("utf-8", "utf-8-sig", "utf-16")),
    *((text, f"utf-{unit}-{order}") for text in (ENGLISH, RUSSIAN) for unit in (16, 32) for order in ("le", "be")),
    (KOREAN, "utf-16-be"),
    (CHINESE, "utf-32"),
    (JAPANESE, "iso2022_jp"),
    (ENGLISH, "cp1252"),
    (SPANISH, "iso8859_1"),
    ("Café manager\n", "cp1252"),
    ("Résumé", "cp1252"),
    ("• Forklift – 2019", "cp1252"),
    ("plain", "ascii"),
]
GUESSED = [
    (ENGLISH, "mac_roman"),
    ("• Forklift – 2019\n• Packing “A”\n", "mac_roman"),
    (SPANISH, "mac_roman"),
    (SPANISH, "cp850"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859_2"),
    *((RUSSIAN, encoding) for encoding in ("cp1251", "koi8_r", "iso8859_5", "mac_cyrillic", "cp866")),
    (GREEK, "cp1253"),
    (TURKISH, "cp1254"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc_jp"),
    (CHINESE, "gb2312"),
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (KOREAN, "euc_kr"),
    (HEBREW, "cp1255"),
    (ARABIC, "cp1256"),
]


@pytest.mark.parametrize(("text", "encoding"), CERTAIN)
def test_what_can_be_only_one_encoding_is_certain(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None
    assert (found.text, found.certain) == (text, True)


@pytest.mark.parametrize(("text", "encoding"), GUESSED)
def test_an_encoding_of_one_region_is_guessed_right_and_told_to_be_a_guess(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert found is not None
    assert (found.text, found.certain) == (text, False)
    read = document(text.encode(encoding), "resume.txt")
    assert read.notes == ("encoding-guessed",)
    assert read.text.split() == unicodedata.normalize("NFC", text).split()


def test_a_certain_encoding_leaves_no_note() -> None:
    assert document(ENGLISH.encode("cp1252"), "resume.txt").notes == ()


@pytest.mark.parametrize("size", [64, 300, 5000])
def test_random_data_is_no_text(size: int) -> None:
    chance = random.Random(size)  # noqa: S311  (no secret)
    assert [decode(chance.randbytes(size)) for _ in range(40)] == [None] * 40


def test_pictures_programs_and_packed_data_are_no_text() -> None:
    import gzip

    for data in (
        gzip.compress(ENGLISH.encode() * 9)[10:],
        b"\x7fELF" + bytes(60),
        bytes(range(256)),
        b"\x00\x01" * 9,
    ):
        assert decode(data) is None
        assert detect(data) is not Kind.TEXT


def test_a_table_in_the_encoding_of_a_spreadsheet_program_is_read() -> None:
    table = "Job Title;Employer;Start Date;End Date\nСварщик;Завод Пример;2012;2018\nКладовщик;Склад;2018;2020\n"
    assert "Сварщик" in document(table.encode("cp1251"), "history.csv").text


def test_bytes_under_a_text_name_that_are_no_text_are_refused() -> None:
    with pytest.raises(SourceError):
        document(bytes(range(128, 256)) * 4, "resume.txt")

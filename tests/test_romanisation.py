"""Names in other letters: which spellings are one name, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.romanisation import alike, key, latin, whole_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lavrov", "Lawrow"), ("Lavrov", "Lavroff"), ("Lavrov", "lavrof"), ("Sergei", "Sergey"), ("Sergei", "Serguei"),
        ("Sergei", "Sergej"), ("Zelensky", "Zelenskyy"), ("Zelensky", "Selenskyj"), ("Zelensky", "Zelenskii"),
        ("Yury", "Yuri"), ("Yuri", "Iouri"), ("Yuri", "Juri"), ("Mohammed", "Muhammad"), ("Mohamed", "Muhammad"),
        ("Choe", "Choi"), ("Jong", "Jeong"), ("Pyongyang", "Phyongyang"), ("Shoigu", "Schoigu"), ("Shoigu", "Choïgou"),
        ("Lukashenko", "Loukachenko"), ("Peskov", "Peskow"), ("Tchaikovsky", "Chaikovsky"), ("Erdogan", "Erdoğan"),
        ("Seoul", "Seul"),
    ],
)  # fmt: skip
def test_two_romanisations_are_one_name(left, right):
    assert alike(left, right)
    assert alike(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Putin", "Patten"), ("Putin", "Potanin"), ("Biden", "Baden"), ("Starmer", "Sturmer"), ("Iran", "Iraq"),
        ("Lavrov", "Lover"), ("Macron", "Marcon"), ("Israel", "Asrael"), ("North", "Narth"), ("Kim", "Kym"),
        ("Un", "On"), ("", "Lavrov"),
    ],
)  # fmt: skip
def test_two_names_are_not_taken_for_one(left, right):
    assert not alike(left, right)


@pytest.mark.parametrize("name", ["Kim Jong-un", "Kim Jong Un", "Gim Jeongeun", "kimjongun"])
def test_a_name_of_several_words_has_one_key_however_it_is_parted(name):
    assert whole_key(name) == whole_key("Kim Jong Un") != whole_key("Kim Yo Jong")


@pytest.mark.parametrize(
    ("word", "written"),
    [("Лавров", "Lavrov"), ("Путин", "Putin"), ("Αθήνα", "Athina"), ("Lavrov", "Lavrov"), ("Erdoğan", "Erdoğan"),
     ("金正恩", "金正恩"), ("김정은", "김정은"), ("لافروف", "لافروف"), ("", "")],
)  # fmt: skip
def test_only_alphabets_that_spell_their_vowels_are_read_in_latin_letters(word, written):
    assert latin(word) == written


@given(st.text())
def test_every_text_has_a_key_and_is_itself(text):
    assert alike(text, text)
    assert isinstance(key(text) + whole_key(text) + latin(text), str)

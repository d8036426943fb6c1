from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.quotes import quotes
from index.text import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “We will go.” Then he left.", ["We will go."]),
        ('She said "no" and "never again".', ["no", "never again"]),
        (
            "‘The Korean People’s Republic is right,’ he said. ‘And so are we.’",
            ["The Korean People’s Republic is right,", "And so are we."],
        ),
        ("The allies’ plans were ‘not serious’ he said.", ["not serious"]),
        ("They held ‘serious discussions’ with him.", ["serious discussions"]),
        ("‘The allies’ plans are bad,’ he said.", ["The allies’ plans are bad,"]),
        ("It's 'too late', he said, and it's over.", ["too late"]),
        ("Il a dit «non» hier.", ["non"]),
        ("''It's late,'' he said. ''We go.''", ["It's late,", "We go."]),
        ("The ''rigged economy.'' It's old.", ["rigged economy."]),
        ("``We go,'' he said.", ["We go,"]),
        ("“One.\n\n“Two.” He left.", ["One.", "Two."]),
        ("An unclosed “quotation ends nowhere.", []),
        ("The dogs’ bowls and the cats’ bowls.", []),
        ('A 6" screen and a 7" one.', []),
    ],
)
def test_the_words_between_the_marks_are_found(text, expected):
    assert [span.of(text) for span in quotes(text)] == expected


@given(st.text(alphabet="ab s.“”‘’'\"«»\n", max_size=120))
def test_quotations_are_spans_in_order_and_disjoint(raw):
    text = clean(raw)
    spans = quotes(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))

import numpy as np

from evals.remembering import Remembering


def test_a_text_is_embedded_once(encoder, tmp_path):
    remembering = Remembering(encoder, tmp_path / "vectors.sqlite")
    first = remembering.encode_passages(["iran", "nato", "iran"])
    second = remembering.encode_passages(["nato", "korea"])
    assert encoder.encoded == ["iran", "nato", "korea"]
    assert np.array_equal(first, encoder.encode_passages(["iran", "nato", "iran"]))
    assert np.array_equal(second[0], first[1])


def test_another_run_embeds_nothing(encoder, tmp_path):
    made = Remembering(encoder, tmp_path / "vectors.sqlite").encode_passages(["iran"])
    again = Remembering(encoder, tmp_path / "vectors.sqlite")
    assert np.array_equal(again.encode_passages(["iran"]), made)
    assert (encoder.encoded, again.embedded) == (["iran"], 0)


def test_another_model_shares_no_vector(encoder, tmp_path):
    Remembering(encoder, tmp_path / "vectors.sqlite").encode_passages(["iran"])
    encoder.name = "other"
    Remembering(encoder, tmp_path / "vectors.sqlite").encode_passages(["iran"])
    assert encoder.encoded == ["iran", "iran"]


def test_a_question_and_a_passage_of_the_same_words_are_two_vectors(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(encoder, "encode_question", lambda text: np.full(11, 0.5, dtype=np.float32))
    remembering = Remembering(encoder, tmp_path / "vectors.sqlite")
    passage = remembering.encode_passages(["iran"])[0]
    assert not np.array_equal(remembering.encode_question("iran"), passage)
    assert np.array_equal(remembering.encode_question("iran"), np.full(11, 0.5, dtype=np.float32))


def test_the_time_that_was_saved_is_that_of_the_first_embedding(encoder, tmp_path):
    remembering = Remembering(encoder, tmp_path / "vectors.sqlite")
    remembering.encode_question("iran")
    assert remembering.saved == 0
    remembering.encode_question("iran")
    once = remembering.saved
    remembering.encode_question("iran")
    assert once > 0
    assert remembering.saved == 2 * once


def test_no_texts_are_no_vectors(encoder, tmp_path):
    assert Remembering(encoder, tmp_path / "vectors.sqlite").encode_passages([]).shape == (0, 11)

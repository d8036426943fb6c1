"""A reranker and a checker by name: where they are found, what is refused, and that real models keep the promises.

No weights are at hand: the tests build a small cross-encoder with random weights, save it as the hub would hold it, and
load it through the real library.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import cross_encoder
from index.cross_encoder import CrossEncoderReranker, find_checker, find_reranker, load_checker, load_reranker
from index.errors import ModelError
from index.reranker import Reranker, Scores
from index.sentence_transformer import DEFAULT_MODEL, find_model

pytestmark = pytest.mark.filterwarnings("ignore")

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "lavrov", "iran", "grain", "zebra", "on", "said", "."]
READS = 24
"""Tokens that the small model reads."""


def build(folder: Path, *, labels: int = 1, seed: int = 0) -> Path:
    """A BERT of one layer over twelve words with random weights, and its tokenizer, as files."""
    import torch  # noqa: PLC0415 - seconds: only for those who build one
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast  # noqa: PLC0415

    numbered = {word: number for number, word in enumerate(WORDS)}
    BertTokenizerFast(vocab=numbered, model_max_length=READS).save_pretrained(folder)
    torch.manual_seed(seed)
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    config = BertConfig(
        vocab_size=len(WORDS), max_position_embeddings=64, num_labels=labels, initializer_range=0.3, **shape
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def reranker(files: Path) -> Reranker:
    return load_reranker(str(files))


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def described(folder: Path, architecture: str) -> Path:
    """A folder that looks like a model: enough to be found."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"architectures": [architecture]}))
    (folder / "model.safetensors").touch()
    return folder


def test_a_folder_that_the_user_set_is_found(tmp_path: Path) -> None:
    folder = described(tmp_path / "mine", "BertForSequenceClassification")

    assert find_reranker(str(folder)) == folder


def test_the_hubs_cache_on_this_machine_is_found_by_the_full_and_the_short_name(hub: Path) -> None:
    repository = hub / "models--cross-encoder--ms-marco-MiniLM-L6-v2"
    snapshot = described(repository / "snapshots" / "abc", "BertForSequenceClassification")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text("abc")

    assert find_reranker("cross-encoder/ms-marco-MiniLM-L6-v2") == find_reranker("ms-marco-MiniLM-L6-v2") == snapshot


def test_a_reranker_that_is_not_here_says_how_to_get_it(hub: Path) -> None:
    with pytest.raises(ModelError, match=r"reranker BAAI/x is not .* hf download BAAI/x - or unset VERBATIM_RERANKER"):
        find_reranker("BAAI/x")


def test_a_short_name_that_is_not_here_is_given_its_owner_to_get_it(hub: Path) -> None:
    with pytest.raises(ModelError, match=r"hf download cross-encoder/ms-marco-MiniLM-L6-v2 -"):
        find_reranker("ms-marco-MiniLM-L6-v2")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no reranker at .*nowhere: VERBATIM_RERANKER names a folder"):
        find_reranker(str(tmp_path / "nowhere"))


@pytest.mark.parametrize("name", [DEFAULT_MODEL, "all-MiniLM-L6-v2"])
def test_an_embedding_model_is_refused_for_it_would_get_a_head_of_random_weights(name: str) -> None:
    with pytest.raises(ModelError, match=r"is no reranker: its config.json names BertModel"):
        find_reranker(name)


def test_a_folder_whose_description_is_broken_is_one_sentence(tmp_path: Path) -> None:
    folder = described(tmp_path / "mine", "BertForSequenceClassification")
    for broken in ("{", "[]", '{"architectures": 3}'):
        (folder / "config.json").write_text(broken)
        with pytest.raises(ModelError, match=r"cannot be loaded: its config\.json"):
            find_reranker(str(folder))


def test_importing_the_module_imports_no_big_library() -> None:
    code = "import sys, index.cross_encoder; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root())

    assert not {"torch", "sentence_transformers", "transformers"} & set(done.stdout.split())


def test_a_model_that_fails_while_it_scores_is_one_sentence() -> None:
    class Broken:
        def predict(self, pairs: object, **settings: object) -> object:
            raise RuntimeError("out of memory")

    with pytest.raises(ModelError, match="The reranker broken failed: out of memory"):
        CrossEncoderReranker("broken", Broken()).scores("Iran?", ["Lavrov"])


@pytest.mark.parametrize("wrong", [[float("nan"), 1.0], [1.0], [[1.0, 2.0], [3.0, 4.0]]])
def test_scores_that_are_no_numbers_of_the_texts_are_refused(wrong: list[object]) -> None:
    class Wrong:
        def predict(self, pairs: object, **settings: object) -> object:
            return wrong

    with pytest.raises(ModelError, match="no numbers"):
        CrossEncoderReranker("wrong", Wrong()).scores("Iran?", ["Lavrov", "grain"])


@pytest.mark.model
def test_every_text_has_one_score_whatever_stands_beside_it(reranker: Reranker) -> None:
    texts = ["lavrov on iran", "grain", "", "zebra on grain . lavrov said", "iran"]

    together = reranker.scores("lavrov said", texts)

    assert (together.dtype, together.shape) == (np.float32, (5,))
    assert np.allclose(together, [reranker.scores("lavrov said", [text])[0] for text in texts], atol=1e-5)
    assert np.allclose(together, reranker.scores("lavrov said", texts[::-1])[::-1], atol=1e-5)
    assert len({round(float(score), 3) for score in together}) == 5


@pytest.mark.model
def test_more_texts_than_a_batch_score_as_they_do_alone(reranker: Reranker) -> None:
    texts = [" ".join(WORDS[5 + number % 6 :][: 1 + number % 4]) for number in range(2 * cross_encoder.BATCH + 3)]

    scores = reranker.scores("iran", texts)

    alone = {text: float(reranker.scores("iran", [text])[0]) for text in set(texts)}
    assert np.allclose(scores, [alone[text] for text in texts], atol=1e-5)


@pytest.mark.model
def test_the_question_counts(reranker: Reranker) -> None:
    assert abs(float(reranker.scores("iran", ["grain"])[0] - reranker.scores("zebra", ["grain"])[0])) > 1e-3


@pytest.mark.model
def test_a_model_loaded_again_gives_the_same_scores(files: Path, reranker: Reranker) -> None:
    texts = ["lavrov on iran", "grain"]

    assert np.array_equal(load_reranker(str(files)).scores("iran", texts), reranker.scores("iran", texts))


@pytest.mark.model
def test_what_is_beyond_the_models_limit_is_cut_and_does_not_count(reranker: Reranker) -> None:
    whole = "grain " * (READS - 4)  # [CLS] iran [SEP] … [SEP]
    within, beyond = reranker.scores("iran", [whole, whole + "lavrov zebra"])

    assert float(beyond) == pytest.approx(float(within), abs=1e-6)
    assert abs(float(reranker.scores("iran", [whole[:-6] + "zebra"])[0] - within)) > 1e-4


@pytest.mark.model
def test_a_question_longer_than_the_model_reads_is_scored(reranker: Reranker) -> None:
    assert np.isfinite(reranker.scores("lavrov " * 1000, ["iran", "grain " * 1000])).all()


@pytest.mark.model
def test_no_texts_give_no_scores(reranker: Reranker) -> None:
    assert reranker.scores("iran", []).shape == (0,)


@pytest.mark.model
def test_many_threads_may_ask_at_once(reranker: Reranker) -> None:
    texts = ["lavrov on iran", "grain . zebra", "iran " * 20]
    wanted = reranker.scores("iran", texts)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: reranker.scores("iran", texts), range(32)))

    assert all(np.array_equal(scores, wanted) for scores in found)


@pytest.mark.model
def test_a_model_with_several_scores_a_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gives 3 scores a pair"):
        load_reranker(str(build(tmp_path / "three", labels=3)))


@pytest.mark.model
def test_broken_weights_are_one_sentence(files: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(files, tmp_path / "broken"))
    (broken / "model.safetensors").write_bytes(b"noise")

    with pytest.raises(ModelError, match="cannot be loaded"):
        load_reranker(str(broken))


@pytest.mark.model
def test_code_that_a_model_brings_is_not_run(files: Path, tmp_path: Path) -> None:
    hostile = Path(shutil.copytree(files, tmp_path / "hostile"))
    described = json.loads((hostile / "config.json").read_text())
    own = {"AutoConfig": "own.Config", "AutoModelForSequenceClassification": "own.Model"}
    (hostile / "config.json").write_text(json.dumps({**described, "model_type": "own", "auto_map": own}))
    (hostile / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")

    with pytest.raises(ModelError, match="cannot be loaded"):
        load_reranker(str(hostile))
    assert not (tmp_path / "ran").exists()


@pytest.mark.model
def test_a_model_that_the_library_saved_itself_is_found_and_loaded(
    files: Path, tmp_path: Path, reranker: Reranker
) -> None:
    from sentence_transformers import CrossEncoder  # noqa: PLC0415

    CrossEncoder(str(files), local_files_only=True).save_pretrained(str(tmp_path / "saved"))

    assert np.allclose(
        load_reranker(str(tmp_path / "saved")).scores("iran", ["grain"]), reranker.scores("iran", ["grain"]), atol=1e-6
    )


@pytest.mark.model
def test_loading_and_scoring_print_nothing(files: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load_reranker(str(files)).scores("iran", ["grain"])

    assert capfd.readouterr() == ("", "")


def root() -> Path:
    return Path(find_model.__code__.co_filename).resolve().parents[1]


ENTAILS = ("contradiction", "entailment", "neutral")


def checking(folder: Path, labels: Sequence[str]) -> Path:
    """A small cross-encoder whose labels are called so."""
    built = build(folder, labels=len(labels))
    described = json.loads((built / "config.json").read_text("utf-8"))
    described["id2label"] = {str(number): label for number, label in enumerate(labels)}
    (built / "config.json").write_text(json.dumps(described), "utf-8")
    return built


def raw(folder: Path, pairs: Sequence[tuple[str, str]]) -> Scores:
    """What the model itself gives, before any activation."""
    import torch  # noqa: PLC0415
    from sentence_transformers import CrossEncoder  # noqa: PLC0415

    model = CrossEncoder(str(folder), local_files_only=True)
    return model.predict(list(pairs), activation_fn=torch.nn.Identity())


def test_a_checker_gives_the_chance_of_its_label_for_entailment(tmp_path: Path) -> None:
    pairs = [("lavrov said .", "iran said ."), ("zebra on iran .", "grain .")]
    folder = checking(tmp_path / "nli", ENTAILS)
    checker = load_checker(str(folder))
    odds = np.exp(raw(folder, pairs))
    np.testing.assert_allclose(checker.chances(pairs), odds[:, 1] / odds.sum(axis=1), rtol=1e-4)
    assert checker.chances([]).shape == (0,)
    assert checker.name == "nli"


def test_a_checker_with_one_score_gives_its_sigmoid(tmp_path: Path) -> None:
    pairs = [("lavrov said .", "iran said .")]
    folder = checking(tmp_path / "one", ["score"])
    found = load_checker(str(folder)).chances(pairs)
    np.testing.assert_allclose(found, 1 / (1 + np.exp(-raw(folder, pairs))), rtol=1e-4)


@pytest.mark.parametrize("labels", [("LABEL_0", "LABEL_1"), ("not_entailment", "other"), ("entailment", "supported")])
def test_a_model_without_one_label_for_entailment_is_no_checker(tmp_path: Path, labels: Sequence[str]) -> None:
    with pytest.raises(ModelError, match=r"is no checker: of its labels .* not one is “entailment”"):
        find_checker(str(checking(tmp_path / "model", labels)))


def test_the_chances_do_not_depend_on_what_else_is_asked(tmp_path: Path) -> None:
    checker = load_checker(str(checking(tmp_path / "nli", ENTAILS)))
    pairs = [("lavrov said .", "iran said ."), ("zebra on iran lavrov said . grain", "grain .")]
    both = checker.chances(pairs)
    np.testing.assert_allclose([checker.chances([pair])[0] for pair in pairs], both, rtol=1e-4)
    assert ((both >= 0) & (both <= 1)).all()

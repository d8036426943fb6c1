"""A language model of some hundred kilobytes, written by hand as a GGUF file: it recites one text, piece by piece.

A real llama of llama.cpp in everything but its weights, which are worked out instead of trained. The embedding of a
piece of the text points along an axis of its own, the blocks between add nothing, and the output reads that axis as
the next piece. So every answer is known beforehand, whatever the question.
"""

import re
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

WIDTH = 32
"""Axes, as many as a pack of weights holds. The first stands for the beginning, so a text has at most 31 pieces."""
CONTEXT = 32_768
"""Tokens. Each byte of a prompt is a token, for the vocabulary has no words but those of the text."""
CHAT = "{{% for message in messages %}}{{{{ message['content'][:{reads}] + '\\n' }}}}{{% endfor %}}<answer>"
SPECIAL = ("<unk>", "<s>", "</s>", "<answer>")
END, ANSWER = 2, 3
NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6
"""The kinds of tokens in GGUF."""
ALIGNMENT = 32
"""Bytes: where a tensor may begin."""
FULL, PACKED = 0, 2
"""The kinds of weights: float32, and Q4_0, which holds 32 weights in 18 bytes."""

Tensor = tuple[str, tuple[int, ...], int, bytes]
"""A name, its shape with the innermost length first, its kind of weights, and the weights."""


def write_model(path: Path, text: str, *, ends: bool = True, layers: int = 1, reads: int = CONTEXT) -> Path:
    """A model that answers everything with `text`, and then ends or begins again.

    Each layer takes time and changes nothing: with many of them, somebody can watch it write. Reading takes as long;
    `reads` is how many characters of a message it looks at.
    """
    written = pieces(text)
    assert len(written) < WIDTH, f"the text has {len(written)} pieces, and there are {WIDTH - 1} axes for them"
    tensors = [*_words(len(written), ends), *(each for layer in range(layers) for each in _block(layer))]
    path.write_bytes(_file(_about(written, layers, CHAT.format(reads=reads)), tensors))
    return path


def pieces(text: str) -> list[str]:
    """The words of `text` with the spaces before them. One that was there before goes on into the next: all differ.

    >>> pieces("so and so and on")
    ['so', ' and', ' so', ' and on']
    """
    found: list[str] = []
    waiting = ""
    for word in re.findall(r"\s*\S+", text):
        waiting += word
        if waiting not in found:
            found.append(waiting)
            waiting = ""
    assert not waiting, f"the text ends with {waiting!r}, which it had before"
    return found


def _about(written: Sequence[str], layers: int, chat: str) -> dict[str, object]:
    tokens = [*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), *(piece.replace(" ", "▁") for piece in written)]
    kinds = [UNKNOWN, *[CONTROL] * (len(SPECIAL) - 1), *[BYTE] * 256, *[NORMAL] * len(written)]
    return {
        "general.architecture": "llama",
        "general.name": "Reciter",
        "llama.context_length": CONTEXT,
        "llama.embedding_length": WIDTH,
        "llama.block_count": layers,
        "llama.feed_forward_length": WIDTH,
        "llama.attention.head_count": 2,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [0.0] * len(tokens),
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": END,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.chat_template": chat,
    }


def _words(count: int, ends: bool) -> list[Tensor]:
    """What a token points along, and which token each axis stands for: `<answer>` leads to the first piece."""
    first = len(SPECIAL) + 256
    chain = [*range(first, first + count)]
    after = [*chain, END if ends else first]
    embedding = np.zeros((first + count, WIDTH), dtype=np.float32)
    output = np.zeros_like(embedding)
    for axis, (token, following) in enumerate(zip([ANSWER, *chain], after, strict=True)):
        embedding[token, axis] = 1
        output[following, axis] = 10
    return [
        ("token_embd.weight", (WIDTH, len(embedding)), FULL, embedding.tobytes()),
        ("output.weight", (WIDTH, len(output)), FULL, output.tobytes()),
        ("output_norm.weight", (WIDTH,), FULL, np.ones(WIDTH, dtype=np.float32).tobytes()),
    ]


def _block(layer: int) -> list[Tensor]:
    """A block of attention and feed-forward whose weights are zero: what goes in comes out."""
    norm = np.ones(WIDTH, dtype=np.float32).tobytes()
    zeros = bytes(WIDTH * WIDTH // 32 * 18)
    matrices = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
    return [
        *((f"blk.{layer}.{name}.weight", (WIDTH,), FULL, norm) for name in ("attn_norm", "ffn_norm")),
        *((f"blk.{layer}.{name}.weight", (WIDTH, WIDTH), PACKED, zeros) for name in matrices),
    ]


def _file(about: Mapping[str, object], tensors: Sequence[Tensor]) -> bytes:
    """GGUF, version 3: the head, what is known of the model, the list of the tensors, their weights."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(about))
    head += b"".join(_string(name) + _value(value) for name, value in about.items())
    weights = b""
    for name, shape, kind, data in tensors:
        head += _string(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, len(weights))
        weights += _padded(data)
    return _padded(head) + weights


def _value(value: object) -> bytes:
    """The number of the type in GGUF, and the value. A number alone has no sign, one in a list has: so it is read."""
    if isinstance(value, list):
        form = {str: 8, float: 6, int: 5}[type(value[0])]
        return struct.pack("<IIQ", 9, form, len(value)) + b"".join(map(_bare, value))
    form = 8 if isinstance(value, str) else 6 if isinstance(value, float) else 4
    return struct.pack("<I", form) + _bare(value)


def _bare(value: object) -> bytes:
    return _string(value) if isinstance(value, str) else struct.pack("<f" if isinstance(value, float) else "<i", value)


def _string(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGNMENT)

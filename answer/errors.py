"""What can go wrong while an answer is written. Each message is one sentence a reader can act on.

VerbatimError
└── AnswerError
    ├── PromptError   a prompt file is missing or does not fit the values it is given: a fault of the program
    └── LLMError      the language model cannot be reached, or did not finish: the extractive answer takes over
        └── TooLongError   the prompt is longer than the model reads: fewer passages may do
"""

from index.errors import VerbatimError


class AnswerError(VerbatimError):
    """An answer cannot be written as asked."""


class PromptError(AnswerError):
    """A prompt file is missing, malformed, or was given other values than it names."""


class LLMError(AnswerError):
    """The language model cannot be used. The message holds no key and no text of the model's server."""


class TooLongError(LLMError):
    """The prompt is longer than the model's window."""

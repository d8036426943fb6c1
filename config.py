"""Settings from the environment and from `.env`: read here and nowhere else."""

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, PositiveFloat, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent
Provider = Literal["auto", "none", "openai", "anthropic", "google", "ollama", "compatible"]


class Settings(BaseSettings):
    """Every setting with its default; `VERBATIM_<NAME>` in the environment or in `.env` overrides it.

    The companies' keys and the host of Ollama are read under the names that their own tools use.
    """

    model_config = SettingsConfigDict(
        env_prefix="VERBATIM_",
        env_file=HOME / ".env",
        extra="ignore",
        env_ignore_empty=True,
        populate_by_name=True,
        str_strip_whitespace=True,
    )

    corpus: Path = HOME / "corpus"
    """The folder that `index` reads when no path is given."""
    store: Path = HOME / ".verbatim"
    """Where the index lives: the catalogue, the vectors, the lexical index."""
    embedding_model: str = "sentence-transformers/all-MiniLM-L6-v2"
    """A sentence-transformers model name, or a folder that holds one."""
    reranker: str = ""
    """A cross-encoder of sentence-transformers that puts the passages found in order, or its folder; empty is none."""
    checker: str = ""
    """A cross-encoder for natural language inference that gives a second opinion on a model's sentences, or its folder;
    empty is none."""
    max_file_megabytes: int = 50
    """Larger files are refused before they are read. Also the limit for an upload and for what a ZIP unpacks to."""

    private_addresses: bool = False
    """Whether the page may fetch addresses of this machine and of its network, for whoever can open the page."""

    llm: Provider = "auto"
    """`auto`: the server at `llm_url` if set, else one whose key is set, else an Ollama that answers, else none."""
    llm_model: str = ""
    """The model's name at the provider; empty takes the provider's default."""
    llm_url: str = ""
    """The base URL of an OpenAI-compatible server (`.../v1`), or of Ollama."""
    llm_key: SecretStr = SecretStr("")
    """The key for the chosen server; empty takes the key that the company's own tools read."""
    openai_key: SecretStr = Field(SecretStr(""), validation_alias=AliasChoices("OPENAI_API_KEY", "VERBATIM_OPENAI_KEY"))
    """The key for OpenAI, sent to no other server."""
    anthropic_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("ANTHROPIC_API_KEY", "VERBATIM_ANTHROPIC_KEY")
    )
    """The key for Anthropic, sent to no other server."""
    google_key: SecretStr = Field(
        SecretStr(""), validation_alias=AliasChoices("GOOGLE_API_KEY", "GEMINI_API_KEY", "VERBATIM_GOOGLE_KEY")
    )
    """The key for Google's Gemini API, sent to no other server."""
    ollama_host: str = Field("", validation_alias=AliasChoices("OLLAMA_HOST", "VERBATIM_OLLAMA_HOST"))
    """Where Ollama listens, in any form that Ollama itself reads; empty means 127.0.0.1:11434."""
    llm_timeout_seconds: PositiveFloat = 60.0
    """How long the LLM may be silent before the extractive answer takes over."""
    llm_window: int = Field(0, ge=0)
    """The tokens that the model takes, prompt and answer together; 0 asks a local server."""
    llm_price: str = Field("", pattern=r"^(\d+\.?\d*/\d+\.?\d*)?$")
    """US dollars for a million tokens read and a million written, as `0.25/2`; then an answer tells its cost."""

    host: str = "127.0.0.1"
    """The address the page is served on. Without `users` whoever reaches it reads everything."""
    port: int = 7860
    """The port of the page; the next free one is taken when it is in use."""
    users: Path | None = None
    """The file of those who may log in, made by `python app.py users add NAME`; None asks nobody for a password."""
    rate: int = Field(30, ge=0)
    """Questions a minute for each user, or for each address without log-in; 0 is no limit."""
    proxy: str = Field("", pattern=r"^[0-9a-fA-F.:/, ]*$")
    """The addresses of proxies in front of the page, with commas between; only they are believed about who calls."""

    @property
    def llm_prices(self) -> tuple[float, float] | None:
        """`llm_price` as two numbers; None when it is not set."""
        read, _, written = self.llm_price.partition("/")
        return (float(read), float(written)) if self.llm_price else None


class SettingsError(ValueError):
    """A setting has a value that cannot be used."""


def load() -> Settings:
    """The settings of this process; `SettingsError` names each wrong one in one sentence, without its value."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg'].lower()}" for each in error.errors())
        raise SettingsError(
            f"A setting cannot be used ({wrong}). Mend it in the environment, where its name begins with VERBATIM_, or "
            "in .env; .env.example explains them."
        ) from None

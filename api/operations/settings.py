"""What can be set of the server: in the environment, in a file, on the command line; docs/settings.md tells each."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ByteSize, Field, ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from ..datasets.publisher import Publisher
from ..question import Limits
from .operation import Operation
from .refused import SettingsError

PREFIX = "SAGSGANG_"
"""What the name of a setting begins with in the environment, where it stands in capitals."""


class Settings(BaseSettings):
    """All settings; a size is a number of bytes, or has a unit: `64 MiB`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    store: Annotated[Path, Field(description="The folder of the store.")] = Path("sagsgang.store")
    wait_for_store: Annotated[
        bool, Field(description="Start without a store, and answer 503 until one can be opened.")
    ] = False
    host: Annotated[str, Field(description="The address to listen at.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="The port; 0 takes a free one.")] = 8000
    time_limit: Annotated[float, Field(ge=0.1, description="Seconds of wall time that a query may take.")] = 10
    memory: Annotated[
        ByteSize, Field(ge=64 << 20, description="What a query may take in memory, beyond the open store.")
    ] = ByteSize(1 << 30)
    memory_of_all: Annotated[
        ByteSize, Field(ge=64 << 20, description="What all queries that run at a time may take together in memory.")
    ] = ByteSize(1 << 30)
    in_memory: Annotated[
        ByteSize, Field(ge=0, description="The size of a store's files up to which it is read into memory.")
    ] = ByteSize(64 << 20)
    answer_size: Annotated[ByteSize, Field(ge=1024, description="The size of an answer.")] = ByteSize(64 << 20)
    rows: Annotated[int, Field(ge=1, description="The rows of a table that answers a query.")] = 1_000_000
    query_size: Annotated[ByteSize, Field(ge=256, description="The size of a query.")] = ByteSize(256 << 10)
    nesting: Annotated[int, Field(ge=1, le=500, description="How deep the brackets of a query nest.")] = 200
    path_steps: Annotated[int, Field(ge=1, le=1000, description="The steps of a query's paths (`a/b/c` has two).")] = (
        500
    )
    workers: Annotated[
        int | None,
        Field(ge=1, le=256, description="Processes that stand ready, the quick lane: by default two a processor."),
    ] = None
    slow_lane: Annotated[
        int | None,
        Field(ge=0, le=256, description="Queries that may run longer than `slice` at a time: by default as many."),
    ] = None
    slice: Annotated[float, Field(gt=0, description="Seconds after which a query goes on in the slow lane.")] = 0.2
    share: Annotated[
        float, Field(ge=0, description="Seconds more after which a query makes room where the slow lane is full.")
    ] = 1
    queue: Annotated[float, Field(gt=0, description="Seconds that a query waits for a worker, then it is 503.")] = 5
    clients: Annotated[
        int, Field(ge=1, le=4096, description="Clients that wait for a query at a time; the next gets 503.")
    ] = 512
    clients_of_copies: Annotated[
        int, Field(ge=1, description="Clients that wait for a store without what is less sure; the next gets 503.")
    ] = 8
    patience: Annotated[float, Field(gt=0, description="Seconds that a client may take to send its request.")] = 15
    sending: Annotated[float, Field(gt=0, description="Seconds that a client may take to receive a long answer.")] = 60
    metrics: Annotated[bool, Field(description="Answer `/metrics`.")] = True
    log: Annotated[
        Literal["plain", "json"],
        Field(
            description="`json`: a line of JSON for each request and query on standard error; `plain`: warnings only."
        ),
    ] = "plain"
    log_queries: Annotated[
        bool, Field(description="Tell addresses asked for and texts of queries in the log: they may name people.")
    ] = False
    publisher_iri: Annotated[str, Field(description="Who publishes: an IRI, such as a home page.")] = ""
    publisher_name: Annotated[str, Field(description="The publisher's name.")] = ""
    publisher_controller: Annotated[str, Field(description="Who is responsible for the personal data.")] = ""
    publisher_contact: Annotated[str, Field(description="Whom to write to.")] = ""
    publisher_email: Annotated[str, Field(description="The address to write to.")] = ""
    publisher_licence: Annotated[str, Field(description="The IRI of the licence of the data.")] = ""

    def limits(self) -> Limits:
        """What one query may take."""
        return Limits(
            seconds=self.time_limit,
            memory=self.memory,
            memory_of_all=self.memory_of_all,
            in_memory=self.in_memory,
            answer=self.answer_size,
            rows=self.rows,
            query=self.query_size,
            depth=self.nesting,
            steps=self.path_steps,
            fast=self.workers,
            slow=self.slow_lane,
            slice=self.slice,
            share=self.share,
            queue=self.queue,
            patience=self.patience,
            sending=self.sending,
        )

    def operation(self) -> Operation:
        """How the application is run."""
        return Operation(self.clients, self.clients_of_copies, self.metrics, self.log_queries, self.wait_for_store)

    def publisher(self) -> Publisher:
        """Who publishes."""
        return Publisher(
            self.publisher_iri,
            self.publisher_name,
            self.publisher_controller,
            self.publisher_contact,
            self.publisher_email,
            self.publisher_licence,
        )


def read_settings(file: Path | None, given: dict[str, object]) -> Settings:
    """The settings: what is given (by name, already typed), else the environment, else the TOML file, else defaults.

    Raises SettingsError, and OSError when the file cannot be read.
    """
    held = _read(file) if file is not None else {}

    class Layered(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, InitSettingsSource(settings_cls, held)

    try:
        return Layered.model_validate(given)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise SettingsError(f"the setting {'; '.join(wrong)}") from error


def _read(file: Path) -> dict[str, object]:
    """The TOML of a file."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: {error}") from error

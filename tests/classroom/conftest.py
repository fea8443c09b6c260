"""Stores to test with: the same tests run on SQLite and on PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from classroom import Store
from classroom.database import engine_options
from classroom.tables import TABLES

POSTGRESQL = os.environ.get("POSTGRESQL_URL")
"""A database that the tests may empty."""


class Clock:
    """A clock that stands until it is told to go on."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'rooms.db'}"
    if request.param == "PostgreSQL":
        if not POSTGRESQL:
            assert not os.environ.get("CI"), "POSTGRESQL_URL names no database to test with"
            pytest.skip("POSTGRESQL_URL names no database to test with")
        url = POSTGRESQL
    engine = create_engine(url, **engine_options(url))
    yield engine
    TABLES.drop_all(engine)
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(engine: Engine, clock: Clock) -> Store:
    return Store(engine, clock)

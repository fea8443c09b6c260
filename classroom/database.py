"""The database of the rooms: SQLite in a file, or PostgreSQL, with the same statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.sql.dml import Insert

from classroom.errors import UNREACHABLE, UnreachableError

PATIENCE = 5
"""Seconds to wait for the database, and for other processes that write."""


def engine_options(url: str) -> dict[str, Any]:
    """Say how connections to a database are made.

    A connection that has died while nobody used it is noticed and made anew.

    Examples
    --------
    >>> engine_options("sqlite:///rooms.db")["connect_args"]
    {'timeout': 5, 'check_same_thread': False}
    """
    if make_url(url).get_backend_name() == "sqlite":
        waits: dict[str, Any] = {"timeout": PATIENCE, "check_same_thread": False}
    else:
        waits = {"connect_timeout": PATIENCE}
    return {"pool_pre_ping": True, "pool_timeout": PATIENCE, "connect_args": waits}


def prepare(engine: Engine) -> None:
    """Let SQLite behave as a database of several processes does; other databases do so already."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_in_sqlite)


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin by itself, and too late: see below
    for setting in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {setting}")


def _begin_in_sqlite(connection: Connection) -> None:
    """Take the right to write at once: who reads first and writes then may be refused it."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """Do all of it or nothing.

    Raises
    ------
    UnreachableError
        If the database does not answer; then nothing was done.
    """
    try:
        with engine.connect().execution_options(writes=writes) as connection, connection.begin():
            yield connection
    except (DBAPIError, TimeoutError) as error:
        raise UnreachableError(UNREACHABLE) from error


def insert_or_replace(engine: Engine, table: Table, **values: Any) -> Insert:
    """Write an insert that, where the row is there already, replaces what is no key of it."""
    keys = [column.name for column in table.primary_key]
    replaced = {name: value for name, value in values.items() if name not in keys}
    written: Insert = _insert(engine, table, values).on_conflict_do_update(
        index_elements=keys, set_=replaced
    )
    return written


def insert_if_new(engine: Engine, table: Table, **values: Any) -> Insert:
    """Write an insert that does nothing where the row is there already."""
    written: Insert = _insert(engine, table, values).on_conflict_do_nothing()
    return written


def _insert(engine: Engine, table: Table, values: dict[str, Any]) -> Any:
    """Begin an insert in the dialect of the database: only that knows conflicts."""
    dialect: Any = postgresql if engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(table).values(**values)

"""The tables of the database: rooms, their questions, the phones in them, and their votes."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

TABLES = MetaData()

ROOMS = Table(
    "classroom_rooms",
    TABLES,
    Column("code", String(16), primary_key=True),
    Column("teacher", String(64), nullable=False, comment="fingerprint of the teacher's secret"),
    Column("ends", BigInteger, nullable=False, comment="seconds since 1970", index=True),
    Column("version", Integer, nullable=False, comment="counts the teacher's deeds"),
    Column("shown", Integer, comment="place of the question that is put"),
    Column("look", Text, nullable=False, comment="page and settings that all phones show"),
)
QUESTIONS = Table(
    "classroom_questions",
    TABLES,
    Column("code", String(16), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("content", Text, nullable=False, comment="AskedQuestion as JSON"),
    Column("phase", String(16), nullable=False),
    Column("round", Integer, nullable=False, comment="1, or 2 after a discussion"),
    ForeignKeyConstraint(["code"], ["classroom_rooms.code"], ondelete="CASCADE"),
)
PHONES = Table(
    "classroom_phones",
    TABLES,
    Column("code", String(16), primary_key=True),
    Column("voter", String(64), primary_key=True, comment="fingerprint of a phone's secret"),
    ForeignKeyConstraint(["code"], ["classroom_rooms.code"], ondelete="CASCADE"),
)
VOTES = Table(
    "classroom_votes",
    TABLES,
    Column("code", String(16), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("voter", String(64), primary_key=True, comment="fingerprint of a phone's secret"),
    Column("answer", BigInteger, nullable=False),
    ForeignKeyConstraint(["code"], ["classroom_rooms.code"], ondelete="CASCADE"),
)

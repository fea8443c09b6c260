"""Classroom: a room that a class joins by a code, to predict, vote, discuss and vote again."""

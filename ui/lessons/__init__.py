"""A folder for each lesson, with what only that lesson has."""

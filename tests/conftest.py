"""Settings of all tests."""

from hypothesis import settings

# How long something takes is measured by `python -m bench`: a test may wait on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

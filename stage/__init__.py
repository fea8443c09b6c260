"""Pictures that live in the browser, written as SVG by a few plain JavaScript modules.

The browser lays out, glides and listens. It multiplies the two numbers it shows side by side;
every sum comes from `conv_engine`.
"""

from stage.options import Move, Options, Position, VolumePosition
from stage.stages import stage, volume_stage

__all__ = ["Move", "Options", "Position", "VolumePosition", "stage", "volume_stage"]

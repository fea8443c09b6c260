"""What only the session holds: no link says it, and most of it no control shows.

Part of the table of `ui.state.keys`.
"""

from collections.abc import Mapping
from typing import Any

from conv_engine.frameworks.layouts import DataFormat
from ui.state.key_kinds import Key, Memory, Names
from ui.state.settings import DEFAULTS, Settings

# Every page
TOUR_TAKEN: Memory[int | None] = Memory("tour.step_taken")
TOUR_GUIDE: Memory[Any] = Memory("tour.guide")
TOUR_HINT: Memory[str] = Memory("tour.hint", "")
TOUR_ANSWERED: Memory[int] = Memory("tour.answered_before", 0)
OWN_TOUR: Memory[Any] = Memory("tour.own")
TOUR_FILE: Memory[Any] = Memory("tour.file")
TOUR_REFUSAL: Memory[str | None] = Memory("tour.refusal")
PREDICTED: Memory[Mapping[str, Any]] = Memory("predict.first", {})
CONSIDERED: Memory[Mapping[str, str | None]] = Memory("predict.considered", {})
PREDICTION = Names("predict.{} {}")
PLACES_CHOSEN: Memory[Mapping[str, Any]] = Memory("predict.places", {})
"""Where a prediction is made on a map: the place that was chosen last."""
PREDICTION_BOARD = Names("asked board of {}")
PAGE: Memory[str | None] = Memory("link.page")
LINK_SEEN: Memory[Mapping[str, tuple[str, ...]]] = Memory("link.seen", {})
LINK_LEFT: Memory[Mapping[tuple[str, tuple[str, ...]], float]] = Memory("link.left", {})
"""What the page has just written over in the address, by name and texts: when."""
LINK_TAKEN: Memory[Mapping[str, object]] = Memory("link.taken", {})
LINK_NOTES: Memory[tuple[tuple[str, object, str], ...]] = Memory("link.notes", ())
PICTURE_CAME = Memory("page.picture_came", False)
LIMIT_NOTES: Memory[Mapping[str, tuple[object, str]]] = Memory("link.limit_notes", {})

# Home
HOME_LAYER: Memory[str] = Memory("home.layer", "Conv2D(32, 3)")

# The layer and its input
KEPT_SETTINGS: Memory[Settings | None] = Memory("settings.kept")
BEGUN_LAYER: Memory[tuple[str | None, Settings | None]] = Memory("settings.begun", (None, DEFAULTS))
FIRST_LAYER: Memory[Settings] = Memory("settings.first", DEFAULTS)
SETTING_NOTES: Memory[tuple[Settings, tuple[str, ...]] | None] = Memory("settings.notes")
LAYER_FOLD = Names("layer.fold of a {}")
UPLOAD: Memory[Any] = Memory("picture.upload")
PICTURE_FILE: Memory[Any] = Memory("picture.file")
PHOTO: Memory[Any] = Memory("picture.photo")
PICTURE_REFUSAL: Memory[str | None] = Memory("picture.refusal")
REGION: Memory[Any] = Memory("picture.region")
KERNELS: Memory[Any] = Memory("kernels.edited")
KERNELS_BEFORE: Memory[tuple[Any, ...]] = Memory("kernels.before", ())
KERNELS_VERSION: Memory[int] = Memory("kernels.version", 0)
KERNELS_READ: Memory[Any] = Memory("kernels.read")
"""What was read of the last file, and what tells it from others."""
KERNEL_GRID = Names("kernels.grid {} {} {} {}")
KERNEL_ARRAY: Memory[str | None] = Memory("kernels.array_of_file")
KERNEL_TARGET, KERNEL_USE = Names("kernels.target {}"), Names("kernels.use {}")
KERNEL_READING, KERNEL_MEANING = Names("kernels.reading {}"), Names("kernels.meaning {}")
KERNEL_CHANNEL, KERNEL_FIRST = Names("kernels.channel {}"), Names("kernels.first_filter {}")
BIAS_FIELD = Names("bias.field {}")
COPY_KERNEL, NORMALISE = Names("kernels.copy {}"), Names("kernels.normalise {}")
UNDO, FILTER_PAGE = Names("kernels.undo {}"), Names("kernels.page {}")
EXACT_BIASES: Memory[Mapping[int, float]] = Memory("bias.exact", {})
"""Biases with decimals, as a file has them, by filter."""
FILE_FILTERS: Memory[Any] = Memory("kernels.of_file")
"""All filters of a file that has more than the stage shows at a time."""
EDITED_INPUT: Memory[Any] = Memory("input.edited")
SCENARIO_FILE: Memory[Any] = Memory("scenario.file")
SCENARIO_SAID: Memory[tuple[bool, str] | None] = Memory("scenario.said")
DOWNLOAD = Names("take {}")

# The stage, and the filter and position that several lessons look at
LAYER_CALL: Memory[Any] = Memory("stage.call")
STAGE_PICTURE: Memory[Any] = Memory("stage.picture")
STAGE_MOVE: Memory[Any] = Memory("stage.move")
SCALE_CHANGED = Memory("position.scale_changed", False)
USUAL_SCALE: Memory[str | None] = Memory("position.usual_scale")

# Lesson 1
STEP_AS: Memory[str | None] = Memory("slide.step_as")
MAKE_FILM = Memory("film.make", False)
FILM: Memory[Any] = Memory("film.made")

# Lesson 2
CHANNEL_ORDER: Memory[tuple[int, ...]] = Memory("sum.channel_order", ())
MAPS_BOARD: Memory[Any] = Memory("sum.maps")
BELIEF_BOARD: Memory[Any] = Memory("sum.belief_maps")

# Lesson 3
DATA_FORMAT: Memory[DataFormat] = Memory("data_format", "channels_last")
LAYER_EXAMPLE: Memory[str | None] = Memory("shapes.example")
LAYER_NUMBER = Memory("layer_number", 0)
NETWORK_DRAWING: Memory[Any] = Memory("shapes.drawing")
ARGUMENT = Names("argument {} {}")
OPEN_NUMBER = Names("open number {}")
NEW_CHANNELS = Names("new channels {}")
WANTED_ROWS: Memory[int | None] = Memory("shapes.wanted_rows")
WANTED_COLUMNS: Memory[int | None] = Memory("shapes.wanted_columns")
NETWORK_READ: Memory[Any] = Memory("shapes.network_read")
SWITCH_MOVED: Memory[bool] = Memory("shapes.switch_moved", False)
"""Whether a text that was typed has changed the words of the framework."""
SIZES_OF_TEXT: Memory[tuple[int, ...] | None] = Memory("shapes.sizes_of_text")
"""Rows and columns that the text has set in the fields of the input."""
LAYERS_READ: Memory[Any] = Memory("shapes.layers_read")
LAYERS_BEFORE: Memory[Mapping[str, str]] = Memory("shapes.text_before_switch", {})
EDIT_REFUSAL: Memory[str | None] = Memory("shapes.refused_edit")
UNTRANSLATED: Memory[tuple[Any, ...]] = Memory("shapes.untranslated", ())
LAYER_PROGRAM: Memory[str | None] = Memory("shapes.program")
LAYOUT_BOARD: Memory[Any] = Memory("shapes.layout_board")

# Lesson 4
GROUPS_SLIDER: Memory[int | None] = Memory("control.groups")
MULTIPLIER: Memory[int | None] = Memory("control.multiplier")
SUM_LANGUAGE: Memory[str | None] = Memory("control.language")
MIXING_BOARD: Memory[Any] = Memory("control.mixing_maps")
OPERATORS_BOARD: Memory[Any] = Memory("control.operator_maps")

# Lesson 5
CLASSIC_CASE: Memory[int | None] = Memory("geometry.classic_case")
LAB_CALL: Memory[Any] = Memory("geometry.lab_call")
LAB_RULE: Memory[int | None] = Memory("lab_rule")
STAMPS_BOARD: Memory[Any] = Memory("geometry.stamp_maps")

# Lesson 6
KIND_STAGE: Mapping[int, Memory[Any]] = {
    directions: Memory(f"dimensions.stage_of_{directions}") for directions in (1, 2, 3)
}

# Lesson 7
MEASURE = Memory("matrix.measure", False)
MEASURED: Memory[Mapping[str, Any]] = Memory("matrix.measured", {})

# Lesson 8
NUMBER_EXAMPLE: Memory[str | None] = Memory("precision.example")
LAST_NUMBER = Memory("precision.last_number", "0.1")

# Lesson 9
IMAGE_BOARD: Memory[Any] = Memory("image.board")
IMAGE_WIPE: Memory[Any] = Memory("image.wipe")
IMAGE_LOOKED: Memory[Any] = Memory("image.looked")
CLOSE_BOARD: Memory[Any] = Memory("image.close_board")
IMAGE_MAPS: Memory[Any] = Memory("image.maps")
IMAGE_STOPPED: Memory[str | None] = Memory("image.stopped_at")

# Lesson 10
PAPER_BEFORE: Memory[Mapping[Key[Any], Any]] = Memory("quiz.paper_before", {})
GIVEN: Memory[Mapping[Any, Mapping[int, int | None]]] = Memory("quiz.given", {})
UNANSWERED: Memory[str | None] = Memory("quiz.unanswered")
ANSWER, ANSWER_FORM = Names("quiz.answer to {} of {}"), Names("quiz.form of {} of {}")
LEARNER_NAME = Memory("quiz.learner_name", "")

# Lesson 12
MODEL_FILE: Memory[Any] = Memory("model.file")
MODEL_READ: Memory[Any] = Memory("model.read")
MODEL_REFUSAL: Memory[str | None] = Memory("model.refusal")
MODEL_TEXT: Memory[str] = Memory("model.text", "")
MODEL_NUMBERS: Memory[str | None] = Memory("model.numbers")
MODEL_TABLE: Memory[Any] = Memory("model.table")
MODEL_DRAWING: Memory[Any] = Memory("model.drawing")
MODEL_MENU: Memory[int | None] = Memory("model.menu")
MODEL_LAYOUT: Memory[Any] = Memory("model.layout")
FILTER_SHEET: Memory[Any] = Memory("model.sheet_board")
FILTER_KERNELS: Memory[Any] = Memory("model.kernel_board")
MODEL_RUN: Memory[tuple[Any, ...]] = Memory("model.run", ())
MODEL_STOPPED: Memory[str | None] = Memory("model.stopped_at")
MODEL_MAPS: Memory[Any] = Memory("model.map_board")
MODEL_FOLLOWED: Memory[Any] = Memory("model.followed")
MODEL_CELL: Memory[Any] = Memory("model.cell_board")
MODEL_STAGE: Memory[Any] = Memory("model.stage")
MODEL_SHOWN = Names("model.channels of {} {} {} {}")
MODEL_FROM = Names("model.from {} {} {} {}")
MODEL_FROM_CELL = Names("model.from_cell {} {} {} {} {}")
MODEL_ASK = Names("model.ask {} {} {} {}")
MODEL_PATH: Memory[tuple[tuple[int, int, int, int], ...]] = Memory("model.path", ())
MODEL_COLOURS_OFF: Memory[Any] = Memory("model.colours_off")
MODEL_OFF = Names("model.maps_off of {}")
MODEL_OFF_BOARD: Memory[Any] = Memory("model.off_board")

# Classroom
ROOM_SEEN: Memory[Any] = Memory("classroom.seen")
ROOM_TYPED: Memory[str] = Memory("classroom.typed", "")
ROOM_SAID: Memory[str | None] = Memory("classroom.said")
VOTE_NUMBER = Names("classroom.number {} {}")
VOTE_BUTTON, VOTE_FORM = Names("classroom.vote {} {} {}"), Names("classroom.form {} {}")
ASK_CLASS = Names("classroom.ask {}")
PUT_QUESTION, REMOVE_QUESTION = Names("classroom.put {}"), Names("classroom.remove {}")
OWN_QUESTION: Memory[str] = Memory("classroom.own_question", "")
OWN_ANSWERS: Memory[str] = Memory("classroom.own_answers", "")
OWN_NUMBER: Memory[str] = Memory("classroom.own_number", "")
OWN_REFUSAL: Memory[str | None] = Memory("classroom.own_refusal")
QUESTION_SOURCE: Memory[str | None] = Memory("classroom.source")
OWN_KIND: Memory[str | None] = Memory("classroom.own_kind")
CLASS_SEED: Memory[int] = Memory("classroom.seed", 7)
CLASS_TOPICS: Memory[Any] = Memory("classroom.topics", ())
CLASS_LENGTH: Memory[int] = Memory("classroom.length", 3)

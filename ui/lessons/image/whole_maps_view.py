"""Working out the maps of a whole picture on the page: how far it is, and a stop."""

from ui.controls.progress import finish_work
from ui.lessons.image import words
from ui.lessons.image.whole_maps import KeptMaps, WholeMaps, work_out_maps
from ui.state.memories import IMAGE_MAPS, IMAGE_STOPPED
from ui.state.scenario import Scenario
from ui.state.session import read, write


def whole_maps(scenario: Scenario, number: int, *, with_parts: bool) -> WholeMaps | None:
    """Work out the maps that are not kept.

    What takes longer than half a second shows how far it is, and can be stopped; then there is
    nothing to return. The maps that were done by then are kept.
    """
    kept: KeptMaps | None = read(IMAGE_MAPS)
    if kept is None:
        write(IMAGE_MAPS, kept := KeptMaps())
    return finish_work(
        work_out_maps(scenario, number, kept, with_parts=with_parts),
        f"{scenario.load().digest} {scenario.layer.spec} {number}",
        IMAGE_STOPPED,
        words.COMPUTING,
        words.COMPUTING_AGAIN,
    )

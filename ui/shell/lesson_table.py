"""The table of lessons: menu, cards and page tests read it, and nothing else names a page."""

from dataclasses import dataclass, field
from types import MappingProxyType

from ui.state.settings import Settings


@dataclass(frozen=True)
class Lesson:
    """One page: its script, its folder in `ui/lessons`, what it is called and what it answers.

    A long lesson has sections, of which the page draws the one that is chosen; no two lessons have
    a section of one title. `first_layer` says in what the layer it begins with is not the usual
    one, and `sections_below` whether what all its sections are about stands above their titles.
    """

    file: str
    folder: str
    title: str
    question: str
    icon: str
    sections: tuple[str, ...] = ()
    first_layer: Settings = field(default_factory=lambda: MappingProxyType({}))
    sections_below: bool = False


HOME = Lesson(
    "app.py",
    "home",
    "How channels add up",
    "A Conv2D layer has `c` input channels and `f` filters. Its kernel size sets only a height "
    "and a width. How are the channels aggregated? Is it a sum? Can you control it?",
    ":material/home:",
)
LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "pages/1_Slide_the_kernel.py",
        "slide",
        "Slide the kernel",
        "What is computed at each position, and where does the result go?",
        ":material/animation:",
    ),
    Lesson(
        "pages/2_Sum_the_channels.py",
        "sum",
        "Sum the channels",
        "What does each channel add to a feature map, and does it have to be a sum?",
        ":material/add_circle:",
        ("Maps and their sum", "One position, added up", "Three beliefs"),
    ),
    Lesson(
        "pages/3_Shapes_and_layouts.py",
        "shapes",
        "Shapes and layouts",
        "What are a layer's shapes, costs and code, in Keras and in PyTorch?",
        ":material/view_in_ar:",
        (
            "Shapes, axis by axis",
            "Where the numbers come from",
            "The other framework",
            "One weight, two layouts",
            "Code that runs",
        ),
        sections_below=True,
    ),
    Lesson(
        "pages/4_Control_the_sum.py",
        "control",
        "Control the sum",
        "The sum is fixed. Can you choose which channels are added, how they are mixed, or even "
        "another operator?",
        ":material/tune:",
        (
            "Which channels are added together",
            "Partial maps and weights",
            "Mixing afterwards",
            "Another operator",
            "Code for these sums",
        ),
        MappingProxyType({"channels": 4, "filters": 4}),  # so that groups can be moved
    ),
    Lesson(
        "pages/5_Padding_stride_dilation.py",
        "geometry",
        "Padding, stride, dilation",
        "Where can the window go, how many positions does that give, and which cells are padding?",
        ":material/padding:",
        ("Convolution arithmetic", "The padding lab", "Transposed convolution"),
    ),
    Lesson(
        "pages/6_One_two_three_dimensions.py",
        "dimensions",
        "One, two, three dimensions",
        "A filter has three axes. Why is the layer called Conv2D and not Conv3D?",
        ":material/deployed_code:",
        ("Three kinds of layer", "How deep is the block?", "Who is whose neighbour?"),
    ),
    Lesson(
        "pages/7_As_one_matrix_product.py",
        "matrix",
        "As one matrix product",
        "Why is the whole layer, channels and all, one matrix product, and what does that cost?",
        ":material/grid_on:",
        (
            "Patches times filters",
            "The price: copies",
            "In well-known networks",
            "Other ways to the same maps",
        ),
    ),
    Lesson(
        "pages/8_Precision.py",
        "precision",
        "Precision",
        "How many digits does a layer keep, and why do two machines differ?",
        ":material/decimal_increase:",
        (
            "A number, bit by bit",
            "A layer with fewer bits",
            "Longer sums",
            "Sums that cancel",
            "What frameworks do",
        ),
    ),
    Lesson(
        "pages/9_Your_image.py",
        "image",
        "Your image",
        "What do your own kernels make of your own picture, at full size?",
        ":material/image:",
        ("Before and after", "What each channel adds", "One pixel", "Take it home"),
    ),
    Lesson(
        "pages/10_Check_yourself.py",
        "quiz",
        "Check yourself",
        "Can you tell what comes out before you see it?",
        ":material/quiz:",
    ),
    Lesson(
        "pages/11_Ready_pictures.py",
        "films",
        "Pictures to take home",
        "Which ready-made animations can you put on your slides?",
        ":material/gif_box:",
        ("Eight classic cases", "What channels do"),
    ),
    Lesson(
        "pages/12_Your_model.py",
        "model",
        "Your model",
        "What do the filters of your own network look like, and where does a number in it come "
        "from?",
        ":material/account_tree:",
        (
            "Its layers",
            "All filters",
            "Follow a picture",
            "Why this number",
            "Without a channel",
        ),
    ),
    Lesson(
        "pages/13_Classroom.py",
        "classroom",
        "Classroom",
        "How can a class predict, vote, discuss and vote again?",
        ":material/groups:",
    ),
)


def lesson_after(lesson: Lesson) -> Lesson:
    """Return the lesson after this one; after the last comes the home page.

    Examples
    --------
    >>> lesson_after(HOME).title, lesson_after(LESSONS[-1]).title
    ('Slide the kernel', 'How channels add up')
    """
    pages = (HOME, *LESSONS)
    return pages[(pages.index(lesson) + 1) % len(pages)]

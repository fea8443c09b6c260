"""Texts to begin with: layers and networks that lesson 3 offers."""

from collections.abc import Mapping

from conv_engine.frameworks.layouts import Framework
from ui.lessons.shapes.words import typed as words
from ui.state.keys import LAYERS

LENETS: Mapping[Framework, str] = {
    "keras": """keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(6, 5, padding="same", activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(16, 5, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(120, activation="relu"),
    layers.Dense(84, activation="relu"),
    layers.Dense(10),
])""",
    "pytorch": """class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = F.max_pool2d(torch.relu(self.conv2(x)), 2)
        x = torch.flatten(x, 1)
        x = torch.relu(self.fc2(torch.relu(self.fc1(x))))
        return self.fc3(x)

LeNet()(torch.randn(1, 1, 28, 28))""",
}
EXAMPLES: Mapping[str, str | Mapping[Framework, str]] = {
    words.ONE_LAYER: LAYERS.default,
    words.FIRST_OF_RESNET: 'Conv2D(64, 7, strides=2, padding="same")',
    words.BLOCK_OF_VGG: 'Conv2D(64, 3, padding="same")\nConv2D(64, 3, padding="same")\n'
    'Conv2D(128, 3, strides=2, padding="same")',
    words.DEPTHWISE: 'DepthwiseConv2D(3, padding="same")\nConv2D(64, 1)',
    words.LENET: LENETS,
    words.DOWN_AND_UP: 'Conv2D(16, 3, strides=2, padding="same")\n'
    'Conv2DTranspose(3, 3, strides=2, padding="same")',
}
"""Layers of Keras, one a line, which the switch translates; a program is there in both."""

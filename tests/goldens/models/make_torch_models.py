"""Write small files of PyTorch, each in another way: `python make_torch_models.py`, PyTorch 2.13.

Parameter p of a state_dict has the numbers ((i + p) mod 64 - 32) / 4, which every float type
holds, so that the test can write down what has to come out.
"""

from pathlib import Path

import torch
from torch import nn

HERE = Path(__file__).parent


class Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.features = nn.Sequential(
            nn.Conv2d(8, 8, (3, 5), padding="same", groups=4, bias=False), nn.ReLU()
        )
        self.up = nn.ConvTranspose2d(8, 4, 2, stride=2)
        self.fc = nn.Linear(4, 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.up(self.features(self.conv1(x))).mean((2, 3)))


def count_through(net: nn.Module) -> None:
    for place, parameter in enumerate(net.parameters()):
        numbers = (torch.arange(parameter.numel()) + place) % 64 - 32
        parameter.data = (numbers / 4).reshape(parameter.shape)


def main() -> None:
    net = Net()
    count_through(net)
    weights = net.state_dict()
    torch.save(weights, HERE / "state_dict.pt")
    torch.save(weights, HERE / "state_dict_old.pth", _use_new_zipfile_serialization=False)
    torch.save(weights, HERE / "protocol_4.pt", pickle_protocol=4)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1).state_dict()
    checkpoint = {"epoch": 3, "state_dict": weights, "optimizer": optimizer}
    torch.save(checkpoint, HERE / "checkpoint.pth")
    torch.save(nn.DataParallel(net).state_dict(), HERE / "parallel.pt")
    torch.save(net, HERE / "whole.pt")
    torch.jit.trace(net, torch.zeros(1, 3, 8, 8)).save(HERE / "script.pt")
    row = torch.arange(360.0).reshape(10, 4, 3, 3)
    several = {
        "part.weight": row[2:5],
        "turned.weight": row.transpose(0, 1),
        "last.weight": row.contiguous(memory_format=torch.channels_last),
        "half.weight": row.half(),
        "brain.weight": row[:6].bfloat16(),
        "double.weight": nn.Parameter(row.double()),
    }
    torch.save(several, HERE / "views_and_types.pt")
    torch.save(row, HERE / "tensor.pt")
    torch.save(few_bits(), HERE / "few_bits.pt")


def few_bits() -> dict[str, torch.Tensor]:
    """Return tensors of few bits, and one that repeats its numbers, each with its floats."""
    torch.manual_seed(0)
    scales, zeros = torch.tensor([0.05, 0.02, 0.1]), torch.tensor([0, 4, -7])
    tensors = {
        "tensor": torch.quantize_per_tensor(torch.randn(2, 2, 1, 2), 0.05, 3, torch.quint8),
        "channel": torch.quantize_per_channel(
            torch.randn(3, 2, 1, 2), scales, zeros, 0, torch.qint8
        ),
        "e4m3": torch.randn(2, 2, 2, 2).to(torch.float8_e4m3fn),
        "e5m2": torch.randn(2, 2, 2, 2).to(torch.float8_e5m2),
        "repeated": torch.randn(1, 3, 2, 2).expand(4, 3, 2, 2),
    }
    held = {}
    for name, tensor in tensors.items():
        plain = tensor.dequantize() if tensor.is_quantized else tensor.float()
        held[f"{name}.weight"], held[f"{name}_is.weight"] = tensor, plain.contiguous().clone()
    return held


if __name__ == "__main__":
    main()

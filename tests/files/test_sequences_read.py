"""Layers of sequences as people write them: recurrent layers, attention, one layer at each step.

Values are those of PyTorch and Keras, written as the arithmetic that gives them.
"""

from files.network_text import read_network
from tests.files.read_networks import last_shape, learned, parameters_of, shapes_of

LSTM = 4
"""Gates."""
GRU = 3


class TestRecurrent:
    def test_a_series_goes_through_windows_and_then_through_a_state(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv1d(6, 16, 5)
                self.lstm = nn.LSTM(16, 10, num_layers=2, batch_first=True, bidirectional=True)
                self.fc = nn.Linear(2 * 10, 3)
            def forward(self, x):
                x = self.conv(x).transpose(1, 2)
                out, (h, c) = self.lstm(x)
                return self.fc(out[:, -1])
        """
        assert shapes_of(read_network(text), (6, 50)) == [
            (16, 46),
            (46, 16),
            (46, 2 * 10),
            (20,),
            (3,),
        ]
        first, second = (LSTM * 10 * (arriving + 10 + 2) for arriving in (16, 20))
        assert parameters_of(text, (6, 50))[2] == 2 * first + 2 * second

    def test_the_last_state_is_taken(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.gru = nn.GRU(4, 7, batch_first=True)
                self.fc = nn.Linear(7, 2)
            def forward(self, x):
                _, h = self.gru(x)
                return self.fc(h[-1])
        """
        assert last_shape(text, (9, 4)) == (2,)
        assert parameters_of(text, (9, 4))[0] == GRU * 7 * (4 + 7 + 2)

    def test_keras_gives_the_last_state_or_all(self) -> None:
        text = """
        model = Sequential()
        model.add(LSTM(8, return_sequences=True, input_shape=(20, 3)))
        model.add(Bidirectional(GRU(5)))
        model.add(RepeatVector(4))
        model.add(TimeDistributed(Dense(2)))
        """
        network = read_network(text)
        assert shapes_of(network) == [(8, 20), (2 * 5,), (10, 4), (2, 4)]
        assert learned(network) == [
            LSTM * 8 * (3 + 8 + 1),
            2 * GRU * 5 * (8 + 5 + 2),
            0,
            10 * 2 + 2,
        ]

    def test_a_layer_at_each_step_of_a_film(self) -> None:
        text = """
        model = Sequential()
        model.add(TimeDistributed(Conv2D(4, 3), input_shape=(6, 12, 10, 3)))
        model.add(TimeDistributed(MaxPooling2D(2)))
        model.add(TimeDistributed(Flatten()))
        """
        assert shapes_of(read_network(text)) == [(4, 6, 10, 8), (4, 6, 5, 4), (4 * 5 * 4, 6)]


class TestAttention:
    def test_patches_with_one_learned_word_in_front(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.patch = nn.Conv2d(3, 16, 4, stride=4)
                self.first = nn.Parameter(torch.zeros(1, 1, 16))
                self.attn = nn.MultiheadAttention(16, 2, batch_first=True)
            def forward(self, x):
                x = self.patch(x).flatten(2).transpose(1, 2)
                x = torch.cat((self.first.expand(x.shape[0], -1, -1), x), dim=1)
                x = x + self.attn(x, x, x)[0]
                return x[:, 0]
        """
        trace = read_network(text).trace((3, 12, 8))
        assert trace.rows[3].output_shape == (1 + 3 * 2, 16)
        assert trace.rows[-1].output_shape == (16,)
        assert trace.parameters == (16 * 3 * 16 + 16) + 16 + 4 * (16 * 16 + 16)

    def test_keras_counts_heads_and_keys(self) -> None:
        text = """
        i = Input((10, 12))
        y = MultiHeadAttention(num_heads=2, key_dim=5)(i, i)
        model = Model(i, Add()([y, i]))
        """
        assert last_shape(text) == (12, 10)
        assert parameters_of(text)[0] == 3 * (12 * 10 + 10) + (10 * 12 + 12)

    def test_rows_meet_columns(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.q = nn.Conv2d(8, 2, 1)
                self.k = nn.Conv2d(8, 2, 1)
            def forward(self, x):
                n, c, h, w = x.size()
                q = self.q(x).view(n, -1, h * w).permute(0, 2, 1)
                return torch.bmm(q, self.k(x).view(n, -1, h * w))
        """
        assert last_shape(text, (8, 5, 6)) == (30, 30)


class TestSpread:
    def test_axes_are_spread_repeated_stacked_and_halved(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 3)
                self.glu = nn.GLU(dim=1)
            def forward(self, x):
                x = self.glu(self.conv(x))
                x = x.mean((2, 3), keepdim=True).expand(-1, -1, 5, 6).repeat(1, 3, 1, 1)
                return torch.stack([x, x], dim=1)
        """
        assert shapes_of(read_network(text), (3, 9, 9))[1:] == [
            (4, 7, 7),
            (4, 1, 1),
            (4, 5, 6),
            (12, 5, 6),
            (2, 12, 5, 6),
        ]

    def test_patches_become_columns(self) -> None:
        assert last_shape("F.unfold(torch.randn(1, 3, 10, 12), (4, 5))") == (3 * 20, 7 * 8)

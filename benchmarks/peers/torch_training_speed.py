"""The nets of benchmarks/src/training-nets.ts in eager PyTorch on one CPU thread.

Reads "net steps" lines, answers with {"ms": CPU milliseconds a step}. Started by benchmarks/src/training-speed.ts.
"""
import json
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)


def block(inputs, filters, pool, size=3, stride=1):
    layers = [
        nn.Conv2d(inputs, filters, size, stride, padding=size // 2, bias=False),
        nn.BatchNorm2d(filters),
        nn.ReLU(),
    ]
    return nn.Sequential(*layers, *([nn.MaxPool2d(pool)] if pool else []))


class Conv2dNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(block(1, 16, 2), block(16, 32, 2), block(32, 64, 2))
        self.head = nn.Linear(64, 8)

    def forward(self, x):
        return self.head(self.body(x).mean((2, 3)))


class Conv1dNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv1d(40, 64, 5, padding=2), nn.ReLU(), nn.MaxPool1d(2),
            nn.Conv1d(64, 128, 5, padding=2), nn.ReLU(), nn.MaxPool1d(2),
        )
        self.head = nn.Linear(128, 8)

    def forward(self, x):
        return self.head(self.body(x).mean(2))


class Recurrent(nn.Module):
    def __init__(self, both):
        super().__init__()
        self.lstm = nn.LSTM(40, 64, batch_first=True, bidirectional=both)
        self.head = nn.Linear(128 if both else 64, 8)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return self.head(torch.cat(list(h), 1))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            *[nn.TransformerEncoderLayer(64, 4, 256, dropout=0.0, batch_first=True) for _ in range(2)]
        )
        self.head = nn.Linear(64, 8)

    def forward(self, x):
        return self.head(self.layers(x).mean(1))


class RecipeCnn(nn.Module):
    """Frequency is the first image axis here, so that it can be folded into channels without a copy in between."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(block(1, 16, 2, 5, 2), block(16, 32, (2, 1)), block(32, 64, None))
        self.mix = nn.Conv1d(512, 96, 1)
        self.score = nn.Conv1d(96, 1, 1, bias=False)
        self.dropout = nn.Dropout(0.3)
        self.head = nn.Linear(192, 8)

    def forward(self, x):
        x = self.body(x).flatten(1, 2)
        x = torch.relu(self.mix(x))
        weights = torch.softmax(self.score(x), 2)
        mean = (weights * x).sum(2)
        deviation = torch.sqrt(torch.relu((weights * x * x).sum(2) - mean * mean) + 1e-5)
        return self.head(self.dropout(torch.cat([mean, deviation], 1)))


NETS = {
    "conv2d": (Conv2dNet, (1, 128, 64)),
    "conv1d": (Conv1dNet, (40, 128)),
    "lstm": (lambda: Recurrent(False), (128, 40)),
    "bilstm": (lambda: Recurrent(True), (128, 40)),
    "transformer": (Transformer, (64, 64)),
    "recipe-cnn": (RecipeCnn, (1, 64, 192)),
}

ready = {}
for line in sys.stdin:
    name, count = line.split()
    warm = name in ready
    if not warm:
        create, shape = NETS[name]
        net = create()
        ready[name] = (net, torch.optim.Adam(net.parameters(), 1e-3), torch.randn(32, *shape), torch.arange(32) % 8)
    net, optimizer, x, y = ready[name]

    def step():
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimizer.step()

    if not warm:
        for _ in range(3):
            step()
    start = time.process_time()
    for _ in range(int(count)):
        step()
    print(json.dumps({"ms": (time.process_time() - start) * 1000 / int(count)}), flush=True)

"""The Python side of src/denoise.ts: runs noisereduce, and scores every cleaned clip by SNR and STOI (pystoi).

Usage: denoise_scores.py FOLDER     FOLDER/clips.json lists clean, noisy and cleaned raw float32 files at 16 kHz.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import noisereduce
import numpy as np
import pystoi

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1])
clips = json.load(open(folder / "clips.json"))
RATE = 16000


def read(name):
    return np.fromfile(folder / name, dtype=np.float32).astype(float)


def snr(clean, other):
    """Scale-invariant signal-to-distortion ratio, dB: a mere change of level neither helps nor harms."""
    target = clean * (clean @ other) / (clean @ clean)
    error = other - target
    return 10 * np.log10((target @ target) / (error @ error + 1e-20))


rows = []
for clip in clips:
    clean, noisy = read(clip["clean"]), read(clip["noisy"])
    outputs = {
        "noisy": noisy,
        "noisereduce stationary": noisereduce.reduce_noise(y=noisy, sr=RATE, stationary=True),
        "noisereduce non-stationary": noisereduce.reduce_noise(y=noisy, sr=RATE, stationary=False),
        **{name: read(path) for name, path in clip["cleaned"].items()},
    }
    for name, output in outputs.items():
        rows.append({"noise": clip["noise"], "snr": clip["snr"], "method": name, "sisdr": snr(clean, output), "stoi": pystoi.stoi(clean, output, RATE)})
print(json.dumps({"versions": {"noisereduce": version("noisereduce"), "pystoi": version("pystoi"), "numpy": np.__version__}, "rows": rows}))

"""The Python peer of src/dsp-speed.ts: reads raw float32 clips, then answers each job named on stdin with its CPU seconds."""

import json
import os
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import librosa  # noqa: E402
import numpy as np  # noqa: E402
import scipy  # noqa: E402

warnings.filterwarnings("ignore")
listing = json.load(open(sys.argv[1]))


def load(rate):
    return [np.fromfile(path, dtype=np.float32) for path in listing[str(rate)]]


def core(y, sr):
    power = np.abs(librosa.stft(y)) ** 2
    mel = librosa.feature.melspectrogram(S=power, sr=sr)
    librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=40)
    librosa.feature.chroma_stft(S=power, sr=sr)


def calls(y, sr):
    librosa.power_to_db(librosa.feature.melspectrogram(y=y, sr=sr))
    librosa.feature.mfcc(y=y, sr=sr, n_mfcc=40)
    librosa.feature.chroma_stft(y=y, sr=sr)


c2, c7 = librosa.note_to_hz("C2"), librosa.note_to_hz("C7")
JOBS = {
    "core16": (16000, core),
    "core22": (22050, core),
    "calls16": (16000, calls),
    "pyin": (16000, lambda y, sr: librosa.pyin(y, fmin=c2, fmax=c7, sr=sr)),
    "yin": (16000, lambda y, sr: librosa.yin(y, fmin=c2, fmax=c7, sr=sr)),
}

print(json.dumps({"librosa": librosa.__version__, "numpy": np.__version__, "scipy": scipy.__version__, "python": sys.version.split()[0]}), flush=True)
warm = set()
for line in sys.stdin:
    job = line.strip()
    rate, run = JOBS[job]
    clips = load(rate)
    if job not in warm:  # numba compiles, tables are cached
        run(clips[0], rate)
        warm.add(job)
    start = time.process_time()
    for clip in clips:
        run(clip, rate)
    print(json.dumps(time.process_time() - start), flush=True)

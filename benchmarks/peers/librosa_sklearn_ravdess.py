"""The tutorial recipe in Python: librosa features, scikit-learn models, on the folds that `ser train` uses.

    python benchmarks/peers/librosa_sklearn_ravdess.py RAVDESS_DIR

Mean over time of 40 MFCC, 12 chroma and 128 mel bands at 22.05 kHz; 5 folds of 4 consecutive actors, and 5 random folds
(actors on both sides: LEAKY). Prints UAR over pooled predictions.
"""
import re
import sys
from pathlib import Path

import librosa
import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def features(path):
    y, sr = librosa.load(path, sr=22050)
    return np.concatenate(
        [
            librosa.feature.mfcc(y=y, sr=sr, n_mfcc=40).mean(axis=1),
            librosa.feature.chroma_stft(y=y, sr=sr).mean(axis=1),
            librosa.feature.melspectrogram(y=y, sr=sr).mean(axis=1),
        ]
    )


files = sorted(p for p in Path(sys.argv[1]).rglob("*") if re.fullmatch(r"(\d\d-){6}\d\d\.(wav|flac)", p.name))
x = np.array([features(p) for p in files])
y = np.array([int(p.name.split("-")[2]) for p in files])
actor = np.array([int(p.stem.split("-")[6]) for p in files])
models = {
    "forest": RandomForestClassifier(300, class_weight="balanced", random_state=1),
    "svm": make_pipeline(StandardScaler(), SVC(C=10, class_weight="balanced")),
    "logistic": make_pipeline(StandardScaler(), LogisticRegression(C=0.1, class_weight="balanced", max_iter=2000)),
}
print(f"librosa {librosa.__version__}, scikit-learn {sklearn.__version__}, {len(files)} clips")
for name, model in models.items():
    for protocol, folds in {
        "speaker:5": [np.where((actor - 1) // 4 == k)[0] for k in range(5)],
        "random:5 LEAKY": [test for _, test in KFold(5, shuffle=True, random_state=1).split(x)],
    }.items():
        predicted = np.empty_like(y)
        for test in folds:
            train = np.setdiff1d(np.arange(len(y)), test)
            predicted[test] = model.fit(x[train], y[train]).predict(x[test])
        print(f"{name:9s} {protocol:15s} UAR {balanced_accuracy_score(y, predicted):.3f}")

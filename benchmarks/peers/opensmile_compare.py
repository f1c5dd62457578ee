"""@ser/dsp's eGeMAPS beside openSMILE's, feature by feature and as classifier input. Writes packages/dsp/EGEMAPS.md's table.

Run from the repository root:
  SER_CORPORA=<wav folder> python benchmarks/peers/opensmile_compare.py [OUT.md]
Needs opensmile 2.6, scikit-learn, soundfile, scipy, node (calls benchmarks/run.mjs egemaps-extract).
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import opensmile
import soundfile
from scipy.stats import rankdata
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

warnings.filterwarnings("ignore")
ROOT = Path(os.environ.get("SER_CORPORA", "../shared/corpora"))


def files(folder):
    return sorted(str(p) for p in (ROOT / folder).rglob("*") if p.suffix in (".wav", ".flac"))


def smile_values(paths):
    smile = opensmile.Smile(opensmile.FeatureSet.eGeMAPSv02, opensmile.FeatureLevel.Functionals)
    seconds, cpu, rows = 0.0, 0.0, []
    for path in paths:
        samples, rate = soundfile.read(path, dtype="float32")
        start = time.process_time()
        rows.append(smile.process_signal(samples, rate).values[0])
        cpu += time.process_time() - start
        seconds += len(samples) / rate
    print(f"opensmile in process: {1000 * cpu / seconds:.2f} ms of CPU per second of audio", file=sys.stderr)
    return smile.feature_names, np.array(rows, float)


def our_values(paths):
    with tempfile.TemporaryDirectory() as folder:
        listing, out = Path(folder) / "list", Path(folder) / "out"
        listing.write_text("\n".join(paths))
        subprocess.run(["node", "benchmarks/run.mjs", "egemaps-extract", listing, out], check=True)
        return np.array([json.loads(line)["values"] for line in out.read_text().splitlines()])


def pearson(a, b):
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0 and b.std() > 0 else float("nan")


def clipped(a, b):
    """Pearson with both limited to openSMILE's 1st...99th percentile: a mean near zero sends its variation anywhere."""
    low, high = np.percentile(b, [1, 99])
    return pearson(np.clip(a, low, high), np.clip(b, low, high))


def speaker_uar(x, y, groups, model):
    predictions = np.empty(len(y), object)
    for group in sorted(set(groups)):
        test = groups == group
        predictions[test] = model().fit(x[~test], y[~test]).predict(x[test])
    return recall_score(y, predictions, average="macro")


def models():
    logistic = lambda: make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=3000, class_weight="balanced"))
    svm = lambda: make_pipeline(StandardScaler(), SVC(C=3, gamma=0.005, class_weight="balanced"))
    return {"logistic C=0.1": logistic, "SVM-RBF C=3 gamma=0.005": svm}


ravdess, emodb = files("ravdess"), files("emodb")
names, reference = smile_values(ravdess + emodb)
ours = our_values(ravdess + emodb)
split = {"RAVDESS": slice(0, len(ravdess)), "EmoDB": slice(len(ravdess), None)}
table = [
    [f(ours[s, j], reference[s, j]) for s in split.values() for f in (pearson, lambda a, b: pearson(rankdata(a), rankdata(b)), clipped)]
    for j in range(88)
]
lines = [
    "| # | feature | RAVDESS r | rank r | clipped r | EmoDB r | rank r | clipped r |",
    "|---|---|---|---|---|---|---|---|",
]
lines += [f"| {j + 1} | {names[j]} | " + " | ".join(f"{v:.3f}" for v in row) + " |" for j, row in enumerate(table)]
lines += ["", "| measure | corpus | ≥ .95 | ≥ .8 | below .8 |", "|---|---|---|---|---|"]
for c, corpus in enumerate(split):
    for m, measure in enumerate(("Pearson", "rank", "clipped Pearson")):
        column = np.array([row[3 * c + m] for row in table])
        low = (~(column >= 0.8)).sum()
        lines.append(f"| {measure} | {corpus} | {(column >= 0.95).sum()} | {88 - low} | {low} |")

emotion = np.array([re.search(r"\d\d-\d\d-(\d\d)", Path(p).name).group(1) for p in ravdess])
actor = np.array([int(Path(p).stem.rsplit("-", 1)[1]) for p in ravdess])
lines += ["", "| RAVDESS, speaker folds of four consecutive actors, UAR | openSMILE | @ser/dsp | difference |", "|---|---|---|---|"]
for name, model in models().items():
    theirs = speaker_uar(reference[split["RAVDESS"]], emotion, (actor - 1) // 4, model)
    mine = speaker_uar(ours[split["RAVDESS"]], emotion, (actor - 1) // 4, model)
    lines.append(f"| {name} | {theirs:.3f} | {mine:.3f} | {mine - theirs:+.3f} |")
emodb_emotion = np.array([Path(p).stem[5] for p in emodb])
emodb_speaker = np.array([Path(p).stem[:2] for p in emodb])
lines += ["", "| EmoDB, leave one speaker out, UAR | openSMILE | @ser/dsp | difference |", "|---|---|---|---|"]
for name, model in models().items():
    theirs = speaker_uar(reference[split["EmoDB"]], emodb_emotion, emodb_speaker, model)
    mine = speaker_uar(ours[split["EmoDB"]], emodb_emotion, emodb_speaker, model)
    lines.append(f"| {name} | {theirs:.3f} | {mine:.3f} | {mine - theirs:+.3f} |")
text = "\n".join(lines) + "\n"
if len(sys.argv) > 1:
    Path(sys.argv[1]).write_text(text)
print(text)

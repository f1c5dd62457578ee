"""scikit-learn's side of src/classic-speed.ts: one task a line on stdin, one answer a line on stdout."""
import json
import sys
import time
from pathlib import Path

import numpy as np
import sklearn
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from threadpoolctl import threadpool_info

folder = Path(sys.argv[1])
models = {
    "forest": lambda o: RandomForestClassifier(100, random_state=1, oob_score=True, **o),
    "extra-trees": lambda o: ExtraTreesClassifier(100, random_state=1, **o),
    "svm": lambda o: SVC(**o),
    "logistic": lambda o: LogisticRegression(max_iter=1000, **o),
    "lda": lambda o: LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto", **o),
    "knn": lambda o: KNeighborsClassifier(algorithm="brute", **o),
}
for line in sys.stdin:
    task = json.loads(line)
    if "versions" in task:
        blas = " ".join({f"{i['internal_api']} {i['architecture']}" for i in threadpool_info() if i["internal_api"] == "openblas"})
        print(json.dumps({"scikit-learn": sklearn.__version__, "numpy": np.__version__, "blas": blas}), flush=True)
        continue
    x = np.fromfile(folder / f"{task['data']}.x", dtype=np.float32).reshape(-1, task["cols"])
    x = x.astype(np.float64) if task["float64"] else x
    y = np.fromfile(folder / f"{task['data']}.y", dtype=np.int32)
    start = time.process_time()
    model = models[task["model"]](task["options"]).fit(x[:1200], y[:1200])
    fitted = time.process_time()
    predicted = model.predict(x[1200:])
    done = time.process_time()
    print(json.dumps({"fit": (fitted - start) * 1e3, "predict": (done - fitted) * 1e3, "accuracy": float((predicted == y[1200:]).mean())}), flush=True)

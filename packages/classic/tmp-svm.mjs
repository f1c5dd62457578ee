// packages/core/src/error.ts
var SerError = class extends Error {
  name = "SerError";
  code;
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
};

// packages/core/src/label-encoder.ts
function createLabelEncoder(labels) {
  if (labels.length === 0) throw new SerError("INPUT", "label encoder: needs at least one label, got none");
  const classes = [...new Set(labels)].sort();
  const indexOf = new Map(classes.map((name, index) => [name, index]));
  return {
    classes,
    encode(wanted) {
      return Int32Array.from(wanted, (label) => {
        const index = indexOf.get(label);
        if (index === void 0) {
          throw new SerError("INPUT", `label encoder: unknown label "${label}", known: ${classes.join(", ")}`);
        }
        return index;
      });
    },
    decode(indices) {
      return Array.from(indices, (index) => {
        const name = classes[index];
        if (name === void 0) {
          throw new SerError("INPUT", `label encoder: index must be 0\u2026${classes.length - 1}, got ${index}`);
        }
        return name;
      });
    }
  };
}

// packages/core/src/matrix.ts
function createMatrix(rows, cols, data2 = new Float32Array(rows * cols)) {
  if (data2.length !== rows * cols) {
    throw new SerError("INPUT", `matrix: data must have rows \xD7 cols (${rows} \xD7 ${cols}) values, got ${data2.length}`);
  }
  return { data: data2, rows, cols };
}
function rowOf(matrix, r) {
  return matrix.data.subarray(r * matrix.cols, (r + 1) * matrix.cols);
}
function takeRows(matrix, indices) {
  const taken = createMatrix(indices.length, matrix.cols);
  for (let i = 0; i < indices.length; i++) taken.data.set(rowOf(matrix, indices[i]), i * matrix.cols);
  return taken;
}

// packages/core/src/packed-array.ts
var types = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array };
function packArray(values) {
  const name = Object.keys(types).find((key) => values instanceof types[key]);
  if (!name) throw new SerError("INPUT", "packArray: must be a Float32Array, Float64Array, Int32Array or Uint8Array");
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return { $array: name, base64: btoa(text) };
}
function unpackArray(packed) {
  const { $array: name, base64 } = packed ?? {};
  if (!name || !Object.hasOwn(types, name) || typeof base64 !== "string") {
    throw new SerError("FORMAT", "a stored numeric array is missing or damaged");
  }
  let text;
  try {
    text = atob(base64);
  } catch (cause) {
    throw new SerError("FORMAT", "a stored numeric array is damaged: not base64", { cause });
  }
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  const type = types[name];
  if (bytes.length % type.BYTES_PER_ELEMENT !== 0) {
    throw new SerError("FORMAT", `a stored ${name} array is damaged: ${bytes.length} bytes`);
  }
  return new type(bytes.buffer);
}

// packages/core/src/random.ts
function createRandom(seed) {
  let state = hash(String(seed));
  const fill = () => {
    state = state + 2654435769 | 0;
    let z = state;
    z = Math.imul(z ^ z >>> 16, 569420461);
    z = Math.imul(z ^ z >>> 15, 1935289751);
    return (z ^ z >>> 15) >>> 0;
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();
  let spare;
  const bits = () => {
    const product = Math.imul(b, 5);
    const result = Math.imul(product << 7 | product >>> 25, 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = d << 11 | d >>> 21;
    return result;
  };
  const next = () => bits() / 4294967296;
  const random = {
    next,
    integer: (n2) => Math.floor(next() * n2),
    uniform: (low, high) => low + (high - low) * next(),
    normal(mean = 0, sd = 1) {
      if (spare !== void 0) {
        const value = spare;
        spare = void 0;
        return mean + sd * value;
      }
      let u;
      let v;
      let s;
      do {
        u = 2 * next() - 1;
        v = 2 * next() - 1;
        s = u * u + v * v;
      } while (s >= 1 || s === 0);
      const scale = Math.sqrt(-2 * Math.log(s) / s);
      spare = v * scale;
      return mean + sd * u * scale;
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        const held = items[i];
        items[i] = items[j];
        items[j] = held;
      }
      return items;
    },
    fork: (label) => createRandom(`${seed}/${label}`)
  };
  return random;
}
function hash(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h | 0;
}

// packages/classic/src/pacer.ts
var turnEveryMilliseconds = 50;
function createPacer({ signal, onProgress } = {}) {
  signal?.throwIfAborted();
  let last = performance.now();
  const turn = async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    last = performance.now();
  };
  return {
    pause() {
      signal?.throwIfAborted();
      return performance.now() - last > turnEveryMilliseconds ? turn() : void 0;
    },
    report: (progress) => onProgress?.(progress)
  };
}

// packages/classic/src/training-problem.ts
function trainingProblem(kind, x2, y2, options = {}) {
  const matrix = requireVectors(kind, x2);
  if (matrix.rows === 0) throw new SerError("INPUT", `${kind}: needs at least two clips, got none`);
  if (y2.length !== matrix.rows) {
    throw new SerError("INPUT", `${kind}: needs one label per clip (${matrix.rows}), got ${y2.length}`);
  }
  const { sampleWeight, groups } = options;
  if (groups && groups.length !== matrix.rows) {
    throw new SerError("INPUT", `${kind}: groups must have one entry per clip (${matrix.rows}), got ${groups.length}`);
  }
  const encoder = createLabelEncoder(y2);
  if (encoder.classes.length < 2) {
    throw new SerError("INPUT", `${kind}: needs at least two classes, got only "${encoder.classes[0]}"`);
  }
  const indices = encoder.encode(y2);
  const weights = new Float64Array(matrix.rows).fill(1);
  if (sampleWeight) {
    if (sampleWeight.length !== matrix.rows) {
      throw new SerError(
        "INPUT",
        `${kind}: sampleWeight must have one entry per clip (${matrix.rows}), got ${sampleWeight.length}`
      );
    }
    const weighted = /* @__PURE__ */ new Set();
    for (let i = 0; i < weights.length; i++) {
      const weight = sampleWeight[i];
      if (!(weight >= 0 && Number.isFinite(weight))) {
        throw new SerError("INPUT", `${kind}: sampleWeight must be \u2265 0, got ${weight} at ${i}`);
      }
      weights[i] = weight;
      if (weight > 0) weighted.add(indices[i]);
    }
    if (weighted.size < encoder.classes.length) {
      throw new SerError("INPUT", `${kind}: every class needs a clip with sampleWeight above 0`);
    }
  }
  return { x: matrix, y: indices, classes: encoder.classes, weights, groups };
}
function requireVectors(kind, x2, features) {
  if (!x2 || Array.isArray(x2)) {
    throw new SerError(
      "INPUT",
      `${kind}: takes one matrix with a feature vector per clip, got ${x2 ? "a list of frame matrices" : "nothing"}`
    );
  }
  const matrix = x2;
  const { data: data2, rows, cols } = matrix;
  if (cols < 1 && rows > 0) throw new SerError("INPUT", `${kind}: needs at least one feature, got none`);
  if (data2.length !== rows * cols) {
    throw new SerError("INPUT", `${kind}: matrix must hold ${rows} \xD7 ${cols} values, got ${data2.length}`);
  }
  if (features !== void 0 && cols !== features && rows > 0) {
    throw new SerError("INPUT", `${kind}: was fitted on ${features} features, got ${cols}`);
  }
  for (let i = 0; i < data2.length; i++) {
    const value = data2[i];
    if (value - value !== 0) {
      throw new SerError(
        "INPUT",
        `${kind}: features must be finite numbers, got ${value} in row ${Math.floor(i / cols)}, column ${i % cols}`
      );
    }
  }
  return matrix;
}

// packages/classic/src/estimator.ts
var storedVersion = 1;
function createEstimator(definition, extra, known) {
  const { kind } = definition;
  let knowledge = known;
  const know = () => {
    if (!knowledge) throw new SerError("NOT_FITTED", `${kind}: call fit first`);
    return knowledge;
  };
  const classifier = {
    kind,
    get classes() {
      return knowledge?.classes ?? [];
    },
    async fit(x2, y2, options = {}) {
      knowledge = void 0;
      const problem = trainingProblem(kind, x2, y2, options);
      const learnt = await definition.learn(problem, createPacer(options));
      knowledge = { classes: problem.classes, features: problem.x.cols, learnt };
      return this;
    },
    async predictProba(x2) {
      const { classes, features, learnt } = know();
      const matrix = requireVectors(kind, x2, features);
      const out = createMatrix(matrix.rows, classes.length);
      await definition.say(learnt, matrix, out);
      return out;
    },
    async predict(x2) {
      const { data: data2, rows, cols } = await classifier.predictProba(x2);
      return Array.from({ length: rows }, (_, r) => {
        let best = 0;
        for (let c = 1; c < cols; c++) if (data2[r * cols + c] > data2[r * cols + best]) best = c;
        return know().classes[best];
      });
    },
    toJSON() {
      const { classes, features, learnt } = know();
      return {
        format: "ser-classic",
        version: storedVersion,
        kind,
        classes: [...classes],
        features,
        options: { ...definition.options },
        model: definition.toJSON(learnt)
      };
    }
  };
  return Object.defineProperties(classifier, Object.getOwnPropertyDescriptors(extra(know)));
}

// packages/classic/src/class-weights.ts
function classFactors(problem, classWeight) {
  const { classes, y: y2, weights } = problem;
  const factors = new Float64Array(classes.length).fill(1);
  if (classWeight === void 0) return factors;
  if (classWeight === "balanced") {
    const sums = new Float64Array(classes.length);
    let total = 0;
    for (let i = 0; i < y2.length; i++) {
      sums[y2[i]] += weights[i];
      total += weights[i];
    }
    return factors.map((_, c) => total / (classes.length * sums[c]));
  }
  if (typeof classWeight !== "object") {
    throw new SerError("PARAMETER", `classWeight must be 'balanced' or one number per class, got ${classWeight}`);
  }
  for (const [label, weight] of Object.entries(classWeight)) {
    const c = classes.indexOf(label);
    if (c < 0) throw new SerError("PARAMETER", `classWeight: "${label}" is not one of ${classes.join(", ")}`);
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new SerError("PARAMETER", `classWeight must be \u2265 0, got ${weight} for "${label}"`);
    }
    factors[c] = weight;
  }
  return factors;
}
function clipWeights(problem, classWeight) {
  const factors = classFactors(problem, classWeight);
  return problem.weights.map((weight, i) => weight * factors[problem.y[i]]);
}

// packages/classic/src/feature-ranks.ts
function featureRanks({ data: data2, rows, cols }) {
  const ranks = new Uint32Array(rows * cols);
  const values = new Float32Array(rows * cols);
  const column = new Float32Array(rows);
  const order = new Float64Array(rows);
  const bits = new Int32Array(column.buffer);
  for (let c = 0; c < cols; c++) {
    for (let r = 0; r < rows; r++) column[r] = data2[r * cols + c] + 0;
    for (let r = 0; r < rows; r++) {
      const bit = bits[r];
      order[r] = (bit < 0 ? -2147483648 - bit : bit) * 2097152 + r;
    }
    order.sort();
    let rank = -1;
    let last = Number.NaN;
    for (let i = 0; i < rows; i++) {
      const r = (order[i] % 2097152 + 2097152) % 2097152;
      const value = column[r];
      if (value !== last) {
        values[c * rows + ++rank] = value;
        last = value;
      }
      ranks[c * rows + r] = rank;
    }
  }
  return { rows, cols, ranks, values };
}

// packages/classic/src/option-range.ts
function requireAbove(name, value, bound, orEqual = false) {
  const fits = typeof value === "number" && (orEqual ? value >= bound : value > bound) && Number.isFinite(value);
  if (!fits) throw new SerError("PARAMETER", `${name} must be ${orEqual ? "\u2265" : ">"} ${bound}, got ${String(value)}`);
}
function requireWhole(name, value, bound) {
  if (!(Number.isInteger(value) && value >= bound)) {
    throw new SerError("PARAMETER", `${name} must be a whole number \u2265 ${bound}, got ${String(value)}`);
  }
}
function requireOneOf(name, value, allowed) {
  if (!allowed.includes(value)) {
    throw new SerError("PARAMETER", `${name} must be one of ${allowed.map(String).join(", ")}, got ${String(value)}`);
  }
}

// packages/classic/src/sort-keys.ts
function sortKeys(keys, size) {
  quicksort(keys, 0, size - 1);
}
function quicksort(keys, first, last) {
  let low = first;
  let high = last;
  while (high - low > 20) {
    const middle = low + high >> 1;
    const a = keys[low];
    const b = keys[middle];
    const c = keys[high];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const held = keys[i];
        keys[i++] = keys[j];
        keys[j--] = held;
      }
    }
    if (j - low < high - i) {
      quicksort(keys, low, j);
      low = i;
    } else {
      quicksort(keys, i, high);
      high = j;
    }
  }
  for (let i = low + 1; i <= high; i++) {
    const key = keys[i];
    let j = i - 1;
    while (j >= low && keys[j] > key) {
      keys[j + 1] = keys[j];
      j--;
    }
    keys[j + 1] = key;
  }
}

// packages/classic/src/tree-grower.ts
var TreeGrower = class {
  #ranked;
  #y;
  #classCount;
  #rules;
  #clips;
  #spare;
  #keys;
  #features;
  #nodeCounts;
  #left;
  #right;
  /** best split of the node at hand */
  #bestFeature = -1;
  #bestRank = 0;
  #bestThreshold = 0;
  #bestScore = 0;
  constructor(ranked, y2, classCount, rules) {
    const { rows, cols } = ranked;
    this.#ranked = ranked;
    this.#y = y2;
    this.#classCount = classCount;
    this.#rules = rules;
    this.#clips = new Int32Array(rows);
    this.#spare = new Int32Array(rows);
    this.#keys = new Float64Array(rows);
    this.#features = Int32Array.from({ length: cols }, (_, c) => c);
    this.#nodeCounts = new Float64Array(classCount);
    this.#left = new Float64Array(classCount);
    this.#right = new Float64Array(classCount);
  }
  /**
   * Grows one tree and adds it to the list.
   *
   * @param weights one per clip; clips of weight 0 are not seen
   * @param importances per feature, the weighted impurity decrease of this tree is added
   */
  grow(weights, random, trees, importances) {
    let count = 0;
    for (let i = 0; i < weights.length; i++) if (weights[i] > 0) this.#clips[count++] = i;
    this.#features.forEach((_, c, all) => {
      all[c] = c;
    });
    trees.beginTree();
    this.#growNode(0, count, 0, weights, random, trees, importances);
  }
  #growNode(from, to, depth, weights, random, trees, importances) {
    const counts = this.#nodeCounts.fill(0);
    for (let i = from; i < to; i++) {
      const clip = this.#clips[i];
      counts[this.#y[clip]] += weights[clip];
    }
    let total = 0;
    let squares = 0;
    let present = 0;
    for (const count of counts) {
      total += count;
      squares += count * count;
      if (count > 0) present++;
    }
    const { maxDepth, minSamplesSplit, minSamplesLeaf } = this.#rules;
    const size = to - from;
    const final = present < 2 || depth >= maxDepth || size < minSamplesSplit || size < 2 * minSamplesLeaf;
    if (final || !this.#findSplit(from, to, weights, random, total, squares)) {
      trees.addLeaf(counts, total);
      return;
    }
    const feature = this.#bestFeature;
    const rank = this.#bestRank;
    importances[feature] += this.#bestScore - squares / total;
    const node = trees.addSplit(feature, this.#bestThreshold);
    const middle = this.#part(from, to, feature, rank);
    this.#growNode(from, middle, depth + 1, weights, random, trees, importances);
    trees.endLeft(node);
    this.#growNode(middle, to, depth + 1, weights, random, trees, importances);
  }
  /** Looks for the split with the greatest impurity decrease; false when every feature is constant. */
  #findSplit(from, to, weights, random, total, squares) {
    const { featuresPerSplit: featuresPerSplit2, splitter } = this.#rules;
    const features = this.#features;
    this.#bestFeature = -1;
    this.#bestScore = Number.NEGATIVE_INFINITY;
    let varied = 0;
    for (let looked = 0; looked < features.length && (looked < featuresPerSplit2 || varied === 0); looked++) {
      const pick = looked + random.integer(features.length - looked);
      const feature = features[pick];
      features[pick] = features[looked];
      features[looked] = feature;
      if (splitter === "best") {
        if (this.#bestThresholdOf(feature, from, to, weights, total, squares)) varied++;
      } else if (this.#randomThresholdOf(feature, from, to, weights, total, random)) varied++;
    }
    return this.#bestFeature >= 0;
  }
  #bestThresholdOf(feature, from, to, weights, total, squares) {
    const { rows, ranks, values } = this.#ranked;
    const column = feature * rows;
    const size = to - from;
    const keys = this.#keys;
    const clips = this.#clips;
    const y2 = this.#y;
    let lowest = 4294967295;
    let highest = 0;
    for (let i = 0; i < size; i++) {
      const clip = clips[from + i];
      const rank2 = ranks[column + clip];
      if (rank2 < lowest) lowest = rank2;
      if (rank2 > highest) highest = rank2;
      keys[i] = rank2 * 2097152 + clip;
    }
    if (lowest === highest) return false;
    sortKeys(keys, size);
    const left = this.#left.fill(0);
    const right = this.#right;
    right.set(this.#nodeCounts);
    const { minSamplesLeaf } = this.#rules;
    let leftSquares = 0;
    let rightSquares = squares;
    let leftWeight = 0;
    let rank = lowest;
    for (let i = 0; i < size; i++) {
      const key = keys[i];
      const own = Math.floor(key / 2097152);
      if (own !== rank) {
        if (i >= minSamplesLeaf && size - i >= minSamplesLeaf) {
          const score = leftSquares / leftWeight + rightSquares / (total - leftWeight);
          if (score > this.#bestScore) {
            this.#bestScore = score;
            this.#bestFeature = feature;
            this.#bestRank = rank;
            this.#bestThreshold = between(values[column + rank], values[column + own]);
          }
        }
        rank = own;
      }
      const clip = key - own * 2097152;
      const label = y2[clip];
      const weight = weights[clip];
      const onLeft = left[label];
      const onRight = right[label];
      leftSquares += weight * (2 * onLeft + weight);
      rightSquares -= weight * (2 * onRight - weight);
      left[label] = onLeft + weight;
      right[label] = onRight - weight;
      leftWeight += weight;
    }
    return true;
  }
  #randomThresholdOf(feature, from, to, weights, total, random) {
    const { rows, ranks, values } = this.#ranked;
    const column = feature * rows;
    const clips = this.#clips;
    let lowest = 4294967295;
    let highest = 0;
    for (let i = from; i < to; i++) {
      const rank2 = ranks[column + clips[i]];
      if (rank2 < lowest) lowest = rank2;
      if (rank2 > highest) highest = rank2;
    }
    if (lowest === highest) return false;
    const low = values[column + lowest];
    const high = values[column + highest];
    let threshold = Math.fround(random.uniform(low, high));
    if (threshold >= high || threshold < low) threshold = low;
    let rank = lowest;
    for (let above = highest; above - rank > 1; ) {
      const middle = rank + above >> 1;
      if (values[column + middle] <= threshold) rank = middle;
      else above = middle;
    }
    const left = this.#left.fill(0);
    let leftSize = 0;
    let leftWeight = 0;
    for (let i = from; i < to; i++) {
      const clip = clips[i];
      if (ranks[column + clip] > rank) continue;
      const weight = weights[clip];
      left[this.#y[clip]] += weight;
      leftWeight += weight;
      leftSize++;
    }
    const { minSamplesLeaf } = this.#rules;
    if (leftSize < minSamplesLeaf || to - from - leftSize < minSamplesLeaf) return true;
    let leftSquares = 0;
    let rightSquares = 0;
    for (let c = 0; c < this.#classCount; c++) {
      const onLeft = left[c];
      const onRight = this.#nodeCounts[c] - onLeft;
      leftSquares += onLeft * onLeft;
      rightSquares += onRight * onRight;
    }
    const score = leftSquares / leftWeight + rightSquares / (total - leftWeight);
    if (score > this.#bestScore) {
      this.#bestScore = score;
      this.#bestFeature = feature;
      this.#bestRank = rank;
      this.#bestThreshold = threshold;
    }
    return true;
  }
  /** Moves the clips at or below the split to the front, keeping their order; returns where the others begin. */
  #part(from, to, feature, rank) {
    const column = feature * this.#ranked.rows;
    const clips = this.#clips;
    let front = from;
    let waiting = 0;
    for (let i = from; i < to; i++) {
      const clip = clips[i];
      if (this.#ranked.ranks[column + clip] <= rank) clips[front++] = clip;
      else this.#spare[waiting++] = clip;
    }
    for (let i = 0; i < waiting; i++) clips[front + i] = this.#spare[i];
    return front;
  }
};
function between(low, high) {
  const middle = Math.fround(low / 2 + high / 2);
  return middle >= low && middle < high ? middle : low;
}

// packages/classic/src/tree-list.ts
var TreeList = class _TreeList {
  /** first node of each tree */
  #starts = [];
  /** feature of a split, -1 for a leaf */
  #feature = new Int32Array(1024);
  /** values at or below it go left */
  #threshold = new Float32Array(1024);
  /** right child of a split, distribution of a leaf */
  #next = new Int32Array(1024);
  #nodes = 0;
  #distributions = [];
  #distributionOf = /* @__PURE__ */ new Map();
  #classCount;
  constructor(classCount) {
    this.#classCount = classCount;
  }
  get count() {
    return this.#starts.length;
  }
  get nodes() {
    return this.#nodes;
  }
  beginTree() {
    this.#starts.push(this.#nodes);
  }
  addLeaf(counts, total) {
    const shares = Float32Array.from(counts, (count) => count / total);
    const key = shares.join();
    let index = this.#distributionOf.get(key);
    if (index === void 0) {
      index = this.#distributionOf.size;
      this.#distributionOf.set(key, index);
      this.#distributions.push(...shares);
    }
    this.#addNode(-1, 0, index);
  }
  /** @returns the node, for `endLeft` */
  addSplit(feature, threshold) {
    return this.#addNode(feature, threshold, 0);
  }
  /** The left side of the split is complete: what comes next is its right side. */
  endLeft(node) {
    this.#next[node] = this.#nodes;
  }
  #addNode(feature, threshold, next) {
    const node = this.#nodes++;
    if (node === this.#feature.length) {
      this.#feature = grown(this.#feature);
      this.#threshold = grown(this.#threshold);
      this.#next = grown(this.#next);
    }
    this.#feature[node] = feature;
    this.#threshold[node] = threshold;
    this.#next[node] = next;
    return node;
  }
  /** Adds one tree's class distribution for one clip. */
  addVote(tree, row, into) {
    let node = this.#starts[tree];
    for (; ; ) {
      const feature = this.#feature[node];
      if (feature < 0) break;
      const goesLeft = row[feature] <= this.#threshold[node];
      node = goesLeft ? node + 1 : this.#next[node];
    }
    const from = this.#next[node] * this.#classCount;
    for (let c = 0; c < this.#classCount; c++) into[c] += this.#distributions[from + c];
  }
  /** The mean of the trees' distributions for every clip. */
  probabilities(x2, out) {
    const sums = new Float64Array(this.#classCount);
    for (let r = 0; r < x2.rows; r++) {
      const row = rowOf(x2, r);
      sums.fill(0);
      for (let tree = 0; tree < this.count; tree++) this.addVote(tree, row, sums);
      for (let c = 0; c < this.#classCount; c++) out.data[r * out.cols + c] = sums[c] / this.count;
    }
  }
  toJSON() {
    return {
      starts: packArray(Int32Array.from(this.#starts)),
      feature: packArray(this.#feature.slice(0, this.#nodes)),
      threshold: packArray(this.#threshold.slice(0, this.#nodes)),
      next: packArray(this.#next.slice(0, this.#nodes)),
      distributions: packArray(Float32Array.from(this.#distributions))
    };
  }
  /** @throws {SerError} FORMAT when the stored trees could lead out of their arrays */
  static fromJson(json, classCount, features) {
    const stored = json ?? {};
    const list = new _TreeList(classCount);
    const starts = unpackArray(stored.starts);
    list.#feature = unpackArray(stored.feature);
    list.#threshold = unpackArray(stored.threshold);
    list.#next = unpackArray(stored.next);
    list.#nodes = list.#feature.length;
    const distributions = unpackArray(stored.distributions);
    const leaves = distributions.length / classCount;
    const damaged = () => new SerError("FORMAT", "trees: the stored trees are damaged");
    if (starts.length === 0 || list.#threshold.length !== list.#nodes || list.#next.length !== list.#nodes)
      throw damaged();
    for (let node = 0; node < list.#nodes; node++) {
      const feature = list.#feature[node];
      const next = list.#next[node];
      const fits = feature < 0 ? next >= 0 && next < leaves : feature < features && next > node && next < list.#nodes;
      if (!fits) throw damaged();
    }
    if (list.#feature[list.#nodes - 1] >= 0) throw damaged();
    for (const start of starts) if (!(start >= 0 && start < list.#nodes)) throw damaged();
    list.#starts = [...starts];
    list.#distributions = [...distributions];
    return list;
  }
};
function grown(array) {
  const larger = new array.constructor(array.length * 2);
  larger.set(array);
  return larger;
}

// packages/classic/src/forest.ts
function treesWith(kind, options, known) {
  const complete = {
    nTrees: 100,
    maxFeatures: "sqrt",
    minSamplesSplit: 2,
    minSamplesLeaf: 1,
    bootstrap: kind === "forest",
    seed: 1,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== void 0))
  };
  requireWhole("nTrees", complete.nTrees, 1);
  requireWhole("minSamplesSplit", complete.minSamplesSplit, 2);
  requireWhole("minSamplesLeaf", complete.minSamplesLeaf, 1);
  requireOneOf("bootstrap", complete.bootstrap, [true, false]);
  if (complete.maxDepth !== void 0) requireWhole("maxDepth", complete.maxDepth, 1);
  featuresPerSplit(complete.maxFeatures, 1);
  return createEstimator(
    {
      kind,
      options: complete,
      learn: (problem, pacer) => growTrees(kind, problem, complete, pacer),
      say: ({ trees }, x2, out) => trees.probabilities(x2, out),
      toJSON: ({ trees, importances, oobScore }) => ({
        ...trees.toJSON(),
        importances: packArray(importances),
        oobScore
      })
    },
    (know) => ({
      get importances() {
        return know().learnt.importances;
      },
      get oobScore() {
        return know().learnt.oobScore;
      },
      get nodes() {
        return know().learnt.trees.nodes;
      }
    }),
    known
  );
}
function treesLearnt(model, classCount, features) {
  const importances = unpackArray(model.importances);
  if (importances.length !== features) throw new SerError("FORMAT", "trees: the stored importances are damaged");
  return {
    trees: TreeList.fromJson(model, classCount, features),
    importances,
    oobScore: typeof model.oobScore === "number" ? model.oobScore : void 0
  };
}
async function growTrees(kind, problem, options, pacer) {
  const { x: x2, y: y2, classes, weights } = problem;
  const { rows, cols } = x2;
  const { nTrees } = options;
  const grower = new TreeGrower(featureRanks(x2), y2, classes.length, {
    featuresPerSplit: featuresPerSplit(options.maxFeatures, cols),
    maxDepth: options.maxDepth ?? Number.POSITIVE_INFINITY,
    minSamplesSplit: options.minSamplesSplit ?? 2,
    minSamplesLeaf: options.minSamplesLeaf ?? 1,
    splitter: kind === "forest" ? "best" : "random"
  });
  await pacer.pause();
  const factors = classFactors(problem, options.classWeight);
  const base = weights.map((weight, i) => weight * factors[y2[i]]);
  const trees = new TreeList(classes.length);
  const importances = new Float64Array(cols);
  const treeImportances = new Float64Array(cols);
  const treeWeights = new Float64Array(rows);
  const draws = new Int32Array(rows);
  const oob = new Float64Array(rows * classes.length);
  for (let tree = 0; tree < nTrees; tree++) {
    const random = createRandom(`${options.seed}/${kind}/${tree}`);
    if (options.bootstrap) {
      draws.fill(0);
      for (let i = 0; i < rows; i++) draws[random.integer(rows)] += 1;
      for (let i = 0; i < rows; i++) treeWeights[i] = base[i] * draws[i];
      if (!treeWeights.some((weight) => weight > 0)) treeWeights.set(base);
    } else treeWeights.set(base);
    treeImportances.fill(0);
    grower.grow(treeWeights, random, trees, treeImportances);
    const total = treeImportances.reduce((sum2, value) => sum2 + value, 0);
    if (total > 0) for (let c = 0; c < cols; c++) importances[c] += treeImportances[c] / total;
    if (options.bootstrap) {
      for (let i = 0; i < rows; i++) {
        if (draws[i] !== 0) continue;
        trees.addVote(tree, rowOf(x2, i), oob.subarray(i * classes.length, (i + 1) * classes.length));
      }
    }
    pacer.report({ done: tree + 1, total: nTrees, unit: "tree" });
    await pacer.pause();
  }
  const sum = importances.reduce((all, value) => all + value, 0);
  return {
    trees,
    importances: sum > 0 ? importances.map((value) => value / sum) : importances,
    oobScore: options.bootstrap ? outOfBagAccuracy(oob, y2, classes.length) : void 0
  };
}
function outOfBagAccuracy(votes, y2, classCount) {
  let judged = 0;
  let right = 0;
  for (let i = 0; i < y2.length; i++) {
    let best = 0;
    for (let c = 1; c < classCount; c++) {
      if (votes[i * classCount + c] > votes[i * classCount + best]) best = c;
    }
    if (votes[i * classCount + best] === 0) continue;
    judged++;
    if (best === y2[i]) right++;
  }
  return judged > 0 ? right / judged : void 0;
}
function featuresPerSplit(maxFeatures, cols) {
  if (maxFeatures === "sqrt") return Math.max(1, Math.floor(Math.sqrt(cols)));
  if (maxFeatures === "log2") return Math.max(1, Math.floor(Math.log2(cols)));
  if (maxFeatures === "all") return cols;
  if (typeof maxFeatures === "number" && maxFeatures > 0) {
    if (maxFeatures < 1) return Math.max(1, Math.floor(maxFeatures * cols));
    if (Number.isInteger(maxFeatures)) return Math.min(cols, maxFeatures);
  }
  throw new SerError(
    "PARAMETER",
    `maxFeatures must be 'sqrt', 'log2', 'all', a share in (0, 1) or a whole number \u2265 1, got ${String(maxFeatures)}`
  );
}

// packages/classic/src/data-products-plain.ts
function plainProducts({ data: data2, rows, cols }) {
  const even = cols - cols % 2;
  return {
    engine: "plain",
    multiply(coefficients, scores, outputs, firstRow = 0) {
      for (let r = firstRow; r < rows; r++) {
        const x2 = r * cols;
        for (let k = 0; k < outputs; k++) {
          const w = k * cols;
          let first = 0;
          let second = 0;
          for (let j = 0; j < even; j += 2) {
            first += data2[x2 + j] * coefficients[w + j];
            second += data2[x2 + j + 1] * coefficients[w + j + 1];
          }
          if (even < cols) first += data2[x2 + even] * coefficients[w + even];
          scores[r * outputs + k] = first + second;
        }
      }
    },
    transposedMultiply(residuals, sums, outputs) {
      sums.fill(0, 0, outputs * cols);
      for (let r = 0; r < rows; r++) {
        const x2 = r * cols;
        for (let k = 0; k < outputs; k++) {
          const residual = residuals[r * outputs + k];
          const w = k * cols;
          for (let j = 0; j < cols; j++) sums[w + j] += data2[x2 + j] * residual;
        }
      }
    }
  };
}

// packages/classic/src/generated/linear-module.ts
var linearModule = "AGFzbQEAAAABFAJgB39/f39/f38AYAZ/f39/f38AAg8BA2VudgZtZW1vcnkCAAADAwIAAQclAwhtdWx0aXBseQAADWFkZFRyYW5zcG9zZWQAAQZtZW1vcnkCAAqnCAKLBQIMfwt7IANBAnQhESADQQN0IQsgBUEDdCEQA0AgASACSARAIAAgASARbGohCCAGIAEgEGxqIQpBACESA0AgBSASSgRAIBEgESAIIgNqIglqIg8gEWohDiAJIQcgCyAEIAsgEmxqIg1qIQz9DAAAAAAAAAAAAAAAAAAAAAAhHf0MAAAAAAAAAAAAAAAAAAAAACEc/QwAAAAAAAAAAAAAAAAAAAAAIRv9DAAAAAAAAAAAAAAAAAAAAAAhGv0MAAAAAAAAAAAAAAAAAAAAACEZ/QwAAAAAAAAAAAAAAAAAAAAAIRj9DAAAAAAAAAAAAAAAAAAAAAAhF/0MAAAAAAAAAAAAAAAAAAAAACEWA0AgAyAHSQRAIB0gA/1dAwD9XyITIA39AAQAIhX98gH98AEhHSAZIBMgDP0ABAAiFP3yAf3wASEZIBwgCf1dAwD9XyITIBX98gH98AEhHCAYIBMgFP3yAf3wASEYIBsgD/1dAwD9XyITIBX98gH98AEhGyAXIBMgFP3yAf3wASEXIBogDv1dAwD9XyITIBX98gH98AEhGiAWIBMgFP3yAf3wASEWIANBCGohAyAJQQhqIQkgD0EIaiEPIA5BCGohDiANQRBqIQ0gDEEQaiEMDAELCyAKIBJBA3RqIgMgHf0hACAd/SEBoDkDACADIBn9IQAgGf0hAaA5AwggAyAQaiIDIBz9IQAgHP0hAaA5AwAgAyAY/SEAIBj9IQGgOQMIIAMgEGoiAyAb/SEAIBv9IQGgOQMAIAMgF/0hACAX/SEBoDkDCCADIBBqIgMgGv0hACAa/SEBoDkDACADIBb9IQAgFv0hAaA5AwggEkECaiESDAELCyABQQRqIQEMAQsLC5cDAg1/DXsgAkECdCERIAJBA3QhCiAEQQN0IRADQCABIA9KBEAgACAPIBFsaiEHQQAhEgNAIAQgEkoEQCARIBEgByICaiIIaiIMIBFqIQsgCCEGIAogBSAKIBJsaiIOaiENIAMgDyAQbGogEkEDdGoiCf0KAwAhHyAJ/QoDCCEeIAkgEGoiCf0KAwAhHSAJ/QoDCCEcIAkgEGoiCf0KAwAhGyAJ/QoDCCEaIAkgEGoiCf0KAwAhGSAJ/QoDCCEYA0AgAiAGSQRAIA39AAQAIAL9XQMA/V8iFyAe/fIB/fABIAj9XQMA/V8iFiAc/fIB/fABIAz9XQMA/V8iFSAa/fIB/fABIAv9XQMA/V8iFCAY/fIB/fABIRMgDiAO/QAEACAXIB/98gH98AEgFiAd/fIB/fABIBUgG/3yAf3wASAUIBn98gH98AH9CwQAIA0gE/0LBAAgAkEIaiECIAhBCGohCCAMQQhqIQwgC0EIaiELIA5BEGohDiANQRBqIQ0MAQsLIBJBAmohEgwBCwsgD0EEaiEPDAELCws=";

// packages/classic/src/data-products-wasm.ts
var pageBytes = 65536;
var mostBytes = 2 ** 31;
async function wasmProducts(matrix, maxOutputs) {
  if (typeof WebAssembly === "undefined") return void 0;
  const { data: data2, rows, cols } = matrix;
  const rowCount = Math.ceil(rows / 4) * 4;
  const colCount = cols + cols % 2;
  const outputCount = maxOutputs + maxOutputs % 2;
  const vectorsAt = Math.ceil(rowCount * colCount * 4 / 16) * 16;
  const scoresAt = vectorsAt + outputCount * colCount * 8;
  const bytes = scoresAt + outputCount * rowCount * 8;
  if (bytes > mostBytes) return void 0;
  let memory2;
  let kernels;
  try {
    memory2 = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
    const binary = Uint8Array.from(atob(linearModule), (char) => char.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(binary, { env: { memory: memory2 } });
    kernels = instance.exports;
  } catch (cause) {
    if (cause instanceof WebAssembly.CompileError || cause instanceof RangeError) return void 0;
    throw cause;
  }
  const stored = new Float32Array(memory2.buffer, 0, rowCount * colCount);
  for (let r = 0; r < rows; r++) stored.set(data2.subarray(r * cols, (r + 1) * cols), r * colCount);
  const vectors = new Float64Array(memory2.buffer, vectorsAt, outputCount * colCount);
  const scoresOf = new Float64Array(memory2.buffer, scoresAt, outputCount * rowCount);
  return {
    engine: "wasm",
    multiply(coefficients, scores, outputs, firstRow = 0) {
      const padded = outputs + outputs % 2;
      copyRows(coefficients, cols, vectors, colCount, outputs);
      if (padded > outputs) vectors.fill(0, outputs * colCount, padded * colCount);
      kernels.multiply(0, firstRow, rowCount, colCount, vectorsAt, padded, scoresAt);
      copyRows(scoresOf, padded, scores, outputs, rows, firstRow);
    },
    transposedMultiply(residuals, sums, outputs) {
      const padded = outputs + outputs % 2;
      if (rowCount > rows || padded > outputs) scoresOf.fill(0);
      copyRows(residuals, outputs, scoresOf, padded, rows);
      vectors.fill(0, 0, padded * colCount);
      kernels.addTransposed(0, rowCount, colCount, scoresAt, padded, vectorsAt);
      copyRows(vectors, colCount, sums, cols, outputs);
    }
  };
}
function copyRows(from, fromStride, to, toStride, rows, firstRow = 0) {
  if (fromStride === toStride) {
    to.set(from.subarray(firstRow * fromStride, rows * fromStride), firstRow * toStride);
    return;
  }
  const width = Math.min(fromStride, toStride);
  for (let r = firstRow; r < rows; r++) {
    for (let c = 0; c < width; c++) to[r * toStride + c] = from[r * fromStride + c];
  }
}

// packages/classic/src/data-products.ts
async function createDataProducts(matrix, maxOutputs) {
  return await wasmProducts(matrix, maxOutputs) ?? plainProducts(matrix);
}

// packages/classic/src/lbfgs.ts
var memory = 10;
var valueTolerance = 64 * Number.EPSILON;
async function minimizeLbfgs(objective, options) {
  const { tolerance, maxIterations, pacer } = options;
  const { size, gradient } = objective;
  const steps = [];
  const changes = [];
  const curvatures = [];
  const direction = new Float64Array(size);
  const previous = new Float64Array(size);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (greatest(gradient) <= tolerance) return { iterations: iteration, converged: true };
    quasiNewtonDirection(gradient, steps, changes, curvatures, direction);
    let slope = dot(gradient, direction);
    if (!(slope < 0)) {
      steps.length = changes.length = curvatures.length = 0;
      for (let i = 0; i < size; i++) direction[i] = -gradient[i];
      slope = dot(gradient, direction);
    }
    const before = objective.value;
    objective.aim(direction);
    await pacer.pause();
    const first = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const step = lineSearch(objective, before, slope, first);
    if (step === 0) return { iterations: iteration, converged: false };
    previous.set(gradient);
    objective.accept(step);
    pacer.report({ done: iteration + 1, total: maxIterations, loss: objective.value, unit: "iteration" });
    await pacer.pause();
    if (steps.length === memory) {
      steps.push(steps.shift());
      changes.push(changes.shift());
      curvatures.shift();
    } else {
      steps.push(new Float64Array(size));
      changes.push(new Float64Array(size));
    }
    const s = steps[steps.length - 1];
    const y2 = changes[changes.length - 1];
    for (let i = 0; i < size; i++) {
      s[i] = step * direction[i];
      y2[i] = gradient[i] - previous[i];
    }
    const curvature = dot(s, y2);
    if (curvature > 0) curvatures.push(curvature);
    else {
      steps.pop();
      changes.pop();
    }
    const scale = Math.max(Math.abs(before), Math.abs(objective.value), 1);
    if ((before - objective.value) / scale <= valueTolerance) return { iterations: iteration + 1, converged: true };
  }
  return { iterations: maxIterations, converged: greatest(gradient) <= tolerance };
}
function quasiNewtonDirection(gradient, steps, changes, curvatures, out) {
  for (let i = 0; i < out.length; i++) out[i] = -gradient[i];
  const factors = new Float64Array(steps.length);
  for (let m = steps.length - 1; m >= 0; m--) {
    const factor = dot(steps[m], out) / curvatures[m];
    factors[m] = factor;
    addScaled(out, changes[m], -factor);
  }
  const last = changes[changes.length - 1];
  if (last) {
    const scale = curvatures[curvatures.length - 1] / dot(last, last);
    for (let i = 0; i < out.length; i++) out[i] *= scale;
  }
  for (let m = 0; m < steps.length; m++) {
    const factor = dot(changes[m], out) / curvatures[m];
    addScaled(out, steps[m], factors[m] - factor);
  }
}
function lineSearch(objective, value0, slope0, first) {
  let low = 0;
  let lowSlope = slope0;
  let high = Number.POSITIVE_INFINITY;
  let highSlope = 0;
  let step = first;
  for (let look = 0; look < 60; look++) {
    const { value, slope } = objective.look(step);
    if (Math.abs(slope) <= -0.1 * slope0 && value <= value0 + 1e-4 * step * slope0) return step;
    if (slope > 0 || !(value < Number.POSITIVE_INFINITY)) {
      high = step;
      highSlope = slope;
    } else {
      low = step;
      lowSlope = slope;
    }
    if (high === Number.POSITIVE_INFINITY) {
      const guess = slope > slope0 ? step * slope0 / (slope0 - slope) : 10 * step;
      step = Math.min(10 * step, Math.max(2 * step, guess));
    } else {
      const width = high - low;
      const secant = low + width * lowSlope / (lowSlope - highSlope);
      const inside = secant > low + 0.05 * width && secant < high - 0.05 * width;
      step = inside && look % 4 !== 3 ? secant : low + width / 2;
    }
  }
  return low > 0 && objective.look(low).value < value0 ? low : 0;
}
function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
function addScaled(into, values, factor) {
  for (let i = 0; i < into.length; i++) into[i] += factor * values[i];
}
function greatest(values) {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i]));
  return max;
}

// packages/classic/src/logistic-objective.ts
function logisticObjective(problem) {
  const { products, rows, cols, y: y2, weights, classCount, penalty, intercept } = problem;
  const outputs = classCount === 2 ? 1 : classCount;
  const coefficientCount = outputs * cols;
  const size = coefficientCount + outputs;
  const parameters = new Float64Array(size);
  const gradient = new Float64Array(size);
  const scores = new Float64Array(rows * outputs);
  const ray = new Float64Array(rows * outputs);
  const residuals = new Float64Array(rows * outputs);
  let totalWeight = 0;
  for (const weight of weights) totalWeight += weight;
  let aimed = new Float64Array(size);
  let squared = 0;
  let crossed = 0;
  let aimedSquared = 0;
  const exps = new Float64Array(outputs);
  const lossAt = (step) => {
    let loss = 0;
    let slope = 0;
    for (let r = 0; r < rows; r++) {
      const weight = weights[r] / totalWeight;
      const at = r * outputs;
      if (outputs === 1) {
        const z = scores[at] + step * ray[at];
        const truth2 = y2[r];
        loss += weight * (Math.max(z, 0) - truth2 * z + Math.log1p(Math.exp(-Math.abs(z))));
        const residual = weight * (logisticOf(z) - truth2);
        residuals[at] = residual;
        slope += residual * ray[at];
        continue;
      }
      let max = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < outputs; k++) {
        const z = scores[at + k] + step * ray[at + k];
        exps[k] = z;
        if (z > max) max = z;
      }
      const truth = y2[r];
      const own = exps[truth] - max;
      let sum = 0;
      for (let k = 0; k < outputs; k++) sum += exps[k] = Math.exp(exps[k] - max);
      loss += weight * (Math.log(sum) - own);
      for (let k = 0; k < outputs; k++) {
        const residual = weight * (exps[k] / sum - (k === truth ? 1 : 0));
        residuals[at + k] = residual;
        slope += residual * ray[at + k];
      }
    }
    return {
      value: loss + 0.5 * penalty * (squared + step * (2 * crossed + step * aimedSquared)),
      slope: slope + penalty * (crossed + step * aimedSquared)
    };
  };
  const takeGradient = () => {
    products.transposedMultiply(residuals, gradient, outputs);
    gradient.fill(0, coefficientCount);
    for (let i = 0; i < coefficientCount; i++) gradient[i] += penalty * parameters[i];
    if (!intercept) return;
    for (let r = 0; r < rows; r++) {
      for (let k = 0; k < outputs; k++) gradient[coefficientCount + k] += residuals[r * outputs + k];
    }
  };
  const objective = {
    size,
    outputs,
    parameters,
    gradient,
    value: lossAt(0).value,
    aim(direction) {
      aimed = direction;
      products.multiply(direction.subarray(0, coefficientCount), ray, outputs);
      for (let r = 0; r < rows; r++) {
        for (let k = 0; k < outputs; k++) ray[r * outputs + k] += direction[coefficientCount + k];
      }
      crossed = 0;
      aimedSquared = 0;
      for (let i = 0; i < coefficientCount; i++) {
        crossed += direction[i] * parameters[i];
        aimedSquared += direction[i] ** 2;
      }
    },
    look: lossAt,
    accept(step) {
      objective.value = lossAt(step).value;
      for (let i = 0; i < scores.length; i++) scores[i] += step * ray[i];
      for (let i = 0; i < size; i++) parameters[i] += step * aimed[i];
      squared = 0;
      for (let i = 0; i < coefficientCount; i++) squared += parameters[i] ** 2;
      takeGradient();
    }
  };
  takeGradient();
  return objective;
}
function logisticOf(z) {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

// packages/classic/src/logistic.ts
function logisticWith(options, known) {
  const { C = 1, classWeight, fitIntercept = true, tol = 1e-4, maxIterations = 1e3 } = options;
  requireAbove("C", C, 0);
  requireAbove("tol", tol, 0);
  requireWhole("maxIterations", maxIterations, 1);
  return createEstimator(
    {
      kind: "logistic",
      options: { C, classWeight, fitIntercept, tol, maxIterations },
      async learn(problem, pacer) {
        const weights = clipWeights(problem, classWeight);
        const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
        const { rows, cols } = problem.x;
        const classCount = problem.classes.length;
        const objective = logisticObjective({
          products: await createDataProducts(problem.x, classCount),
          rows,
          cols,
          y: problem.y,
          weights,
          classCount,
          penalty: 1 / (C * totalWeight),
          intercept: fitIntercept
        });
        const result = await minimizeLbfgs(objective, { tolerance: tol, maxIterations, pacer });
        const { outputs, parameters } = objective;
        return {
          coefficients: parameters.slice(0, outputs * cols),
          intercepts: parameters.slice(outputs * cols),
          ...result
        };
      },
      say: logisticProbabilities,
      toJSON: ({ coefficients, intercepts, iterations, converged }) => ({
        coefficients: packArray(coefficients),
        intercepts: packArray(intercepts),
        iterations,
        converged
      })
    },
    (know) => ({
      get coefficients() {
        return know().learnt.coefficients;
      },
      get intercepts() {
        return know().learnt.intercepts;
      },
      get iterations() {
        return know().learnt.iterations;
      },
      get converged() {
        return know().learnt.converged;
      }
    }),
    known
  );
}
function logisticLearnt(model, classCount, features) {
  const coefficients = unpackArray(model.coefficients);
  const intercepts = unpackArray(model.intercepts);
  const outputs = classCount === 2 ? 1 : classCount;
  if (coefficients.length !== outputs * features || intercepts.length !== outputs) {
    throw new SerError(
      "FORMAT",
      `logistic: needs ${outputs} \xD7 ${features} coefficients, the stored model has ${coefficients.length}`
    );
  }
  return { coefficients, intercepts, iterations: Number(model.iterations), converged: model.converged === true };
}
function logisticProbabilities({ coefficients, intercepts }, x2, out) {
  const { data: data2, rows, cols } = x2;
  const outputs = intercepts.length;
  const scores = new Float64Array(outputs);
  for (let r = 0; r < rows; r++) {
    let max = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < outputs; k++) {
      let sum = intercepts[k];
      for (let j = 0; j < cols; j++) sum += coefficients[k * cols + j] * data2[r * cols + j];
      scores[k] = sum;
      if (sum > max) max = sum;
    }
    if (outputs === 1) {
      const p2 = logisticOf(max);
      out.data[2 * r] = 1 - p2;
      out.data[2 * r + 1] = p2;
      continue;
    }
    let total = 0;
    for (let k = 0; k < outputs; k++) total += scores[k] = Math.exp(scores[k] - max);
    for (let k = 0; k < outputs; k++) out.data[r * outputs + k] = scores[k] / total;
  }
}

// packages/classic/src/svm/couple-pairs.ts
function couplePairs(pairwise, k, out) {
  const q = new Float64Array(k * k);
  const qp = new Float64Array(k);
  for (let t = 0; t < k; t++) {
    out[t] = 1 / k;
    for (let j = 0; j < k; j++) {
      if (j === t) continue;
      q[t * k + t] += pairwise[j * k + t] ** 2;
      q[t * k + j] = -pairwise[j * k + t] * pairwise[t * k + j];
    }
  }
  const tolerance = 5e-3 / k;
  for (let iteration = 0; iteration < Math.max(100, k); iteration++) {
    let pqp = 0;
    for (let t = 0; t < k; t++) {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += q[t * k + j] * out[j];
      qp[t] = sum;
      pqp += out[t] * sum;
    }
    let greatest2 = 0;
    for (let t = 0; t < k; t++) greatest2 = Math.max(greatest2, Math.abs(qp[t] - pqp));
    if (greatest2 < tolerance) break;
    for (let t = 0; t < k; t++) {
      const change = (-qp[t] + pqp) / q[t * k + t];
      out[t] += change;
      pqp = (pqp + change * (change * q[t * k + t] + 2 * qp[t])) / (1 + change) ** 2;
      for (let j = 0; j < k; j++) {
        qp[j] = (qp[j] + change * q[t * k + j]) / (1 + change);
        out[j] /= 1 + change;
      }
    }
  }
}

// packages/classic/src/svm/kernel.ts
function kernelValue(kernel, product, squareA, squareB) {
  switch (kernel.type) {
    case "linear":
      return product;
    case "poly":
      return (kernel.gamma * product + kernel.coef0) ** kernel.degree;
    default:
      return Math.exp(-kernel.gamma * Math.max(0, squareA + squareB - 2 * product));
  }
}
function squaredNorms({ data: data2, rows, cols }) {
  const squares = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let i = r * cols; i < (r + 1) * cols; i++) sum += data2[i] ** 2;
    squares[r] = sum;
  }
  return squares;
}
function resolveGamma(gamma, { data: data2, cols }) {
  if (gamma === "auto") return 1 / cols;
  if (gamma === "scale") {
    let mean = 0;
    for (const value of data2) mean += value;
    mean /= data2.length;
    let variance = 0;
    for (const value of data2) variance += (value - mean) ** 2;
    variance /= data2.length;
    return variance > 0 ? 1 / (cols * variance) : 1;
  }
  if (typeof gamma === "number" && gamma > 0 && Number.isFinite(gamma)) return gamma;
  throw new SerError("PARAMETER", `gamma must be 'scale', 'auto' or > 0, got ${String(gamma)}`);
}

// packages/classic/src/svm/kernel-rows.ts
var blockRows = 16;
async function kernelRows(x2, kernel, cacheMegabytes, pacer) {
  const { data: data2, rows, cols } = x2;
  const products = await createDataProducts(x2, blockRows);
  const squares = squaredNorms(x2);
  const diagonal = squares.map((square) => kernelValue(kernel, square, square, square));
  const fits = Math.floor(cacheMegabytes * 2 ** 20 / (rows * 4));
  if (rows > fits) return { row: cachedRows(), diagonal };
  const matrix = new Float32Array(rows * rows);
  const block = new Float64Array(blockRows * cols);
  const scores = new Float64Array(rows * blockRows);
  for (let first = 0; first < rows; first += blockRows) {
    const count = Math.min(blockRows, rows - first);
    for (let i = 0; i < count * cols; i++) block[i] = data2[first * cols + i];
    products.multiply(block, scores, count, first);
    for (let r = first; r < rows; r++) {
      for (let k = 0; k < count; k++) {
        const c = first + k;
        const product = scores[r * count + k];
        const value = kernelValue(kernel, product, squares[r], squares[c]);
        matrix[r * rows + c] = value;
        matrix[c * rows + r] = value;
      }
    }
    await pacer.pause();
  }
  return { row: (i) => matrix.subarray(i * rows, (i + 1) * rows), diagonal };
  function cachedRows() {
    const kept = /* @__PURE__ */ new Map();
    const vector = new Float64Array(cols);
    const scores2 = new Float64Array(rows);
    return (i) => {
      let row = kept.get(i);
      if (row) {
        kept.delete(i);
      } else {
        if (kept.size >= Math.max(2, fits)) {
          const [oldest, freed] = kept.entries().next().value;
          kept.delete(oldest);
          row = freed;
        } else row = new Float32Array(rows);
        for (let j = 0; j < cols; j++) vector[j] = data2[i * cols + j];
        products.multiply(vector, scores2, 1);
        for (let r = 0; r < rows; r++) {
          row[r] = kernelValue(kernel, scores2[r], squares[r], squares[i]);
        }
      }
      kept.set(i, row);
      return row;
    };
  }
}

// packages/classic/src/svm/solve-binary.ts
var tau = 1e-12;
async function solveBinary(problem, kernel, tolerance, pacer) {
  const { clips, sign, bound } = problem;
  const n2 = clips.length;
  const alpha = new Float64Array(n2);
  const gradient = new Float64Array(n2).fill(-1);
  const diagonal = Float64Array.from(clips, (clip) => kernel.diagonal[clip]);
  const limit = Math.max(1e7, 100 * n2);
  const rowI = new Float32Array(n2);
  const rowJ = new Float32Array(n2);
  for (let iteration = 0; iteration < limit; iteration++) {
    if (iteration % 500 === 499) await pacer.pause();
    let i = -1;
    let greatestUp = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < n2; t++) {
      const positive = sign[t] === 1;
      const canMove = positive ? alpha[t] < bound[t] : alpha[t] > 0;
      if (!canMove) continue;
      const value = positive ? -gradient[t] : gradient[t];
      if (value >= greatestUp) {
        greatestUp = value;
        i = t;
      }
    }
    if (i < 0) break;
    gather(kernel.row(clips[i]), clips, rowI);
    let j = -1;
    let greatestDown = Number.NEGATIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    const own = diagonal[i];
    for (let t = 0; t < n2; t++) {
      const positive = sign[t] === 1;
      const canMove = positive ? alpha[t] > 0 : alpha[t] < bound[t];
      if (!canMove) continue;
      const value = positive ? gradient[t] : -gradient[t];
      if (value > greatestDown) greatestDown = value;
      const difference = greatestUp + value;
      if (difference <= 0) continue;
      const curvature2 = own + diagonal[t] - 2 * rowI[t];
      const gain = -(difference * difference) / (curvature2 > 0 ? curvature2 : tau);
      if (gain <= least) {
        least = gain;
        j = t;
      }
    }
    if (greatestUp + greatestDown < tolerance || j < 0) break;
    gather(kernel.row(clips[j]), clips, rowJ);
    const si = sign[i];
    const sj = sign[j];
    const boundI = bound[i];
    const boundJ = bound[j];
    const oldI = alpha[i];
    const oldJ = alpha[j];
    const curvature = own + diagonal[j] - 2 * rowI[j];
    const quadratic = curvature > 0 ? curvature : tau;
    let newI;
    let newJ;
    if (si !== sj) {
      const delta = (-gradient[i] - gradient[j]) / quadratic;
      const difference = oldI - oldJ;
      newI = oldI + delta;
      newJ = oldJ + delta;
      if (difference > 0) {
        if (newJ < 0) {
          newJ = 0;
          newI = difference;
        }
      } else if (newI < 0) {
        newI = 0;
        newJ = -difference;
      }
      if (difference > boundI - boundJ) {
        if (newI > boundI) {
          newI = boundI;
          newJ = boundI - difference;
        }
      } else if (newJ > boundJ) {
        newJ = boundJ;
        newI = boundJ + difference;
      }
    } else {
      const delta = (gradient[i] - gradient[j]) / quadratic;
      const sum = oldI + oldJ;
      newI = oldI - delta;
      newJ = oldJ + delta;
      if (sum > boundI) {
        if (newI > boundI) {
          newI = boundI;
          newJ = sum - boundI;
        }
      } else if (newJ < 0) {
        newJ = 0;
        newI = sum;
      }
      if (sum > boundJ) {
        if (newJ > boundJ) {
          newJ = boundJ;
          newI = sum - boundJ;
        }
      } else if (newI < 0) {
        newI = 0;
        newJ = sum;
      }
    }
    alpha[i] = newI;
    alpha[j] = newJ;
    const changeI = si * (newI - oldI);
    const changeJ = sj * (newJ - oldJ);
    for (let t = 0; t < n2; t++) gradient[t] += sign[t] * (rowI[t] * changeI + rowJ[t] * changeJ);
  }
  return { coefficients: alpha.map((value, t) => value * sign[t]), rho: offset(alpha, gradient, sign, bound) };
}
function gather(row, clips, out) {
  for (let t = 0; t < clips.length; t++) out[t] = row[clips[t]];
}
function offset(alpha, gradient, sign, bound) {
  let free = 0;
  let sum = 0;
  let upper = Number.POSITIVE_INFINITY;
  let lower = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < alpha.length; t++) {
    const value = sign[t] * gradient[t];
    if (alpha[t] >= bound[t]) {
      if (sign[t] === -1) upper = Math.min(upper, value);
      else lower = Math.max(lower, value);
    } else if (alpha[t] <= 0) {
      if (sign[t] === 1) upper = Math.min(upper, value);
      else lower = Math.max(lower, value);
    } else {
      free++;
      sum += value;
    }
  }
  return free > 0 ? sum / free : (upper + lower) / 2;
}

// packages/classic/src/svm/libsvm-solver.ts
async function libsvmSolver(kernel, tolerance, pacer) {
  const { default: Svm } = await import("libsvm-js/asm.js");
  return async (problem) => {
    const { clips, sign, bound } = problem;
    const n2 = clips.length;
    const rows = Array.from(clips, (clip, i) => {
      const row = kernel.row(clip);
      return [i + 1, ...Array.from(clips, (other) => row[other])];
    });
    const svm = new Svm({
      type: Svm.SVM_TYPES.C_SVC,
      kernel: Svm.KERNEL_TYPES.PRECOMPUTED,
      cost: 1,
      weight: { "1": sideBound(problem, 1), "-1": sideBound(problem, -1) },
      tolerance,
      quiet: true
    });
    let text;
    try {
      svm.train(rows, Array.from(sign));
      text = svm.serializeModel();
    } finally {
      svm.free();
    }
    await pacer.pause();
    const firstIsPositive = /^label 1 /m.test(text);
    const coefficients = new Float64Array(n2);
    for (const [, coefficient, place] of text.slice(text.indexOf("\nSV")).matchAll(/^(\S+) 0:(\d+)/gm)) {
      coefficients[Number(place) - 1] = (firstIsPositive ? 1 : -1) * Number(coefficient);
    }
    const alpha = coefficients.map((value) => Math.abs(value));
    const gradient = new Float64Array(n2).fill(-1);
    for (let j = 0; j < n2; j++) {
      if (coefficients[j] === 0) continue;
      const row = kernel.row(clips[j]);
      for (let t = 0; t < n2; t++) gradient[t] += sign[t] * coefficients[j] * row[clips[t]];
    }
    return { coefficients, rho: offset(alpha, gradient, sign, bound) };
  };
}
function sideBound({ sign, bound }, side) {
  let common;
  for (let t = 0; t < bound.length; t++) {
    if (sign[t] !== side) continue;
    common ??= bound[t];
    if (bound[t] !== common) {
      throw new SerError("UNSUPPORTED", "svm: engine 'libsvm-js' has no sample weights, use engine 'smo'");
    }
  }
  return common ?? 1;
}

// packages/classic/src/svm/platt.ts
function fitSigmoid(decisions, sign) {
  const n2 = decisions.length;
  let positive = 0;
  for (const value2 of sign) if (value2 > 0) positive++;
  const negative = n2 - positive;
  const high = (positive + 1) / (positive + 2);
  const low = 1 / (negative + 2);
  const target = Float64Array.from(sign, (value2) => value2 > 0 ? high : low);
  let a = 0;
  let b = Math.log((negative + 1) / (positive + 1));
  const loss = (ta, tb) => {
    let sum = 0;
    for (let i = 0; i < n2; i++) {
      const f = decisions[i] * ta + tb;
      sum += f >= 0 ? target[i] * f + Math.log1p(Math.exp(-f)) : (target[i] - 1) * f + Math.log1p(Math.exp(f));
    }
    return sum;
  };
  let value = loss(a, b);
  for (let iteration = 0; iteration < 100; iteration++) {
    let h11 = 1e-12;
    let h22 = 1e-12;
    let h21 = 0;
    let g1 = 0;
    let g2 = 0;
    for (let i = 0; i < n2; i++) {
      const d = decisions[i];
      const f = d * a + b;
      const e = Math.exp(-Math.abs(f));
      const p2 = f >= 0 ? e / (1 + e) : 1 / (1 + e);
      const q = 1 - p2;
      h11 += d * d * p2 * q;
      h22 += p2 * q;
      h21 += d * p2 * q;
      g1 += d * (target[i] - p2);
      g2 += target[i] - p2;
    }
    if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) break;
    const det = h11 * h22 - h21 * h21;
    const da = -(h22 * g1 - h21 * g2) / det;
    const db = -(-h21 * g1 + h11 * g2) / det;
    const slope = g1 * da + g2 * db;
    let step = 1;
    let moved = false;
    for (; step >= 1e-10; step /= 2) {
      const next = loss(a + step * da, b + step * db);
      if (next < value + 1e-4 * step * slope) {
        a += step * da;
        b += step * db;
        value = next;
        moved = true;
        break;
      }
    }
    if (!moved) break;
  }
  return { a, b };
}
function sigmoidAt({ a, b }, decision) {
  const f = a * decision + b;
  if (f < 0) return 1 / (1 + Math.exp(f));
  const e = Math.exp(-f);
  return e / (1 + e);
}

// packages/classic/src/svm/support-vectors.ts
function gatherSupportVectors(x2, pairs, kernel) {
  const used = /* @__PURE__ */ new Set();
  for (const { clips: clips2, coefficients } of pairs) {
    for (let t = 0; t < clips2.length; t++) if (coefficients[t] !== 0) used.add(clips2[t]);
  }
  const clips = Int32Array.from(used).sort();
  const place = new Map(Array.from(clips, (clip, i) => [clip, i]));
  const weights = new Float64Array(pairs.length * clips.length);
  pairs.forEach((pair, p2) => {
    for (let t = 0; t < pair.clips.length; t++) {
      const coefficient = pair.coefficients[t];
      if (coefficient !== 0) weights[p2 * clips.length + place.get(pair.clips[t])] = coefficient;
    }
  });
  const vectors = takeRows(x2, clips);
  const sigmoids = pairs.every((pair) => pair.sigmoid) ? pairs.map((pair) => pair.sigmoid) : void 0;
  return {
    kernel,
    vectors,
    squares: squaredNorms(vectors),
    weights,
    rho: Float64Array.from(pairs, (pair) => pair.rho),
    sigmoids
  };
}
var blockClips = 16;
async function pairDecisions(model, x2) {
  const { vectors, squares, weights, rho, kernel } = model;
  const pairCount = rho.length;
  model.products ??= createDataProducts(vectors, blockClips);
  const products = await model.products;
  const xSquares = squaredNorms(x2);
  const decisions = new Float64Array(x2.rows * pairCount);
  const block = new Float64Array(blockClips * x2.cols);
  const scores = new Float64Array(vectors.rows * blockClips);
  const similar = new Float64Array(vectors.rows);
  for (let first = 0; first < x2.rows; first += blockClips) {
    const count = Math.min(blockClips, x2.rows - first);
    for (let i = 0; i < count * x2.cols; i++) block[i] = x2.data[first * x2.cols + i];
    products.multiply(block, scores, count);
    for (let k = 0; k < count; k++) {
      for (let v = 0; v < vectors.rows; v++) {
        similar[v] = kernelValue(kernel, scores[v * count + k], squares[v], xSquares[first + k]);
      }
      for (let p2 = 0; p2 < pairCount; p2++) {
        let sum = 0;
        const at = p2 * vectors.rows;
        for (let v = 0; v < vectors.rows; v++) sum += weights[at + v] * similar[v];
        decisions[(first + k) * pairCount + p2] = sum - rho[p2];
      }
    }
  }
  return decisions;
}
function packSupportVectors(model) {
  const { kernel, vectors, weights, rho, sigmoids } = model;
  const places = [];
  weights.forEach((weight, i) => {
    if (weight !== 0) places.push(i);
  });
  return {
    kernel: { ...kernel },
    vectors: packArray(vectors.data),
    places: packArray(Int32Array.from(places)),
    weights: packArray(Float64Array.from(places, (i) => weights[i])),
    rho: packArray(rho),
    sigmoids: sigmoids && packArray(Float64Array.from(sigmoids.flatMap(({ a, b }) => [a, b])))
  };
}
function unpackSupportVectors(json, classCount, features) {
  const kernel = json.kernel;
  const data2 = unpackArray(json.vectors);
  const places = unpackArray(json.places);
  const stored = unpackArray(json.weights);
  const rho = unpackArray(json.rho);
  const pairCount = classCount * (classCount - 1) / 2;
  const rows = data2.length / features;
  const known = kernel && ["rbf", "linear", "poly"].includes(kernel.type);
  const numbers = known && [kernel.gamma, kernel.degree, kernel.coef0].every(Number.isFinite);
  const fits = Number.isInteger(rows) && rho.length === pairCount && places.length === stored.length;
  if (!numbers || !fits) throw new SerError("FORMAT", "svm: the stored support vectors are damaged");
  const weights = new Float64Array(pairCount * rows);
  places.forEach((place, i) => {
    if (place < 0 || place >= weights.length) throw new SerError("FORMAT", "svm: the stored weights are damaged");
    weights[place] = stored[i];
  });
  let sigmoids;
  if (json.sigmoids !== void 0) {
    const ab = unpackArray(json.sigmoids);
    if (ab.length !== 2 * pairCount) throw new SerError("FORMAT", "svm: the stored sigmoids are damaged");
    sigmoids = Array.from({ length: pairCount }, (_, p2) => ({ a: ab[2 * p2], b: ab[2 * p2 + 1] }));
  }
  const vectors = createMatrix(rows, features, data2);
  return { kernel, vectors, squares: squaredNorms(vectors), weights, rho, sigmoids };
}

// packages/classic/src/inner-folds.ts
function innerFolds(count, folds, groups, random) {
  const foldOf = new Int32Array(count);
  const members = /* @__PURE__ */ new Map();
  groups?.forEach((group, i) => {
    const list = members.get(group);
    if (list) list.push(i);
    else members.set(group, [i]);
  });
  if (members.size < 2) {
    random.shuffle(Array.from({ length: count }, (_, i) => i)).forEach((clip, place) => {
      foldOf[clip] = place % folds;
    });
    return foldOf;
  }
  const sizes = new Array(folds).fill(0);
  const dealt = random.shuffle([...members.keys()].sort());
  dealt.sort((a, b) => members.get(b).length - members.get(a).length);
  for (const group of dealt) {
    const fold = sizes.indexOf(Math.min(...sizes));
    const list = members.get(group);
    sizes[fold] += list.length;
    for (const clip of list) foldOf[clip] = fold;
  }
  return foldOf;
}

// packages/classic/src/svm/train-pairs.ts
async function trainPairs(training, bounds, solve, decide, options, pacer) {
  const { y: y2, classes, groups } = training;
  const members = classes.map((_, c) => {
    const clips = [];
    for (let i = 0; i < y2.length; i++) if (y2[i] === c && bounds[i] > 0) clips.push(i);
    return clips;
  });
  const random = createRandom(`${options.seed}/platt`);
  const foldOf = groups ? innerFolds(y2.length, 5, groups, random.fork("groups")) : void 0;
  const pairs = [];
  const total = classes.length * (classes.length - 1) / 2;
  for (let a = 0; a < classes.length; a++) {
    for (let b = a + 1; b < classes.length; b++) {
      const clips = Int32Array.from([...members[a], ...members[b]]);
      const problem = problemOf(clips, y2, a, bounds);
      const pair = { a, b, clips, ...await solve(problem) };
      if (options.probability) {
        const folds = foldOf ? Int32Array.from(clips, (clip) => foldOf[clip]) : innerFolds(clips.length, 5, void 0, random.fork(`${a}/${b}`));
        pair.sigmoid = fitSigmoid(await heldOutDecisions(problem, folds, solve, decide), problem.sign);
      }
      pairs.push(pair);
      pacer.report({ done: pairs.length, total, unit: "pair of classes" });
      await pacer.pause();
    }
  }
  return pairs;
}
function problemOf(clips, y2, positive, bounds) {
  return {
    clips,
    sign: Int8Array.from(clips, (clip) => y2[clip] === positive ? 1 : -1),
    bound: Float64Array.from(clips, (clip) => bounds[clip])
  };
}
async function heldOutDecisions(problem, folds, solve, decide) {
  const decisions = new Float64Array(problem.clips.length);
  const places = Array.from(problem.clips, (_, t) => t);
  for (let fold = 0; fold < 5; fold++) {
    const held = places.filter((t) => folds[t] === fold);
    const kept = places.filter((t) => folds[t] !== fold);
    if (held.length === 0) continue;
    const sides = new Set(kept.map((t) => problem.sign[t]));
    let values;
    if (sides.size < 2) {
      const [only = 0] = sides;
      values = held.map(() => only);
    } else {
      const inner = {
        clips: Int32Array.from(kept, (t) => problem.clips[t]),
        sign: Int8Array.from(kept, (t) => problem.sign[t]),
        bound: Float64Array.from(kept, (t) => problem.bound[t])
      };
      values = decide(
        inner,
        await solve(inner),
        Int32Array.from(held, (t) => problem.clips[t])
      );
    }
    held.forEach((t, i) => {
      decisions[t] = values[i];
    });
  }
  return decisions;
}

// packages/classic/src/svm/svm.ts
function createSvm(options = {}) {
  return svmWith(options);
}
function svmWith(options, known) {
  const {
    C = 1,
    kernel = "rbf",
    gamma = "scale",
    degree = 3,
    coef0 = 0,
    classWeight,
    probability = true,
    tol = 1e-3,
    cacheMegabytes = 400,
    engine = "smo",
    seed = 1
  } = options;
  requireAbove("C", C, 0);
  requireOneOf("kernel", kernel, ["rbf", "linear", "poly"]);
  if (typeof gamma === "number") requireAbove("gamma", gamma, 0);
  else requireOneOf("gamma", gamma, ["scale", "auto"]);
  requireWhole("degree", degree, 1);
  requireOneOf("probability", probability, [true, false]);
  requireAbove("tol", tol, 0);
  requireAbove("cacheMegabytes", cacheMegabytes, 0);
  requireOneOf("engine", engine, ["smo", "libsvm-js"]);
  const classifier = createEstimator(
    {
      kind: "svm",
      options: { C, kernel, gamma, degree, coef0, classWeight, probability, tol, cacheMegabytes, engine, seed },
      async learn(problem, pacer) {
        const { x: x2 } = problem;
        const shape = { type: kernel, gamma: resolveGamma(gamma, x2), degree, coef0 };
        const bounds = clipWeights(problem, classWeight).map((weight) => weight * C);
        const rows = await kernelRows(x2, shape, cacheMegabytes, pacer);
        const solve = engine === "smo" ? (binary) => solveBinary(binary, rows, tol, pacer) : await libsvmSolver(rows, tol, pacer);
        const decide = (binary, solution, held) => decisionsFromRows(rows, binary, solution, held);
        const pairs = await trainPairs(problem, bounds, solve, decide, { probability, seed }, pacer);
        return gatherSupportVectors(x2, pairs, shape);
      },
      say: svmProbabilities,
      toJSON: packSupportVectors
    },
    (know) => ({
      get supportVectorCount() {
        return know().learnt.vectors.rows;
      },
      decisionValues: (x2) => pairDecisions(know().learnt, x2)
    }),
    known
  );
  return classifier;
}
var svmLearnt = unpackSupportVectors;
function decisionsFromRows(rows, { clips }, { coefficients, rho }, held) {
  return Float64Array.from(held, (clip) => {
    const row = rows.row(clip);
    let sum = -rho;
    for (let t = 0; t < clips.length; t++) sum += coefficients[t] * row[clips[t]];
    return sum;
  });
}
async function svmProbabilities(model, x2, out) {
  const decisions = await pairDecisions(model, x2);
  const k = out.cols;
  const pairCount = model.rho.length;
  const row = new Float64Array(k);
  const pairwise = new Float64Array(k * k);
  for (let r = 0; r < x2.rows; r++) {
    const own = decisions.subarray(r * pairCount, (r + 1) * pairCount);
    if (model.sigmoids) {
      let p2 = 0;
      for (let a = 0; a < k; a++) {
        for (let b = a + 1; b < k; b++, p2++) {
          const share = Math.min(1 - 1e-7, Math.max(1e-7, sigmoidAt(model.sigmoids[p2], own[p2])));
          pairwise[a * k + b] = share;
          pairwise[b * k + a] = 1 - share;
        }
      }
      if (k === 2) {
        row[0] = pairwise[1];
        row[1] = pairwise[2];
      } else couplePairs(pairwise, k, row);
    } else softmaxOfVotes(own, k, row);
    for (let c = 0; c < k; c++) out.data[r * k + c] = row[c];
  }
}
function softmaxOfVotes(decisions, k, out) {
  const votes = new Float64Array(k);
  const confidence = new Float64Array(k);
  let p2 = 0;
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++, p2++) {
      const decision = decisions[p2];
      votes[decision > 0 ? a : b] += 1;
      confidence[a] += decision;
      confidence[b] -= decision;
    }
  }
  let max = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < k; c++) {
    out[c] = votes[c] + confidence[c] / (3 * (Math.abs(confidence[c]) + 1));
    max = Math.max(max, out[c]);
  }
  let sum = 0;
  for (let c = 0; c < k; c++) sum += out[c] = Math.exp(out[c] - max);
  for (let c = 0; c < k; c++) out[c] /= sum;
}

// packages/classic/src/classifier-from-json.ts
function classifierFromJson(json) {
  const stored = requireStored(json);
  const { kind, options, model, classes, features } = stored;
  try {
    switch (kind) {
      case "forest":
      case "extra-trees":
        return treesWith(kind, options, { classes, features, learnt: treesLearnt(model, classes.length, features) });
      case "svm":
        return svmWith(options, { classes, features, learnt: svmLearnt(model, classes.length, features) });
      case "logistic":
        return logisticWith(options, { classes, features, learnt: logisticLearnt(model, classes.length, features) });
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SerError("FORMAT", `the stored ${kind} model is damaged: ${reason}`, { cause });
  }
  throw new SerError("FORMAT", `the stored model is of an unknown kind: ${String(kind)}`);
}
function requireStored(json) {
  const stored = json ?? {};
  if (stored.format !== "ser-classic") throw new SerError("FORMAT", "this is not a stored classifier of @ser/classic");
  if (!Number.isInteger(stored.version) || stored.version < 1) {
    throw new SerError("FORMAT", `the stored model has no valid version: ${String(stored.version)}`);
  }
  if (stored.version > storedVersion) {
    throw new SerError(
      "FORMAT",
      `the stored model has version ${stored.version}, this @ser/classic reads up to ${storedVersion}: update it`
    );
  }
  const { classes, features, model, options } = stored;
  const fits = Array.isArray(classes) && classes.length >= 2 && classes.every((label) => typeof label === "string") && Number.isInteger(features) && features >= 1 && typeof model === "object" && model !== null && typeof options === "object" && options !== null;
  if (!fits)
    throw new SerError("FORMAT", "the stored model is damaged: classes, features, options or model are missing");
  return stored;
}

// ../../tmp/svm.ts
import { readFileSync } from "node:fs";
var [file, n, p] = [process.argv[2], +process.argv[3], +process.argv[4]];
var buf = readFileSync(file);
var data = new Float32Array(buf.buffer.slice(buf.byteOffset, buf.byteOffset + buf.byteLength));
var y = Array.from({ length: n }, (_, i) => "c" + i % 8);
var x = { data, rows: n, cols: p };
for (const o of [{}, {}, { probability: true }, { kernel: "linear" }, { kernel: "poly" }, { engine: "libsvm-js" }]) {
  const m = createSvm({ probability: false, ...o });
  let t = performance.now();
  const c = process.cpuUsage();
  await m.fit(x, y);
  console.log(JSON.stringify(o), performance.now() - t, process.cpuUsage(c).user / 1e3, m.supportVectorCount, (await m.decisionValues({ data: data.subarray(0, p), rows: 1, cols: p })).slice(0, 4));
  t = performance.now();
  const a = await m.predictProba(x);
  const t2 = performance.now() - t;
  const b = await classifierFromJson(JSON.parse(JSON.stringify(m))).predictProba(x);
  console.log("  predict ms", t2, a.data.every((v, i) => v === b.data[i]), a.data.slice(0, 3));
}

import { describe, expect, it } from 'vitest';
import { completeRecipe } from '../src/index.js';
import { type GridExperiment, lineOf, parseExperiment } from '../src/node/experiment.js';

describe('parseExperiment', () => {
	it('takes one value or a list and fills in defaults', () => {
		const grid = parseExperiment('{"corpora":"x","models":["svm","forest"],"out":"runs"}', 'e.json') as GridExperiment;
		expect(grid).toMatchObject({
			corpora: ['x'],
			models: ['svm', 'forest'],
			folds: 'speaker:5',
			clean: ['none'],
			seeds: [1],
		});
	});

	it.each([
		['{"corpora":["x"],\n"models":["svm"],\n"outt":"runs"}', /e\.json:3: outt: no such field/],
		['{"corpora":["x"],\n"models":[],"out":"r"}', /e\.json:2: models: /],
		['{"corpora":["x"],\n"models":["svm"]\n"out":"r"}', /e\.json:3: not JSON/],
		['{"cross":["a"],"out":"r"}', /at least two corpora/],
		['{"models":"svm","out":"r"}', /e\.json: corpora: is required/],
		['[]', /e\.json: /],
	])('refuses %s by line', (text, message) => {
		expect(() => parseExperiment(text, 'e.json')).toThrow(message);
	});

	it('finds the line of a nested field', () => {
		expect(lineOf('{\n"a": {\n"b": 1 },\n"c": {\n"b": 2 } }', 'c.b')).toBe(5);
	});
});

describe('completeRecipe', () => {
	it('gives networks frames and classic models functionals', () => {
		expect(completeRecipe({ model: 'cnn' }).members[0]).toMatchObject({ features: 'logmel', model: 'cnn' });
		expect(completeRecipe().members[0]).toMatchObject({ features: 'rich', model: 'logistic' });
		expect(completeRecipe({ model: 'svm+cnn' }).members.map((member) => member.features)).toEqual(['rich', 'logmel']);
	});

	it.each([
		[{ model: 'nope' }, /model must be one of logistic, svm/],
		[{ normalize: 'speaker:0' }, /normalize must be train, speaker, corpus/],
		[{ model: 'svm+cnn', features: 'a+b+c' }, /one for each of the 2 models/],
		[{ wantedAccuracy: 2 }, /wantedAccuracy/],
	])('refuses %j', (input, message) => {
		expect(() => completeRecipe(input)).toThrow(message);
	});
});

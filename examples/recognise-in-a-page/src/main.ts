import { decodeAudio } from '@ser/audio';
import { openMicrophone } from '@ser/audio/browser';
import { loadRecogniser, type Prediction, type Recogniser, streamTimeline } from '@ser/pipeline';
import { emotionColor } from '@ser/viz';

const view = {
	status: document.querySelector<HTMLElement>('#status')!,
	bars: document.querySelector<HTMLElement>('#bars')!,
	file: document.querySelector<HTMLInputElement>('#file')!,
	listen: document.querySelector<HTMLButtonElement>('#listen')!,
};

const recogniser = await fetchRecogniser('run');
view.status.textContent = `Ready: ${recogniser.classes.length} emotions, learned from ${recogniser.training.clips} clips of ${recogniser.training.speakers.length} speakers.`;
view.file.disabled = false;
view.listen.disabled = false;

view.file.addEventListener('change', async () => {
	const [file] = view.file.files ?? [];
	if (!file) return;
	try {
		const waveform = await decodeAudio(new Uint8Array(await file.arrayBuffer()), { name: file.name });
		show(await recogniser.predict(waveform), file.name);
	} catch (error) {
		view.status.textContent = (error as Error).message;
	}
});

let listening: AbortController | undefined;
view.listen.addEventListener('click', async () => {
	if (listening) {
		listening.abort();
		return;
	}
	listening = new AbortController();
	view.listen.textContent = 'Stop';
	try {
		const microphone = await openMicrophone({ sampleRate: 16000, signal: listening.signal });
		for await (const point of streamTimeline(recogniser, microphone, { hopSeconds: 0.5 })) {
			if (point.silence) view.status.textContent = 'Listening … silence';
			else show(point, 'Listening');
		}
	} catch (error) {
		if (!listening.signal.aborted) view.status.textContent = `No microphone: ${(error as Error).message}`;
	}
	listening = undefined;
	view.listen.textContent = 'Listen';
});

async function fetchRecogniser(folder: string): Promise<Recogniser> {
	const [model, weights] = await Promise.all(
		['model.json', 'weights.bin'].map(async (name) => {
			const response = await fetch(`${folder}/${name}`);
			if (!response.ok) throw new Error(`${folder}/${name}: ${response.status}`);
			return response;
		}),
	);
	return loadRecogniser({ model: await model!.text(), weights: new Uint8Array(await weights!.arrayBuffer()) });
}

function show({ emotion, confidence, probabilities }: Prediction, what: string): void {
	view.status.textContent = `${what}: ${emotion}, ${Math.round(100 * confidence)} %`;
	view.bars.replaceChildren(
		...Object.entries(probabilities).map(([name, p]) => {
			const row = document.createElement('li');
			const bar = document.createElement('span');
			bar.className = 'bar';
			bar.style.inlineSize = `${100 * p}%`;
			bar.style.background = emotionColor(name);
			const label = document.createElement('span');
			label.textContent = name;
			const value = document.createElement('output');
			value.textContent = `${Math.round(100 * p)} %`;
			const track = document.createElement('span');
			track.className = 'track';
			track.append(bar);
			row.append(label, track, value);
			return row;
		}),
	);
}

// For tests: what the page computed.
Object.assign(globalThis, { recogniser });

import { hzToMel } from '@ser/dsp';
import { showAxis } from './axis.js';
import { type LiveFrame, type LiveSource, melRange, microphone, soundFile, startFeatures } from './feature-source.js';
import { ScrollPlot } from './scroll-plot.js';

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const melPlot = new ScrollPlot(element('mel'));
const pitchPlot = new ScrollPlot(element('f0'));
const chromaPlot = new ScrollPlot(element('chroma'));
const status = element<HTMLOutputElement>('status');
const stopButton = element<HTMLButtonElement>('stop');
const tones = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

const waiting: LiveFrame[] = [];
let running: { stop(): Promise<void> } | undefined;
let pictures = 0;
let second = performance.now();
/** Loudest mel value of late, dB; sinks slowly, so that quiet sources fill the scale too. */
let loudest = -40;

/** Quieter frames than this have no pitch worth a dot. */
const pitchFloor = 10 ** (-50 / 20);
/** Nobody's pitch jumps by more than this from frame to frame: where it seems to, there is no voice. */
const mostSemitones = 1.5;
let lastPitch = 0;

const pitchHeight = (hz: number) => Math.log10(hz / 60);
const pitchLines = [75, 150, 300].map(pitchHeight);
showAxis(
	'f0-axis',
	[75, 150, 300].map((hz) => ({ at: pitchHeight(hz), label: `${hz} Hz` })),
);
showAxis(
	'mel-axis',
	[500, 1000, 2000, 4000].map((hz) => {
		const [low, high] = melRange.map((end) => hzToMel(end));
		return { at: (hzToMel(hz) - low!) / (high! - low!), label: `${hz / 1000} kHz` };
	}),
);
showAxis(
	'chroma-axis',
	[0, 4, 7, 11].map((tone) => ({ at: (tone + 0.5) / 12, label: tones[tone]! })),
);

function draw(): void {
	requestAnimationFrame(draw);
	countPictures();
	const frames = waiting.splice(0);
	if (frames.length === 0) return;
	for (const plot of [melPlot, pitchPlot, chromaPlot]) plot.scroll(frames.length);
	frames.forEach((frame, i) => {
		const fromRight = frames.length - 1 - i;
		loudest = Math.max(loudest - 0.05, ...frame.mel);
		melPlot.drawBands(fromRight, frame.mel.length, (band) => 1 + (frame.mel[band]! - loudest) / 70);
		const loud = frame.rms > pitchFloor;
		chromaPlot.drawBands(fromRight, 12, (tone) => (loud ? frame.chroma[tone]! : 0));
		const smooth = 12 * Math.abs(Math.log2(frame.f0 / lastPitch)) < mostSemitones;
		lastPitch = frame.f0;
		pitchPlot.drawDot(fromRight, loud && smooth && frame.f0 < 600 ? pitchHeight(frame.f0) : undefined, pitchLines);
	});
	write(frames[frames.length - 1]!);
}

function write(frame: LiveFrame): void {
	const loud = frame.rms > pitchFloor;
	element('level').textContent = `${(20 * Math.log10(frame.rms + 1e-6)).toFixed(0)} dB`;
	element('pitch').textContent = loud ? `${frame.f0.toFixed(0)} Hz` : '–';
	element('tone').textContent = loud ? tones[frame.chroma.indexOf(Math.max(...frame.chroma))]! : '–';
}

function countPictures(): void {
	pictures++;
	const now = performance.now();
	if (now - second < 1000) return;
	if (running) status.textContent = `${Math.round((1000 * pictures) / (now - second))} pictures a second`;
	pictures = 0;
	second = now;
}

async function start(source: LiveSource): Promise<void> {
	await stop();
	try {
		running = await startFeatures(source, (frame) => waiting.push(frame));
		status.textContent = 'Listening.';
		stopButton.hidden = false;
	} catch (error) {
		status.textContent = `That did not work: ${error instanceof Error ? error.message : error}`;
	}
}

async function stop(): Promise<void> {
	stopButton.hidden = true;
	const last = running;
	running = undefined;
	await last?.stop();
}

element('microphone').onclick = () => start(microphone());
stopButton.onclick = async () => {
	await stop();
	status.textContent = 'Stopped.';
};
element<HTMLInputElement>('file').onchange = ({ target }) => {
	const file = (target as HTMLInputElement).files?.[0];
	if (file) void start(soundFile(file, () => void stop().then(() => (status.textContent = 'The file has ended.'))));
};
draw();

import { type LiveFrame, microphone, soundFile, startFeatures } from './feature-source.js';
import { ScrollPlot } from './scroll-plot.js';

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const melPlot = new ScrollPlot(element('mel'));
const pitchPlot = new ScrollPlot(element('f0'));
const chromaPlot = new ScrollPlot(element('chroma'));
const status = element<HTMLOutputElement>('status');
const stopButton = element<HTMLButtonElement>('stop');
const tones = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

const waiting: LiveFrame[] = [];
let context: AudioContext | undefined;
let pictures = 0;
let second = performance.now();
/** Loudest mel value of late, dB; sinks slowly, so that quiet sources fill the scale too. */
let loudest = -40;

/** Quieter frames than this have no pitch worth a dot. */
const pitchFloor = 10 ** (-50 / 20);

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
		pitchPlot.drawDot(fromRight, loud && frame.f0 < 600 ? Math.log(frame.f0 / 60) / Math.log(10) : undefined);
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
	if (context) status.textContent = `${Math.round((1000 * pictures) / (now - second))} pictures a second`;
	pictures = 0;
	second = now;
}

async function start(connect: (context: AudioContext) => Promise<AudioNode>): Promise<void> {
	await stop();
	try {
		context = await startFeatures(connect, (frame) => waiting.push(frame));
		status.textContent = 'Listening.';
		stopButton.hidden = false;
	} catch (error) {
		status.textContent = `That did not work: ${error instanceof Error ? error.message : error}`;
	}
}

async function stop(): Promise<void> {
	stopButton.hidden = true;
	const last = context;
	context = undefined;
	await last?.close();
}

element('microphone').onclick = () => start(microphone);
stopButton.onclick = async () => {
	await stop();
	status.textContent = 'Stopped.';
};
element<HTMLInputElement>('file').onchange = ({ target }) => {
	const file = (target as HTMLInputElement).files?.[0];
	if (file) void start(soundFile(file, () => void stop().then(() => (status.textContent = 'The file has ended.'))));
};
draw();

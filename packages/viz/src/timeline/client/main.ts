import { pageData } from '../../page/client/decode.js';
import { element } from '../../page/client/element.js';
import { pageRows } from '../../page/client/paged-rows.js';
import type { TimelineData } from '../timeline-html.js';

const { classes, colors, segments } = pageData<TimelineData>();
const audio = document.querySelector<HTMLAudioElement>('#audio');
const slider = document.querySelector<HTMLInputElement>('#position') as HTMLInputElement;
const clock = document.querySelector('#clock') as HTMLOutputElement;
const host = document.querySelector('.timeline') as HTMLElement;
const bars = document.querySelector('.now ul') as HTMLUListElement;
const start = Number(host.dataset.start);
const end = Number(host.dataset.end);

const rows = classes.map((label, c) => {
	const bar = element('i', { style: `--c:${colors[c]}` });
	const number = element('span', { class: 'n' });
	bars.append(element('li', {}, element('span', {}, label), bar, number));
	return { bar, number };
});

/** Moves everything but the sound to a time. */
function show(seconds: number): void {
	const whole = Math.floor(seconds);
	const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
	slider.value = String(seconds);
	slider.setAttribute('aria-valuetext', text);
	clock.textContent = text;
	host.style.setProperty('--at', String((seconds - start) / (end - start)));
	const segment = segmentAt(seconds);
	rows.forEach(({ bar, number }, c) => {
		const percent = segment?.[c + 2];
		bar.style.setProperty('--p', `${percent ?? 0}%`);
		number.textContent = percent === undefined ? '–' : `${Math.round(percent)} %`;
	});
}

/** The segment whose middle is nearest among those that hold the time; none in a pause. */
function segmentAt(seconds: number): number[] | undefined {
	let best: number[] | undefined;
	let distance = Number.POSITIVE_INFINITY;
	for (const segment of segments) {
		const [from, to] = segment as [number, number];
		if (seconds < from || seconds > to) continue;
		const away = Math.abs((from + to) / 2 - seconds);
		if (away <= distance) {
			best = segment;
			distance = away;
		}
	}
	return best;
}

function seek(seconds: number): void {
	const inside = Math.min(end, Math.max(start, seconds));
	if (audio) audio.currentTime = inside;
	show(inside);
}

slider.addEventListener('input', () => seek(Number(slider.value)));
audio?.addEventListener('timeupdate', () => show(audio.currentTime));
audio?.addEventListener('play', function follow() {
	show(audio.currentTime);
	if (!audio.paused) requestAnimationFrame(follow);
});
host.addEventListener('click', (event) => {
	const track = (event.target as Element).closest('.track');
	const drawing = [...(track?.querySelectorAll('figure > div') ?? [])].find((div) => div.getClientRects().length > 0);
	const svg = drawing?.querySelector('svg');
	if (!svg || !drawing) return;
	const box = svg.getBoundingClientRect();
	const side = drawing.className;
	const style = getComputedStyle(host);
	const left = (Number.parseFloat(style.getPropertyValue(`--${side}-left`)) / 100) * box.width;
	const right = (Number.parseFloat(style.getPropertyValue(`--${side}-right`)) / 100) * box.width;
	seek(start + ((event.clientX - box.left - left) / (box.width - left - right)) * (end - start));
});
for (const button of document.querySelectorAll<HTMLElement>('[data-seek]')) {
	button.addEventListener('click', () => {
		seek(Number(button.dataset.seek));
		audio?.play().catch(() => undefined);
		host.scrollIntoView({ block: 'nearest' });
	});
}
pageRows();
show(start);

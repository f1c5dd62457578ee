import { element } from '../../page/client/element.js';
import { clipCard } from './clip-card.js';
import type { RunClips } from './run-clips.js';

interface Filter {
	truth: number;
	predicted: number;
	show: 'all' | 'wrong' | 'right';
	order: 'sure' | 'unsure' | 'name';
	speaker: number;
	text: string;
}

/** A filtered, paged list of a run's clips: only one page of them is ever in the document. */
export function clipBrowser(host: HTMLElement, clips: RunClips, preset: 'all' | 'mistakes') {
	const pageSize = preset === 'mistakes' ? 6 : 8;
	const start: Filter = {
		truth: -1,
		predicted: -1,
		show: preset === 'mistakes' ? 'wrong' : 'all',
		order: 'sure',
		speaker: -1,
		text: '',
	};
	let filter = { ...start };
	let page = 0;
	let found: number[] = [];

	const status = element('p', { class: 'clip-count', role: 'status' });
	const list = element('ol', { class: 'clip-list', tabindex: '-1', 'aria-label': 'Clips' });
	const place = element('span', { class: 'place' });
	const previous = element('button', { type: 'button', click: () => turn(-1) }, 'Previous');
	const next = element('button', { type: 'button', click: () => turn(1) }, 'Next');
	const pager = element('div', { class: 'pager' }, previous, place, next);
	const { classes } = clips.run;
	const controls = {
		truth: choice('Is', classes, (index) => change({ truth: index })),
		predicted: choice('Taken for', classes, (index) => change({ predicted: index })),
		speaker: choice('Speaker', clips.speaker.values, (index) => change({ speaker: index })),
		show: option('Show', { all: 'all clips', wrong: 'mistakes', right: 'recognised' }, (show) => change({ show })),
		order: option('Order', { sure: 'surest first', unsure: 'least sure first', name: 'by file name' }, (order) =>
			change({ order }),
		),
	};
	const search = element('input', { type: 'search', placeholder: 'part of the name' });
	search.addEventListener('input', () => change({ text: search.value.toLowerCase() }));
	const reset = element('button', { type: 'button', class: 'quiet', click: () => set({}) }, 'Reset');
	host.replaceChildren(
		element(
			'div',
			{ class: 'filters' },
			...(preset === 'mistakes' ? [] : [controls.show.field]),
			controls.truth.field,
			controls.predicted.field,
			controls.speaker.field,
			controls.order.field,
			element('label', {}, element('span', {}, 'File'), search),
			reset,
		),
		status,
		list,
		pager,
	);

	function change(part: Partial<Filter>): void {
		filter = { ...filter, ...part };
		page = 0;
		update();
	}

	/** Sets the filter from outside and shows it in the controls. */
	function set(part: Partial<Filter>): void {
		filter = { ...start, ...part };
		controls.truth.select.value = String(filter.truth);
		controls.predicted.select.value = String(filter.predicted);
		controls.speaker.select.value = String(filter.speaker);
		controls.show.select.value = filter.show;
		controls.order.select.value = filter.order;
		search.value = filter.text;
		page = 0;
		update();
	}

	function update(): void {
		found = matching(clips, filter);
		draw();
	}

	function draw(): void {
		const pages = Math.max(1, Math.ceil(found.length / pageSize));
		const shown = found.slice(page * pageSize, (page + 1) * pageSize);
		status.textContent = `${found.length === 1 ? '1 clip' : `${found.length.toLocaleString('en')} clips`}${describe(clips, filter)}`;
		list.replaceChildren(...shown.map((clip) => clipCard(clips, clip)));
		place.textContent = `Page ${page + 1} of ${pages.toLocaleString('en')}`;
		previous.disabled = page === 0;
		next.disabled = page >= pages - 1;
		pager.hidden = pages === 1;
	}

	function turn(step: number): void {
		page += step;
		draw();
		list.focus({ preventScroll: true });
		list.scrollIntoView({ block: 'nearest' });
	}

	set({});
	return {
		/** Shows the clips of a confusion cell and moves there. */
		open(truth: number, predicted: number): void {
			set({ truth, predicted });
			host.scrollIntoView({ block: 'start', behavior: 'auto' });
			list.focus({ preventScroll: true });
		},
	};
}

function matching(clips: RunClips, filter: Filter): number[] {
	const found: number[] = [];
	for (let i = 0; i < clips.count; i++) {
		const truth = clips.truth[i] as number;
		const predicted = clips.predicted[i] as number;
		if (filter.truth >= 0 && truth !== filter.truth) continue;
		if (filter.predicted >= 0 && predicted !== filter.predicted) continue;
		if (filter.show === 'wrong' && truth === predicted) continue;
		if (filter.show === 'right' && truth !== predicted) continue;
		if (filter.speaker >= 0 && clips.speaker.index[i] !== filter.speaker) continue;
		if (filter.text && !clips.path(i).toLowerCase().includes(filter.text)) continue;
		found.push(i);
	}
	if (filter.order !== 'name') {
		const sign = filter.order === 'sure' ? -1 : 1;
		found.sort((a, b) => sign * ((clips.confidence[a] as number) - (clips.confidence[b] as number)) || a - b);
	}
	return found;
}

function describe({ run: { classes } }: RunClips, { truth, predicted }: Filter): string {
	if (truth < 0 && predicted < 0) return '';
	if (truth >= 0 && truth === predicted) return `: ${classes[truth]}, recognised`;
	return `: ${truth >= 0 ? classes[truth] : 'any emotion'} taken for ${predicted >= 0 ? classes[predicted] : 'any emotion'}`;
}

function choice(name: string, values: readonly string[], onChange: (index: number) => void) {
	const select = element(
		'select',
		{},
		element('option', { value: '-1' }, 'any'),
		...values.map((value, index) => element('option', { value: String(index) }, value)),
	);
	select.addEventListener('change', () => onChange(Number(select.value)));
	return { select, field: element('label', {}, element('span', {}, name), select) };
}

function option<T extends string>(name: string, values: Record<T, string>, onChange: (value: T) => void) {
	const select = element(
		'select',
		{},
		...Object.entries<string>(values).map(([value, text]) => element('option', { value }, text)),
	);
	select.addEventListener('change', () => onChange(select.value as T));
	return { select, field: element('label', {}, element('span', {}, name), select) };
}

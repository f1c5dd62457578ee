import { element } from './element.js';

/** Shows the rows of every `table[data-paged]` a page at a time. Without script, and on paper, all are there. */
export function pageRows(): void {
	for (const table of document.querySelectorAll<HTMLTableElement>('table[data-paged]')) {
		const size = Number(table.dataset.paged);
		const rows = [...(table.tBodies[0]?.rows ?? [])];
		if (rows.length <= size) continue;
		const pages = Math.ceil(rows.length / size);
		let page = 0;
		const place = element('span', { class: 'place', role: 'status' });
		const previous = element('button', { type: 'button', click: () => turn(-1) }, 'Previous');
		const next = element('button', { type: 'button', click: () => turn(1) }, 'Next');
		const turn = (step: number) => {
			page += step;
			rows.forEach((row, i) => {
				row.classList.toggle('elsewhere', Math.floor(i / size) !== page);
			});
			place.textContent = `Page ${page + 1} of ${pages.toLocaleString('en')}`;
			previous.disabled = page === 0;
			next.disabled = page === pages - 1;
		};
		turn(0);
		table.closest('.scroll')?.after(element('div', { class: 'pager' }, previous, place, next));
	}
}

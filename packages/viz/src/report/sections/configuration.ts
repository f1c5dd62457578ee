import { escapeHtml } from '../../escape-html.js';
import type { Section } from '../../page/elements.js';
import type { ReportRun } from '../types.js';

/** How to get the same run again. */
export function configurationSection({ config, command }: ReportRun, index: number): Section {
	const how = command
		? `<p>The same command with the same data gives the same run:</p><pre class="command" tabindex="0"><code>${escapeHtml(command)}</code></pre>`
		: '';
	return {
		id: `configuration-${index}`,
		heading: 'How to repeat it',
		body: `${how}<details><summary>Full configuration</summary><pre tabindex="0"><code>${escapeHtml(JSON.stringify(config, null, 2))}</code></pre></details>`,
	};
}

/** Serves the page, and a run folder as /run/: `npm start -- ../../runs/first`. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('public/', import.meta.url));
const run = resolve(process.argv[2] ?? '../../runs/first-experiment/logistic');
const types = {
	'.html': 'text/html',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.wasm': 'application/wasm',
};

if (!existsSync(join(run, 'model.json'))) {
	console.error(`${run} holds no model.json: train one with "npx ser train synthetic", then: npm start -- RUN`);
	process.exit(2);
}
const server = createServer((request, response) => {
	const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
	const file = path.startsWith('/run/') ? join(run, path.slice(5)) : join(page, path === '/' ? 'index.html' : path);
	if (!existsSync(file) || !statSync(file).isFile()) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
	createReadStream(file).pipe(response);
});
server.listen(Number(process.env.PORT ?? 5173), '127.0.0.1', () => {
	console.log(`http://localhost:${server.address().port}  (recogniser: ${run})`);
});

/** Builds the page and serves it at http://localhost:8080 (the microphone needs localhost or https). Run: node serve.mjs [port] */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build.mjs';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

/** @param port 0 for any free one */
export async function serve(port) {
	const folder = await buildPage();
	const server = createServer((request, response) => {
		const name = normalize(new URL(request.url, 'http://x').pathname);
		const file = join(folder, name === '/' ? 'index.html' : name);
		if (!file.startsWith(folder) || !existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
		createReadStream(file).pipe(response);
	});
	await new Promise((done) => server.listen(port, '127.0.0.1', done));
	return server;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const server = await serve(Number(process.argv[2] ?? 8080));
	console.log(`http://localhost:${server.address().port}`);
}

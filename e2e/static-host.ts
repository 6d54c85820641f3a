import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, sep } from 'node:path';

const contentTypes = new Map([
  ['.css', 'text/css'],
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.svg', 'image/svg+xml'],
]);

export type StaticHost = {
  /** Of the folder; ends in a slash. */
  url: string;
  /** URLs of the files it has. */
  files: ReadonlySet<string>;
  close: () => Promise<void>;
};

/** Like any host of static files: serves one folder under a path of its own, and knows nothing else. */
export async function startStaticHost(folder: string, path: string): Promise<StaticHost> {
  const files = new Map<string, { body: Buffer; type: string }>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const type = contentTypes.get(extname(file)) ?? 'application/octet-stream';
    files.set(path + relative(folder, file).split(sep).join('/'), { body: readFileSync(file), type });
  }
  const index = files.get(`${path}index.html`);
  if (index === undefined) throw new Error(`There is no demo in ${folder}: npm run build:demo makes it.`);
  files.set(path, index);

  const server = createServer((request, response) => {
    const file = request.method === 'GET' ? files.get(request.url ?? '') : undefined;
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.body);
    else response.writeHead(404).end();
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: origin + path,
    files: new Set([...files.keys()].map((name) => origin + name)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

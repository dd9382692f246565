import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, resolve, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Where Microsoft's script stands in a production page; on this server it comes from node_modules. */
const OFFICE_SCRIPT = /https:\/\/appsforoffice\.microsoft\.com\/lib\/[^"'/]+\/hosted\/office\.js/g;

/**
 * Sends `relativePath` of the folder `root`; 404 for anything that is not a plain file inside it (links that lead out
 * included). In an HTML page the address of Microsoft's script is replaced, so that nothing leaves the machine.
 */
export async function sendFile(response: ServerResponse, root: string, relativePath: string, withBody: boolean): Promise<void> {
  const path = await fileInside(root, relativePath);
  if (path === null) return sendText(response, 404, "Not found");
  const type = TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
  if (extname(path) === ".html") {
    const html = (await readFile(path, "utf8")).replace(OFFICE_SCRIPT, "/office/office.js");
    return sendBytes(response, Buffer.from(html), type, withBody);
  }
  response.writeHead(200, { "content-type": type, "content-length": (await stat(path)).size });
  if (!withBody) {
    response.end();
    return;
  }
  const stream = createReadStream(path);
  stream.on("error", () => response.destroy());
  stream.pipe(response);
}

export function sendBytes(response: ServerResponse, bytes: Uint8Array, type: string, withBody: boolean): void {
  response.writeHead(200, { "content-type": type, "content-length": bytes.byteLength });
  response.end(withBody ? bytes : undefined);
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(text);
}

async function fileInside(root: string, relativePath: string): Promise<string | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(relativePath);
  } catch {
    return null;
  }
  if (decoded.includes("\0") || decoded.includes("\\")) return null;
  try {
    const base = await realpath(root);
    const path = await realpath(resolve(base, `.${sep}${decoded}`));
    if (!path.startsWith(base + sep)) return null;
    return (await stat(path)).isFile() ? path : null;
  } catch {
    return null;
  }
}

import { createServer } from "node:https";
import { readFile, realpath } from "node:fs/promises";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves a built site as a web server would, at the root of https://localhost:`port`/, for an Excel on this machine.
 * `certificate` is `{key, cert}`. Resolves to the way to end it.
 */
export async function serveSite(folder, port, certificate) {
  const root = await realpath(folder);
  const server = createServer(certificate, (request, response) => {
    answer(root, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

async function answer(root, request, response) {
  const file = request.method === "GET" || request.method === "HEAD" ? await fileInside(root, request.url ?? "/") : null;
  if (file === null) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
    response.end("Not found");
    return;
  }
  const bytes = await readFile(file);
  response.writeHead(200, {
    "content-type": TYPES[path.extname(file).toLowerCase()] ?? "application/octet-stream",
    "content-length": bytes.byteLength,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    // Excel on the web reads functions.json and the shortcuts from its own origin.
    "access-control-allow-origin": "*",
  });
  response.end(request.method === "GET" ? bytes : undefined);
}

/** The plain file that an address names, or null: nothing outside the folder, links included. */
async function fileInside(root, address) {
  try {
    const file = await realpath(path.join(root, decodeURIComponent(address.split(/[?#]/)[0])));
    return file.startsWith(root + path.sep) && path.extname(file) !== "" ? file : null;
  } catch {
    return null;
  }
}

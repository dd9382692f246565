import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, join } from "node:path";
import { localCertificate } from "./server/certificate";
import { sendBytes, sendFile, sendText } from "./server/staticFiles";

export interface ServerOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The built add-in (taskpane.html, functions.js, functions.json, manifest.xml, assets). */
  readonly distDir: string;
  /** The built host page; default: dist-host beside distDir. */
  readonly hostDir?: string;
  /** Microsoft's client: node_modules/@microsoft/office-js/dist. */
  readonly officeDir: string;
  /** The workbook that the page opens at once. */
  readonly openFile?: string;
  /** Where the certificate is kept; default: .cache/host beside distDir. */
  readonly cacheDir?: string;
  /** Told every request's path. */
  readonly onRequest?: (path: string) => void;
}

export interface HostServer {
  readonly port: number;
  /** The page's address, "https://localhost:1234/". */
  readonly address: string;
  /** For Chromium's --ignore-certificate-errors-spki-list, so that a fresh profile shows no warning. */
  readonly publicKeyHash: string;
  /** Paths asked for so far, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const REQUESTS_KEPT = 5000;

/** The page itself runs only what this server gives; the pane in its frame brings a policy of its own. */
const PAGE_POLICY = [
  "default-src 'none'", "script-src 'self'", "worker-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "frame-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join("; ");
/** Only this host may frame the add-in; every other directive is the add-in's own. */
const ADD_IN_POLICY = "frame-ancestors 'self'";

/**
 * Serves the host page, the built add-in under /addin/, Microsoft's client under /office/ and the workbook at /book, over
 * https on this machine only (127.0.0.1 and ::1 through "localhost"). Rejects when the port is taken. Prints nothing itself.
 */
export async function startServer(options: ServerOptions): Promise<HostServer> {
  const hostDir = options.hostDir ?? join(options.distDir, "..", "dist-host");
  const certificate = localCertificate(options.cacheDir ?? join(options.distDir, "..", ".cache", "host"));
  const requests: string[] = [];
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    void answer(request, response).catch(() => {
      if (!response.headersSent) sendText(response, 500, "The host could not answer this request");
      else response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (requests.length < REQUESTS_KEPT) requests.push(path);
    options.onRequest?.(path);
    setHeaders(response, path);
    if (request.method !== "GET" && request.method !== "HEAD") return sendText(response, 405, "Only GET");
    if (!isLocalName(request.headers.host)) return sendText(response, 421, "This server answers to localhost only");
    const withBody = request.method === "GET";
    if (path === "/" || path === "/index.html") return sendFile(response, hostDir, "index.html", withBody);
    if (path === "/book") return sendBook(response, withBody);
    if (path.startsWith("/addin/")) return sendFile(response, options.distDir, path.slice("/addin/".length), withBody);
    if (path.startsWith("/office/")) return sendFile(response, options.officeDir, path.slice("/office/".length), withBody);
    return sendFile(response, hostDir, path.slice(1), withBody);
  }

  async function sendBook(response: ServerResponse, withBody: boolean): Promise<void> {
    if (options.openFile === undefined) {
      response.writeHead(204);
      response.end();
      return;
    }
    const bytes = await readFile(options.openFile);
    response.setHeader("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(basename(options.openFile))}`);
    sendBytes(response, bytes, WORKBOOK_TYPE, withBody);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "localhost", () => {
      server.off("error", reject);
      resolve();
    });
  });
  const bound = server.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : 0;
  return {
    port,
    address: `https://localhost:${port}/`,
    publicKeyHash: certificate.publicKeyHash,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pathOf(request: IncomingMessage): string {
  const target = request.url ?? "/";
  const end = target.search(/[?#]/);
  return end < 0 ? target : target.slice(0, end);
}

function setHeaders(response: ServerResponse, path: string): void {
  const isFramed = path.startsWith("/addin/") || path.startsWith("/office/");
  response.setHeader("content-security-policy", isFramed ? ADD_IN_POLICY : PAGE_POLICY);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=()");
  response.setHeader("cache-control", "no-store");
}

/** A page of another site that points a name of its own at this machine must not be answered. */
function isLocalName(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}

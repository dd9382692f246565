import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { startServer, type HostServer } from "../../../host/web/server";

const folder = mkdtempSync(join(tmpdir(), "host-server-"));
const book = join(folder, "Müller & Söhne.xlsx");
let server: HostServer;

beforeAll(async () => {
  writeFileSync(book, "not really a workbook");
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>page</title>");
  writeFileSync(join(folder, "taskpane.html"), '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>');
  server = await startServer({ distDir: folder, hostDir: folder, officeDir: folder, cacheDir: join(folder, "cache"), openFile: book });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request as it stands: no client tidies the path first. */
function ask(path: string, host = "localhost"): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect({ port: server.port, host: "localhost", rejectUnauthorized: false }, () => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

test.each([
  ["/", 200],
  ["/book", 200],
  ["/addin/taskpane.html?x=1", 200],
  ["/nothing.js", 404],
  ["/addin/", 404],
  ["/addin/../../../../../etc/hosts", 404],
  ["/addin/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/hosts", 404],
  ["/office/..%2f..%2f..%2f..%2fetc%2fhosts", 404],
  ["//etc/hosts", 404],
  ["/addin//etc/hosts", 404],
  ["/addin/..%5c..%5cwindows", 404],
  ["/addin/%00", 404],
  ["/addin/%zz", 404],
])("GET %s answers %i", async (path, status) => {
  expect((await ask(path)).split("\r\n")[0]).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test("answers to localhost only", async () => {
  expect((await ask("/", "elsewhere.example")).split("\r\n")[0]).toMatch(/^HTTP\/1.1 421 /);
});

test("Microsoft's script comes from this machine", async () => {
  const page = await ask("/addin/taskpane.html");
  expect(page).toContain('<script src="/office/office.js">');
  expect(page).not.toContain("appsforoffice");
});

test("headers close the page to others, and the book keeps its name", async () => {
  expect(await ask("/")).toMatch(/content-security-policy: default-src 'none'; script-src 'self'/i);
  expect(await ask("/addin/taskpane.html")).toMatch(/content-security-policy: frame-ancestors 'self'/i);
  expect(await ask("/book")).toContain(`filename*=UTF-8''${encodeURIComponent("Müller & Söhne.xlsx")}`);
});

test("the certificate stays the same", async () => {
  const again = await startServer({ distDir: folder, hostDir: folder, officeDir: folder, cacheDir: join(folder, "cache") });
  expect(again.publicKeyHash).toBe(server.publicKeyHash);
  await again.close();
});

import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** Nothing of the browser's own may go out to the network, and nothing may need a display or a sandbox. */
const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const PLACES = [
  "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge", "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe", "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** An installed Chrome, Edge or Chromium: CHROME_PATH, else where systems put them. */
export function browserPath(): string {
  const path = process.env["CHROME_PATH"] ?? PLACES.find((place) => existsSync(place));
  if (path === undefined) throw new Error("No browser found. Install Chrome, Edge or Chromium, or set CHROME_PATH to one.");
  return path;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: QUIET });
}

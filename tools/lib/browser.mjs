import { existsSync } from "node:fs";
import path from "node:path";

/** Where Chrome, Edge and Chromium live on each platform. CHROME_PATH wins. */
function candidates() {
  const { env, platform } = process;
  if (platform === "win32") {
    const roots = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].filter((root) => root !== undefined);
    const programs = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe", "Chromium\\Application\\chrome.exe"];
    return programs.flatMap((program) => roots.map((root) => path.win32.join(root, program)));
  }
  if (platform === "darwin") {
    const programs = [
      "Google Chrome.app/Contents/MacOS/Google Chrome",
      "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
      "Chromium.app/Contents/MacOS/Chromium",
    ];
    const roots = ["/Applications", path.join(env["HOME"] ?? "", "Applications")];
    return programs.flatMap((program) => roots.map((root) => path.join(root, program)));
  }
  const names = ["google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge", "chromium", "chromium-browser"];
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** The browser to use, or null when none is installed. A CHROME_PATH that names no file is an error, not a fallback. */
export function findBrowser() {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "") {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist. Correct it or unset it.`);
    return named;
  }
  return candidates().find((candidate) => existsSync(candidate)) ?? null;
}

/** For people: what to install, in the words of their platform. */
export function browserAdvice() {
  if (process.platform === "win32") return "No browser was found. Install Microsoft Edge or Google Chrome, or set CHROME_PATH to the browser's chrome.exe.";
  if (process.platform === "darwin") return "No browser was found. Install Google Chrome or Microsoft Edge into Applications, or set CHROME_PATH to its program.";
  return "No browser was found. Install Chromium (Debian, Ubuntu: sudo apt-get install chromium), or set CHROME_PATH to a Chrome, Edge or Chromium program.";
}

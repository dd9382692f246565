import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { say } from "./messages.mjs";

/** Whether a window can be shown here at all. */
export function hasDisplay() {
  const { env, platform } = process;
  if (env["CI"] !== undefined && env["CI"] !== "" && env["CI"] !== "false") return false;
  return platform === "win32" || platform === "darwin" || Boolean(env["DISPLAY"] || env["WAYLAND_DISPLAY"]);
}

/**
 * Shows `address` in a window of an installed Chrome, Edge or Chromium, with a profile of its own that accepts the server's
 * certificate (and only that one) and is thrown away afterwards. Without such a browser the system's own is asked, which
 * will warn about the certificate. Returns the way to close the window again.
 */
export function openBrowser(address, publicKeyHash) {
  const browser = findBrowser();
  if (browser === null) {
    openWithSystem(address);
    return () => undefined;
  }
  const profile = mkdtempSync(path.join(tmpdir(), "open-item-browser-"));
  const child = spawn(
    browser,
    [
      `--user-data-dir=${profile}`,
      `--ignore-certificate-errors-spki-list=${publicKeyHash}`,
      "--no-first-run",
      "--no-default-browser-check",
      "--disable-background-networking",
      "--disable-sync",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      address,
    ],
    { stdio: "ignore" },
  );
  let isGone = false;
  const forget = () => {
    isGone = true;
    // A browser that is just ending may still write to its profile; what is left over lies in the system's temporary folder.
    try {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3, retryDelay: 200 });
    } catch {
      return;
    }
  };
  child.once("error", (problem) => {
    forget();
    say(`The browser could not be started (${problem.message}). Open the address above yourself; it will warn about the certificate once.`);
  });
  child.once("exit", () => {
    if (!isGone) say("The browser window was closed. The address still answers; Ctrl+C ends.");
    forget();
  });
  return () => {
    if (!isGone) child.kill();
  };
}

function openWithSystem(address) {
  const [program, args] = process.platform === "win32" ? ["explorer.exe", [address]] : process.platform === "darwin" ? ["open", [address]] : ["xdg-open", [address]];
  say("No Chrome, Edge or Chromium was found, so the system's browser is asked. It will warn about the certificate of this machine's own server: go on from there.");
  spawn(program, args, { stdio: "ignore", detached: true })
    .once("error", () => say("No browser could be started. Open the address above yourself."))
    .unref();
}

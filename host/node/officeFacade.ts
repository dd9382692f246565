import type { DeclaredSets } from "../richapi/processor";
import type { Platform } from "../richapi/undoSupport";

type Action = (event: Office.AddinCommands.Event) => unknown;

/**
 * The part of the common API (`Office.…`) that the add-in's non-visual code uses, for plain Node: the client library's own needs a
 * document and a host page to start. Requirement sets answer as declared; actions are kept for runAction.
 */
export function officeFacade(declaredSets: DeclaredSets, actions: Map<string, Action>, platform: Platform = "OfficeOnline"): object {
  const info = { host: "Excel", platform };
  return {
    HostType: { Excel: "Excel" },
    PlatformType: { PC: "PC", OfficeOnline: "OfficeOnline", Mac: "Mac", iOS: "iOS" },
    StartupBehavior: { none: "None", load: "Load" },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    onReady(callback?: (ready: typeof info) => unknown) {
      return Promise.resolve(info).then((ready) => {
        callback?.(ready);
        return ready;
      });
    },
    actions: { associate: (id: string, action: Action) => void actions.set(id, action) },
    addin: {
      showAsTaskpane: () => Promise.resolve(), hide: () => Promise.resolve(), setStartupBehavior: () => Promise.resolve(),
      getStartupBehavior: () => Promise.resolve("Load"), onVisibilityModeChanged: () => Promise.resolve(() => Promise.resolve()),
    },
    context: {
      ...info, displayLanguage: "en-US", contentLanguage: "en-US", diagnostics: { ...info, version: "16.0.0.0" },
      requirements: { isSetSupported: (name: string, version = "1.1") => isDeclared(declaredSets[name], version) },
    },
  };
}

function isDeclared(declared: string | undefined, version: string): boolean {
  if (declared === undefined) return false;
  const [major = 0, minor = 0] = declared.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = version.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

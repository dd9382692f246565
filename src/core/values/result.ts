/** The outcome of something that may be refused by a rule. Faults (platform or programmer failures) are thrown instead. */
export type Result<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rejections: readonly R[] };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Refuse with one or several rejections, the first being the one that takes precedence. */
export function refuse<R>(...rejections: readonly R[]): { readonly ok: false; readonly rejections: readonly R[] } {
  return { ok: false, rejections };
}

export const DEVELOPMENT_BASE_URL: string;
export function readBaseUrl(given: string): string;
export function manifestFor(source: string, baseUrl: string): string;

/** functions.json as an object, from the doc comments of the source file. */
export function functionsMetadata(options: { readonly source: string; readonly baseUrl: string }): Promise<unknown>;

/**
 * The nonce that style elements made in the browser must carry (griffel: `createDOMRenderer(document, { styleElementAttributes: { nonce } })`),
 * from the page's own `<meta property="csp-nonce">`. Empty when the page has none.
 */
export function styleNonce(page: Document): string {
  const holder = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return holder?.nonce ?? "";
}

/** The address that the source manifest names; a build for another address replaces it everywhere. */
const DEVELOPMENT_BASE_URL = "https://localhost:3000/";

/** `https://…/` with one slash at the end. Refuses what Excel would refuse. */
function readBaseUrl(given) {
  let url;
  try {
    url = new URL(given);
  } catch {
    throw new Error(`The base URL "${given}" is not an address. Give the address the site will have, such as https://billing.example.com/`);
  }
  if (url.protocol !== "https:") throw new Error(`The base URL "${given}" is not https. Excel loads add-ins over https only.`);
  if (url.search !== "" || url.hash !== "") throw new Error(`The base URL "${given}" must end with its path, without ? or #.`);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** The manifest for a site at `baseUrl`. */
function manifestFor(source, baseUrl) {
  const origin = new URL(baseUrl).origin;
  return source
    .replaceAll(`<AppDomain>${DEVELOPMENT_BASE_URL.slice(0, -1)}</AppDomain>`, `<AppDomain>${origin}</AppDomain>`)
    .replaceAll(DEVELOPMENT_BASE_URL, baseUrl);
}

module.exports = { DEVELOPMENT_BASE_URL, manifestFor, readBaseUrl };

const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { helpPageOf } = require("./functionsMetadata.cjs");

const NAMESPACE = "BILLING";

/** What people wrote about each function, as pieces of HTML: <id>.html, and functions.html for what all have in common. */
const TEXTS = path.resolve(__dirname, "../../src/functions/help");

/**
 * The pages behind "Help on this function": one for each function and a list of all, as [file, HTML]. Names, arguments and
 * descriptions come from the metadata, so that they cannot drift from it; examples and errors from the texts. A function
 * without a text fails the build.
 */
function functionsHelpPages(metadata) {
  const pages = metadata.functions.map((described) => [helpPageOf(described), page(`BILLING.${described.name}`, "../", functionBody(described))]);
  return [...pages, ["help/functions.html", page("BILLING functions", "", listBody(metadata))]];
}

function listBody(metadata) {
  const rows = metadata.functions.map((each) => `<tr><th scope="row"><a href="${helpPageOf(each).replace("help/", "")}">${text(each.name)}</a></th><td>${text(each.description ?? "")}</td></tr>`);
  return `      <h1>BILLING functions</h1>
      <table><thead><tr><th scope="col">Function</th><th scope="col">What it gives</th></tr></thead><tbody>${rows.join("")}</tbody></table>
${readText("functions")}`;
}

function functionBody(described) {
  const parameters = described.parameters ?? [];
  const rows = parameters.map((each) => `<tr><th scope="row">${text(each.name)}</th><td>${text(each.description ?? "")}</td></tr>`).join("");
  return `      <p><a href="../functions.html">All BILLING functions</a></p>
      <h1>${text(described.name)}</h1>
      <p>${text(described.description ?? "")}</p>
      <p><code>=${NAMESPACE}.${text(described.name)}(${text(signature(parameters))})</code></p>
      <table><thead><tr><th scope="col">Argument</th><th scope="col">What it is</th></tr></thead><tbody>${rows}</tbody></table>
${readText(described.id.toLowerCase())}
      <p><a href="../functions.html#common">What all functions have in common: dates, customers, own tables, options, errors</a></p>`;
}

function signature(parameters) {
  return parameters.map((each) => (each.optional ? `[${each.name}]` : each.name)).join(", ");
}

function readText(name) {
  const file = path.join(TEXTS, `${name}.html`);
  if (!existsSync(file)) throw new Error(`src/functions/help/${name}.html is missing: every function has a help text.`);
  return readFileSync(file, "utf8").trimEnd();
}

/** `up`: from the page's folder to help. */
function page(title, up, body) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${text(title)} - Open Item</title>
    <link rel="icon" href="${up}../assets/icon-32.png" />
    <link rel="stylesheet" href="${up}help.css" />
  </head>
  <body>
    <main>
${body}
    </main>
  </body>
</html>
`;
}

function text(value) {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

module.exports = { functionsHelpPages: { make: functionsHelpPages, texts: TEXTS } };

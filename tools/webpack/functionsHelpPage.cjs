const NAMESPACE = "BILLING";

/** The help page behind every function's "Help on this function" link: made from the metadata, so that it cannot drift from it. */
function functionsHelpPage(metadata) {
  const sections = metadata.functions.map(section).join("\n");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>BILLING functions - Open Item</title>
    <link rel="icon" href="../assets/icon-32.png" />
    <link rel="stylesheet" href="help.css" />
  </head>
  <body>
    <main>
      <h1>BILLING functions</h1>
      <p>Each function reads the ledger in this workbook, or the tables that you give it. Square brackets mark what may be left out;
      left out means all, while an empty cell stays empty. Today is used when no as-of date is given.</p>
      <nav aria-label="Functions"><ul>${metadata.functions.map((each) => `<li><a href="#${each.id.toLowerCase()}">${text(each.name)}</a></li>`).join("")}</ul></nav>
${sections}
    </main>
  </body>
</html>
`;
}

function section(described) {
  const parameters = described.parameters ?? [];
  const signature = parameters.map((each) => (each.optional ? `[${each.name}]` : each.name)).join(", ");
  const rows = parameters.map((each) => `<tr><th scope="row">${text(each.name)}</th><td>${text(each.description ?? "")}</td></tr>`).join("");
  return `      <section id="${described.id.toLowerCase()}">
        <h2>${text(described.name)}</h2>
        <p><code>=${NAMESPACE}.${text(described.name)}(${text(signature)})</code></p>
        <p>${text(described.description ?? "")}</p>
        ${rows === "" ? "" : `<table><thead><tr><th scope="col">Argument</th><th scope="col">What it is</th></tr></thead><tbody>${rows}</tbody></table>`}
      </section>`;
}

function text(value) {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

module.exports = { functionsHelpPage };

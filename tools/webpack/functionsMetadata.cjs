const path = require("node:path");
const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");

/**
 * Arguments that take one of a few words: Excel lists them while the formula is typed. Microsoft's generator makes such lists from
 * TypeScript enums only, which this project does not use; versions of Excel that know no lists take any text.
 */
const WORD_LISTS = [
  {
    id: "BillingBasis", function: "AGING", parameter: "basis",
    values: [
      { name: "due date", stringValue: "due date", tooltip: "Days past the due date" },
      { name: "invoice date", stringValue: "invoice date", tooltip: "Days since the invoice's date" },
    ],
  },
  {
    id: "BillingDsoMethod", function: "DSO", parameter: "method",
    values: [
      { name: "simple", stringValue: "simple", tooltip: "Balance ÷ sales × days" },
      { name: "countback", stringValue: "countback", tooltip: "Whole months of sales off the balance, the last one in part" },
      { name: "countback 30", stringValue: "countback 30", tooltip: "As countback, each month of 30 days" },
      { name: "best possible", stringValue: "best possible", tooltip: "Not yet due ÷ sales × days" },
    ],
  },
];

/**
 * The custom functions' metadata (what Excel shows and how it calls us), from the doc comments of src/functions/functions.ts.
 * Microsoft's generator cannot say `allowErrorForDataTypeAny` (error cells inside a range reach us as values instead of
 * failing the call) and knows no site address for help, so both are added here.
 */
async function functionsMetadata({ source, baseUrl }) {
  const generated = await generateCustomFunctionsMetadata(source);
  if (generated.errors.length > 0) {
    throw new Error(`${path.basename(source)}: the custom functions' metadata cannot be made.\n${generated.errors.join("\n")}`);
  }
  if (generated.metadataJson === "") throw new Error(`${path.basename(source)} holds no function tagged @customfunction.`);
  const metadata = JSON.parse(generated.metadataJson);
  const functions = metadata.functions.map((described) => ({ ...described, parameters: described.parameters.map((each) => withWordList(described.id, each)), helpUrl: `${baseUrl}${helpPageOf(described)}` }));
  return { ...metadata, allowErrorForDataTypeAny: true, enums: WORD_LISTS.map(({ id, values }) => ({ id, type: "string", values })), functions };
}

function withWordList(functionId, parameter) {
  const list = WORD_LISTS.find((each) => each.function === functionId && each.parameter === parameter.name);
  return list === undefined ? parameter : { ...parameter, type: "string", customEnumId: list.id };
}

/** The function's help page within the site. */
function helpPageOf({ id }) {
  return `help/functions/${id.toLowerCase()}.html`;
}

/** Writes functions.json and the help pages that are made from it: one for each function and a list of all. */
class FunctionsMetadataPlugin {
  constructor({ source, baseUrl, helpPages }) {
    this.source = source;
    this.baseUrl = baseUrl;
    this.helpPages = helpPages;
  }

  apply(compiler) {
    const { RawSource } = compiler.webpack.sources;
    compiler.hooks.thisCompilation.tap("FunctionsMetadataPlugin", (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tapPromise({ name: "FunctionsMetadataPlugin", stage }, async () => {
        compilation.fileDependencies.add(this.source);
        try {
          const metadata = await functionsMetadata({ source: this.source, baseUrl: this.baseUrl });
          compilation.emitAsset("functions.json", new RawSource(`${JSON.stringify(metadata, null, 2)}\n`));
          compilation.contextDependencies.add(this.helpPages.texts);
          for (const [file, page] of this.helpPages.make(metadata)) compilation.emitAsset(file, new RawSource(page));
        } catch (problem) {
          compilation.errors.push(problem);
        }
      });
    });
  }
}

module.exports = { FunctionsMetadataPlugin, functionsMetadata, helpPageOf };

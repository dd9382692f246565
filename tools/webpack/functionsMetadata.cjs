const path = require("node:path");
const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");

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
  const functions = metadata.functions.map((described) => ({ ...described, helpUrl: `${baseUrl}help/functions.html#${described.id.toLowerCase()}` }));
  return { ...metadata, allowErrorForDataTypeAny: true, functions };
}

/** Writes functions.json and the help page that is made from it. */
class FunctionsMetadataPlugin {
  constructor({ source, baseUrl, helpPage }) {
    this.source = source;
    this.baseUrl = baseUrl;
    this.helpPage = helpPage;
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
          compilation.emitAsset("help/functions.html", new RawSource(this.helpPage(metadata)));
        } catch (problem) {
          compilation.errors.push(problem);
        }
      });
    });
  }
}

module.exports = { FunctionsMetadataPlugin, functionsMetadata };

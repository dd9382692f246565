const crypto = require("node:crypto");
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const HtmlPlugin = require("html-webpack-plugin");
const { FunctionsMetadataPlugin } = require("./tools/webpack/functionsMetadata.cjs");
const { functionsHelpPages } = require("./tools/webpack/functionsHelpPage.cjs");
const { DEVELOPMENT_BASE_URL, manifestFor, readBaseUrl } = require("./tools/webpack/productionManifest.cjs");

function contentSecurityPolicy(styleNonce) {
  return [
    "default-src 'none'",
    "script-src 'self' https://appsforoffice.microsoft.com",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/**
 * One page, one runtime. `functions` is small and loads at once: the custom functions, the commands and the loader of the
 * pane; the pane's UI (React, Fluent) is a chunk of its own that the loader fetches. Both come from one compilation, so
 * a module that both use (the live ledger) exists once.
 *
 * `env.baseUrl`: the address the site will have; `env.outDir`: where it goes. Without them the build for this machine, in dist.
 */
module.exports = (env = {}, { mode = "production" } = {}) => {
  const baseUrl = readBaseUrl(env.baseUrl ?? DEVELOPMENT_BASE_URL);
  const styleNonce = crypto.createHash("sha256").update(`${require("./package.json").version} ${baseUrl}`).digest("base64url").slice(0, 22);
  return {
    name: "add-in",
    mode,
    target: ["web", "es2022"],
    context: __dirname,
    entry: {
      functions: ["./src/functions/main.ts", "./src/taskpane/load.ts"],
      // The conformance list for Help › Self-test: fetched by the pane only when somebody runs it.
      selfTest: "./host/conformance/selfTestScript.ts",
    },
    output: {
      path: env.outDir ?? path.resolve(__dirname, "dist"),
      // Excel knows functions.js by its address in the manifest; only what it loads may carry a hash.
      filename: "[name].js",
      chunkFilename: "[name].[contenthash:16].js",
      clean: true,
    },
    optimization: {
      splitChunks: {
        // What the pane's first screen takes from node_modules has a name, so that its size can be watched; later parts find it there.
        cacheGroups: { paneLibraries: { name: "paneLibraries", test: /node_modules/, chunks: (chunk) => chunk.name === "pane", priority: 10, enforce: true } },
      },
    },
    devtool: mode === "production" ? false : "source-map",
    resolve: { extensions: [".ts", ".tsx", ".js"] },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: "swc-loader",
          options: {
            jsc: { target: "es2022", parser: { syntax: "typescript", tsx: true }, transform: { react: { runtime: "automatic" } } },
            module: { type: "es6" },
          },
        },
      ],
    },
    plugins: [
      new FunctionsMetadataPlugin({ source: path.resolve(__dirname, "src/functions/functions.ts"), baseUrl, helpPages: functionsHelpPages }),
      new HtmlPlugin({
        template: "./src/taskpane/taskpane.html",
        filename: "taskpane.html",
        chunks: ["functions"],
        inject: "head",
        scriptLoading: "defer",
        minify: false,
        contentSecurityPolicy: contentSecurityPolicy(styleNonce),
        styleNonce,
      }),
      new CopyPlugin({
        patterns: [
          { from: "assets/icon-*.png", to: "assets/[name][ext]" },
          { from: "assets/help", to: "help" },
          { from: "src/taskpane/{taskpane.css,unsupported.js,shortcuts.json}", to: "[name][ext]" },
          { from: "manifest.xml", to: "manifest.xml", transform: (content) => manifestFor(content.toString("utf8"), baseUrl) },
        ],
      }),
    ],
    cache: {
      type: "filesystem",
      cacheDirectory: path.resolve(__dirname, ".cache/webpack"),
      buildDependencies: { config: [__filename] },
      // A site's build must not throw away what the next build for this machine could use.
      name: baseUrl === DEVELOPMENT_BASE_URL ? "add-in" : "add-in-site",
      version: baseUrl,
    },
    performance: { hints: false },
    stats: "errors-warnings",
  };
};

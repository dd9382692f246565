const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");

const root = path.resolve(__dirname, "../..");

/** The host page and its worker, for this machine only: never part of the shipped add-in. */
module.exports = (_env, argv = {}) => {
  const development = argv.mode === "development";
  return {
    name: "host",
    mode: development ? "development" : "production",
    target: "web",
    context: root,
    entry: {
      main: path.join(__dirname, "page/main.ts"),
      worker: { import: path.join(__dirname, "worker/worker.ts"), chunkLoading: false },
    },
    output: { path: path.join(root, "dist-host"), filename: "[name].js", clean: true },
    devtool: development ? "source-map" : false,
    resolve: { extensions: [".ts", ".js"] },
    module: {
      rules: [
        {
          test: /\.ts$/,
          exclude: /node_modules/,
          use: { loader: "swc-loader", options: { jsc: { target: "es2022", parser: { syntax: "typescript" } } } },
        },
      ],
    },
    plugins: [new CopyPlugin({ patterns: [{ from: path.join(__dirname, "static") }] })],
    performance: { hints: false },
    // Not minimised: it never travels further than this machine, and stays readable in the browser's tools.
    optimization: { splitChunks: false, runtimeChunk: false, minimize: false },
    cache: { type: "filesystem", name: "host", cacheDirectory: path.join(root, ".cache/webpack") },
    stats: "errors-warnings",
  };
};

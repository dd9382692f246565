const path = require("node:path");

const root = path.resolve(__dirname, "..");

/**
 * The benches in one scope, as the add-in is shipped: loaded file by file, every call from one module to the other would go
 * through a getter that the shipped code does not have. Packages stay outside. It stands two folders deep, like test/support, whose paths count from there.
 */
module.exports = {
  name: "bench",
  mode: "production",
  target: "node20",
  context: root,
  entry: { bench: path.join(__dirname, "one.ts") },
  output: { path: path.join(root, ".cache/bench"), filename: "[name].cjs", library: { type: "commonjs2" } },
  devtool: false,
  resolve: { extensions: [".ts", ".tsx", ".js"] },
  externalsPresets: { node: true },
  externals: [({ request }, answer) => (/^[@a-z]/i.test(request) && !path.isAbsolute(request) ? answer(null, `commonjs ${request}`) : answer())],
  node: { __dirname: false, __filename: false },
  module: {
    // What is required by a name that is known at run time only is Node's business.
    parser: { javascript: { createRequire: false } },
    rules: [{ test: /\.tsx?$/, exclude: /node_modules/, use: { loader: "swc-loader", options: { jsc: { target: "es2022", parser: { syntax: "typescript", tsx: true } } } } }],
  },
  performance: { hints: false },
  optimization: { splitChunks: false, runtimeChunk: false, minimize: false, concatenateModules: true },
  cache: { type: "filesystem", name: "bench", cacheDirectory: path.join(root, ".cache/webpack") },
  stats: "errors-warnings",
};

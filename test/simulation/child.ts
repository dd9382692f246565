import { type FaultsCommand, main } from "./main";

/** A part of a run in a process of its own: the command as JSON in the first argument. */
void main(JSON.parse(process.argv[2] ?? "{}") as FaultsCommand).then((status) => process.exit(status)); // a decoder: what main itself wrote

import { createCalc } from "../../../host/calc/calc";
import { Editor } from "../../../host/model/edit";
import { RequestProcessor } from "../../../host/richapi/processor";
import { emptyBook } from "./support";

/** Requests that no client sends: each is refused as a whole or at its action, none reaches the book. */
const ROOT = { Id: 1, ObjectPathType: 1, Name: "" };
const instantiate = (path: number): object => ({ Id: 1, ActionType: 1, Name: "", ObjectPathId: path });

const requests: readonly (readonly [name: string, body: unknown, code: string, location: string])[] = [
  ["no JSON", "{", "InvalidRequest", ""],
  ["no batch", {}, "InvalidRequest", ""],
  ["an action that is null", { Actions: [null], ObjectPaths: {} }, "InvalidRequest", ""],
  ["paths in a list", { Actions: [], ObjectPaths: [] }, "InvalidRequest", ""],
  ["an id that is a text", { Actions: [{ Id: 1, ActionType: 1, ObjectPathId: "1" }], ObjectPaths: { 1: ROOT } }, "InvalidRequest", ""],
  ["arguments deeper than any", { Actions: [{ ...instantiate(1), ArgumentInfo: { Arguments: JSON.parse("[".repeat(400) + "]".repeat(400)) as unknown } }], ObjectPaths: { 1: ROOT } }, "InvalidRequest", ""],
  ["a path that is not there", { Actions: [instantiate(9)], ObjectPaths: { 1: ROOT } }, "InvalidReference", ""],
  ["paths in a circle", { Actions: [instantiate(2)], ObjectPaths: { 2: { Id: 2, ObjectPathType: 4, Name: "Worksheets", ParentObjectPathId: 3 }, 3: { Id: 3, ObjectPathType: 4, Name: "Tables", ParentObjectPathId: 2 } } }, "InvalidRequest", ""],
  ["a member called constructor", { Actions: [{ Id: 1, ActionType: 3, Name: "constructor", ObjectPathId: 1 }], ObjectPaths: { 1: ROOT } }, "ApiNotFound", "Workbook.constructor"],
  ["an action type that is none", { Actions: [{ Id: 1, ActionType: 77, ObjectPathId: 1 }], ObjectPaths: { 1: ROOT } }, "InvalidRequest", ""],
  ["a member that fails", { Actions: [instantiate(2)], ObjectPaths: { 1: ROOT, 2: { Id: 2, ObjectPathType: 5, Name: "", ParentObjectPathId: 3, ArgumentInfo: { Arguments: ["Nope"] } }, 3: { Id: 3, ObjectPathType: 4, Name: "Worksheets", ParentObjectPathId: 1 } } }, "ItemNotFound", "WorksheetCollection.getItem"],
];

it.each(requests)("%s", (_name, body, code, location) => {
  const workbook = emptyBook();
  const calc = createCalc(workbook);
  const editor = new Editor(workbook, calc);
  const processor = new RequestProcessor({ workbook, editor, calc, declaredSets: { ExcelApi: "1.13" }, post: () => undefined });
  const answer = processor.execute(typeof body === "string" ? body : JSON.stringify(body));
  const failure: unknown = answer.kind === "body" ? Reflect.get(JSON.parse(answer.body) as object, "Error") : null;
  expect(failure).toMatchObject({ Code: code, ...(location === "" ? {} : { Location: location }) });
  expect(editor.canUndo).toBe(false);
});

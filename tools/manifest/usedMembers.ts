import path from "node:path";
import ts from "typescript";
import { REQUIREMENT_SETS } from "../../host/richapi/requirementSets";

/** A member of Office.js that the add-in's code uses, with the requirement set that brought it. */
export interface UsedMember {
  readonly member: string; // "Table.resize"
  readonly set: string; // "ExcelApi"
  readonly version: string; // "1.13"
  readonly file: string;
}

/**
 * Members of the Excel namespace used in src, found by type, with their sets from @types/office-js. Files that ask
 * `isSetSupported` are left out: they use newer members behind that question.
 */
export function usedMembers(project: string): readonly UsedMember[] {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(project, "tsconfig.json"), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
  if (config === undefined) throw new Error("tsconfig.json cannot be read");
  const files = config.fileNames.filter((file) => /[\\/]src[\\/](workbook[\\/]office|taskpane|functions|live)[\\/]/.test(file));
  const program = ts.createProgram(files, config.options);
  const checker = program.getTypeChecker();
  const found = new Map<string, UsedMember>();
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined || source.text.includes("isSetSupported(")) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) record(node.name, path.relative(project, file).replaceAll("\\", "/"));
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];

  function record(name: ts.MemberName, file: string): void {
    for (const declaration of checker.getSymbolAtLocation(name)?.declarations ?? []) {
      const owner = declaration.parent;
      if (!ts.isClassDeclaration(owner) || owner.name === undefined) continue;
      if (!declaration.getSourceFile().fileName.includes("@types/office-js")) continue;
      const sets = REQUIREMENT_SETS[owner.name.text];
      if (sets === undefined) continue;
      const [set = "", version = ""] = (sets.members[name.text] ?? sets.own).split(" ");
      const member = `${owner.name.text}.${name.text}`;
      if (!found.has(member)) found.set(member, { member, set, version, file });
    }
  }
}

/** Where the add-in runs: what is documented to differ follows it. */
export type Platform = "OfficeOnline" | "PC" | "Mac";

/**
 * Members after which nothing before them can be undone ("the user's undo stack is cleared starting from that API call"), of those that the
 * host has: learn.microsoft.com, "Undo support with the Excel JavaScript API", table of unsupported APIs.
 */
const WITHOUT_UNDO: Readonly<Record<string, "everywhere" | "web" | "desktop">> = {
  "DocumentProperties.author": "web", "DocumentProperties.category": "web", "DocumentProperties.comments": "web", "DocumentProperties.company": "web",
  "DocumentProperties.keywords": "web", "DocumentProperties.manager": "web", "DocumentProperties.revisionNumber": "web", "DocumentProperties.subject": "web",
  "DocumentProperties.title": "web", "NamedItem.comment": "web", "Workbook.close": "everywhere", "Workbook.save": "everywhere",
  "WorkbookProtection.protect": "everywhere", "WorkbookProtection.unprotect": "everywhere", "Worksheet.copy": "everywhere", "Worksheet.delete": "everywhere",
  "Worksheet.name": "desktop", "Worksheet.position": "desktop", "Worksheet.visibility": "desktop", "Worksheet.standardWidth": "web",
  "WorksheetProtection.protect": "everywhere", "WorksheetProtection.unprotect": "everywhere",
  // Not in the table, but reported: office-js #4484.
  "CustomXmlPartCollection.add": "everywhere",
};

export function clearsUndo(platform: Platform, className: string, member: string): boolean {
  const where = WITHOUT_UNDO[`${className}.${member}`];
  return where === "everywhere" || where === (platform === "OfficeOnline" ? "web" : "desktop");
}

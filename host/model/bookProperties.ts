/** File › Info: what docProps/core.xml, app.xml and custom.xml of a file hold. */
export interface BookProperties {
  title: string;
  subject: string;
  author: string;
  keywords: string;
  comments: string;
  category: string;
  manager: string;
  company: string;
  lastAuthor: string;
  revisionNumber: number;
  /** ISO date and time; null: unknown. */
  creationDate: string | null;
  /** Custom properties by name; at most 255 characters of name and text (Excel.CustomProperty). */
  custom: ReadonlyMap<string, string | number | boolean>;
}

export function emptyProperties(): BookProperties {
  return {
    title: "", subject: "", author: "", keywords: "", comments: "", category: "", manager: "", company: "", lastAuthor: "", revisionNumber: 0, creationDate: null, custom: new Map(),
  };
}

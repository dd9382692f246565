import { type Store, createStore } from "../store";

export interface AuditState {
  /** A customer or a document, as typed; "" is all. */
  readonly search: string;
  readonly from: string;
  readonly to: string;
  /** How many postings are listed; the newest first. */
  readonly shown: number;
}

export interface AuditController {
  readonly store: Store<AuditState>;
  edit(fields: Partial<Pick<AuditState, "search" | "from" | "to">>): void;
  showMore(): void;
}

const PAGE = 100;

/** What the audit view is looking for; it keeps it while the person is elsewhere. */
export function createAuditController(): AuditController {
  const store = createStore<AuditState>({ search: "", from: "", to: "", shown: PAGE });
  return {
    store,
    edit: (fields) => store.patch({ ...fields, shown: PAGE }),
    showMore: () => store.set((state) => ({ ...state, shown: state.shown + PAGE })),
  };
}

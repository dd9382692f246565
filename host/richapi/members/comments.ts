import { areaText, cellArea, sheetPrefix } from "../../model/address";
import type { CellComment, CommentAnswer } from "../../model/comment";
import { HostError, invalidArgument } from "../../model/hostError";
import type { Sheet } from "../../model/sheet";
import type { ApiObject, Arguments } from "../apiObject";
import { apiClass, flagOf, textOf } from "../apiObject";
import type { RangeRef, Session } from "../session";
import { itemNotFound } from "../session";
import { make, otherRange } from "./range";

interface Scope {
  /** Null: every comment of the workbook. */
  readonly sheet: Sheet | null;
}

/** workbook.comments and worksheet.comments: threads at cells. Mentions and rich content are not modelled. */
export const commentsObject: (target: Scope) => ApiObject = apiClass<Scope>("CommentCollection", {
  items: (scope, session) => listed(session, scope).map(({ id }) => commentObject(id)),
  item: (scope, args, session) => commentObject(find(session, scope, args.text(0)).id),
  methods: {
    Add: ({ sheet }, args, session) => {
      if (args.isGiven(2) && args.text(2) !== "Plain") throw new HostError("ApiNotFound", "The host implements comments of plain content only (CommentCollection.add).");
      const range = cellOf(session, sheet, args);
      if (commentAt(session, range) !== undefined) throw new HostError("ItemAlreadyExists", "The resource being created already exists: the cell has a comment.");
      const id = session.workbook.newItemId();
      const comment: CellComment = { id, sheet: range.sheet, row: range.area.top, column: range.area.left, content: content(args.text(1)), author: session.userName, created: session.now(), resolved: false, replies: [] };
      session.editor.changeComments((book) => (book.comments = [...book.comments, comment]));
      return commentObject(id);
    },
    GetCount: (scope, _args, session) => listed(session, scope).length,
    GetItemAt: (scope, args, session) => commentObject((listed(session, scope)[args.integer(0)] ?? refuse()).id),
    GetItemByCell: ({ sheet }, args, session) => commentObject((commentAt(session, cellOf(session, sheet, args)) ?? refuse()).id),
    GetItemByReplyId: (scope, args, session) => commentObject((listed(session, scope).find(({ replies }) => replies.some(({ id }) => id === args.text(0))) ?? refuse()).id),
    GetItemOrNullObject: (scope, args, session) => {
      const found = listed(session, scope).find(({ id }) => id === args.text(0));
      return found === undefined ? null : commentObject(found.id);
    },
  },
});

const commentObject: (id: string) => ApiObject = apiClass<string>("Comment", {
  identity: (id) => ({ Id: id }),
  check: (id, session) => void byId(session, id),
  properties: {
    Id: { get: (id) => id },
    Content: { get: (id, session) => byId(session, id).content, set: (id, value, session) => change(session, id, (comment) => ({ ...comment, content: content(textOf(value)) })) },
    AuthorName: { get: (id, session) => byId(session, id).author },
    AuthorEmail: { get: () => "" },
    CreationDate: { get: (id, session) => byId(session, id).created },
    ContentType: { get: () => "Plain" },
    Resolved: { get: (id, session) => byId(session, id).resolved, set: (id, value, session) => change(session, id, (comment) => ({ ...comment, resolved: flagOf(value) })) },
  },
  objects: { Replies: (id) => repliesObject(id) },
  methods: {
    Delete: (id, _args, session) => session.editor.changeComments((book) => (book.comments = book.comments.filter((comment) => comment.id !== id))),
    GetLocation: (id, _args, session) => locationOf(session, byId(session, id)),
  },
});

const repliesObject: (id: string) => ApiObject = apiClass<string>("CommentReplyCollection", {
  check: (id, session) => void byId(session, id),
  items: (id, session) => byId(session, id).replies.map((reply) => replyObject({ comment: id, reply: reply.id })),
  item: (id, args, session) => replyObject({ comment: id, reply: (byId(session, id).replies.find((reply) => reply.id === args.text(0)) ?? refuse()).id }),
  methods: {
    Add: (id, args, session) => {
      const reply: CommentAnswer = { id: session.workbook.newItemId(), content: content(args.text(0)), author: session.userName, created: session.now() };
      change(session, id, (comment) => ({ ...comment, replies: [...comment.replies, reply] }));
      return replyObject({ comment: id, reply: reply.id });
    },
    GetCount: (id, _args, session) => byId(session, id).replies.length,
    GetItemAt: (id, args, session) => replyObject({ comment: id, reply: (byId(session, id).replies[args.integer(0)] ?? refuse()).id }),
    GetItemOrNullObject: (id, args, session) => {
      const reply = byId(session, id).replies.find((entry) => entry.id === args.text(0));
      return reply === undefined ? null : replyObject({ comment: id, reply: reply.id });
    },
  },
});

interface ReplyTarget {
  readonly comment: string;
  readonly reply: string;
}

const replyObject: (target: ReplyTarget) => ApiObject = apiClass<ReplyTarget>("CommentReply", {
  identity: ({ reply }) => ({ Id: reply }),
  check: (target, session) => void replyOf(session, target),
  properties: {
    Id: { get: ({ reply }) => reply },
    Content: {
      get: (target, session) => replyOf(session, target).content,
      set: (target, value, session) => {
        const text = content(textOf(value));
        change(session, target.comment, (comment) => ({ ...comment, replies: comment.replies.map((reply) => (reply.id === target.reply ? { ...reply, content: text } : reply)) }));
      },
    },
    AuthorName: { get: (target, session) => replyOf(session, target).author },
    AuthorEmail: { get: () => "" },
    CreationDate: { get: (target, session) => replyOf(session, target).created },
    ContentType: { get: () => "Plain" },
    Resolved: { get: ({ comment }, session) => byId(session, comment).resolved },
  },
  methods: {
    Delete: ({ comment, reply }, _args, session) => change(session, comment, (it) => ({ ...it, replies: it.replies.filter((entry) => entry.id !== reply) })),
    GetLocation: ({ comment }, _args, session) => locationOf(session, byId(session, comment)),
    GetParentComment: ({ comment }) => commentObject(comment),
  },
});

function listed(session: Session, { sheet }: Scope): readonly CellComment[] {
  return session.workbook.comments.filter((comment) => sheet === null || comment.sheet === sheet);
}

function find(session: Session, scope: Scope, id: string): CellComment {
  return listed(session, scope).find((comment) => comment.id === id) ?? refuse();
}

function byId(session: Session, id: string): CellComment {
  return find(session, { sheet: null }, id);
}

function commentAt({ workbook }: Session, { sheet, area }: RangeRef): CellComment | undefined {
  return workbook.comments.find((comment) => comment.sheet === sheet && comment.row === area.top && comment.column === area.left);
}

function replyOf(session: Session, { comment, reply }: ReplyTarget): CommentAnswer {
  return byId(session, comment).replies.find((entry) => entry.id === reply) ?? refuse();
}

/** A single cell, as a range or an address; the sheet of workbook.comments must be in the address. */
function cellOf(session: Session, sheet: Sheet | null, args: Arguments): RangeRef {
  const on = sheet ?? session.workbook.activeSheet ?? refuse();
  const range = otherRange(session, on, args);
  const { area } = range;
  if (area.top !== area.bottom || area.left !== area.right) throw invalidArgument(`A comment belongs to one cell, not to ${sheetPrefix(range.sheet.name)}${areaText(area)}.`);
  return range;
}

function locationOf(session: Session, { sheet, row, column }: CellComment): ApiObject {
  return make(session, session.requireSheet(sheet), cellArea(row, column));
}

function change(session: Session, id: string, work: (comment: CellComment) => CellComment): void {
  session.editor.changeComments((book) => (book.comments = book.comments.map((comment) => (comment.id === id ? work(comment) : comment))));
}

function content(text: string): string {
  if (text === "") throw invalidArgument("A comment needs a text.");
  return text;
}

function refuse(): never {
  throw itemNotFound();
}

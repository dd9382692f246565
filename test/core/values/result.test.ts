import { issueError, issueWarning } from "../../../src/core/values/issue";
import { ok, refuse } from "../../../src/core/values/result";

test("an outcome is a value or its rejections, the first taking precedence", () => {
  expect(ok(5)).toEqual({ ok: true, value: 5 });
  expect(refuse("first", "second")).toEqual({ ok: false, rejections: ["first", "second"] });
});

test("an issue says how bad, where and what", () => {
  const at = { address: "Billable!D7" };
  expect(issueError("amountText", at, { text: "12x" })).toEqual({ code: "amountText", severity: "error", at, params: { text: "12x" } });
  expect(issueWarning("nearName", null)).toEqual({ code: "nearName", severity: "warning", at: null, params: {} });
  expect(issueError("amountBlank", null)).toEqual(issueError("amountBlank", null, {}));
  expect(issueWarning("nearName", at, { name: "Acme" })).toEqual({ code: "nearName", severity: "warning", at, params: { name: "Acme" } });
});

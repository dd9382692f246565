import { createStore } from "../../src/taskpane/store";

test("tells listeners of changes, and only of changes", () => {
  const store = createStore({ count: 0, name: "a" });
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get().count));
  store.patch({ count: 1 });
  store.set((state) => state);
  store.set((state) => ({ ...state, count: state.count + 1 }));
  stop();
  store.patch({ count: 9 });
  expect(seen).toEqual([1, 2]);
  expect(store.get()).toEqual({ count: 9, name: "a" });
});

test("a listener that stops while it is called disturbs no other", () => {
  const store = createStore({ count: 0 });
  const seen: string[] = [];
  const stop = store.subscribe(() => {
    seen.push("first");
    stop();
  });
  store.subscribe(() => seen.push("second"));
  store.patch({ count: 1 });
  store.patch({ count: 2 });
  expect(seen).toEqual(["first", "second", "second"]);
});

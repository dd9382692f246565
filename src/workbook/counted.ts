/** "1 row stands", "12 rows stand": the number under `count` with the words that go with one and with several. */
export function counted(get: (name: string) => string, one: string, several: string): string {
  const number = get("count");
  return number === "1" ? `1 ${one}` : `${number} ${several}`;
}

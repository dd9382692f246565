/** Milliseconds that long work may hold the page before others get their turn: a frame, less what the frame itself needs. */
const HELD_MAX = 12;

/**
 * A pause that long work may ask for at every step: it is over at once until the work has held the page for a while, and then
 * lets keys, clicks and the screen have their turn.
 */
export function createBreath(now: () => number = () => performance.now(), others: () => Promise<void> = letOthers): () => Promise<void> {
  let since = -Infinity;
  return async () => {
    if (now() - since < HELD_MAX) return;
    await others();
    since = now();
  };
}

/** Through a message channel: timers wait longer and longer the more often they are asked. */
function letOthers(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

import { Fault } from "../../src/workbook/fault";

/** Answers that a test knows to be lost: whoever waits for one is told at once, not after a time that a busy machine needs as well. */
export class LostReplies {
  private readonly waiting = new Set<(fault: Fault) => void>();

  /** The answer, or the Fault noAnswer once it was noticed that none comes. */
  over<T>(answer: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.add(reject);
      answer.then(resolve, reject).finally(() => this.waiting.delete(reject));
    });
  }

  /** Everything that is waited for now gets no answer any more. */
  notice(): void {
    setImmediate(() => {
      for (const reject of [...this.waiting]) reject(new Fault("noAnswer", "the reply was lost", true));
    });
  }
}

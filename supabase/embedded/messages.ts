/** What the embedded database says in the terminal. */

/** An error for the person in the terminal: one sentence with what to do, no stack. */
export class StartRefusal extends Error {
  constructor(sentence: string) {
    super(sentence);
    // Vite prints the stack of what a plugin throws: here the sentence is all there is to know.
    this.stack = sentence;
  }
}

export type Say = (line: string) => void;

export const say: Say = (line) => console.log(`  ${line}`);
export const silent: Say = () => undefined;

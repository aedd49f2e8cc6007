/** A failure that the person at the keyboard can mend: the message is one whole sentence in their language and is shown as it stands. */
export class UserError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'UserError';
  }
}

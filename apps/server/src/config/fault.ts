/** One thing that is wrong with what the server was told. */
export interface Fault {
  /** What it is about, as the user wrote it: a flag, a variable, a key in a file. */
  readonly subject: string;
  /** The value given, as it was given; null where there was none. */
  readonly given: string | null;
  /** What is wrong with it, going on from the subject: "is not a number". */
  readonly wrong: string;
  /** What would be right, as a sentence. */
  readonly right: string;
}

/** One line for a person. */
export function describeFault({ subject, given, wrong, right }: Fault): string {
  return `${subject}${given === null ? '' : ` ${JSON.stringify(given)}`} ${wrong}. ${right}`;
}

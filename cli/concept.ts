import { text } from 'node:stream/consumers';

/** The concept from the command line: all its words, or standard input for a single `-`. */
export async function readConcept(words: string[]): Promise<string> {
  if (words.length === 1 && words[0] === '-') return text(process.stdin);
  return words.join(' ');
}

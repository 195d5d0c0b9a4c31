/** Scripts that put no spaces between words, so that a name cannot be told by its edges. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** A name without its article, in lower case. */
export function bareName(name: string): string {
  return name.replace(/^(the|a|an)\s+/i, '').toLowerCase();
}

/** Whether a text names someone: the name without its article, as whole words, in any case. */
export function isNamedIn(name: string, text: string): boolean {
  const bare = bareName(name);
  const within = text.toLowerCase();
  if (UNSPACED.test(bare)) return within.includes(bare);
  for (let at = within.indexOf(bare); at >= 0; at = within.indexOf(bare, at + 1)) {
    const edges = `${within[at - 1] ?? ' '}${within[at + bare.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(edges)) return true;
  }
  return false;
}

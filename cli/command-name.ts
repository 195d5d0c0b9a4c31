/** How the user called us, so that the commands we suggest can be run as they stand. */
export function commandName(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.P2V_COMMAND || 'npx p2v';
}

/** A word as a POSIX shell takes it literally. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line that can be copied and run. */
export function commandLine(words: (string | undefined)[], environment: NodeJS.ProcessEnv = process.env): string {
  const given = words.filter((word) => word !== undefined);
  return [commandName(environment), ...given.map(quote)].join(' ');
}

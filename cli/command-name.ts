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

/** Characters of a project's id that are enough to find it among those of one instance. */
const SHORT_ID_LENGTH = 'prj_'.length + 8;

/** The beginning of a project's id, for commands that are typed; `findProject` completes it. */
export function shortId(id: string): string {
  return id.slice(0, SHORT_ID_LENGTH);
}

/** Bytes of one piece of garbage. */
const SIZE = 1_000_000;

/** What is repeated until it fills a megabyte. */
const UNITS: Readonly<Record<string, string>> = {
  brackets: '[',
  braces: '{',
  nested: '{"a":',
  quotes: '"',
  'open strings': '{"a": "b ',
  words: 'hello world ',
  commas: '[,',
  'broken lines': '{"a":"b\n',
  'inner quotes': '"b", and ',
  comments: '/*{',
  'line comments': '{//',
  'white space': '{ "a" ',
  fences: '```json {',
  escapes: '\\"',
  thoughts: '</think>{',
  scenes: '{"scenes":[{"shots":[{"id":1},',
  'spaced quotes': '" ',
  'many small answers': '{"scenes":[]} ',
  'shots that are none': '{"startPrompt":1},',
};

/** Texts of a megabyte that are no answer at all, by name. */
export function garbage(): [name: string, text: string][] {
  return Object.entries(UNITS).map(([name, unit]) => [name, unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)]);
}

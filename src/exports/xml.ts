/** Attributes of an element; undefined ones are left out. */
export type XmlAttributes = Record<string, string | number | undefined>;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as XML character data. It must hold no control characters: see `oneLine`. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** An element as lines, its children indented below it. Children are elements as lines, or one text. */
export function element(name: string, attributes: XmlAttributes, children: string[][] | string = []): string[] {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  if (typeof children === 'string') return [`<${name}${written}>${escapeXml(children)}</${name}>`];
  if (children.length === 0) return [`<${name}${written}/>`];
  return [`<${name}${written}>`, ...children.flat().map((line) => `  ${line}`), `</${name}>`];
}

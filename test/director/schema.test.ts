import { describe, expect, it } from 'vitest';
import { directionJsonSchema } from '../../src/director/schema.ts';
import { CameraMoveSchema, ShotSizeSchema, TransitionTypeSchema } from '../../src/types/film.ts';
import { SHOT_SECONDS, VideoDirectionSchema } from '../../src/types/project.ts';

// The portable subset of §1 of the wire contracts (llm-image): what every vendor's structured output takes.
const ALLOWED = ['type', 'description', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf'];
const MAX_DEPTH = 6;
const MAX_NULLABLE = 16;
const MAX_ENUM = 40;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every schema in a schema, with how many objects and lists it stands in. */
function* schemasIn(node: unknown, path = '$', depth = 1): Generator<{ path: string; node: Node; depth: number }> {
  if (!isNode(node)) return;
  yield { path, node, depth };
  if (isNode(node.properties)) {
    for (const [name, child] of Object.entries(node.properties)) yield* schemasIn(child, `${path}.${name}`, depth + 1);
  }
  yield* schemasIn(node.items, `${path}[]`, depth + 1);
  if (Array.isArray(node.anyOf)) for (const child of node.anyOf) yield* schemasIn(child, path, depth);
}

const all = [...schemasIn(directionJsonSchema)];

describe('the schema that language models are held to', () => {
  it('is an object with closed objects in it, whose properties are all required', () => {
    expect(directionJsonSchema.type).toBe('object');
    const objects = all.filter(({ node }) => node.type === 'object');
    expect(objects.length).toBeGreaterThan(4);
    for (const { path, node } of objects) {
      expect([path, node.additionalProperties]).toEqual([path, false]);
      expect([path, node.required]).toEqual([path, Object.keys(node.properties as Node)]);
    }
  });

  it('has no keyword that one of the vendors refuses', () => {
    const foreign = all.flatMap(({ path, node }) => Object.keys(node).map((keyword) => ({ path, keyword })));
    expect(foreign.filter(({ keyword }) => !ALLOWED.includes(keyword))).toEqual([]);
  });

  it('is no deeper and has no more unions than all take', () => {
    // An array and what it holds are one level of objects.
    const objectDepth = (path: string) => path.split('.').length;
    expect(Math.max(...all.map(({ path }) => objectDepth(path)))).toBeLessThanOrEqual(MAX_DEPTH);
    const unions = all.filter(({ node }) => node.anyOf !== undefined);
    expect(unions.length).toBeLessThanOrEqual(MAX_NULLABLE);
    for (const { node } of unions) {
      expect(node.anyOf).toContainEqual({ type: 'null' });
      expect(node.anyOf).toHaveLength(2);
    }
  });

  it('names every allowed word, all of them short', () => {
    const enums = all.flatMap(({ node }) => (Array.isArray(node.enum) ? [node.enum as string[]] : []));
    for (const words of enums) {
      expect(words.length).toBeLessThanOrEqual(MAX_ENUM);
      expect(Math.max(...words.map((word) => word.length))).toBeLessThan(40);
    }
    expect(enums).toContainEqual(CameraMoveSchema.options);
    expect(enums).toContainEqual(ShotSizeSchema.options);
    expect(enums).toContainEqual(TransitionTypeSchema.options);
  });

  it('says bounds in words, the same that are checked here', () => {
    const described = (end: string) => String(all.find(({ path }) => path.endsWith(end))?.node.description);
    expect(described('.duration')).toContain(`from ${SHOT_SECONDS.min} to ${SHOT_SECONDS.max}`);
    const unbounded = all.filter(
      ({ node }) =>
        node.type === 'string' && node.enum === undefined && !/[Aa]t most \d+/.test(String(node.description)),
    );
    expect(unbounded.map(({ path }) => path)).toEqual([]);
    expect(described('$.title')).toContain('200');
    expect(VideoDirectionSchema.shape.title.safeParse('x'.repeat(201)).success).toBe(false);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe } from 'vitest';
import { parse } from 'yaml';

/** Where the published API descriptions lie; they are not part of this repository. */
const SPECS_DIR = resolve(process.env.SPECS_DIR ?? join(import.meta.dirname, '../../../shared/specs'));

/**
 * Tests against one published API description. Without the folder they are reported as skipped, with the reason.
 * @param file its name in the folder, JSON or YAML.
 */
export function describeSpec(file: string, register: (spec: ApiDescription) => void): void {
  const path = join(SPECS_DIR, file);
  if (!existsSync(path)) {
    // A suite without tests would be an error, so the reason is the test.
    describe.skip(`${file} (not found in ${SPECS_DIR}; set SPECS_DIR)`, () => register(UNREAD));
    return;
  }
  const text = readFileSync(path, 'utf8');
  describe(file, () => register(apiDescription(file.endsWith('.json') ? JSON.parse(text) : parse(text))));
}

/** What a test may hold against a published description. Each gives what is wrong, one line a fault; none is good. */
export interface ApiDescription {
  /** @param path as the description writes it, such as `/v1/tasks/{id}`. */
  requestFaults(method: string, path: string, body: unknown, mediaType?: string): string[];
  responseFaults(method: string, path: string, status: number, body: unknown, mediaType?: string): string[];
  /** Against a named schema of `components.schemas`. */
  schemaFaults(name: string, value: unknown): string[];
  /** Against the schema at a path of keys. */
  faultsAt(path: string[], value: unknown): string[];
  /** The document itself. */
  document: unknown;
}

const UNREAD: ApiDescription = {
  requestFaults: () => [],
  responseFaults: () => [],
  schemaFaults: () => [],
  faultsAt: () => [],
  document: {},
};

/**
 * OpenAPI 3.0 lets `nullable` stand without a type, and with allowed values among which is no null; the validator only knows
 * it beside a type.
 */
function withNullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNullable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, child]): [string, unknown] => [name, withNullable(child)]);
  const schema = Object.fromEntries(entries);
  if (schema.nullable !== true || ('type' in schema && !('enum' in schema))) return schema;
  const { nullable: _nullable, ...rest } = schema;
  return { anyOf: [rest, { type: 'null' }] };
}

/**
 * A union that says of itself that it has no properties, and no more, would forbid all that its members allow (Shotstack
 * writes its assets so). The members keep what they forbid.
 */
function openUnions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openUnions);
  if (typeof value !== 'object' || value === null) return value;
  const closesUnion = 'oneOf' in value && 'additionalProperties' in value && !('properties' in value);
  const entries = Object.entries(value).filter(([key]) => !closesUnion || key !== 'additionalProperties');
  return Object.fromEntries(entries.map(([key, part]) => [key, openUnions(part)]));
}

/** `exclusiveMinimum: true` beside a minimum, as OpenAPI 3.0 writes it, in the words of JSON Schema. */
function withNumberBounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumberBounds);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withNumberBounds(one)]));
  if (inner.exclusiveMinimum !== true) return inner;
  const { minimum, ...rest } = inner;
  return { ...rest, exclusiveMinimum: minimum };
}

function apiDescription(document: object): ApiDescription {
  // Vendors write OpenAPI keywords and formats that JSON Schema does not know; what they forbid is still forbidden.
  const ajv = new Ajv2020.default({ strict: false, validateSchema: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  ajv.addSchema(openUnions(withNullable(withNumberBounds(document))) as object, 'spec');
  const compiled = new Map<string, ValidateFunction>();
  const faults = (pointer: string[], value: unknown): string[] => {
    const path = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = compiled.get(path) ?? ajv.compile({ $ref: `spec#/${path}` });
    compiled.set(path, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword}`);
  };
  return {
    requestFaults: (method, path, body, mediaType = 'application/json') =>
      faults(['paths', path, method.toLowerCase(), 'requestBody', 'content', mediaType, 'schema'], body),
    responseFaults: (method, path, status, body, mediaType = 'application/json') =>
      faults(['paths', path, method.toLowerCase(), 'responses', String(status), 'content', mediaType, 'schema'], body),
    schemaFaults: (name, value) => faults(['components', 'schemas', name], value),
    faultsAt: faults,
    document,
  };
}

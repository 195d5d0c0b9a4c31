import { expect, test } from 'vitest';
import * as z from 'zod';
import { workersAIImages } from '../../src/providers/image/workers-ai.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { describeSpec } from './specs.ts';

// Cloudflare publishes no description of single models; this one was derived from npm @cloudflare/workers-types.
const DerivedSchema = z.object({
  image_models: z.record(z.string(), z.union([z.string(), z.object({ in: z.record(z.string(), z.unknown()) })])),
});
const FormSchema = z.object({ multipart: z.object({ body: z.string() }) });

/** The names of a model's inputs; undefined for models whose inputs the file leaves to the types. */
function inputsOf(document: unknown, model: string): string[] | undefined {
  const groups = Object.entries(DerivedSchema.parse(document).image_models);
  const found = groups.find(([names]) => names.split('|').some((name) => model.endsWith(name)));
  if (!found || typeof found[1] === 'string') return undefined;
  const form = FormSchema.safeParse(found[1].in);
  if (!form.success) return Object.keys(found[1].in);
  const named = /\{(.*)\}/.exec(form.data.multipart.body)?.[1]?.split(',') ?? [];
  return named.flatMap((name) => (name === 'input_image_0..3' ? ['input_image_0', 'input_image_1'] : name));
}

describeSpec('workers-ai.derived.json', (spec) => {
  test.each(workersAIImages.models.map(({ id }) => id))('a request for %s has inputs the model has', async (model) => {
    const vendor = fakeVendor([
      { json: { result: { image: '/9j/' } }, headers: { 'content-type': 'application/json' } },
    ]);
    const config = { provider: 'workers-ai', apiKey: 'k', accountId: '0'.repeat(32), model } as const;
    await workersAIImages.create?.(config, vendor.context).generate({
      ...{ prompt: 'A forge at dawn.', negativePrompt: 'text', width: 1280, height: 720, seed: 0 },
      referenceImages: ['p/image-1', 'p/image-2'],
    });
    const sent = Object.keys(z.record(z.string(), z.unknown()).parse(vendor.requests[0]?.body));
    const known = inputsOf(spec.document, model);
    if (model.startsWith('@cf/leonardo/')) expect(known).toBeUndefined();
    else expect(sent.filter((name) => !known?.includes(name))).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import * as z from 'zod';
import { STABILITY_MODELS } from '../../src/providers/image/stability.models.ts';
import { stability } from '../../src/providers/image/stability.ts';
import { fakeVendor } from '../providers/fake-vendor.ts';
import { describeSpec } from './specs.ts';

// Stability publishes no SDK; the requests were built from contracts/llm-image.md §3.6, and are held against the condensed
// description of its API. Fields that stand for an endpoint are its keys without the ones that describe the endpoint.
const ServiceSchema = z.record(z.string(), z.unknown());
const DescriptionSchema = z.object({ generate: z.record(z.string(), ServiceSchema) });
const ABOUT = new Set(['same_as', 'plus', 'credits', 'output', 'max_request']);

describeSpec('stability.v2beta.derived.json', (spec) => {
  const fieldsOf = (service: string): Record<string, unknown> => {
    const all = DescriptionSchema.parse(spec.document).generate;
    const own = all[`POST /v2beta/stable-image/generate/${service}`] ?? {};
    const base = own.same_as === undefined ? {} : fieldsOf(String(own.same_as));
    const more = ServiceSchema.safeParse(own.plus).data ?? {};
    return Object.fromEntries(Object.entries({ ...base, ...own, ...more }).filter(([name]) => !ABOUT.has(name)));
  };
  const faultsOf = (service: string, body: Record<string, unknown>) => {
    const fields = fieldsOf(service);
    return Object.entries(body).flatMap(([name, value]) => {
      const rule = fields[name];
      if (rule === undefined) return [`${name} is not a field of ${service}`];
      const allowed = Array.isArray(rule) ? rule.map((one) => String(one).split(' ')[0]) : undefined;
      return allowed && !allowed.includes(String(value)) ? [`${name} cannot be ${value}`] : [];
    });
  };

  const cases = STABILITY_MODELS.flatMap(({ info, service }) =>
    [[], ['p/image-1']].map((references) => [info.id, references.length, service, references] as const),
  );
  test.each(cases)('a submission for %s with %i references is as described', async (model, _, service, references) => {
    const picture = { image: 'AAAA', seed: 1, finish_reason: 'SUCCESS' };
    const vendor = fakeVendor([{ json: picture }]);
    const config = { provider: 'stability', apiKey: 'k', model, style: 'cinematic' } as const;
    const request = { prompt: 'p', negativePrompt: 'n', width: 720, height: 1280, seed: 1 };
    await stability.create?.(config, vendor.context).generate({ ...request, referenceImages: [...references] });
    const [sent] = vendor.requests;
    expect(new URL(sent?.url ?? '').pathname).toBe(`/v2beta/stable-image/generate/${service}`);
    expect(faultsOf(service, ServiceSchema.parse(sent?.body))).toEqual([]);
  });

  test('a field of another service, and a ratio that is none, would be found', () => {
    expect(faultsOf('core', { prompt: 'p', strength: '0.5', aspect_ratio: '2:1' })).toHaveLength(2);
    expect(faultsOf('sd3', { model: 'sd2' })).toHaveLength(1);
  });

  test('the prices of the catalogue are its credits', () => {
    const all = DescriptionSchema.parse(spec.document).generate;
    for (const { info, service } of STABILITY_MODELS) {
      const credits = all[`POST /v2beta/stable-image/generate/${service}`]?.credits;
      const ofModel = typeof credits === 'number' ? credits : ServiceSchema.parse(credits)[info.id];
      expect(info.prices[0]?.unitCostUsd, info.id).toBeCloseTo(Number(ofModel) / 100);
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providersDoc } from '../../scripts/providers-doc.ts';
import { listProviders } from '../../src/providers/index.ts';

test('docs/providers.md is what the registry says (npm run providers-doc writes it)', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/providers.md'), 'utf8')).toBe(providersDoc());
});

test('it names every provider with its key, and no price is free that is only unknown', () => {
  const text = providersDoc();
  for (const { provider, keyVariables } of listProviders()) {
    expect(text).toContain(`(\`${provider}\`)`);
    for (const name of keyVariables.flatMap((names) => names.split(':'))) expect(text).toContain(`\`${name}\``);
  }
  expect(text).not.toMatch(/null|undefined|NaN|\$Infinity/);
});

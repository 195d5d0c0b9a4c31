import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providersDoc } from './providers-doc.ts';

writeFileSync(join(import.meta.dirname, '../docs/providers.md'), providersDoc());

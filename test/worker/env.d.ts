import type { Env } from '../../src/env.ts';

declare global {
  namespace Cloudflare {
    interface Env extends Env_ {}
    interface GlobalProps {
      mainModule: typeof import('../../src/index.ts');
    }
  }
}

type Env_ = Env;

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the vendor simulator answers. */
    simulatorUrl: string;
  }
}

import { ManualClock } from '../simulator/clock.ts';
import { startSimulator } from '../simulator/index.ts';
import { IMAGES, VIDEOS } from '../worker/film-providers.ts';
import { callLive, type LiveCall, type LiveRole } from './calls.ts';
import type { Exchange } from './recording.ts';

/** Language-model providers by the simulated vendor that speaks their wire. */
const LLM_VENDORS: Readonly<Record<string, string>> = {
  openrouter: 'openrouter',
  openai: 'openai',
  anthropic: 'anthropic',
  google: 'gemini',
  'workers-ai': 'workers-ai',
};
/** OpenAI's own API has no other address, so its requests are led astray on their way. */
const OPENAI = 'https://api.openai.com';

/** Seconds that pass with each question to a simulated vendor. */
const SECONDS_A_QUESTION = 20;

/** What a provider's configuration needs besides provider, model and key, as the films of the tests are configured. */
export function usualConfig(role: LiveRole, provider: string): { config: object; keyEnd: string } {
  const casting = castingOf(role, provider);
  const { provider: _name, ...config } = casting?.config ?? {};
  return { config, keyEnd: casting?.keyEnd ?? '' };
}

function castingOf(role: LiveRole, provider: string) {
  return role === 'llm'
    ? undefined
    : (role === 'image' ? IMAGES : VIDEOS).find(({ config }) => config.provider === provider);
}

/**
 * The answers to the same call by the contract: the simulator's, which are held against the vendors' descriptions.
 * @returns undefined where no simulated vendor speaks the provider's wire.
 */
export async function contractAnswers(
  call: Pick<LiveCall, 'role' | 'provider' | 'config'> & { model: string },
): Promise<Exchange[] | undefined> {
  const { role, provider } = call;
  const vendor = role === 'llm' ? LLM_VENDORS[provider] : castingOf(role, provider)?.vendor;
  if (vendor === undefined) return undefined;
  const clock = new ManualClock();
  const simulator = await startSimulator({ clock, latencySeconds: { video: 10 } });
  try {
    const base = simulator.baseUrl(vendor);
    const astray = role === 'llm' && provider === 'openai';
    const { exchanges } = await callLive({
      ...call,
      config: { ...call.config, ...(astray ? {} : { baseUrl: base }) },
      apiKey: `simulated${usualConfig(role, provider).keyEnd}`,
      pay: true,
      fetch: (request) => fetch(new Request(request.url.replace(OPENAI, base), request)),
      sleep: () => clock.advance(SECONDS_A_QUESTION),
    });
    return exchanges;
  } finally {
    await simulator.close();
  }
}

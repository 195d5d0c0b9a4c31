import { type RecordedRequest, readRequestBody } from '../providers/fake-vendor.ts';

/**
 * The requests an SDK makes with a fetch that answers each with the same JSON.
 * @param run calls the SDK with that fetch; what it does with the answer does not matter.
 */
export async function recordRequests(
  run: (recording: typeof fetch) => Promise<unknown>,
  answer: unknown,
): Promise<RecordedRequest[]> {
  const requests: RecordedRequest[] = [];
  const recording: typeof fetch = async (input, init) => {
    const request = new Request(input instanceof Request ? input : String(input), init);
    // The openai package tries out the fetch it is given with an empty data address.
    if (request.url.startsWith('data:')) return new Response();
    requests.push({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await readRequestBody(request),
    });
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  };
  await run(recording);
  return requests;
}

/** The headers of a request that a vendor looks at. */
export function headersThatMatter(request: RecordedRequest | undefined, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, request?.headers[name]]));
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

/** The secret key that belongs to every access key here: `ANYTHING:simulated-secret` is a good pair. */
export const KLING_SECRET = 'simulated-secret';

const HeaderSchema = z.object({ alg: z.literal('HS256'), typ: z.literal('JWT') });
const ClaimsSchema = z.object({ iss: z.string().min(1), exp: z.int(), nbf: z.int() });

/** The account that a bearer stands for, or the vendor's code for what is wrong with it. */
export type KlingBearer = { account: string } | { code: 1000 | 1001 | 1002 | 1003 | 1004; message: string };

/**
 * Reads what came behind `Bearer` (contract: video §1.5): an API key as it is, or a token of the older kind (HS256) whose
 * signature and times are checked.
 * @param nowMs milliseconds since 1970.
 */
export function readKlingBearer(bearer: string | undefined, nowMs: number): KlingBearer {
  if (bearer === undefined) return { code: 1001, message: 'Authorization is empty' };
  const [head = '', claims = '', signature, ...rest] = bearer.split('.');
  if (signature === undefined || rest.length > 0) return { account: bearer };
  const header = decoded(head, HeaderSchema);
  const claimed = decoded(claims, ClaimsSchema);
  if (!header || !claimed) return { code: 1002, message: 'Authorization is invalid' };
  const wanted = createHmac('sha256', KLING_SECRET).update(`${head}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    return { code: 1000, message: 'signature is invalid' };
  }
  if (nowMs / 1000 < claimed.nbf) return { code: 1003, message: 'Authorization is not yet valid' };
  if (nowMs / 1000 >= claimed.exp) return { code: 1004, message: 'Authorization has expired' };
  return { account: claimed.iss };
}

function decoded<Schema extends z.ZodType>(part: string, schema: Schema): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

import { z } from 'zod';
import { Instant } from './time.ts';

/** The connection to Discord's gateway; `since` = when the present state began. */
export const GatewayStatus = z.strictObject({
  connected: z.boolean(),
  since: Instant,
  /** What the last failure said; null while connected or before the first failure. */
  because: z.string().nullable(),
});
export type GatewayStatus = z.infer<typeof GatewayStatus>;

/** Key under which the last reported status is remembered, for `/readyz` and `doctor`. */
export const GATEWAY_KEY = 'discord-gateway';

/** The remembered status; null = this database never had a gateway, or the row is of another version. */
export function gatewayStatusFrom(text: string | null): GatewayStatus | null {
  if (text === null) return null;
  try {
    return GatewayStatus.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

import { PermissionFlagsBits } from 'discord.js';
import { NEEDED, THREADS } from './permissions.ts';

/** Requested permissions: for alerts, their chart, and threads for follow-ups. */
const REQUESTED = [...NEEDED, 'AttachFiles', 'ReadMessageHistory', ...THREADS] as const;

/**
 * The invitation link for managers of a server, with the permissions that alerts need. It is
 * derived from the token, whose first part is the id of the application. Null where the token has
 * no such part.
 */
export function inviteLink(token: string): string | null {
  const id = Buffer.from(token.split('.', 1)[0] ?? '', 'base64').toString('latin1');
  if (!/^\d{15,21}$/.test(id)) return null;
  const permissions = REQUESTED.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n);
  const query = new URLSearchParams({
    client_id: id,
    scope: 'bot applications.commands',
    permissions: String(permissions),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

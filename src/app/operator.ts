import type { Address } from '../domain/alert.ts';
import { reason } from '../domain/reason.ts';
import type { IncidentSettings } from '../flows/incident-tick.ts';
import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';
import { missingFor, WAYS_OUT } from './sinks.ts';

const DISCORD = /^(?:channel|user):\d{15,21}$/;

export type AddressRead =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly because: string };

/** An address as OPERATOR and `--to` name it: `terminal`, or `<way out>:<address>` such as `discord:channel:123…` or `webhook:https://…`. */
export function readAddress(text: string, name: string): AddressRead {
  if (text === 'terminal') return { ok: true, address: { sink: 'terminal', to: 'here' } };
  const [sink = '', ...rest] = text.split(':');
  const to = rest.join(':');
  const form = sink === 'discord' ? DISCORD : WAYS_OUT.find((way) => way.id === sink)?.address;
  if (form === undefined)
    return {
      ok: false,
      because: `${name} begins with "${sink}": it takes terminal, discord:channel:<id>, or ${WAYS_OUT.map((way) => way.id).join(', ')} with an address behind a colon`,
    };
  // The address may hold a secret: it is not repeated.
  if (!form.test(to)) return { ok: false, because: `${name} holds no address for ${sink} behind the colon` };
  return { ok: true, address: { sink, to } };
}

/** What the program needs to tell its operator of the watch; an address whose way out is off tells nobody, and says why. */
export function operatorOf(env: Env): IncidentSettings {
  if (env.OPERATOR === undefined) return { operator: null, noOperator: reason('no-operator') };
  const read = readAddress(env.OPERATOR, 'OPERATOR');
  if (!read.ok) throw new CommandProblem(`${read.because}. See .env.example for what it may be.`);
  const operator = read.address;
  const off = reason('operator-off', { sink: operator.sink });
  return isOn(operator.sink, env) ? { operator, noOperator: null } : { operator: null, noOperator: off };
}

/** Whether messages to a way out are sent by a program with this environment. */
export function isOn(sink: string, env: Env): boolean {
  if (sink === 'discord') return env.DISCORD_TOKEN !== undefined;
  if (sink === 'terminal') return env.DISCORD_TOKEN === undefined;
  return missingFor(sink, env) === null;
}

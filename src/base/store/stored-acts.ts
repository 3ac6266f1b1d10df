import { type Act, WHOLE_COMPANY } from '../../domain/act.ts';
import { type ActKind, kindOf } from '../../domain/act-kind.ts';
import { sizeOfFine } from '../../domain/fine-sums.ts';
import type { Fine, Notice } from '../../domain/notice.ts';
import { actNamed, actOfNames, kindNamed, objectNamed } from '../../domain/old-acts.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { CalendarDate } from '../../domain/time.ts';

/** The JSON of a stored noun. */
export type StoredBody = Readonly<Record<string, unknown>>;

/** What versions 0.1 and 0.2 stored beside the act, or in its place. */
type OldEvent = RegulatoryEvent & { readonly types: readonly string[] };

/** A stored act of version 0.1 or 0.2 with its act and kinds; one that has both stays as it is. */
export function eventWithAct<Stored extends StoredBody | RegulatoryEvent>(body: Stored): Stored {
  if ('act' in body && 'kinds' in body) return body;
  const { types = [], act, fine, deadline, matter, companyWide, apps } = body as OldEvent;
  const stated = { deadline, matter, size: sizeOfFine(fine) };
  const own = act ?? actOfNames(types, stated);
  const kinds = types.flatMap((name) => kindNamed(name) ?? []);
  return {
    ...body,
    kinds: act === undefined || kinds.length > 1 ? kinds : [kindOf(act)],
    ...(act === undefined && {
      act: own,
      object:
        types.length === 0 ? WHOLE_COMPANY : objectNamed(types[0], apps.length > 0 && !companyWide),
      share: null,
      grade: 'confirmed',
    }),
  };
}

/** A stored notice of version 0.1 with the acts of its actions and of what nobody confirmed. */
export function noticeWithActs(body: StoredBody): StoredBody {
  const { actions, unconfirmed, persons, deadline } = body as unknown as Notice;
  const day = deadline?.value ?? null;
  return {
    ...body,
    actions: actions.map((action) => {
      const { object = null, grade = 'confirmed' } = action as Partial<typeof action>;
      return { ...withAct(action, day), object, grade };
    }),
    ...(unconfirmed && { unconfirmed: unconfirmed.map((action) => withAct(action, null)) }),
    ...(persons && { persons: persons.map((action) => withAct(action, null)) }),
  };
}

type Typed = { readonly type?: string; readonly fine: Fine | null; readonly act?: Act };

function withAct<Stored extends Typed>(stored: Stored, deadline: CalendarDate | null): Stored {
  if (stored.act !== undefined) return stored;
  const stated = { deadline, size: sizeOfFine(stored.fine) };
  return { ...stored, act: actNamed(stored.type ?? 'named', stated) };
}

/** A stored report of version 0.2 with the kind of its act. */
export function reportWithKind(body: StoredBody): StoredBody {
  if ('kind' in body) return body;
  return { ...body, kind: kindNamed(String(body.type)) ?? ('name' as ActKind) };
}

/** A stored score or change of one with what is attested of it, which was `confirmed`. */
export function withAttested(body: StoredBody): StoredBody {
  const { confirmed, factors } = body as { confirmed?: unknown; factors?: StoredBody[] };
  return {
    ...body,
    ...(confirmed !== undefined && { attested: confirmed }),
    ...(factors && {
      factors: factors.map((factor) => ({ attested: factor.confirmed ?? true, ...factor })),
    }),
  };
}

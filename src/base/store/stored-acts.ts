import { type Act, WHOLE_COMPANY } from '../../domain/act.ts';
import { actOfType, actOfTypes, objectOfType, sizeOfFine } from '../../domain/act-types.ts';
import type { ActionType, Fine, Notice, PressAction } from '../../domain/notice.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { CalendarDate } from '../../domain/time.ts';

/** The JSON of a stored noun. */
export type StoredBody = Readonly<Record<string, unknown>>;

/** A stored act of version 0.1 with its act; one that has it stays as it is. */
export function stepWithAct<Stored extends StoredBody | RegulatoryEvent>(body: Stored): Stored {
  if ('act' in body) return body;
  const { types, fine, deadline, matter, companyWide, apps } = body as RegulatoryEvent;
  return {
    ...body,
    act: actOfTypes(types, { deadline, matter, size: sizeOfFine(fine) }),
    object:
      types.length === 0 ? WHOLE_COMPANY : objectOfType(types[0]!, apps.length > 0 && !companyWide),
    share: null,
    grade: 'confirmed',
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
    ...(unconfirmed && {
      unconfirmed: unconfirmed.map((pressAction: PressAction) => withAct(pressAction, null)),
    }),
    ...(persons && {
      persons: persons.map((pressAction: PressAction) => withAct(pressAction, null)),
    }),
  };
}

type Typed = { readonly type: ActionType; readonly fine: Fine | null; readonly act?: Act };

const withAct = <One extends Typed>(one: One, deadline: CalendarDate | null): One =>
  one.act === undefined
    ? { ...one, act: actOfType(one.type, { deadline, size: sizeOfFine(one.fine) }) }
    : one;

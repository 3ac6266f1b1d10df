import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import { type Incident, isOver } from '../../../src/domain/incident.ts';
import { reason, storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { alertIncidents, type IncidentContext } from '../../../src/pipeline/alert/incidents.ts';
import {
  ALL,
  at,
  BODY,
  COMPANY,
  context,
  gap,
  HOUR,
  incident,
  MINUTE,
  NOW,
  OTHER,
  wish,
} from '../../support/incidents.ts';

const tell = (incidents: Incident[], some: Partial<IncidentContext> = {}) =>
  alertIncidents(incidents, context({ lately: incidents, ...some }));
/** `operator begin: told`, or the reason. */
const said = (incidents: Incident[], some: Partial<IncidentContext> = {}) =>
  tell(incidents, some).changed.flatMap((one) =>
    one.tellings
      .filter((telling) => telling.at === NOW)
      .map(
        ({ to, of, alert, because }) =>
          `${to} ${of}: ${alert === null ? formatReason(because!, 'en') : 'told'}`,
      ),
  );
const told = (
  to: 'operator' | 'subscribers',
  of: 'begin' | 'end',
  alert: string | null = 'watch:1',
) => ({
  to,
  of,
  alert: alert as never,
  because: alert === null ? storedSentence('some reason') : null,
  at: at(HOUR),
});

describe('who is told what, and why not', () => {
  test.each<[string, Incident[], Partial<IncidentContext>, string[]]>([
    ['a finding goes to the operator', [incident()], {}, ['operator begin: told']],
    [
      'without an operator it is kept',
      [incident()],
      { operator: null, noOperator: reason('no-operator') },
      ['operator begin: no OPERATOR is set'],
    ],
    ['a fresh finding waits for others', [incident({ notedAt: at(4 * MINUTE) })], {}, []],
    [
      'what usually passes waits for half an hour',
      [incident({ code: 'too-slow', from: at(20 * MINUTE), notedAt: at(20 * MINUTE) })],
      {},
      [],
    ],
    ['and is told where it lasts', [incident({ code: 'too-slow' })], {}, ['operator begin: told']],
    [
      'over before it was reported',
      [
        incident({
          from: at(9 * MINUTE),
          notedAt: at(9 * MINUTE),
          to: at(6 * MINUTE),
          endNotedAt: at(6 * MINUTE),
        }),
      ],
      {},
      [
        'operator begin: over after 3 minutes, before it was reported',
        'operator end: its beginning was not reported',
      ],
    ],
    [
      'its end is told to whom its beginning was told',
      [
        incident({
          tellings: [told('operator', 'begin')],
          to: at(9 * MINUTE),
          endNotedAt: at(9 * MINUTE),
        }),
      ],
      {},
      ['operator end: told'],
    ],
    [
      'what comes and goes is told once in six hours',
      [
        incident(),
        incident({
          id: 'a:gone:0',
          from: at(5 * HOUR),
          to: at(4 * HOUR),
          tellings: [told('operator', 'begin'), told('operator', 'end')],
        }),
      ],
      {},
      ['operator begin: reported within the last six hours; it comes and goes'],
    ],
    [
      'what has no duration has no end',
      [incident({ code: 'charset-changed', to: at(HOUR) })],
      {},
      ['operator begin: told'],
    ],
    [
      'a gap goes to the operator and to who follows the body',
      [gap()],
      {},
      ['operator begin: told', 'subscribers begin: told'],
    ],
    ['within the limit it waits', [gap({ from: at(HOUR) })], {}, ['operator begin: told']],
    [
      'a gap that ended is told with its end',
      [gap({ to: at(HOUR), endNotedAt: at(HOUR) })],
      {},
      [
        'operator begin: reported together with its end',
        'operator end: told',
        'subscribers begin: reported together with its end',
        'subscribers end: told',
      ],
    ],
    [
      'its end waits for what is found late',
      [
        gap({
          to: at(9 * MINUTE),
          endNotedAt: at(9 * MINUTE),
          tellings: [
            told('operator', 'begin'),
            told('operator', 'end'),
            told('subscribers', 'begin'),
          ],
        }),
      ],
      {},
      [],
    ],
    [
      'a short gap is kept with the limit',
      [
        gap({
          from: at(HOUR),
          to: at(0),
          endNotedAt: at(0),
          tellings: [told('operator', 'begin'), told('operator', 'end')],
        }),
      ],
      {},
      [
        'subscribers begin: shorter than the limit of 90 minutes',
        'subscribers end: shorter than the limit of 90 minutes',
      ],
    ],
    [
      'a newspaper is no body',
      [gap({ regulator: null })],
      {},
      ['operator begin: told', 'subscribers begin: a newspaper: no authority was out of sight'],
    ],
    [
      'a gap whose finding was told is no second message to the operator',
      [gap(), incident({ code: 'server-error', tellings: [told('operator', 'begin')] })],
      {},
      ['operator begin: reported with its finding', 'subscribers begin: told'],
    ],
    [
      'nobody follows the body',
      [gap({ tellings: [told('operator', 'begin')] })],
      { subscriptions: [wish(OTHER), wish(COMPANY)] },
      ['subscribers begin: nobody follows this regulator'],
    ],
    [
      'only digests',
      [gap({ tellings: [told('operator', 'begin')] })],
      { subscriptions: [wish(BODY, { timing: 'digest' })] },
      ['subscribers begin: 1 address: reads digests only'],
    ],
    [
      'muted',
      [gap({ tellings: [told('operator', 'begin')] })],
      {
        silences: [
          {
            id: 'q',
            address: { sink: 'discord', to: 'channel:1' },
            scope: BODY,
            until: (NOW + 1) as Instant,
            by: 'me',
            createdAt: at(1),
          },
        ],
      },
      ['subscribers begin: 1 address: muted'],
    ],
  ])('%s', (_, incidents, some, expected) => {
    expect(said(incidents, some)).toEqual(expected);
  });

  test('one message for an address, however many of its wishes and of the bodies’ sources are concerned', () => {
    const both = [
      gap(),
      gap({ id: 'b:gap:1', source: 'cn-b-list' as never, regulator: 'cn-b' as never }),
    ];
    const { alerts, deliveries } = tell(both, {
      operator: null,
      subscriptions: [
        wish(BODY),
        wish(OTHER),
        wish(ALL, { address: { sink: 'discord', to: 'channel:2' } }),
      ],
    });
    expect(alerts).toMatchObject([
      { notice: null, alertReason: 'watch', watch: { troubles: ['a:gap:1', 'b:gap:1'] } },
    ]);
    expect(
      deliveries.map(({ address, subscriptions }) => [address.to, subscriptions.length]),
    ).toEqual([
      ['channel:1', 2],
      ['channel:2', 1],
    ]);
  });

  test('an end replies to the message that told the beginning, and counts what was found late', () => {
    const over = gap({
      to: at(HOUR),
      endNotedAt: at(HOUR),
      tellings: [
        told('operator', 'begin', null),
        told('operator', 'end', null),
        told('subscribers', 'begin', 'watch:7'),
      ],
    });
    const { alerts, changed } = tell([over]);
    expect(alerts).toMatchObject([{ follows: 'watch:7', watch: { of: 'end' } }]);
    expect(changed).toMatchObject([{ late: 3, revision: 1 }]);
    expect(isOver(changed[0]!)).toBe(true);
    expect(tell([...changed]).changed).toEqual([]);
  });

  test('quiet hours of a channel put a gap off; the operator is told at once', () => {
    const channel = {
      address: { sink: 'discord', to: 'channel:1' },
      quiet: { from: '11:00', to: '13:00' },
      zone: 'Asia/Shanghai',
    };
    const { deliveries } = tell([gap()], {
      channels: new Map([['discord channel:1', channel as never]]),
    });
    expect(deliveries.map(({ address, dueAt }) => [address.to, dueAt - NOW])).toEqual([
      ['channel:9', 0],
      ['channel:1', HOUR],
    ]);
  });
});

import type { Signal, Subscription } from '../../src/domain/alert.ts';
import type { Exposure } from '../../src/domain/exposure.ts';
import { storedSentence } from '../../src/domain/reason.ts';
import type { Instant } from '../../src/domain/time.ts';

export const NOON = Date.parse('2021-08-18T04:00Z') as Instant;

/** An exposure of Trip.com through its core app; a test changes the one line that matters. */
export function exposure(changes: Partial<Exposure> = {}): Exposure {
  return {
    notice: 'n-1',
    company: 'trip-com',
    edge: 'operator',
    via: null,
    share: 1,
    shareAssumed: false,
    private: false,
    listings: [{ mic: 'XNAS', symbol: 'TCOM', from: null, to: null, evidence: [] }],
    apps: [
      {
        mention: 'm1',
        name: '携程旅行',
        app: 'trip-com/ctrip',
        value: 'core',
        reach: 'large',
        confidence: 0.99,
      },
    ],
    companyWide: false,
    confidence: 0.99,
    ...changes,
  } as Exposure;
}

/** A signal of MIIT's list on Trip.com, 0.0 → 17.2. */
export function signal(changes: Partial<Signal> = {}): Signal {
  return {
    id: 'n-1:trip-com',
    notice: 'n-1',
    company: 'trip-com',
    exposure: exposure(changes.company === undefined ? {} : { company: changes.company }),
    case: 'c-1',
    regulator: 'cn-miit',
    stage: 'ordered',
    level: 2,
    before: 0,
    after: 17.2,
    bandBefore: 'background',
    bandAfter: 'watch',
    factors: [
      {
        id: 'f1',
        points: 15.8,
        case: 'c-1',
        step: 's-1',
        because: storedSentence('携程旅行 ordered to rectify'),
        waterfall: [],
      },
      {
        id: 'f2',
        points: 1.4,
        case: 'c-1',
        step: 's-1',
        because: storedSentence('去哪儿 as well'),
        waterfall: [],
      },
    ],
    deadline: '2021-08-25',
    alertReason: 'first',
    origin: 'official',
    earlier: 0,
    publishedAt: Date.parse('2021-08-18T02:00Z'),
    detectedAt: NOON,
    late: false,
    noveltyKey: 'trip-com|cn-miit|c-1|ordered',
    ...changes,
  } as Signal;
}

/** A channel that follows Trip.com from band "watch". */
export function subscription(changes: Partial<Subscription> = {}): Subscription {
  return {
    id: 'sub-1',
    address: { sink: 'terminal', to: 'here' },
    scope: { kind: 'company', id: 'trip-com' },
    leastBand: 'watch',
    timing: 'at-once',
    language: 'en',
    role: null,
    server: null,
    owner: 'host',
    createdAt: NOON,
    disabled: null,
    ...changes,
  } as Subscription;
}

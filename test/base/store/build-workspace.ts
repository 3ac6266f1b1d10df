import type { Instant } from '../../../src/domain/time.ts';
import type {
  AlertMark,
  LoginSession,
  Member,
  SignInLink,
  Workspace,
  WorkspaceAddress,
} from '../../../src/domain/workspace.ts';
import { type Loose, NOON } from './build.ts';

export const at = (ms: number) => ms as Instant;
export const MAIL = { sink: 'email', to: 'ann@fund.example' };
export const ROOM = { sink: 'fake', to: 'room-1' };
export const FUND = 'fund' as never;
export const OTHER = 'other' as never;

export const aWorkspace = (some: Loose = {}) =>
  ({
    id: 'fund',
    name: 'Harbour Fund',
    language: 'en',
    zone: 'Asia/Hong_Kong',
    createdAt: NOON,
    createdBy: 'test',
    ...some,
  }) as unknown as Workspace;
export const anAddress = (some: Loose = {}) =>
  ({
    address: ROOM,
    workspace: 'fund',
    addedAt: 0,
    addedBy: 'test',
    ...some,
  }) as unknown as WorkspaceAddress;
export const aMember = (some: Loose = {}) =>
  ({
    workspace: 'fund',
    address: MAIL,
    name: 'Ann',
    role: 'owner',
    addedAt: NOON,
    addedBy: 'test',
    ...some,
  }) as unknown as Member;
export const aLink = (some: Loose = {}) =>
  ({
    hash: 'link-1',
    workspace: 'fund',
    address: MAIL,
    createdAt: NOON,
    expiresAt: NOON + 100,
    ...some,
  }) as unknown as SignInLink;
export const aSession = (some: Loose = {}) =>
  ({
    id: 's1',
    hash: 'session-1',
    workspace: 'fund',
    address: MAIL,
    kind: 'browser',
    createdAt: NOON,
    seenAt: NOON,
    endsAt: NOON + 1_000,
    agent: 'test',
    ...some,
  }) as unknown as LoginSession;
export const aMark = (some: Loose = {}) =>
  ({
    workspace: 'fund',
    alert: 'alert-1',
    by: 'Ann',
    readAt: NOON,
    verdict: 'useful',
    note: '',
    at: NOON,
    ...some,
  }) as unknown as AlertMark;

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { endOfDay } from '../../../src/domain/time.ts';
import { type CaseEntry, caseAt, isOfAct } from '../../../src/pipeline/score/cases.ts';
import { ownPoints } from '../../../src/pipeline/score/formula.ts';
import { latestOf } from '../../../src/pipeline/score/latest.ts';
import { ownLoad } from '../../../src/pipeline/score/load.ts';
import { type Standing, scoreAt, standingOf } from '../../../src/pipeline/score/score.ts';
import { inputOver, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

// What somebody who knows the regulatory history of a firm expects of the shipped record. The rows were
// written down before any answer was seen, and hold for any weights in reason:
//
// own    an act by itself gives `least` to `most` points on its own day
// left   an act gives at most `most` points on a day: it ended, was annulled, or was not public yet
// open   whether the case of an act is open on a day
// above  `company` on `day` stands above the company `what` on the day `least`
// score  the score of a day is from `least` to `most`
// lead   the answer of a day begins with that act

const [, ...lines] = readFileSync('test/fixtures/score/well-known.tsv', 'utf8').trim().split('\n');
const rows = lines.map((line) => line.split('\t'));
const knowledge = knowledgeOf(repositoryCatalog().catalog!);
const known = new Map<string, Standing>();

function standing(company: string): Standing {
  const id = company as CompanyId;
  const made =
    known.get(id) ?? standingOf(inputOver(knowledge, id, knowledge.history.get(id) ?? []));
  known.set(id, made);
  return made;
}

const late = (day: string) => endOfDay(day as never, 0, 'America/Los_Angeles');
const scoreOn = (company: string, day: string) => scoreAt(standing(company), late(day));

function entriesOf(company: string, act: string): CaseEntry[] {
  const found = standing(company)
    .ledger.matters.flatMap(({ entries }) => entries)
    .filter(({ event }) => isOfAct(event, act));
  if (found.length === 0) throw new Error(`the record has no act ${act} on ${company}`);
  return found;
}

function ownOf(company: string, act: string): number {
  const points = entriesOf(company, act).map(({ event }) => {
    const load = ownLoad(standing(company), ({ id }) => id === event.id, event.at);
    return ownPoints(load, standing(company).weights);
  });
  return Math.max(...points);
}

function leftOf(company: string, act: string, day: string): number {
  const ids = entriesOf(company, act).map(({ event }) => event.id as string);
  return scoreOn(company, day)
    .factors.filter(({ step }) => ids.includes(step ?? ''))
    .reduce((sum, { points }) => sum + points, 0);
}

/** What a row finds, and whether it holds. */
function checked([kind, company, what, day, least, most]: readonly string[]) {
  const within = (value: number) => ({
    found: value.toFixed(2),
    holds: value >= Number(least) && value <= Number(most),
  });
  switch (kind) {
    case 'own':
      return within(ownOf(company!, what!));
    case 'left':
      return within(leftOf(company!, what!, day!));
    case 'score':
      return within(scoreOn(company!, day!).score);
    case 'open': {
      const isOpen = entriesOf(company!, what!).some(
        ({ matter }) => caseAt(matter, late(day!))?.open,
      );
      return { found: isOpen ? 'open' : 'closed', holds: isOpen === (least === 'yes') };
    }
    case 'above': {
      const [one, other] = [scoreOn(company!, day!).score, scoreOn(what!, least!).score];
      return { found: `${one} and ${other}`, holds: one > other };
    }
    case 'lead': {
      const first = latestOf(standing(company!), scoreOn(company!, day!), late(day!), null)?.event;
      return { found: first ?? 'nothing', holds: first?.startsWith(what!) === true };
    }
    default:
      throw new Error(`a row of an unknown kind: ${kind}`);
  }
}

test('the shipped record scores well-known acts as somebody who knows them expects', () => {
  expect(rows.length).toBeGreaterThanOrEqual(190);
  const wrong = rows.flatMap((row) => {
    const { found, holds } = checked(row);
    return holds ? [] : [`${row.join(' ')}: ${found}`];
  });
  expect(wrong).toEqual([]);
});

test('a row that is off is named with what was found', () => {
  const row = ['own', 'yunda', 'cn-spb-2025-06-17-yunda', '', '5', '100'];
  expect(checked(row)).toMatchObject({ holds: false });
  expect(() => checked(['own', 'yunda', 'no-such-act', '', '0', '1'])).toThrow('no act');
});

import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

describe('deadlines as the English press puts them, published on 18 August 2021', () => {
  it.each([
    ['gave them until Wednesday, August 25 to rectify', '2021-08-25'],
    ['set an August 25 deadline for rectification', '2021-08-25'],
    ['granted a five-working-day window to rectify', '2021-08-25'],
    ['gave a one-week deadline to rectify', '2021-08-25'],
    ['told operators to make changes by the end of August', '2021-08-31'],
    ['gave developers two weeks to address the issues', '2021-09-01'],
  ])('%s', (order, day) => {
    expect(read(`MIIT named 43 apps and ${order}.`).deadline?.value).toBe(day);
  });
});

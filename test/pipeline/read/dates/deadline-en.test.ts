import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

describe('deadlines as the English press puts them, published on 18 August 2021', () => {
  it.each([
    ['gave them until Wednesday, August 25 to rectify', '2021-08-25'],
    ['set an August 25 deadline for rectification', '2021-08-25'],
    ['granted a five-working-day window to rectify', '2021-08-25'],
    ['gave a one-week deadline to rectify', '2021-08-25'],
    ['gave developers two weeks to address the issues', '2021-09-01'],
  ])('%s', (order, day) => {
    expect(read(`MIIT named 43 apps and ${order}.`).deadline?.value).toBe(day);
  });

  it.each([
    [
      'The listed companies must resolve the problems by August 25; otherwise the ministry can act.',
      '2021-08-25',
    ],
    ['They must be put in order before August 25; otherwise the ministry can act.', '2021-08-25'],
    ['Penalties follow if the mistakes are not corrected by Aug 25.', '2021-08-25'],
    ['The apps have until Aug. 25 to comply.', '2021-08-25'],
    ['The first batch was to be rectified by August 10.', undefined],
  ])('a later sentence: %s', (later, day) => {
    expect(read(`MIIT named 43 apps on Wednesday. ${later}`).deadline?.value).toBe(day);
  });

  it('a day of the calendar says more than a period', () => {
    const text =
      'MIIT named 43 apps and requires them to rectify within six days. The apps must fix the problems by August 25.';
    expect(read(text).deadline?.value).toBe('2021-08-25');
  });

  it('the day a rule takes effect is no deadline', () => {
    const text =
      'The CAC issued draft rules on apps on Wednesday. Firms have until Sept 18 to make comments.';
    expect(read(text).deadline).toBeNull();
  });
});

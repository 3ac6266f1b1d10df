import { expect, test } from 'vitest';
import { ActionType } from '../../../src/domain/notice.ts';
import { gravest } from '../../../src/pipeline/present/severity-order.ts';

test.each(ActionType.options)(
  '%s has its place: nothing is graver than a revoked licence',
  (type) => {
    expect(gravest([type, 'licence-revoked'])).toBe('licence-revoked');
    expect(gravest(['closed', type])).toBe(type);
  },
);

import { expect, test } from 'vitest';
import { refuseOld, StartRefused } from './store.ts';

test('a PostgreSQL older than 15 is refused with its version in the sentence', () => {
  for (const version of ['9.6.24', '13.1', '14.22']) {
    expect(() => refuseOld(version)).toThrow(StartRefused);
    expect(() => refuseOld(version)).toThrow(version);
  }
  for (const version of ['15.0', '15.20', '18.6']) expect(() => refuseOld(version)).not.toThrow();
});

import { expect, test } from 'vitest';
import { certainEnding } from './rulesEnding.ts';
import { bareSpell, type Evidence } from './rulesSpell.ts';
import { type KnownSpell, NO_EMPLOYER, NO_WORK, type Work } from './rulesWork.ts';

const spell = (id: string, start: string, more: Partial<KnownSpell> = {}): KnownSpell => ({
  ...bareSpell('employed', start),
  id,
  employer: { ...NO_EMPLOYER, plain: id },
  byHandOn: null,
  ...more,
});
const list = (spellId: string, observed: string, more: Partial<Evidence> = {}): Evidence => ({
  id: `${spellId} ${observed}`,
  spellId,
  class: 6,
  says: 'in_post',
  coversFrom: '2026-03-01',
  coversTo: observed,
  observed,
  template: 't',
  ...more,
});
const work = (spells: readonly KnownSpell[], evidence: readonly Evidence[]): Work => ({ ...NO_WORK, spells, evidence });
const two = [spell('a', '2026-03-01'), spell('b', '2026-07-10')];

test('the older spell ends on the day before the newer one begins, where only lists vouch for it in that time', () => {
  expect(certainEnding(work(two, [list('a', '2026-06-30'), list('b', '2026-07-31')]))).toMatchObject({
    older: { id: 'a' },
    newer: { id: 'b' },
    changes: { ended: '2026-07-09', endPrecision: 'day', endInferred: true },
    vouched: null,
  });
  expect(certainEnding(work(two, [list('a', '2026-06-30', { class: 1 }), list('b', '2026-07-31')]))).toMatchObject({
    vouched: '2026-06-30',
  });
});

test('nothing is certain where something better vouches for both, where the older one was heard of later, or where there are more than two', () => {
  expect(certainEnding(work(two, [list('a', '2026-08-31', { class: 3 }), list('b', '2026-07-31')]))).toBeNull();
  expect(certainEnding(work(two, [list('a', '2026-09-30'), list('b', '2026-07-31')]))).toBeNull();
  expect(certainEnding(work([...two, spell('c', '2026-08-01')], [list('b', '2026-07-31')]))).toBeNull();
  expect(certainEnding(work([two[0]!, spell('b', '2026-07-10', { sideJob: true })], []))).toBeNull();
  expect(certainEnding(work([spell('a', '2026-03-01', { ended: '2026-08-01' }), two[1]!], []))).toBeNull();
  expect(certainEnding(work([spell('a', '2026-03-01', { byHandOn: '2026-09-01' }), two[1]!], [list('b', '2026-07-31')]))).toBeNull();
});

// What a form sends of a spell, the short way.
import type { Input } from '#platform/contract.ts';
import type { recordSpell } from '../contract.ts';
import { SUIWEI } from './facts.ts';

type Entry = Input<typeof recordSpell>;
export const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  kind: 'employed',
  organisationId: SUIWEI,
  place: '440111000000',
  start: '2026-03-01',
  ...more,
});

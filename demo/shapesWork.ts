/** Spells of work and the evidence for them, as the generator gives them out (docs/figures.md §2). Nothing here knows a table. */
import type { Fact } from './shapes.ts';

export type SpellKind = 'employed' | 'self_employed' | 'flexible' | 'public_post' | 'internship';
export type Channel = 'self' | 'government' | 'agency' | 'recruited' | 'workshop' | 'publicPost' | 'flexible' | 'ownBusiness';
export interface Spell {
  readonly kind: SpellKind;
  /** Id of the employer; null where the register does not hold it. */
  readonly organisation: string | null;
  /** As the list wrote it. */
  readonly employer: string;
  readonly occupation: string;
  readonly industry: string;
  /** Twelve digits, the county of work. */
  readonly place: string;
  readonly start: string;
  readonly startPrecision: 'day' | 'month';
  readonly ended: string | null;
  /** Nobody said so: the next spell began on the day after. */
  readonly endInferred: boolean;
  readonly leaveReason: string;
  /** Yuan a month. */
  readonly pay: number | null;
  readonly channel: Channel;
  readonly pointToPoint: boolean | null;
  readonly assistedKind: '' | 'programme' | 'class' | 'order' | 'station' | 'agency' | 'trip' | 'publicPlacement';
  /** `org:<id>` of a station or agency, else in words. */
  readonly assistedRef: string;
  /** 四项工程. */
  readonly programme: '' | 'cook' | 'technician' | 'homeService' | 'artisan';
  readonly contractFrom: string | null;
  readonly contractTo: string | null;
}
export interface Evidence {
  readonly class: 1 | 2 | 3 | 4 | 5 | 6;
  readonly says: 'in_post' | 'not_in_post';
  readonly from: string;
  /** Null where it says not in post. */
  readonly to: string | null;
  readonly observed: string;
  readonly note: string;
}
export interface DemoSpell extends Fact<Spell> {
  readonly evidence: readonly Fact<Evidence>[];
}
export interface DemoWork {
  readonly spells: readonly DemoSpell[];
  /** The last list that said "does not work" of somebody without any spell; the instant it was recorded. */
  readonly noWork: { readonly observed: string; readonly recorded: number } | null;
}

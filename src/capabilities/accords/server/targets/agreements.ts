// Agreements as targets and figures ask for them: between whom, from when to when it really holds, whether both sides signed; as known now or at an instant.
import { sql } from 'kysely';
import type { Actor } from '#platform/server/actor.ts';
import type { Db } from '#platform/server/store.ts';
import { asKnownAt, isCurrent } from '#platform/server/versions.ts';
import { significantDigits } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import { SET_TARGETS } from '../../contractTargets.ts';
import { type Sides, sideOf, sidesWritten } from '../../rules.ts';
import type { TargetSide } from '../../rulesTargets.ts';
import { sideText } from '../places.ts';
import { agreementsOn } from '../queries.ts';

export interface AgreementKnown {
  readonly id: string;
  readonly level: 'province' | 'prefecture' | 'county';
  readonly originCode: string;
  readonly originName: string;
  readonly hostCode: string;
  readonly hostName: string;
  readonly title: string;
  readonly validFrom: string;
  /** As the text has it. */
  readonly validTo: string;
  /** The last day on which it holds, an agreed earlier end included. */
  readonly lastDay: string;
  /** By both sides. */
  readonly signed: boolean;
  /** By both, whatever became of the signatures since: who may see it. */
  readonly signedOnce: boolean;
}
export interface AgreementStanding extends AgreementKnown {
  /** A signature it had is void: what was signed was changed. */
  readonly void: boolean;
}

/** As they stand on a day. `k` null: as known now. `ids` null: all. */
export const agreementsKnown = async (
  db: Db,
  { day, k, ids = null }: { readonly day: string; readonly k: string | null; readonly ids?: readonly string[] | null },
): Promise<readonly AgreementStanding[]> => {
  if (ids?.length === 0) return [];
  const rows = await db
    .selectFrom(agreementsOn(db, day, k ?? undefined).as('a'))
    .select([
      'a.id',
      'a.level',
      'a.originCode',
      'a.originName',
      'a.hostCode',
      'a.hostName',
      'a.title',
      'a.validFrom',
      'a.validTo',
      'a.lastDay',
      'a.state',
      'a.signedOnce',
    ])
    .select(
      sql<boolean>`exists (select 1 from agreement_signature v where v.agreement_id = a.id and v.state = 'void'
        and ${k === null ? isCurrent('v') : asKnownAt('v', k)})`.as('void'),
    )
    .$if(ids !== null, (q) => q.where('a.id', 'in', [...ids!]))
    .orderBy('a.originCode')
    .orderBy('a.hostCode')
    .orderBy('a.validFrom')
    .orderBy('a.id')
    .execute();
  return rows.map(({ state, ...r }) => ({ ...r, signed: state !== 'draft' && state !== 'signing' }));
};

export const partyNames = (a: Sides) => ({ originName: sideText(sideOf(a, 'origin')), hostName: sideText(sideOf(a, 'host')) });

/** A party that homes and places of work on record cannot tell from what lies around it; null where both are counties or above. */
export const tooFine = (a: Sides): Text | null => {
  const { originName, hostName } = partyNames(a);
  if (a.originName !== '' || significantDigits(a.originCode) > 6) return originName;
  return a.hostName !== '' || significantDigits(a.hostCode) > 6 ? hostName : null;
};

/** The sides for which this actor speaks: an office over that party, or one above it. */
export const targetSides = (actor: Pick<Actor, 'grants' | 'permissions'>, a: AgreementKnown): readonly TargetSide[] =>
  actor.permissions.has(SET_TARGETS) ? sidesWritten(actor.grants, a) : [];

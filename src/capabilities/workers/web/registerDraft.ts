// What stands in the form, and what of it is sent and kept. No drawing here.
import type { z } from 'zod';
import type { Input } from '#platform/contract.ts';
import type { registerWorker } from '../contractFacts.ts';
import type {
  Ability,
  ConsentPurpose,
  ConsentWay,
  ContactKind,
  DocumentKind,
  Education,
  Health,
  Hindrance,
  Hukou,
  IdentityKind,
  Precision,
  Relation,
  Sex,
  Willing,
} from '../contractShapes.ts';

export interface IdentityDraft {
  readonly kind: IdentityKind | '';
  readonly from: string;
  readonly fromPrecision: z.infer<typeof Precision>;
  readonly riskRemoved: string;
}
export interface Draft {
  readonly name: string;
  readonly documentKind: DocumentKind;
  readonly number: string;
  readonly birthday: string;
  readonly sex: z.infer<typeof Sex> | '';
  readonly ethnic: string;
  readonly phone: string;
  readonly phoneKind: z.infer<typeof ContactKind>;
  readonly phoneHolder: string;
  readonly homeText: string;
  readonly homeCode: string;
  /** Chinese name of the chosen place. */
  readonly homeName: string;
  readonly hukou: Hukou;
  readonly address: string;
  readonly identities: readonly IdentityDraft[];
  readonly household: '' | 'number' | 'member' | 'found';
  readonly householdNumber: string;
  readonly member: string;
  readonly relation: Relation | '';
  readonly education: z.infer<typeof Education> | '';
  readonly schoolStage: string;
  readonly health: readonly z.infer<typeof Health>[];
  readonly disability: string;
  readonly ability: Ability | '';
  readonly willing: z.infer<typeof Willing> | '';
  readonly hindered: readonly z.infer<typeof Hindrance>[];
  readonly occupations: readonly string[];
  readonly places: readonly string[];
  readonly payMin: number | null;
  readonly together: readonly string[];
  readonly training: string;
  readonly purposes: readonly z.infer<typeof ConsentPurpose>[];
  readonly way: z.infer<typeof ConsentWay>;
  readonly givenOn: string;
  readonly witness: string;
  /** Records somebody looked at: not this person. */
  readonly notTheSame: readonly string[];
}

export const emptyDraft: Draft = {
  name: '',
  documentKind: 'residentIdCard',
  number: '',
  birthday: '',
  sex: '',
  ethnic: '',
  phone: '',
  phoneKind: 'own',
  phoneHolder: '',
  homeText: '',
  homeCode: '',
  homeName: '',
  hukou: 'unknown',
  address: '',
  identities: [],
  household: '',
  householdNumber: '',
  member: '',
  relation: '',
  education: '',
  schoolStage: '',
  health: [],
  disability: '',
  ability: '',
  willing: '',
  hindered: [],
  occupations: [],
  places: [],
  payMin: null,
  together: [],
  training: '',
  purposes: [],
  way: 'oral',
  givenOn: '',
  witness: '',
  notTheSame: [],
};

/** The number itself says birthday and sex. */
export const tellsBirth = (kind: DocumentKind): boolean => kind === 'residentIdCard';

/** What is sent. A part nobody touched is left out altogether, so that nothing is on record that was not said. */
export const inputOf = (d: Draft): Input<typeof registerWorker> => ({
  name: d.name,
  documentKind: d.documentKind,
  ...(d.documentKind !== 'none' && d.number.trim() ? { number: d.number } : {}),
  ...(!tellsBirth(d.documentKind) && d.birthday ? { birthday: d.birthday } : {}),
  ...(!tellsBirth(d.documentKind) && d.sex ? { sex: d.sex } : {}),
  ethnic: d.ethnic,
  home: { code: d.homeCode, hukou: d.hukou, ...(d.address.trim() ? { address: d.address } : {}) },
  ...(d.phone.trim() ? { phone: d.phone, phoneKind: d.phoneKind, phoneHolder: d.phoneHolder } : {}),
  identities: d.identities
    .filter((i) => i.kind !== '')
    .map((i) => ({
      kind: i.kind as IdentityKind,
      from: i.from,
      fromPrecision: i.fromPrecision,
      ...(i.riskRemoved && i.kind.startsWith('monitored') ? { riskRemoved: i.riskRemoved } : {}),
    })),
  ...(d.education || d.schoolStage || d.health.length || d.disability || d.ability
    ? {
        condition: {
          education: d.education,
          schoolStage: d.schoolStage,
          health: [...d.health],
          disability: d.health.includes('disabled') ? d.disability : '',
          ability: d.ability,
        },
      }
    : {}),
  ...(d.willing
    ? {
        intention: {
          willing: d.willing,
          hindered: d.willing === 'yes' ? [] : [...d.hindered],
          occupations: [...d.occupations],
          places: [...d.places],
          ...(d.payMin === null ? {} : { payMin: d.payMin }),
          together: [...d.together],
          training: d.training,
        },
      }
    : {}),
  ...(d.purposes.length ? { consent: { purposes: [...d.purposes], givenOn: d.givenOn, way: d.way, witness: d.witness } } : {}),
  ...(d.household
    ? {
        household: {
          ...(d.household === 'member' ? { memberId: d.member } : d.householdNumber.trim() ? { number: d.householdNumber } : {}),
          found: d.household === 'found',
          relation: d.relation as Relation,
        },
      }
    : {}),
  notTheSame: [...d.notTheSame],
});

// Draft ---------------------------------------------------------------------------------------------------------------------------

const KEY = 'wengang.register.';
/** Never in the browser's store: number, telephone, whose it is, and the address. */
const WITHHELD = ['number', 'phone', 'phoneHolder', 'address'] as const satisfies readonly (keyof Draft)[];

export interface Kept {
  readonly draft: Draft;
  readonly at: string;
  /** True where something was typed that the store does not hold. */
  readonly withheld: boolean;
}

/** Somebody has typed something worth keeping. */
export const isTouched = (d: Draft): boolean =>
  (Object.keys(emptyDraft) as (keyof Draft)[]).some((k) => k !== 'givenOn' && JSON.stringify(d[k]) !== JSON.stringify(emptyDraft[k]));

/** Keeps the draft for this tab and this account. */
export const keepDraft = (accountId: string, draft: Draft, at: string): void => {
  const withheld = WITHHELD.some((k) => draft[k] !== '');
  const kept: Kept = { draft: { ...draft, number: '', phone: '', phoneHolder: '', address: '' }, at, withheld };
  sessionStorage.setItem(KEY + accountId, JSON.stringify(kept));
};
export const dropDraft = (accountId: string): void => sessionStorage.removeItem(KEY + accountId);

/** The draft of this account in this tab; drafts of whoever sat here before are thrown away. */
export const takeDraft = (accountId: string): Kept | null => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY) && key !== KEY + accountId) sessionStorage.removeItem(key);
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY + accountId) ?? 'null') as Kept | null;
    return kept && { ...kept, draft: { ...emptyDraft, ...kept.draft } };
  } catch {
    return null;
  }
};

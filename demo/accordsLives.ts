/** What may become of one agreement: each life is one or two agreements with every version of their text, signatures and early end. */
import { dayOf, dayText, instantOn } from './days.ts';
import { idOf } from './ids.ts';
import { hashText, mix, type Random } from './random.ts';

interface Known {
  /** Milliseconds since 1970; null while it stands. */
  readonly recorded: number;
  readonly superseded: number | null;
}
export interface DemoText {
  readonly level: 'province' | 'prefecture' | 'county';
  readonly originCode: string;
  readonly originName: string;
  readonly hostCode: string;
  readonly hostName: string;
  /** 平塘县—白云区. */
  readonly names: string;
  readonly note: string;
}
type Programme = 'cook' | 'technician' | 'homeService' | 'artisan';
export interface DemoAgreement {
  readonly id: string;
  readonly registered: number;
  readonly versions: readonly (Known &
    Omit<DemoText, 'names'> & {
      readonly title: string;
      readonly documentNumber: string;
      readonly validFrom: string;
      readonly validTo: string;
      readonly programmes: readonly Programme[];
      readonly covers: string;
      readonly reason: string;
    })[];
  readonly signatures: readonly (Known & {
    readonly side: 'origin' | 'host';
    readonly state: 'signed' | 'void';
    readonly post: string;
    readonly signedOn: string;
    /** `recorded` of the text that was signed. */
    readonly text: number;
    readonly reason: string;
  })[];
  readonly ends: readonly (Known & {
    readonly state: 'proposed' | 'confirmed' | 'declined';
    readonly lastDay: string;
    readonly side: 'origin' | 'host';
    readonly reason: string;
    readonly answer: string;
  })[];
  readonly groups: readonly (Known & {
    readonly id: string;
    readonly side: 'origin' | 'host' | 'joint';
    readonly name: string;
    readonly leadingPost: string;
    readonly memberPosts: readonly string[];
    readonly fromDay: string;
    readonly toDay: string | null;
  })[];
}

/** One agreement being written. */
interface Wanted {
  readonly from: string;
  readonly to: string;
  /** The day its draft was entered. */
  readonly entered: string;
  /** The days of the signatures, and when they were entered; left out where that side did not sign. */
  readonly origin?: string;
  readonly host?: string;
  /** Both signatures were entered this day, weeks after they were given. */
  readonly signedEntered?: string;
  /** The text first said another last day; corrected on the day with a reason, which voided what was signed; signed again on the other day. */
  readonly corrected?: { readonly to: string; readonly on: string; readonly signedAgain?: string };
  readonly end?: {
    readonly state: 'proposed' | 'confirmed' | 'declined';
    readonly last: string;
    readonly on: string;
    readonly answered?: string;
  };
  readonly discarded?: string;
  readonly group?: boolean;
}

const PROGRAMMES: readonly (readonly Programme[])[] = [
  ['cook', 'technician', 'homeService', 'artisan'],
  ['cook', 'technician', 'homeService'],
  ['cook', 'homeService'],
  ['cook'],
  ['technician'],
  [],
];
const BUREAU = {
  province: '人力资源和社会保障厅厅长',
  prefecture: '人力资源和社会保障局局长',
  county: '人力资源和社会保障局局长',
} as const;
const AREA = { province: '省（自治区）', prefecture: '市（州）', county: '县（市、区）' } as const;
const COVERS = '有组织输送、稳岗服务、技能培训与鉴定互认、劳务站建设、信息互通（示例）';

const writeOne = (random: Random, text: DemoText, seed: number, want: Wanted): DemoAgreement => {
  const at = (day: string, hour = 10): number => instantOn(dayOf(day), hour, random.int(0, 5_000_000));
  const entered = at(want.entered, 9);
  const own = mix(seed, hashText(`${text.level} ${want.from} ${want.to} ${want.entered}`));
  const id = idOf(entered, own, 12);
  const { names, ...sides } = text;
  const years = `${want.from.slice(0, 4)}${want.from.slice(0, 4) === want.to.slice(0, 4) ? '' : `—${want.to.slice(0, 4)}`}年`;
  const version = {
    ...sides,
    title: `${names}劳务协作协议（${years}，示例）`,
    documentNumber: random.chance(0.6) ? `示例〔${want.entered.slice(0, 4)}〕${random.int(3, 96)}号` : '',
    validFrom: want.from,
    validTo: want.corrected?.to ?? want.to,
    programmes: random.pick(PROGRAMMES),
    covers: random.chance(0.7) ? COVERS : '',
    reason: '',
  };
  const corrected = want.corrected ? at(want.corrected.on, 15) : null;
  const versions: DemoAgreement['versions'] = [
    { ...version, recorded: entered, superseded: corrected ?? (want.discarded ? at(want.discarded, 16) : null) },
    ...(corrected === null
      ? []
      : [{ ...version, validTo: want.to, reason: '结束日期录错，按原件更正', recorded: corrected, superseded: null }]),
  ];
  const post = `${AREA[text.level]}${BUREAU[text.level]}`;
  const signatures: DemoAgreement['signatures'][number][] = [];
  for (const side of ['origin', 'host'] as const) {
    const day = want[side];
    if (day === undefined) continue;
    const written = Math.max(at(want.signedEntered ?? day, side === 'origin' ? 11 : 14), entered + 1000);
    const signed = { side, state: 'signed' as const, post, signedOn: day, text: entered, reason: '' };
    if (corrected === null) {
      signatures.push({ ...signed, recorded: written, superseded: null });
      continue;
    }
    const again = want.corrected!.signedAgain;
    const anew = again === undefined ? null : at(again, side === 'origin' ? 11 : 14);
    signatures.push({ ...signed, recorded: written, superseded: corrected });
    signatures.push({ ...signed, state: 'void', reason: '结束日期录错，按原件更正', recorded: corrected, superseded: anew });
    if (anew !== null) signatures.push({ ...signed, text: corrected, recorded: anew, superseded: null });
  }
  const ends: DemoAgreement['ends'][number][] = [];
  if (want.end) {
    const proposed = at(want.end.on, 10);
    const answered = want.end.answered === undefined ? null : at(want.end.answered, 15);
    const end = {
      lastDay: want.end.last,
      side: random.chance(0.5) ? ('origin' as const) : ('host' as const),
      reason: '另签新一轮协议（示例）',
      answer: '',
    };
    ends.push({ ...end, state: 'proposed', recorded: proposed, superseded: answered });
    if (answered !== null)
      ends.push({
        ...end,
        state: want.end.state,
        answer: want.end.state === 'declined' ? '按原协议执行到期' : '同意',
        recorded: answered,
        superseded: null,
      });
  }
  return {
    id,
    registered: entered,
    versions,
    signatures,
    ends,
    groups: want.group
      ? [
          {
            id: idOf(entered + 1, mix(own, 77), 13),
            side: 'joint',
            name: `${names}劳务协作工作专班（示例）`,
            leadingPost: `${AREA[text.level]}人力资源和社会保障${text.level === 'province' ? '厅' : '局'}分管负责人`,
            memberPosts: ['就业促进科科长', '劳务站站长', '职业能力建设科科长'],
            fromDay: want.host ?? want.from,
            toDay: null,
            recorded: at(want.host ?? want.entered, 16),
            superseded: null,
          },
        ]
      : [],
  };
};

const LATEST = '2022-10-10';
const plus = (day: string, days: number): string => {
  const moved = dayText(dayOf(day) + days);
  return moved < LATEST ? moved : LATEST;
};

export type Life =
  | 'plain'
  | 'yearly'
  | 'successor'
  | 'overlappingSuccessor'
  | 'corrected'
  | 'endProposed'
  | 'endDeclined'
  | 'recordedLate'
  | 'draft'
  | 'halfOrigin'
  | 'halfHost'
  | 'late'
  | 'coming'
  | 'over'
  | 'endedEarly'
  | 'void'
  | 'discarded'
  | 'halfLate'
  | 'renewalDraft'
  | 'renewalHalf';

/** The agreements of one pair that live so; those called insiders have exactly one in force on 2022-09-30. */
export const writeLife = (random: Random, life: Life, text: DemoText, seed: number): DemoAgreement[] => {
  const one = (want: Wanted): DemoAgreement => writeOne(random, text, seed, want);
  const signed = (day: string, apart = random.int(0, 12)): { origin: string; host: string } => ({ origin: day, host: plus(day, apart) });
  const start = plus('2021-03-01', random.int(0, 120));
  const group = random.chance(0.35) || text.level !== 'county' || text.originCode === '522727000000';
  const long = {
    from: start,
    to: '2025-12-31',
    entered: plus(start, -random.int(10, 25)),
    ...signed(plus(start, random.int(0, 20))),
    group,
  };
  const year = (y: number, when: string): Wanted => ({
    from: `${y}-01-01`,
    to: `${y}-12-31`,
    entered: plus(when, -12),
    ...signed(when, 0),
    group,
  });
  switch (life) {
    case 'plain':
      return [one(long)];
    case 'yearly':
      // and next year's, which one side has signed and the other has before it
      return [
        one({ ...year(2021, '2021-03-18'), group: false }),
        one(year(2022, '2022-02-24')),
        one({
          from: '2023-01-01',
          to: '2023-12-31',
          entered: '2022-09-15',
          [text.originCode.startsWith('52') ? 'origin' : 'host']: '2022-09-28',
        }),
      ];
    case 'successor':
      return [one({ ...year(2021, '2021-03-18'), group: false }), one(year(2022, '2022-02-24'))];
    case 'overlappingSuccessor':
      // by its text the old one would still hold: both sides ended it early, and the new one follows
      return [
        one({
          ...long,
          to: '2023-12-31',
          group: false,
          end: { state: 'confirmed', last: '2022-03-31', on: '2022-03-02', answered: '2022-03-15' },
        }),
        one({ from: '2022-04-01', to: '2025-12-31', entered: '2022-03-16', ...signed('2022-03-24', 3), group }),
      ];
    case 'corrected':
      return [one({ ...long, corrected: { to: '2022-06-30', on: plus(start, 60), signedAgain: plus(start, 75) } })];
    case 'endProposed':
      return [one({ ...long, end: { state: 'proposed', last: '2022-08-31', on: '2022-08-10' } })];
    case 'endDeclined':
      return [one({ ...long, end: { state: 'declined', last: '2022-06-30', on: '2022-05-12', answered: '2022-05-20' } })];
    case 'recordedLate':
      // signed in August, known in October: a report of September as known then does not have it
      return [
        one({
          from: '2022-08-15',
          to: '2024-12-31',
          entered: '2022-10-08',
          ...signed('2022-08-15', 0),
          signedEntered: '2022-10-09',
          group,
        }),
      ];
    case 'draft':
      return [one({ from: '2022-07-01', to: '2025-12-31', entered: plus('2022-06-10', random.int(0, 60)) })];
    case 'halfOrigin':
    case 'halfHost': {
      const day = plus('2022-07-05', random.int(0, 40));
      return [one({ from: '2022-07-01', to: '2025-12-31', entered: '2022-06-20', [life === 'halfOrigin' ? 'origin' : 'host']: day })];
    }
    case 'late':
      return [one({ from: '2022-09-01', to: '2025-12-31', entered: '2022-08-30', origin: '2022-10-05', host: '2022-10-08' })];
    case 'halfLate':
      return [one({ from: '2022-09-01', to: '2025-12-31', entered: '2022-08-30', origin: '2022-09-20', host: '2022-10-08' })];
    case 'coming':
      return [one({ from: '2022-11-01', to: '2025-12-31', entered: '2022-08-25', ...signed('2022-09-20', 2) })];
    case 'over':
      return [one({ ...long, from: '2021-01-01', to: plus('2022-04-30', random.int(0, 150)), entered: plus(start, -25), group: false })];
    case 'endedEarly':
      return [one({ ...long, end: { state: 'confirmed', last: '2022-06-30', on: '2022-06-01', answered: '2022-06-14' } })];
    case 'void':
      return [one({ ...long, corrected: { to: '2022-06-30', on: '2022-08-30' } })];
    case 'discarded':
      return [one({ from: '2022-07-01', to: '2025-12-31', entered: '2022-06-15', discarded: '2022-07-20' })];
    case 'renewalDraft':
      return [one({ from: '2026-01-01', to: '2030-12-31', entered: '2022-09-05' })];
    case 'renewalHalf':
      return [one({ from: '2026-01-01', to: '2030-12-31', entered: '2022-09-01', origin: '2022-09-22' })];
  }
};

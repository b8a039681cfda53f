// Order classes 订单班 as decisions: what the agreement of three lacks, who signs for which party, and the four promises, trainee by trainee. Pure.
import type { Held } from '#capabilities/accords/rules.ts';
import type { Text } from '#standards/text.ts';
import {
  type EnrolmentState,
  enrolmentPermissions,
  type OrderParty,
  type Promise4,
  type PromiseState,
  promiseTexts,
  SIGN_ORDER,
} from './contractEnrolmentTexts.ts';
import type { Condition } from './rulesConditions.ts';

/** ○ Days an agreement of three begins with; each is data of the agreement. */
export const ENTRY_DAYS = 7;
export const CONTRACT_DAYS = 30;
export const PARTIES: readonly OrderParty[] = ['employer', 'school', 'office'];

const plusDays = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

// The agreement ---------------------------------------------------------------------------------------------------------------------

export interface OrderFacts {
  readonly employer: string;
  readonly seats: number;
  /** Heads over all posts. */
  readonly posts: number;
  /** Wage arrears of the employer that nobody has settled. */
  readonly arrears: number;
  /** May the reader be told of them; else it is only said whom to ask. */
  readonly toldArrears: boolean;
  readonly office: Text;
  /** Null: no terms entered yet. */
  readonly terms: { readonly signed: readonly OrderParty[] } | null;
}
const condition = (key: string, met: boolean | null, zh: string, en: string): Condition => ({ key, met, text: { zh, en } });
/** Why an order class cannot be agreed on with this employer; undefined: it can. */
export const whyNotEmployer = (f: Pick<OrderFacts, 'employer' | 'arrears' | 'toldArrears' | 'office'>): Text | undefined =>
  f.arrears === 0
    ? undefined
    : f.toldArrears
      ? {
          zh: `${f.employer}有 ${f.arrears} 起欠薪没有结清，不能办订单班。结清并登记之后再签`,
          en: `${f.employer} has ${f.arrears} case(s) of unsettled wage arrears and cannot have an order class. Sign once they are settled and entered`,
        }
      : {
          zh: `${f.employer}目前不能办订单班，请向${f.office.zh}人社部门了解原因`,
          en: `${f.employer} cannot have an order class at present; ask the HR office of ${f.office.en} why`,
        };
/** Why the reserved posts do not do; undefined: they do. */
export const whyNotPosts = (f: Pick<OrderFacts, 'posts' | 'seats' | 'employer'>): Text | undefined =>
  f.posts >= f.seats
    ? undefined
    : {
        zh: `${f.employer}预留 ${f.posts} 个岗位，计划招 ${f.seats} 人，还差 ${f.seats - f.posts} 个。请增加岗位，或者减少招生人数`,
        en: `${f.employer} reserves ${f.posts} posts for ${f.seats} seats: ${f.seats - f.posts} short. Reserve more posts, or plan fewer seats`,
      };
/** What the agreement of three still lacks, one by one. `arrears` first: it stops all else. */
export const orderConditions = (f: OrderFacts): readonly Condition[] => {
  const arrears = whyNotEmployer(f);
  const posts = whyNotPosts(f);
  const missing = PARTIES.filter((p) => !(f.terms?.signed ?? []).includes(p));
  const names: Record<OrderParty, Text> = {
    employer: { zh: f.employer, en: f.employer },
    school: { zh: '学校', en: 'the school' },
    office: { zh: `${f.office.zh}人社部门`, en: `the HR office of ${f.office.en}` },
  };
  return [
    arrears
      ? { key: 'orderArrears', met: false, text: arrears }
      : condition('orderArrears', true, `${f.employer}没有未结清的欠薪`, `${f.employer} has no unsettled wage arrears`),
    posts
      ? { key: 'orderPosts', met: false, text: posts }
      : condition('orderPosts', true, `预留 ${f.posts} 个岗位，计划招 ${f.seats} 人`, `${f.posts} posts are reserved for ${f.seats} seats`),
    f.terms === null
      ? condition('orderSigned', false, '还没有登记三方协议', 'The agreement of three is not entered')
      : missing.length === 0
        ? condition('orderSigned', true, '三方都签了协议', 'All three parties have signed')
        : condition(
            'orderSigned',
            false,
            `三方协议还缺${missing.map((p) => names[p].zh).join('、')}签字`,
            `The agreement of three lacks the signature of ${missing.map((p) => names[p].en).join(', ')}`,
          ),
  ];
};

/** For whom an account signs: an organisation's own account; for the government the office over exactly the area that signs. */
export const partiesSigned = (
  held: readonly Held[],
  of: { readonly employerId: string | null; readonly schoolId: string; readonly officeCode: string },
): readonly OrderParty[] => {
  const may = (h: Held, party: OrderParty): boolean => {
    if (!(enrolmentPermissions[SIGN_ORDER].roles as readonly string[]).includes(h.role)) return false;
    if (party === 'office') return h.relation === null && h.areaCode === of.officeCode;
    return h.role === party && h.relation === `org:${party === 'employer' ? of.employerId : of.schoolId}`;
  };
  return PARTIES.filter((p) => held.some((h) => may(h, p)));
};
/** Who enters terms and posts: a party of the class. */
export interface PostTerms {
  readonly id: string | null;
  readonly title: string;
  readonly occupation: string;
  readonly place: string;
  readonly heads: number;
  readonly payMin: number;
  readonly payMax: number;
  readonly note: string;
}
/** Does anything differ that was signed: days, or a post, its place, heads and pay. Notes and words do not. */
export const substanceDiffers = (
  before: { readonly entryDays: number; readonly contractDays: number; readonly posts: readonly PostTerms[] },
  after: { readonly entryDays: number; readonly contractDays: number; readonly posts: readonly PostTerms[] },
): boolean => {
  const plain = (posts: readonly PostTerms[]) =>
    JSON.stringify(
      posts
        .map((p) => [p.title, p.occupation, p.place, p.heads, p.payMin, p.payMax].join('|'))
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    );
  return before.entryDays !== after.entryDays || before.contractDays !== after.contractDays || plain(before.posts) !== plain(after.posts);
};

// The four promises -----------------------------------------------------------------------------------------------------------------

/** What is asked of the ledger of work: these people, at these organisations, not ended before a day. */
export interface WorkAsked {
  readonly workerIds: readonly string[];
  readonly organisationIds: readonly string[];
  readonly since: string;
}
/** What the ledger of work knows, handed in by whoever has it (server/parts.ts). Days inclusive. */
export interface WorkFact {
  readonly organisationId: string;
  readonly kind: 'work' | 'internship';
  readonly start: string;
  readonly ended: string | null;
  readonly occupation: string;
  /** First day of a contract, null where none is known. */
  readonly contractFrom: string | null;
  readonly payMonth: number | null;
}
export interface Trainee {
  readonly state: EnrolmentState;
  readonly enrolledOn: string;
  readonly endedOn: string | null;
  readonly intent: { readonly postId: string; readonly onDay: string } | null;
  readonly entry: { readonly onDay: string } | null;
  readonly practice: { readonly postId: string | null; readonly onDay: string; readonly toDay: string | null } | null;
  /** Of the employer's set of records only. */
  readonly work: readonly WorkFact[];
}
export interface OrderClass {
  /** Null: no lesson planned. */
  readonly firstLesson: string | null;
  /** The last day of the class as planned. */
  readonly planTo: string;
  readonly entryDays: number;
  readonly contractDays: number;
  readonly posts: readonly { readonly id: string; readonly title: string; readonly occupation: string; readonly payMin: number }[];
}
export interface PromiseCheck {
  readonly promise: Promise4;
  readonly state: PromiseState;
  /** The day of the evidence, or by which it is due. */
  readonly day: string | null;
  /** What it rests on, or what is missing. */
  readonly text: Text;
}
const check = (promise: Promise4, state: PromiseState, day: string | null, zh: string, en: string): PromiseCheck => ({
  promise,
  state,
  day,
  text: { zh, en },
});

const ofIntent = (t: Trainee, c: OrderClass, today: string): PromiseCheck => {
  const post = t.intent && c.posts.find((p) => p.id === t.intent!.postId);
  if (t.intent && !post)
    return check(
      'intent',
      'not',
      t.intent.onDay,
      '意向书写的岗位已经不在预留岗位里',
      'The post of the intent is no longer among the reserved ones',
    );
  if (t.intent && post) {
    const { onDay } = t.intent;
    if (c.firstLesson === null || onDay < c.firstLesson)
      return check(
        'intent',
        'met',
        onDay,
        `${onDay} 签意向书，岗位：${post.title}`,
        `Intent signed on ${onDay} for the post ${post.title}`,
      );
    return check(
      'intent',
      'not',
      onDay,
      `意向书 ${onDay} 才签，第一次课在 ${c.firstLesson}`,
      `The intent was signed on ${onDay}; the first lesson was on ${c.firstLesson}`,
    );
  }
  if (c.firstLesson !== null && today >= c.firstLesson)
    return check(
      'intent',
      'not',
      c.firstLesson,
      `第一次课（${c.firstLesson}）之前没有签意向书`,
      `No intent was signed before the first lesson on ${c.firstLesson}`,
    );
  return check(
    'intent',
    'yet',
    c.firstLesson,
    c.firstLesson ? `第一次课 ${c.firstLesson} 之前签` : '还没有排课',
    c.firstLesson ? `Due before the first lesson on ${c.firstLesson}` : 'No lesson is planned',
  );
};
const ofEntry = (t: Trainee, c: OrderClass, today: string): PromiseCheck => {
  // entry is the first day one is really there: a lesson, or the day of enrolment where that is later
  const entered = c.firstLesson !== null && c.firstLesson > t.enrolledOn ? c.firstLesson : t.enrolledOn;
  const due = plusDays(entered, c.entryDays);
  if (t.entry)
    return t.entry.onDay <= due
      ? check('entry', 'met', t.entry.onDay, `${t.entry.onDay} 与用人单位签协议`, `Agreement with the employer signed on ${t.entry.onDay}`)
      : check(
          'entry',
          'not',
          t.entry.onDay,
          `协议 ${t.entry.onDay} 才签，应在 ${due} 之前`,
          `The agreement was signed on ${t.entry.onDay}, due by ${due}`,
        );
  if (t.endedOn !== null && t.endedOn < due && t.state === 'withdrawn')
    return check('entry', 'not', t.endedOn, `${t.endedOn} 退出，没有签协议`, `Left on ${t.endedOn} without an agreement`);
  return today > due
    ? check('entry', 'not', due, `到 ${due} 没有签协议`, `No agreement was signed by ${due}`)
    : check('entry', 'yet', due, `${due} 之前签协议`, `Due by ${due}`);
};
const ofPractice = (t: Trainee, c: OrderClass, today: string): PromiseCheck => {
  const post = t.intent && c.posts.find((p) => p.id === t.intent!.postId);
  const last = t.endedOn ?? c.planTo;
  if (t.practice) {
    const { onDay, postId } = t.practice;
    const other = c.posts.find((p) => p.id === postId);
    if (post && postId === post.id)
      return check('practice', 'met', onDay, `${onDay} 起在“${post.title}”顶岗`, `Practice in the post ${post.title} from ${onDay}`);
    return check(
      'practice',
      'not',
      onDay,
      `顶岗的岗位是“${other?.title ?? '其他岗位'}”，意向书写的是“${post?.title ?? '（没有意向书）'}”`,
      `Practice was in ${other?.title ?? 'another post'}; the intent names ${post?.title ?? 'no post'}`,
    );
  }
  // an internship in the ledger vouches for practice where its occupation is that of the post
  const intern = post?.occupation
    ? t.work.find((w) => w.kind === 'internship' && w.occupation === post.occupation && w.start >= t.enrolledOn)
    : undefined;
  if (intern && post)
    return check(
      'practice',
      'met',
      intern.start,
      `台账：${intern.start} 起在“${post.title}”实习`,
      `Ledger: internship in ${post.title} from ${intern.start}`,
    );
  return today > last
    ? check('practice', 'not', last, `到 ${last} 没有顶岗记录`, `No practice on record by ${last}`)
    : check('practice', 'yet', last, `${last} 之前顶岗`, `Due by ${last}`);
};
const ofContract = (t: Trainee, c: OrderClass, today: string): PromiseCheck => {
  if (t.state === 'withdrawn' || t.state === 'failed')
    return t.state === 'failed'
      ? check('contract', 'not', t.endedOn, `${t.endedOn} 未结业`, `Did not pass on ${t.endedOn}`)
      : check('contract', 'not', t.endedOn, `${t.endedOn} 退出`, `Left on ${t.endedOn}`);
  if (t.state !== 'finished' || t.endedOn === null) {
    const due = plusDays(c.planTo, c.contractDays);
    return check(
      'contract',
      'yet',
      due,
      `结业后 ${c.contractDays} 天内签劳动合同`,
      `Contract due within ${c.contractDays} days of finishing`,
    );
  }
  const due = plusDays(t.endedOn, c.contractDays);
  // a contract of before counts where it still runs: who was hired on entering has it already
  const contracts = t.work
    .filter((w) => w.kind === 'work' && w.contractFrom !== null && (w.ended === null || w.ended >= t.endedOn!))
    .sort((a, b) => (a.contractFrom! < b.contractFrom! ? -1 : 1));
  const first = contracts.find((w) => w.contractFrom! <= due);
  if (first) {
    const post = t.intent && c.posts.find((p) => p.id === t.intent!.postId);
    const less = post && first.payMonth !== null && first.payMonth < post.payMin;
    return less
      ? check(
          'contract',
          'not',
          first.contractFrom,
          `${first.contractFrom} 起有合同，月薪 ${first.payMonth} 元，低于承诺的 ${post.payMin} 元`,
          `Contract from ${first.contractFrom} at ${first.payMonth} yuan a month, less than the ${post.payMin} promised`,
        )
      : check('contract', 'met', first.contractFrom, `${first.contractFrom} 起有劳动合同`, `Contract from ${first.contractFrom}`);
  }
  const late = contracts[0];
  if (late)
    return check(
      'contract',
      'not',
      late.contractFrom,
      `合同 ${late.contractFrom} 才开始，应在 ${due} 之前`,
      `The contract began on ${late.contractFrom}, due by ${due}`,
    );
  return today > due
    ? check('contract', 'not', due, `到 ${due} 没有劳动合同`, `No contract by ${due}`)
    : check('contract', 'yet', due, `${due} 之前签劳动合同`, `Due by ${due}`);
};
/** All four, in their order. */
export const promisesOf = (t: Trainee, c: OrderClass, today: string): readonly PromiseCheck[] => [
  ofIntent(t, c, today),
  ofEntry(t, c, today),
  ofPractice(t, c, today),
  ofContract(t, c, today),
];

/** Met, not met, not yet, promise by promise; those who left or failed are counted apart and are no broken promise. */
export interface PromiseTally {
  readonly trainees: number;
  readonly gone: number;
  readonly counts: Readonly<Record<Promise4, Readonly<Record<PromiseState, number>>>>;
}
export const tallyOf = (
  trainees: readonly { readonly state: EnrolmentState; readonly checks: readonly PromiseCheck[] }[],
): PromiseTally => {
  const stayed = trainees.filter((t) => t.state === 'enrolled' || t.state === 'finished');
  const of = (promise: Promise4, state: PromiseState) =>
    stayed.filter((t) => t.checks.some((c) => c.promise === promise && c.state === state)).length;
  const counts = Object.fromEntries(
    (Object.keys(promiseTexts) as Promise4[]).map((p) => [p, { met: of(p, 'met'), not: of(p, 'not'), yet: of(p, 'yet') }]),
  ) as PromiseTally['counts'];
  return { trainees: trainees.length, gone: trainees.length - stayed.length, counts };
};
/** Of promises that are due, how many were kept, in per cent; null while none is due. */
export const keptPercent = (met: number, not: number): number | null =>
  met + not === 0 ? null : Math.round((met / (met + not)) * 1000) / 10;

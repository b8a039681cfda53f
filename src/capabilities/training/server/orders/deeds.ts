// Terms and posts of an order class, the signatures of its three parties, and the evidence of promises.
import { sql } from 'kysely';
import type { Parsed } from '#platform/contract.ts';
import { changed, notFound } from '#platform/problem.ts';
import { findReadable } from '#platform/server/files.ts';
import type { Call } from '#platform/server/http.ts';
import { newId } from '#platform/server/newId.ts';
import { insertVersion, supersede, withdraw } from '#platform/server/versions.ts';
import {
  bothParties,
  classStateTexts,
  enrolmentStateTexts,
  type enterPromise,
  intentsStand,
  noSuchFile,
  noTerms,
  notAParty,
  nothingChanged,
  nothingEntered,
  notYourParty,
  type OrderOut,
  orderPartyTexts,
  orderRefused,
  PROMISE_FILE,
  type PromiseDeed,
  partySigned,
  postFull,
  promiseDay,
  promiseDeedTexts,
  reasonNeeded,
  type saveOrder,
  signedAhead,
  type signOrder,
  stepRefused,
  unknownPost,
} from '../../contract.ts';
import { partiesSigned, substanceDiffers, whyNotEmployer, whyNotPosts } from '../../rules.ts';
import { recount } from '../enrolment/dealt.ts';
import { type Brief, briefsOf, type Enrolment, enrolmentsById, getBrief, writer } from '../enrolment/target.ts';
import type { TrainingParts } from '../parts.ts';
import { areaNamed, knownCode } from '../places.ts';
import { officeAccounts, organisationAccounts, tellAccounts } from '../tell.ts';
import { type Deed, deedsOf } from './checks.ts';
import { isParty, type Order, ordered, orderFacts, orderOf, tellOrder } from './read.ts';

const lockOrder = async (call: Call, classId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order of ${classId}`}, 61))`.execute(call.db);
};
const noted = (call: Call, brief: Brief, details: Record<string, unknown>): void =>
  call.note({ area: brief.originCode, subject: { kind: 'class', id: brief.classId }, details });
const newest = (order: Order): string =>
  [order.terms?.recordedName ?? '', ...order.signatures.map((s) => s.recordedName)].find((n) => n !== '') ?? '—';
const refuseUnseen = async (call: Call, parts: TrainingParts, brief: Brief, order: Order, seen: string | null): Promise<void> => {
  if ((order.terms === undefined ? null : order.seen) === seen) return;
  throw changed({ by: newest(order), at: order.seen, current: await tellOrder(call, parts, brief) });
};
/** So many intents name each post, as far as the class goes: counted under the eyes of the class's own people, who see all its trainees. */
const namedIn = async (call: Call, classId: string): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ postId: string; n: number }>`select post_id, n from intents_named(${classId}::uuid)`.execute(call.db);
  return new Map(rows.map((r) => [r.postId, r.n]));
};

export const save =
  (parts: TrainingParts) =>
  async (call: Call, input: Parsed<typeof saveOrder>): Promise<OrderOut> => {
    const { db } = call;
    await lockOrder(call, input.id);
    const brief = await getBrief(call, input.id);
    ordered(brief);
    if (!isParty(call, brief)) throw notAParty();
    const order = await orderOf(db, brief.classId);
    await refuseUnseen(call, parts, brief, order, input.seen);
    const facts = await orderFacts(call, brief, order);
    const arrears = whyNotEmployer(facts);
    if (arrears) throw orderRefused({ why: arrears.zh, whyEn: arrears.en });
    const heads = input.posts.reduce((n, p) => n + p.heads, 0);
    const short = whyNotPosts({ ...facts, posts: heads });
    if (short) throw orderRefused({ why: short.zh, whyEn: short.en });
    const posts = input.posts.map((p) => ({ ...p, place: knownCode(p.place) }));
    const known = new Map(order.posts.map((p) => [p.id, p]));
    if (posts.some((p) => p.id !== null && !known.has(p.id))) throw unknownPost();
    const intents = await namedIn(call, brief.classId);
    for (const p of order.posts) {
      const n = intents.get(p.id) ?? 0;
      const after = posts.find((x) => x.id === p.id);
      if (n > 0 && (after === undefined || after.heads < n)) throw intentsStand({ post: p.title, count: n });
    }
    const before = order.terms ? { ...order.terms, posts: order.posts } : undefined;
    const differs = before === undefined || substanceDiffers(before, { ...input, posts });
    const described =
      before === undefined || before.words !== input.words || order.posts.some((p) => posts.find((x) => x.id === p.id)?.note !== p.note);
    if (!differs && !described) throw nothingChanged();
    const signed = order.signatures.filter((s) => s.state === 'signed');
    if (differs && signed.length > 0 && input.reason.length < 4) throw reasonNeeded();
    const by = writer(call);
    const terms = {
      officeCode: order.terms?.officeCode ?? brief.originCode,
      entryDays: input.entryDays,
      contractDays: input.contractDays,
      words: input.words,
      reason: input.reason,
      ...by,
    };
    if ((await supersede(db, 'training_order', { class_id: brief.classId }, terms)) === undefined)
      await insertVersion(db, 'training_order', { classId: brief.classId, ...terms });
    for (const { id, ...post } of posts) {
      if (id === null) await insertVersion(db, 'training_order_post', { id: newId(), classId: brief.classId, ...post, ...by });
      else if (postDiffers(known.get(id)!, post)) await supersede(db, 'training_order_post', { id }, { ...post, ...by });
    }
    for (const p of order.posts) if (!posts.some((x) => x.id === p.id)) await withdraw(db, 'training_order_post', { id: p.id });
    if (differs)
      for (const s of signed)
        await supersede(
          db,
          'training_order_signature',
          { class_id: brief.classId, party: s.party },
          { state: 'void', reason: input.reason, ...by },
        );
    if (differs)
      await tellParties(
        call,
        { id: brief.classId, ...brief },
        terms.officeCode,
        signed.length > 0 ? 'training.orderChanged' : 'training.orderToSign',
      );
    await recount(call, brief);
    noted(call, brief, {
      posts: heads,
      void: differs ? signed.map((s) => s.party) : [],
      ...(input.reason ? { reason: input.reason } : {}),
    });
    return tellOrder(call, parts, brief);
  };
/** Another school, employer or origin than signed: what was signed holds no more, and the office of the origin is the one that signs. */
export const voidOrder = async (
  call: Call,
  of: {
    readonly id: string;
    readonly title: string;
    readonly schoolId: string;
    readonly employerId: string | null;
    readonly originCode: string;
  },
  reason: string,
): Promise<void> => {
  await lockOrder(call, of.id);
  const { terms, signatures } = await orderOf(call.db, of.id);
  const signed = signatures.filter((x) => x.state === 'signed');
  for (const s of signed)
    await supersede(call.db, 'training_order_signature', { class_id: of.id, party: s.party }, { state: 'void', reason, ...writer(call) });
  if (terms && terms.officeCode !== of.originCode)
    await supersede(call.db, 'training_order', { class_id: of.id }, { officeCode: of.originCode, reason, ...writer(call) });
  if (signed.length > 0) await tellParties(call, of, of.originCode, 'training.orderChanged');
};
/** An approved class takes no more people than posts were promised for. */
export const refuseMoreSeats = async (call: Call, brief: Brief, seats: number): Promise<void> => {
  const order = await orderOf(call.db, brief.classId);
  const why = order.terms && whyNotPosts({ ...(await orderFacts(call, brief, order)), seats });
  if (why) throw orderRefused({ why: why.zh, whyEn: why.en });
};
type PostFacts = Omit<Parsed<typeof saveOrder>['posts'][number], 'id'>;
const postDiffers = (a: PostFacts, b: PostFacts): boolean =>
  (['title', 'occupation', 'place', 'heads', 'payMin', 'payMax', 'note'] as const).some((k) => a[k] !== b[k]);
/** All three: whoever is to sign, and whose signature holds no more. */
const tellParties = async (
  call: Call,
  of: { readonly id: string; readonly title: string; readonly schoolId: string; readonly employerId: string | null },
  officeCode: string,
  kind: 'training.orderToSign' | 'training.orderChanged',
): Promise<void> => tellAccounts(call, [...(await organisationAccounts(call, of)), ...(await officeAccounts(call, officeCode))], kind, of);

export const sign =
  (parts: TrainingParts) =>
  async (call: Call, { id, seen, party, post, signedOn }: Parsed<typeof signOrder>): Promise<OrderOut> => {
    const { db, actor } = call;
    await lockOrder(call, id);
    const brief = await getBrief(call, id);
    ordered(brief);
    const order = await orderOf(db, id);
    if (!order.terms) throw noTerms();
    const office = areaNamed(order.terms.officeCode);
    const name = orderPartyTexts[party];
    if (!partiesSigned(actor.grants, { ...brief, officeCode: order.terms.officeCode }).includes(party))
      throw notYourParty({ party: name, office: office.name });
    await refuseUnseen(call, parts, brief, order, seen);
    const had = order.signatures.find((s) => s.party === party && s.state === 'signed');
    if (had) throw partySigned({ party: name, day: had.signedOn });
    if (order.signatures.some((s) => s.state === 'signed' && s.accountId !== null && s.accountId === actor.accountId))
      throw bothParties({ party: name });
    if (signedOn > call.today) throw signedAhead({ day: signedOn, today: call.today });
    const facts = await orderFacts(call, brief, order);
    const why = whyNotEmployer(facts) ?? whyNotPosts(facts);
    if (why) throw orderRefused({ why: why.zh, whyEn: why.en });
    const values = { state: 'signed', post, signedOn, accountId: actor.accountId, reason: '', ...writer(call) };
    // a void signature stands there already: the new one is its next version
    if ((await supersede(db, 'training_order_signature', { class_id: id, party }, values)) === undefined)
      await insertVersion(db, 'training_order_signature', { classId: id, party, ...values });
    noted(call, brief, { party, signedOn });
    return tellOrder(call, parts, brief);
  };

// Promises --------------------------------------------------------------------------------------------------------------------------

export const promise =
  (parts: TrainingParts) =>
  async (call: Call, input: Parsed<typeof enterPromise>): Promise<OrderOut> => {
    const { db } = call;
    const { enrolmentId, kind } = input;
    const e = (await enrolmentsById(db, [enrolmentId])).get(enrolmentId);
    if (!e) throw notFound();
    await lockOrder(call, e.classId);
    const brief = (await briefsOf(db, [e.classId], call.today)).get(e.classId);
    if (!brief?.seen) throw notFound();
    ordered(brief);
    if (!isParty(call, brief)) throw notAParty();
    const before = (await deedsOf(db, [enrolmentId])).find((d) => d.kind === kind);
    if ((before?.recorded ?? null) !== input.seen)
      throw changed({ by: before?.recordedName || '—', at: before?.recorded ?? '', current: await tellOrder(call, parts, brief) });
    if (input.remove) {
      if (!before) throw nothingEntered();
      if (input.reason.length < 4) throw reasonNeeded();
      await withdraw(db, 'training_promise_deed', { enrolment_id: enrolmentId, kind });
    } else {
      await enterOne(call, brief, e, before, input);
    }
    await recount(call, brief);
    noted(call, brief, {
      enrolment: enrolmentId,
      kind,
      ...(input.remove ? { removed: true } : {}),
      ...(input.reason ? { reason: input.reason } : {}),
    });
    return tellOrder(call, parts, brief);
  };
/** An intent is signed by whoever asks to be trained; agreements and practice are of those who are in. */
const fits = (kind: PromiseDeed, e: Enrolment): boolean =>
  kind === 'intent' ? !['invited', 'declined', 'refused'].includes(e.state) : e.enrolledOn !== null;
const enterOne = async (
  call: Call,
  brief: Brief,
  e: Enrolment,
  before: Deed | undefined,
  input: Parsed<typeof enterPromise>,
): Promise<void> => {
  const { db } = call;
  const { kind, onDay, toDay, postId, note, fileId } = input;
  if (!fits(kind, e))
    throw stepRefused({ state: enrolmentStateTexts[e.state], classState: classStateTexts[brief.state], step: promiseDeedTexts[kind] });
  const why =
    onDay > call.today
      ? { zh: `日期 ${onDay} 还没有到，今天是 ${call.today}`, en: `${onDay} has not come; today is ${call.today}` }
      : toDay !== null && toDay < onDay
        ? { zh: `结束 ${toDay} 早于开始 ${onDay}，请对调或改正`, en: `The end ${toDay} is before the start ${onDay}; swap or correct them` }
        : kind === 'practice' && e.enrolledOn !== null && onDay < e.enrolledOn
          ? {
              zh: `顶岗 ${onDay} 早于入学 ${e.enrolledOn}，请核对`,
              en: `Practice from ${onDay} is before entry on ${e.enrolledOn}; check the day`,
            }
          : undefined;
  if (why) throw promiseDay({ why: why.zh, whyEn: why.en });
  const order = await orderOf(db, brief.classId);
  const post = order.posts.find((p) => p.id === postId);
  if ((kind === 'intent' || postId !== null) && !post) throw unknownPost();
  if (kind === 'intent' && post && before?.postId !== postId && ((await namedIn(call, brief.classId)).get(post.id) ?? 0) >= post.heads)
    throw postFull({ post: post.title, heads: post.heads });
  if (fileId !== null && fileId !== before?.fileId) {
    const file = await findReadable(db, call.services.files, call.actor, fileId);
    if (!file || file.purpose !== PROMISE_FILE) throw noSuchFile();
  }
  const facts = { postId, onDay, toDay: kind === 'practice' ? toDay : null, note, fileId, reason: input.reason, ...writer(call) };
  if (before) {
    const same =
      before.postId === postId &&
      before.onDay === onDay &&
      before.toDay === facts.toDay &&
      before.note === note &&
      before.fileId === fileId;
    if (same) throw nothingChanged();
    if (input.reason.length < 4) throw reasonNeeded();
    await supersede(db, 'training_promise_deed', { enrolment_id: e.enrolmentId, kind }, facts);
  } else {
    // one that was taken back leaves no current version
    await insertVersion(db, 'training_promise_deed', {
      enrolmentId: e.enrolmentId,
      kind,
      classId: brief.classId,
      workerId: e.workerId,
      ...facts,
    });
  }
};

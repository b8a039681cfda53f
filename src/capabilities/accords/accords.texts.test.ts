// A text beside the signed one: it waits, both sign, it takes over from its day; and a signature taken back before the other side has signed.
import { beforeEach, expect, test } from 'vitest';
import { listNotices } from '#capabilities/access/contractDesk.ts';
import type { Person } from '#capabilities/access/testing/people.ts';
import { personas } from '#capabilities/access/testing/personas.ts';
import { prepareRegions } from '#capabilities/regions/server/service.ts';
import type { Input } from '#platform/contract.ts';
import { testClock } from '#platform/testing/testServices.ts';
import { testApp } from '../../testApp.ts';
import {
  type Agreement,
  answerEnd,
  correctAgreement,
  correctText,
  createAgreement,
  discardDraft,
  layText,
  listAgreements,
  listTargets,
  proposeEnd,
  readAgreement,
  signAgreement,
  withdrawSignature,
  withdrawText,
} from './contract.ts';
import { agreementsById } from './server/service.ts';
import { draft, inForce } from './testing/agreements.ts';

let app: Awaited<ReturnType<typeof testApp>>;
let pingtang: Person;
let baiyun: Person;
const office = (name: keyof typeof personas): Promise<Person> => app.as({ name, roles: [personas[name]], steppedUp: true });
beforeEach(async () => {
  app = await testApp({ clock: testClock('2026-11-27T02:00:00Z') });
  await app.store.transact({ role: 'system' }, prepareRegions);
  pingtang = await office('平塘县人社局');
  baiyun = await office('白云区人社局');
});
const kinds = async (who: Person) => (await who(listNotices, {})).items.map((n) => n.kind);
const audits = (action: string) =>
  app.store.transact({ role: 'system' }, (db) => db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('id').execute());
const on = async (id: string, day: string) =>
  (await app.store.transact({ role: 'system' }, (db) => agreementsById(db, [id], day))).get(id)!;
const text = (of: Agreement, more: Partial<Input<typeof layText>> = {}): Input<typeof layText> => ({
  ...draft({ validTo: '2029-12-31', covers: '有组织输送、稳岗服务，延长两年（示例）' }),
  id: of.id,
  seen: of.recorded,
  fromDay: '2026-07-01',
  reason: '双方商定延长两年',
  ...more,
});
const signText = (who: Person, side: 'origin' | 'host', of: Agreement, signedOn: string) =>
  who(signAgreement, { id: of.id, seen: of.texts[0]!.recorded, newText: true, side, post: '局长', signedOn });

test('laid, waiting, signed by both: the signed one holds until then, the new one from its day, and the past stays what it was', async () => {
  const force = await inForce(pingtang, baiyun);
  expect(force.may).toMatchObject({ lay: true, sign: [], unsign: [] });
  const laid = await pingtang(layText, text(force));
  expect(laid).toMatchObject({
    state: 'force',
    text: 1,
    validTo: '2027-12-31',
    covers: force.covers,
    textWaits: true,
    may: { lay: false },
  });
  expect(laid.texts).toMatchObject([
    {
      number: 2,
      state: 'waiting',
      takesOver: null,
      reason: '双方商定延长两年',
      signatures: [],
      may: { write: true, withdraw: true, sign: ['origin'], unsign: [] },
    },
  ]);
  expect(laid.texts[0]!.changes.map((c) => c.field)).toEqual(['validTo', 'covers']);
  expect(await kinds(baiyun)).toContain('accords.textLaid');
  const waiting = async (who: Person) => (await who(listAgreements, { waiting: true })).items.map((a) => a.textWaits);
  expect([await waiting(pingtang), await waiting(baiyun)]).toEqual([[true], [true]]);
  await expect(baiyun(layText, text(laid))).rejects.toMatchObject({ code: 'accords.textWaits' });

  // a fresh password, the very office, the text that was read, not for both
  await expect(signText(await app.as('白云区人社局'), 'host', laid, '2026-08-01')).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  await expect(signText(await office('广州市'), 'host', laid, '2026-08-01')).rejects.toMatchObject({ code: 'accords.notYourOffice' });
  await expect(
    baiyun(signAgreement, { id: force.id, seen: force.recorded, newText: true, side: 'host', post: '局长', signedOn: '2026-08-01' }),
  ).rejects.toMatchObject({ code: 'platform.changed' });
  const half = await signText(pingtang, 'origin', laid, '2026-06-20');
  expect(half).toMatchObject({ text: 1, validTo: '2027-12-31', texts: [{ may: { withdraw: false, sign: [], unsign: ['origin'] } }] });
  expect([await waiting(pingtang), await waiting(baiyun)]).toEqual([[], [true]]);
  expect(await kinds(baiyun)).toContain('accords.textAwaited');
  const whole = await signText(baiyun, 'host', half, '2026-08-01');
  // signed later than its day: from the later signature
  expect(whole).toMatchObject({
    state: 'force',
    text: 2,
    validTo: '2029-12-31',
    lastDay: '2029-12-31',
    covers: '有组织输送、稳岗服务，延长两年（示例）',
    textWaits: false,
    originSigned: '2022-01-05',
    texts: [{ state: 'agreed', takesOver: '2026-08-01' }],
    may: { lay: true, sign: [], unsign: [] },
  });
  expect((await pingtang(listNotices, { kind: 'accords.textAgreed' })).items[0]!.text.zh).toMatch('从 2026-08-01 起按新文本');
  expect(whole.versions.map((v) => [v.text, v.changes.map((c) => c.field)])).toEqual([
    [2, ['validTo', 'covers']],
    [1, []],
  ]);
  // as of a day before, and as known before, it is the first text
  expect(await on(force.id, '2026-07-31')).toMatchObject({ state: 'force', lastDay: '2027-12-31' });
  expect(await on(force.id, '2026-08-01')).toMatchObject({ state: 'force', lastDay: '2029-12-31' });
  expect(await on(force.id, '2022-01-05')).toMatchObject({ state: 'signing', lastDay: '2027-12-31' });
  const { years } = await pingtang(listTargets, { id: force.id });
  expect(years.at(-1)).toBe(2029);
  // what both signed last is the text that is corrected from now on: of its record only
  const noted = await baiyun(correctAgreement, {
    ...draft({ validTo: '2029-12-31', covers: whole.covers, documentNumber: '示例〔2026〕7号' }),
    id: force.id,
    seen: whole.recorded,
    reason: '补登文号',
  });
  expect(noted).toMatchObject({ text: 2, documentNumber: '示例〔2026〕7号', state: 'force' });
  await expect(
    baiyun(correctAgreement, { ...draft({ validTo: '2028-12-31' }), id: force.id, seen: noted.recorded, reason: '另有安排' }),
  ).rejects.toMatchObject({ code: 'accords.agreedByBoth' });
  expect((await audits('accords.layText')).map((a) => a.details)).toMatchObject([
    { text: 2, from: '2026-07-01', reason: '双方商定延长两年' },
  ]);
});

test('a day to come: both signed, and the text before holds until the eve', async () => {
  const force = await inForce(pingtang, baiyun);
  const laid = await baiyun(layText, text(force, { fromDay: '2027-01-01' }));
  const half = await signText(baiyun, 'host', laid, '2026-11-26');
  const whole = await signText(pingtang, 'origin', half, '2026-11-26');
  expect(whole).toMatchObject({ text: 1, validTo: '2027-12-31', texts: [{ state: 'agreed', takesOver: '2027-01-01' }] });
  expect(await on(force.id, '2027-01-01')).toMatchObject({ lastDay: '2029-12-31' });
  // a third one cannot displace it: not before it took over
  await expect(pingtang(layText, text(whole, { validTo: '2030-12-31', fromDay: '2026-12-01' }))).rejects.toMatchObject({
    code: 'accords.textDayOutside',
    body: { text: { zh: expect.stringMatching(/要在 2027-01-01 和 2029-12-31 之间/) } },
  });
  const third = await pingtang(layText, text(whole, { validTo: '2030-12-31', fromDay: '2027-01-01' }));
  expect(third.texts.map((t) => [t.number, t.changes.map((c) => c.field)])).toEqual([
    [3, ['validTo']],
    [2, ['validTo', 'covers']],
  ]);
});

test('while it waits it is corrected and taken back; a signature on it is void by substance alone', async () => {
  const force = await inForce(pingtang, baiyun);
  const laid = await pingtang(layText, text(force));
  const half = await signText(pingtang, 'origin', laid, '2026-06-20');
  const seen = () => half.texts[0]!.recorded;
  await expect(baiyun(withdrawText, { id: force.id, seen: seen(), reason: '不换文本了' })).rejects.toMatchObject({
    code: 'accords.textSigned',
  });
  const again = { ...text(force), seen: seen() };
  await expect(baiyun(correctText, again)).rejects.toMatchObject({ code: 'accords.nothingChanged' });
  const noted = await baiyun(correctText, { ...again, note: '附会议纪要', reason: '补一句说明' });
  expect(noted.texts[0]!.signatures).toMatchObject([{ side: 'origin', state: 'signed' }]);
  const moved = await baiyun(correctText, { ...again, seen: noted.texts[0]!.recorded, fromDay: '2026-09-01', reason: '改从九月起' });
  expect(moved.texts[0]!.signatures).toMatchObject([{ side: 'origin', state: 'void', reason: '改从九月起' }]);
  expect(await kinds(pingtang)).toContain('accords.textCorrected');
  await expect(pingtang(withdrawText, { id: force.id, seen: seen(), reason: '不换文本了' })).rejects.toMatchObject({
    code: 'platform.changed',
  });
  const gone = await pingtang(withdrawText, { id: force.id, seen: moved.texts[0]!.recorded, reason: '不换文本了' });
  expect(gone).toMatchObject({ texts: [], textWaits: false, state: 'force', may: { lay: true } });
  expect(await kinds(baiyun)).toContain('accords.textWithdrawn');
  await expect(signText(pingtang, 'origin', moved, '2026-09-20')).rejects.toMatchObject({ code: 'accords.noTextWaits' });
  // its number is not used again: what was signed under it is not mixed with another text
  const next = await pingtang(layText, text(gone));
  expect(next.texts).toMatchObject([{ number: 3, signatures: [] }]);
  // an early end that both want needs no other text
  const end = await pingtang(proposeEnd, { id: force.id, side: 'origin', lastDay: '2026-12-31', reason: '另签新一轮协议' });
  const ended = await baiyun(answerEnd, { id: force.id, seen: end.end!.recorded, confirm: true });
  expect(ended).toMatchObject({ texts: [], textWaits: false, may: { lay: false } });
  await expect(pingtang(layText, text(ended))).rejects.toMatchObject({ code: 'accords.textEnded' });
});

test('what is refused of a new text, each in its own words', async () => {
  const made = await pingtang(createAgreement, draft());
  await expect(pingtang(layText, text(made))).rejects.toMatchObject({ code: 'accords.textNotSigned' });
  const force = await inForce(pingtang, baiyun, { validFrom: '2028-01-01', validTo: '2028-12-31', title: '下一轮协议（示例）' });
  const lay = (more: Partial<Input<typeof layText>>) => pingtang(layText, { ...text(force), ...draft({ title: force.title }), ...more });
  await expect(lay({ validFrom: '2028-01-01', validTo: '2028-12-31', note: '只改说明', fromDay: '2028-01-01' })).rejects.toMatchObject({
    code: 'accords.textSame',
  });
  await expect(lay({ validFrom: '2029-01-01', validTo: '2029-12-31', fromDay: '2029-01-01' })).rejects.toMatchObject({
    code: 'accords.textApart',
  });
  await expect(lay({ validFrom: '2028-01-01', validTo: '2029-12-31', fromDay: '2029-01-01' })).rejects.toMatchObject({
    code: 'accords.textDayOutside',
  });
  await expect((await office('黔南州'))(layText, text(force, { validFrom: '2028-01-01', fromDay: '2028-06-01' }))).resolves.toBeDefined();
  for (const who of ['独山县人社局'] as const)
    await expect((await office(who))(layText, text(force))).rejects.toMatchObject({ code: 'platform.notFound' });
  // the longer period meets another agreement that both have signed: asked when it is laid, and again when it is signed
  const other = await inForce(pingtang, baiyun, { validFrom: '2030-01-01', validTo: '2031-12-31', title: '再下一轮（示例）' });
  const now = await pingtang(readAgreement, { id: other.id });
  await expect(
    pingtang(layText, text(now, { title: other.title, validFrom: '2029-01-01', validTo: '2031-12-31', fromDay: '2030-01-01' })),
  ).resolves.toBeDefined();
  const waits = await pingtang(readAgreement, { id: force.id });
  await expect(
    pingtang(correctText, {
      ...text(force, { title: force.title, validFrom: '2028-01-01', validTo: '2030-06-30', fromDay: '2028-06-01' }),
      seen: waits.texts[0]!.recorded,
    }),
  ).rejects.toMatchObject({ code: 'accords.overlapping' });
});

test('a text that waits is a matter of the two sides; offices inside a side read it once both have signed', async () => {
  const [qiannan, guangzhou] = [await office('黔南州'), await office('广州市')];
  const dushan = await app.as('独山县人社局');
  const sides = { level: 'prefecture' as const, originCode: '522700000000', hostCode: '440100000000', title: '黔南州—广州市协议（示例）' };
  const force = await inForce(qiannan, guangzhou, sides);
  const laid = await qiannan(layText, text(force, { title: sides.title }));
  expect(await dushan(readAgreement, { id: force.id })).toMatchObject({ texts: [], textWaits: false, validTo: '2027-12-31' });
  expect((await dushan(listAgreements, {})).items[0]).toMatchObject({ textWaits: false });
  const half = await signText(qiannan, 'origin', laid, '2026-06-20');
  await signText(guangzhou, 'host', half, '2026-06-21');
  expect(await dushan(readAgreement, { id: force.id })).toMatchObject({ text: 2, validTo: '2029-12-31', texts: [{ state: 'agreed' }] });
});

test('a signature is taken back while the other side has not signed: with a reason, a fresh password, by its own office, on record', async () => {
  const made = await pingtang(createAgreement, draft());
  const half = await pingtang(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' });
  expect(half.may).toMatchObject({ sign: [], unsign: ['origin'] });
  const back = { id: made.id, seen: half.signatures[0]!.recorded, side: 'origin' as const, reason: '签字日期录错' };
  await expect((await app.as('平塘县人社局'))(withdrawSignature, back)).rejects.toMatchObject({ code: 'access.stepUpNeeded' });
  await expect((await office('黔南州'))(withdrawSignature, back)).rejects.toMatchObject({ code: 'accords.notYourOffice' });
  await expect(baiyun(withdrawSignature, back)).rejects.toMatchObject({ code: 'accords.notYourOffice' });
  await expect(baiyun(withdrawSignature, { ...back, side: 'host' })).rejects.toMatchObject({ code: 'accords.sideNotSigned' });
  await expect(pingtang(withdrawSignature, { ...back, seen: made.recorded })).rejects.toMatchObject({ code: 'platform.changed' });
  const gone = await pingtang(withdrawSignature, back);
  expect(gone).toMatchObject({ state: 'draft', originSigned: null, voided: false, may: { discard: true, sign: ['origin'], unsign: [] } });
  expect(gone.signatures).toMatchObject([{ state: 'withdrawn', reason: '签字日期录错', signedOn: '2022-01-05' }]);
  expect(await kinds(baiyun)).toContain('accords.signatureWithdrawn');
  expect((await audits('accords.withdrawSignature')).map((a) => a.details)).toMatchObject([
    { side: 'origin', signedOn: '2022-01-05', reason: '签字日期录错' },
  ]);
  // signed again, then by the other side: now it is nobody's alone to take back
  const again = await pingtang(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-06' });
  const whole = await baiyun(signAgreement, { id: made.id, seen: made.recorded, side: 'host', post: '局长', signedOn: '2022-01-07' });
  expect(whole.may.unsign).toEqual([]);
  await expect(
    pingtang(withdrawSignature, { ...back, seen: again.signatures.find((s) => s.state === 'signed')!.recorded }),
  ).rejects.toMatchObject({ code: 'accords.signedByOther', body: { text: { zh: expect.stringMatching(/2022-01-07/) } } });
  // of a new text the same
  const laid = await pingtang(layText, text(whole));
  const signed = await signText(pingtang, 'origin', laid, '2026-06-20');
  const unsigned = await pingtang(withdrawSignature, {
    ...back,
    newText: true,
    seen: signed.texts[0]!.signatures[0]!.recorded,
    reason: '文本还要再商量',
  });
  expect(unsigned.texts[0]).toMatchObject({ signatures: [{ state: 'withdrawn' }], may: { withdraw: true, sign: ['origin'], unsign: [] } });
  expect(unsigned).toMatchObject({ state: 'force', text: 1 });
});

test('a draft whose only signature was taken back can be discarded', async () => {
  const made = await pingtang(createAgreement, draft());
  const half = await pingtang(signAgreement, { id: made.id, seen: made.recorded, side: 'origin', post: '局长', signedOn: '2022-01-05' });
  await pingtang(withdrawSignature, { id: made.id, seen: half.signatures[0]!.recorded, side: 'origin', reason: '没有谈成' });
  await expect(baiyun(discardDraft, { id: made.id, seen: made.recorded, reason: '没有谈成' })).resolves.toEqual({});
});

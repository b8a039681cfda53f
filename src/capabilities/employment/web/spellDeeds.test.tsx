import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PERSON_TIMELINE } from '#capabilities/workers/contract.ts';
import { changed } from '#platform/problem.ts';
import { AreaContext } from '#platform/web/AreaPicker.tsx';
import { OrganisationContext } from '#platform/web/OrganisationPicker.tsx';
import { Slot, SlotsContext } from '#platform/web/Slot.tsx';
import { type Answer, answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  changePost,
  dropEvidence,
  dropSpell,
  finishSpell,
  listPeople,
  listSpells,
  overlapsSpells,
  type PersonInPost,
  recordSpell,
  reviseSpell,
  type SpellOut,
  vouchSpell,
} from '../contract.ts';
import { employment } from './pages.ts';
import { OrganisationPeoplePage } from './people/OrganisationPeoplePage.tsx';
import { before, ME, spell, uuid } from './testing/spellFixtures.ts';

const BAIYUN = { code: '440111000000', name: '广东省广州市白云区', sub: '440111' };
const places = { find: async () => [BAIYUN], nameOf: async () => BAIYUN.name };
const firms = { find: async () => [{ id: uuid(4), name: '穗味餐饮', sub: '广州' }], nameOf: async () => '穗味餐饮' };
const open: SpellOut = {
  ...spell,
  may: ['correct', 'end', 'withdraw', 'transfer', 'vouch'],
  mayVouch: [1, 2, 3, 4, 5, 6],
  evidence: spell.evidence!.map((e) => ({ ...e, may: ['withdraw'] })),
};
const over: SpellOut = { ...before, may: ['correct', 'withdraw', 'return', 'vouch'] };
const show = (...answers: readonly Answer[]) =>
  renderPage(
    <AreaContext.Provider value={places}>
      <OrganisationContext.Provider value={firms}>
        <SlotsContext.Provider value={employment.slots ?? []}>
          <Slot name={PERSON_TIMELINE} of={ME} />
        </SlotsContext.Provider>
      </OrganisationContext.Provider>
    </AreaContext.Provider>,
    {
      at: '/',
      route: '/',
      permissions: ['workers.see', 'employment.enter', 'employment.tell'],
      answers: [answer(listSpells, { spells: [open, over], noWork: null, without: '', mayRecord: 'home' }), ...answers],
    },
  );
const press = async (name: string | RegExp) => {
  fireEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog');
};
const type = (dialog: HTMLElement, id: string, value: string) => fireEvent.change(dialog.querySelector(`#f-${id}`)!, { target: { value } });
const choose = async (dialog: HTMLElement, id: string, option: string) => {
  fireEvent.mouseDown(dialog.querySelector(`#f-${id}`)!);
  fireEvent.click(
    await within(dialog).findByText(option, { selector: '.ant-select-item-option-content, .ant-select-item-option-content *' }),
  );
};
const day = (dialog: HTMLElement, id: string, value: string) => {
  const input = dialog.querySelector(`#f-${id}`)!;
  fireEvent.mouseDown(input);
  fireEvent.change(input, { target: { value } });
  fireEvent.keyDown(input, { key: 'Enter', code: 'Enter' });
};
const send = (dialog: HTMLElement, name: string) => fireEvent.click(within(dialog).getByRole('button', { name }));
const done = () => ({ id: ME, spellId: uuid(12) });

describe('what a clerk does with one spell', () => {
  it('records one: every sentence first, an overlap is asked, and both are kept once confirmed', async () => {
    let tries = 0;
    const page = show(
      answer(recordSpell, () => {
        if (tries++ === 0)
          throw overlapsSpells({ employer: '穗味餐饮', from: '2026-03-01', to: { zh: '今', en: 'now' }, spellIds: [uuid(10)] });
        return done();
      }),
    );
    const dialog = await press('登记一段务工');
    send(dialog, '登记');
    expect(page.callsOf(recordSpell.id)).toHaveLength(0);
    fireEvent.change(dialog.querySelector('#f-place')!, { target: { value: '白云' } });
    fireEvent.click(await within(dialog).findByText(BAIYUN.name));
    type(dialog, 'employerWords', '乙厂');
    type(dialog, 'start', '2026年6月');
    await within(dialog).findByText('只知道月份，从 2026-06-01 起算');
    send(dialog, '登记');
    await within(dialog).findByText(/与 穗味餐饮（2026-03-01 至 今/);
    send(dialog, '两边都在做，再存一次');
    await screen.findByText('务工已登记');
    const [first, second] = page.callsOf(recordSpell.id);
    expect(first!.input).toMatchObject({
      kind: 'employed',
      employerWords: '乙厂',
      place: BAIYUN.code,
      start: '2026-06-01',
      startPrecision: 'month',
    });
    expect(second!.input).toMatchObject({ besides: [uuid(10)] });
    expect(second!.idempotencyKey).not.toBe(first!.idempotencyKey);
  });

  it('ends one with a coded reason, tells what outweighs it, and starts again from a newer version', async () => {
    let tries = 0;
    const page = show(
      answer(finishSpell, () => {
        if (tries++ === 0)
          throw changed({ by: '克度镇', at: '2026-11-27T01:00:00.000000Z', current: { version: 'v2', ended: '2026-10-30' } });
        return { ...done(), conflicts: [{ zh: '登记的结束说到 2026-10-01，现按 2026-10-31', en: 'later' }] };
      }),
    );
    const dialog = await press('离岗：在穗味餐饮务工');
    type(dialog, 'ended', '2026-10-01');
    await choose(dialog, 'leaveReason', '返乡（农忙、过年等）');
    send(dialog, '登记离岗');
    await within(dialog).findByText(/克度镇 在 .* 先改过了/);
    send(dialog, '用我填的再存');
    await screen.findByText(/有证据说得更晚/);
    expect(page.callsOf(finishSpell.id).map((c) => c.input)).toMatchObject([
      { version: spell.version, ended: '2026-10-01', leaveReason: 'home' },
      { version: 'v2' },
    ]);
  });

  it('corrects with a reason and everything filled in; 转岗 and 返岗 are filled in from the earlier spell', async () => {
    const page = show(answer(reviseSpell, done), answer(changePost, done), answer(recordSpell, done));
    let dialog = await press('更正：在穗味餐饮务工');
    type(dialog, 'post', '厨师');
    send(dialog, '更正');
    expect(page.callsOf(reviseSpell.id)).toHaveLength(0);
    type(dialog, 'reason', '电话核对');
    send(dialog, '更正');
    await screen.findByText('已更正');
    expect(page.callsOf(reviseSpell.id)[0]!.input).toMatchObject({
      spellId: uuid(10),
      version: spell.version,
      start: '2026-03-01',
      startPrecision: 'month',
      employerWords: '穗味餐饮',
      payMonth: 5600,
      channel: 'government',
      pointToPoint: true,
      post: '厨师',
    });
    dialog = await press('转岗：在穗味餐饮务工');
    type(dialog, 'start', '2026-11-01');
    send(dialog, '登记转岗');
    await screen.findByText(/转岗已登记/);
    expect(page.callsOf(changePost.id)[0]!.input).toMatchObject({ employerWords: '穗味餐饮', start: '2026-11-01', place: '440111000000' });
    dialog = await press('返岗：在甲厂务工');
    type(dialog, 'start', '2026-11-20');
    send(dialog, '登记返岗');
    await screen.findByText('返岗已登记');
    expect(page.callsOf(recordSpell.id)[0]!.input).toMatchObject({ employerWords: '甲厂', returnsTo: uuid(11), start: '2026-11-20' });
  });

  it('enters evidence by whole months with its source, withdraws evidence and a spell with a reason', async () => {
    const page = show(
      answer(vouchSpell, () => ({ id: ME, evidenceId: uuid(22), conflicts: [] })),
      answer(dropEvidence, done),
      answer(dropSpell, done),
    );
    const dialog = await press('在岗证据：在穗味餐饮务工');
    await choose(dialog, 'class', '1 社保缴费');
    day(dialog, 'observed', '2026-11-20');
    type(dialog, 'coversFrom', '2026-04');
    type(dialog, 'note', '社保系统查询');
    send(dialog, '登记证据');
    await screen.findByText('证据已登记');
    expect(page.callsOf(vouchSpell.id)[0]!.input).toMatchObject({
      class: 1,
      says: 'in_post',
      observed: '2026-11-20',
      coversFrom: '2026-04-01',
      note: '社保系统查询',
    });
    await press('撤回证据：走访（当面或视频），2026-10-31');
    fireEvent.change(document.querySelector('#confirm-reason')!, { target: { value: '走访的是别人' } });
    fireEvent.click(await screen.findByRole('button', { name: '撤回这条' }));
    await screen.findByText('证据已撤回');
    await press('撤回：在穗味餐饮务工');
    fireEvent.change(document.querySelector('#confirm-reason')!, { target: { value: '登到了别人名下' } });
    fireEvent.click(await screen.findByRole('button', { name: '撤回这一段' }));
    await screen.findByText('这一段已撤回，不再计入');
    expect(page.callsOf(dropSpell.id)[0]!.input).toMatchObject({ version: spell.version, reason: '登到了别人名下' });
  });
});

describe('the people of one organisation', () => {
  const person: PersonInPost = {
    spellId: uuid(10),
    workerId: ME,
    name: '石阿朵',
    phoneMasked: '138****0040',
    kind: 'employed',
    post: '帮厨',
    start: '2026-03-01',
    startPrecision: 'month',
    ended: null,
    endPrecision: 'day',
    leaveReason: null,
    version: 'v1',
    mayTell: true,
  };
  const people = (item: PersonInPost, counts: { now: number; left: number; unverified?: number }, ...answers: Answer[]) =>
    renderPage(<OrganisationPeoplePage />, {
      at: `/organisations/${uuid(4)}/people`,
      route: '/organisations/:id/people',
      permissions: ['employment.people', 'employment.exportPeople', 'employment.tell'],
      answers: [
        answer(listPeople, {
          organisation: { id: uuid(4), name: '穗味餐饮' },
          items: [item],
          total: 1,
          next: null,
          previous: null,
          counts,
        }),
        ...answers,
      ],
    });

  it('tells a county how far each is proved, and asks for those overdue; a name never stands in the address', async () => {
    const page = people(
      {
        ...person,
        homeName: { zh: '黔南州平塘县', en: 'Pingtang County, Qiannan Prefecture' },
        verified: { until: '2026-05-20', class: 5, fresh: false },
      },
      { now: 1, left: 2, unverified: 1 },
    );
    await screen.findByText(/在岗的里面核实过期 1 人/);
    const row = (await screen.findByRole('link', { name: '石阿朵' })).closest('tr')!;
    expect(row.textContent).toContain('过期');
    expect(screen.queryByRole('button', { name: /确认在岗/ })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox'));
    await waitFor(() => expect(page.callsOf(listPeople.id).at(-1)!.input).toMatchObject({ unverified: true }));
    fireEvent.change(screen.getByLabelText('按姓名找'), { target: { value: '阿朵' } });
    fireEvent.keyDown(screen.getByLabelText('按姓名找'), { key: 'Enter', code: 'Enter' });
    await waitFor(() => expect(page.callsOf(listPeople.id).at(-1)!.input).toMatchObject({ q: '阿朵' }));
    expect(decodeURIComponent(page.place())).not.toContain('阿朵');
    fireEvent.click(screen.getByRole('button', { name: /已离岗/ }));
    await waitFor(() => expect(page.callsOf(listPeople.id).at(-1)!.input).toMatchObject({ state: 'left' }));
  });

  it('lets an employer confirm and end, without a word of verification', async () => {
    const page = people(
      { ...person, confirmed: null },
      { now: 1, left: 0 },
      answer(vouchSpell, () => ({ id: ME, evidenceId: uuid(22), conflicts: [] })),
    );
    await screen.findByRole('link', { name: '石阿朵' });
    expect(screen.queryByText(/核实/)).toBeNull();
    const dialog = await press('确认在岗：石阿朵');
    day(dialog, 'observed', '2026-11-26');
    send(dialog, '登记证据');
    await screen.findByText('证据已登记');
    expect(page.callsOf(vouchSpell.id)[0]!.input).toMatchObject({ class: 6, says: 'in_post', observed: '2026-11-26', spellId: uuid(10) });
    expect(screen.getByRole('button', { name: '离岗：石阿朵' })).toBeTruthy();
  });
});

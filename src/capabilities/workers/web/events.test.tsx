import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { changed } from '#platform/problem.ts';
import { AreaContext } from '#platform/web/AreaPicker.tsx';
import { type Answer, answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  addContact,
  addIdentity,
  addSkill,
  alreadyDead,
  correctBasic,
  correctHome,
  correctIdentity,
  giveConsent,
  joinHousehold,
  joinWorkers,
  listWorkers,
  moveHome,
  periodsOverlap,
  readWorker,
  recordDeath,
  saveCondition,
  saveIntention,
  secondHead,
  splitOrphans,
  splitWorkers,
  withdrawConsent,
  withdrawFact,
  withThemselves,
} from '../contract.ts';
import { PersonPage } from './PersonPage.tsx';
import { ME, person, uuid } from './testing/personFixtures.ts';

const YAZHOU = { code: '522727103000', name: '贵州黔南州平塘县牙舟镇', sub: '522727103000' };
const places = { find: async () => [YAZHOU], nameOf: async () => YAZHOU.name };
const withPlaces = (page: ReactElement) => <AreaContext.Provider value={places}>{page}</AreaContext.Provider>;
const show = (...answers: readonly Answer[]) =>
  renderPage(withPlaces(<PersonPage />), {
    at: `/workers/${ME}`,
    route: '/workers/:id',
    permissions: ['workers.see', 'workers.correct', 'workers.contact', 'workers.full', 'workers.duplicates'],
    answers: [answer(readWorker, person), ...answers],
  });
const done = () => ({ id: ME });

const fromMenu = async (item: string) => {
  fireEvent.click(await screen.findByRole('button', { name: /登记变动/ }));
  fireEvent.click(await screen.findByRole('menuitem', { name: item }));
  return screen.findByRole('dialog');
};
const beside = async (button: string) => {
  fireEvent.click(await screen.findByRole('button', { name: button }));
  return screen.findByRole('dialog');
};
const type = (dialog: HTMLElement, id: string, value: string) => fireEvent.change(dialog.querySelector(`#f-${id}`)!, { target: { value } });
const day = (dialog: HTMLElement, id: string, value: string) => {
  const input = dialog.querySelector(`#f-${id}`)!;
  fireEvent.mouseDown(input);
  fireEvent.change(input, { target: { value } });
  fireEvent.keyDown(input, { key: 'Enter', code: 'Enter' });
};
const choose = async (dialog: HTMLElement, id: string, option: string) => {
  fireEvent.mouseDown(dialog.querySelector(`#f-${id}`)!);
  fireEvent.click(
    await within(dialog).findByText(option, { selector: '.ant-select-item-option-content, .ant-select-item-option-content *' }),
  );
};
const press = (dialog: HTMLElement, name: string) => fireEvent.click(within(dialog).getByRole('button', { name }));

describe('ordinary events of a life', () => {
  it('moves from a month on, as it was pasted; out of the area the page closes with a sentence', async () => {
    const page = show(answer(moveHome, () => ({ id: ME, gone: true })));
    const dialog = await fromMenu('迁移');
    press(dialog, '登记迁移');
    expect(page.callsOf(moveHome.id)).toHaveLength(0);
    fireEvent.change(dialog.querySelector('#f-code')!, { target: { value: '牙舟' } });
    fireEvent.click(await within(dialog).findByText(YAZHOU.name));
    type(dialog, 'from', '2022年3月');
    await within(dialog).findByText('只知道月份，从 2022-03-01 起算');
    press(dialog, '登记迁移');
    await screen.findByText('莫桂兰 已迁出您的辖区，档案由那里接着管');
    expect(page.callsOf(moveHome.id)[0]?.input).toMatchObject({
      id: ME,
      code: YAZHOU.code,
      hukou: 'agricultural',
      from: '2022-03-01',
      fromPrecision: 'month',
    });
  });

  it('says which period is in the way and keeps what was typed', async () => {
    const page = show(
      answer(moveHome, () => {
        throw periodsOverlap({ kind: '户籍', from: '2022-05-01', to: '今' });
      }),
    );
    const dialog = await fromMenu('迁移');
    fireEvent.change(dialog.querySelector('#f-code')!, { target: { value: '牙舟' } });
    fireEvent.click(await within(dialog).findByText(YAZHOU.name));
    type(dialog, 'from', '2022.3.5');
    type(dialog, 'reason', '户口簿');
    press(dialog, '登记迁移');
    await within(dialog).findByText('与已有的一段重叠：户籍，2022-05-01 至 今。请先结束或更正那一段');
    expect((dialog.querySelector('#f-reason') as HTMLInputElement).value).toBe('户口簿');
    expect((dialog.querySelector('#f-from') as HTMLInputElement).value).toBe('2022.3.5');
    expect(page.callsOf(moveHome.id)[0]?.input.from).toBe('2022-03-05');
  });

  it('corrects a home without touching the address nobody saw', async () => {
    const page = show(answer(correctHome, () => ({ id: ME, gone: false })));
    const dialog = await beside('更正：贵州黔南州平塘县克度镇先进村');
    type(dialog, 'from', '2001-06');
    type(dialog, 'reason', '户口簿');
    press(dialog, '存下更正');
    await screen.findByText('户籍已更正，旧值留在时间线上');
    const sent = page.callsOf(correctHome.id)[0]!.input;
    expect(sent).toMatchObject({ factId: uuid(10), from: '2001-06-01', fromPrecision: 'month', hukou: 'agricultural' });
    expect(sent).not.toHaveProperty('address');
  });

  it('enters a group, ends one, removes its risk', async () => {
    const page = show(answer(addIdentity, done), answer(correctIdentity, done));
    let dialog = await fromMenu('进入身份（脱贫户、监测对象等）');
    await choose(dialog, 'kind', '易地搬迁');
    expect(dialog.querySelector('#f-riskRemoved')).toBeNull();
    type(dialog, 'from', '2019');
    press(dialog, '登记身份');
    await screen.findByText('身份已登记');
    expect(page.callsOf(addIdentity.id)[0]?.input).toMatchObject({ kind: 'relocated', from: '2019-01-01', fromPrecision: 'year' });

    dialog = await beside('退出：一般脱贫户');
    day(dialog, 'to', '2013-01-01');
    type(dialog, 'reason', '退出名单');
    press(dialog, '登记退出');
    // the rule of both ends together has no field of its own
    await within(dialog).findByText('终止日早于起始日，请对调或改正');
    expect(page.callsOf(correctIdentity.id)).toHaveLength(0);
    day(dialog, 'to', '2022-05-31');
    press(dialog, '登记退出');
    await screen.findByText('已登记退出一般脱贫户');
    expect(page.callsOf(correctIdentity.id)[0]?.input).toMatchObject({
      factId: uuid(21),
      kind: 'poverty_general',
      from: '2014-01-01',
      fromPrecision: 'year',
      to: '2022-05-31',
      reason: '退出名单',
    });

    dialog = await beside('风险消除：脱贫不稳定户');
    day(dialog, 'riskRemoved', '2022-09-01');
    type(dialog, 'reason', '县里认定');
    press(dialog, '登记风险消除');
    await screen.findByText('风险消除已登记，身份仍在');
    const risk = page.callsOf(correctIdentity.id)[1]!.input;
    expect(risk).toMatchObject({ factId: uuid(20), riskRemoved: '2022-09-01' });
    expect(risk).not.toHaveProperty('to');
  });

  it('records a death once', async () => {
    show(
      answer(recordDeath, () => {
        throw alreadyDead({ on: '2022-08-01' });
      }),
    );
    const dialog = await fromMenu('去世');
    day(dialog, 'on', '2022-09-01');
    press(dialog, '登记去世');
    await within(dialog).findByText(/已登记 2022-08-01 去世/);
    expect((dialog.querySelector('#f-on') as HTMLInputElement).value).toBe('2022-09-01');
  });

  it('changes the relation within the household; a second head is refused', async () => {
    const page = show(
      answer(joinHousehold, () => {
        throw secondHead();
      }),
    );
    const dialog = await fromMenu('入户、分户、与户主关系');
    await choose(dialog, 'relation', '户主');
    press(dialog, '更正关系');
    await within(dialog).findByText(/这一户已有户主/);
    expect(page.callsOf(joinHousehold.id)[0]?.input).toMatchObject({ id: ME, memberId: uuid(3), relation: 'head' });
  });

  it('founds a new household on a split', async () => {
    const page = show(answer(joinHousehold, () => ({ id: ME, householdId: uuid(99), lacksHead: false })));
    const dialog = await fromMenu('入户、分户、与户主关系');
    fireEvent.click(within(dialog).getByLabelText('分户或新立一户'));
    press(dialog, '新立一户');
    await screen.findByText('家庭关系已登记');
    const sent = page.callsOf(joinHousehold.id)[0]!.input;
    expect(sent).toMatchObject({ found: true, relation: 'head' });
    expect(sent).not.toHaveProperty('memberId');
  });

  it('corrects the name from the version on the screen; where somebody was faster, both stand there', async () => {
    const newer = '2022-06-01T00:00:00.000000Z';
    const page = show(
      answer(correctBasic, (input) => {
        if (input.recorded !== newer)
          throw changed({
            by: '覃站长',
            at: newer,
            current: { recorded: newer, name: '莫桂蓝', documentKind: 'residentIdCard', ethnic: '36' },
          });
        return done();
      }),
    );
    const dialog = await fromMenu('更正姓名、证件、出生、民族');
    type(dialog, 'name', '莫桂澜');
    type(dialog, 'reason', '户口簿');
    press(dialog, '存下更正');
    await within(dialog).findByText(/覃站长 在 .* 先改过了/);
    expect(within(dialog).getByText('莫桂蓝')).toBeTruthy();
    press(dialog, '用我填的再存');
    await screen.findByText('已更正，旧值留在时间线上');
    const sent = page.callsOf(correctBasic.id).map((c) => c.input);
    expect(sent[0]).toMatchObject({ recorded: person.recorded, keepNumber: true, name: '莫桂澜' });
    // what the number tells is not sent as if it had been typed
    expect(sent[0]).not.toHaveProperty('sex');
    expect(sent[0]).not.toHaveProperty('number');
    expect(sent[1]).toMatchObject({ recorded: newer, name: '莫桂澜' });
  });

  it('records education or the stage of schooling, never both', async () => {
    const page = show(answer(saveCondition, done));
    const dialog = await fromMenu('文化、健康、劳动能力');
    fireEvent.click(within(dialog).getByLabelText('在校'));
    await choose(dialog, 'schoolStage', '中职一年级');
    fireEvent.click(within(dialog).getByLabelText('残疾'));
    await choose(dialog, 'disability', '肢体残疾');
    await choose(dialog, 'grade', '三级');
    press(dialog, '存下来');
    await screen.findByText('已登记，原来的情况留在时间线上');
    expect(page.callsOf(saveCondition.id)[0]?.input).toMatchObject({
      education: '',
      schoolStage: 'vocational1',
      health: ['healthy', 'disabled'],
      disability: '43',
      ability: 'ordinary',
    });
  });

  it('records a skill, an intention, a telephone', async () => {
    const page = show(answer(addSkill, done), answer(saveIntention, done), answer(addContact, done));
    let dialog = await fromMenu('技能');
    press(dialog, '登记技能');
    await within(dialog).findByText('选一个工种，或者写出会做什么');
    type(dialog, 'words', '会做米粉');
    press(dialog, '登记技能');
    await screen.findByText('技能已登记');
    expect(page.callsOf(addSkill.id)[0]?.input).toMatchObject({ words: '会做米粉', occupation: '' });

    dialog = await fromMenu('就业意愿');
    fireEvent.click(within(dialog).getByLabelText('只在本县'));
    fireEvent.click(within(dialog).getByLabelText('照顾老小'));
    press(dialog, '登记意愿');
    await screen.findByText('意愿已登记，上一次说的留在时间线上');
    expect(page.callsOf(saveIntention.id)[0]?.input).toMatchObject({
      willing: 'local',
      hindered: ['care'],
      occupations: ['4-03-02-01'],
      payMin: 4800,
    });

    dialog = await beside('更换：138****0142');
    type(dialog, 'phone', '+86 139-0000-0143');
    press(dialog, '更换电话');
    await screen.findByText('电话已更换');
    expect(page.callsOf(addContact.id)[0]?.input).toMatchObject({ replaces: uuid(30), phone: '+86 139-0000-0143', kind: 'own' });
  });

  it('records a consent and its withdrawal', async () => {
    const page = show(answer(giveConsent, done), answer(withdrawConsent, done));
    let dialog = await fromMenu('知情同意');
    press(dialog, '登记同意');
    expect(page.callsOf(giveConsent.id)).toHaveLength(0);
    fireEvent.click(within(dialog).getByLabelText('补贴核对'));
    day(dialog, 'givenOn', '2022年10月1日');
    press(dialog, '登记同意');
    await screen.findByText('同意已登记');
    expect(page.callsOf(giveConsent.id)[0]?.input).toMatchObject({ purposes: ['subsidy'], givenOn: '2022-10-01', way: 'written' });

    dialog = await beside('本人撤回：就业服务');
    day(dialog, 'on', '2022-10-02');
    press(dialog, '登记撤回');
    await screen.findByText('撤回已登记，从那天起不再这样使用');
    expect(page.callsOf(withdrawConsent.id)[0]?.input).toMatchObject({ factId: uuid(50), on: '2022-10-02' });
  });

  it('withdraws an entry of the record that holds it, with a reason', async () => {
    const page = show(answer(withdrawFact, done));
    const dialog = await beside('撤回：中式烹调师');
    expect((within(dialog).getByRole('button', { name: '撤回这一条' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '登到别人名下了' } });
    press(dialog, '撤回这一条');
    await screen.findByText('已撤回：中式烹调师');
    expect(page.callsOf(withdrawFact.id)[0]?.input).toEqual({
      id: uuid(2),
      kind: 'skill',
      factId: uuid(40),
      reason: '登到别人名下了',
    });
  });
});

describe('one person out of many records', () => {
  const found = {
    workerId: uuid(5),
    personId: uuid(5),
    records: 1,
    name: '莫贵兰',
    sex: '2' as const,
    age: 34,
    diedOn: null,
    changed: '2022-01-01T00:00:00Z',
  };
  const list = answer(listWorkers, {
    items: [found],
    next: null,
    previous: null,
    mode: 'homophone',
    side: 'home',
    sides: ['home'],
    filters: [],
  });

  it('merges with a record that is searched, and says the refusal', async () => {
    let refuse = true;
    const page = show(
      list,
      answer(joinWorkers, () => {
        if (refuse) throw withThemselves();
        return { personId: ME, records: 4 };
      }),
    );
    const dialog = await beside('与另一份合并');
    fireEvent.change(within(dialog).getByLabelText('另一份档案'), { target: { value: '莫贵兰' } });
    fireEvent.click(await screen.findByText('莫贵兰', { selector: '.ant-select-item-option-content' }));
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '打电话问过' } });
    press(dialog, '与 莫贵兰 的档案合并');
    await within(dialog).findByText('选的是同一份档案，不能与自己合并');
    refuse = false;
    press(dialog, '与 莫贵兰 的档案合并');
    await screen.findByText('已合并，这个人现在有 4 份档案');
    expect(page.callsOf(joinWorkers.id).at(-1)?.input).toEqual({ id: ME, otherId: uuid(5), reason: '打电话问过' });
  });

  it('splits off the ticked records; one that would orphan the rest is refused in a sentence', async () => {
    const page = show(
      answer(splitWorkers, () => {
        throw splitOrphans();
      }),
    );
    const dialog = await beside('拆开');
    const boxes = await within(dialog).findAllByRole('checkbox');
    // the record outside the area cannot be ticked
    expect(boxes).toHaveLength(2);
    fireEvent.click(within(dialog).getByRole('checkbox', { name: /莫贵兰/ }));
    fireEvent.change(within(dialog).getByLabelText(/原因/), { target: { value: '是姐妹两个' } });
    press(dialog, '拆出 1 份档案');
    await within(dialog).findByText(/剩下的档案之间没有依据说明是同一个人/);
    await waitFor(() => expect(page.callsOf(splitWorkers.id)[0]?.input).toEqual({ id: ME, leaving: [uuid(2)], reason: '是姐妹两个' }));
  });
});

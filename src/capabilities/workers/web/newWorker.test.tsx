import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '#platform/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { checkWorker, registerWorker } from '../contractFacts.ts';
import { looksLike, numberTaken } from '../contractShapes.ts';
import { NewWorkerPage } from './NewWorkerPage.tsx';
import { chineseLeft, id, likeness } from './testing/rows.ts';

const NUMBER = "'522700 19960402 0021";
const VILLAGE = '522727102201';
type Checked = Output<typeof checkWorker>;
const nothing: Checked = { name: null, number: null, phone: null, place: null, same: null, likenesses: [] };
const place = (more: Partial<NonNullable<Checked['place']>> = {}) => ({
  status: 'sure' as const,
  code: VILLAGE,
  name: '贵州省黔南布依族苗族自治州平塘县克度镇先锋村',
  candidates: [],
  message: null,
  inside: true,
  ...more,
});
const understood = {
  ok: true,
  message: null,
  masked: '522700********0021',
  birthday: '1996-04-02',
  sex: '2' as const,
  issued: '贵州黔南',
  repairs: [{ zh: '空格已去掉', en: 'blanks removed' }],
};
const about = answer(readAbout, {
  name: '稳岗',
  version: '0',
  database: { kind: 'embedded', version: '17' },
  today: '2022-10-12',
  demonstrationDay: '2022-10-12',
  demonstration: true,
  preparing: null,
});
const check = (more: Partial<Checked> = {}) =>
  answer(checkWorker, (input) => ({
    ...nothing,
    name: input.name ? { ok: true, message: null } : null,
    number: input.number ? understood : null,
    phone: input.phone
      ? input.phone.length === 11
        ? { ok: true, message: null }
        : { ok: false, message: { zh: `少 1 位，现在 ${input.phone.length} 位`, en: 'one digit short' } }
      : null,
    place: input.homeText ? place() : null,
    ...more,
  }));
const saves = (more: object = {}) => answer(registerWorker, { id: id(77), crossArea: null, pairs: 0, ...more });
const at = { at: '/workers/new', route: '/workers/new', permissions: ['workers.see', 'workers.register', 'workers.duplicates'] };

const type = (label: string | RegExp, value: string) => {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  fireEvent.focus(field);
  fireEvent.change(field, { target: { value } });
  return field;
};
const fill = async () => {
  type('姓名', '卢巧儿');
  type('证件号', NUMBER);
  type('户籍地', '平塘克度先锋');
  await screen.findByText(/认作：/);
};
beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

describe('registering a person', () => {
  it('says what it understood of the number, masks it on leaving, takes the one place that fits, and saves', async () => {
    const page = renderPage(<NewWorkerPage />, {
      ...at,
      answers: [about, check(), saves({ crossArea: { county: '罗甸县' }, pairs: 2 })],
    });
    await screen.findByLabelText('姓名');
    await fill();
    const number = screen.getByLabelText<HTMLInputElement>('证件号');
    expect(screen.getByText(/女，1996-04-02 生，贵州黔南；末位校验通过；空格已去掉；离开输入框即遮蔽/)).toBeTruthy();
    expect(number.value).toBe(NUMBER);
    fireEvent.blur(number);
    expect(number.value).toBe('522700********0021');
    fireEvent.focus(number);
    expect(number.value).toBe(NUMBER);
    fireEvent.blur(number);
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText('卢巧儿 已存档');
    expect(page.callsOf(registerWorker.id)).toHaveLength(1);
    expect(page.callsOf(registerWorker.id)[0]?.input).toEqual({
      name: '卢巧儿',
      documentKind: 'residentIdCard',
      number: NUMBER,
      ethnic: '',
      home: { code: VILLAGE, hukou: 'unknown' },
      identities: [],
      notTheSame: [],
    });
    expect(screen.getByText(/跨区重复：这个证件号在罗甸县也有档案/)).toBeTruthy();
    expect(screen.getByText(/有 2 对可能是同一个人/)).toBeTruthy();
    expect(screen.getByRole('link', { name: '打开 卢巧儿 的档案' }).getAttribute('href')).toBe(`/workers/${id(77)}`);
    expect(sessionStorage.length).toBe(0);
  });

  it('asks only for who and home, says what is missing under each field, and sends nothing', async () => {
    const page = renderPage(<NewWorkerPage />, { ...at, answers: [about, check(), saves()] });
    await screen.findByLabelText('姓名');
    fireEvent.blur(screen.getByLabelText('姓名'));
    expect(screen.queryByText('没有填姓名')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText('没有填姓名');
    expect(screen.getByText(/没有填证件号。真的没有，就把证件类型选成/)).toBeTruthy();
    expect(screen.getByText('没有填户籍地')).toBeTruthy();
    expect(screen.getByText(/还有 3 处要改/)).toBeTruthy();
    expect(document.activeElement?.id).toBe('f-name');
    fireEvent.click(screen.getByRole('button', { name: '户籍地' }));
    expect(document.activeElement?.id).toBe('f-homeText');
    expect(page.callsOf(registerWorker.id)).toHaveLength(0);
  });

  it('does not send a telephone it could not read, and says why only after leaving it', async () => {
    const page = renderPage(<NewWorkerPage />, { ...at, answers: [about, check(), saves()] });
    await screen.findByLabelText('姓名');
    await fill();
    const phone = type(/^手机/, '1380000142');
    await waitFor(() => expect(page.callsOf(checkWorker.id).some((c) => c.input.phone === '1380000142')).toBe(true));
    expect(screen.queryByText(/少 1 位/)).toBeNull();
    fireEvent.blur(phone);
    await screen.findByText('少 1 位，现在 10 位');
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText(/还有 1 处要改/);
    expect(page.callsOf(registerWorker.id)).toHaveLength(0);
  });

  it('offers candidates where several places fit and takes the one that is clicked; one outside the area is never taken by itself', async () => {
    const page = renderPage(<NewWorkerPage />, {
      ...at,
      answers: [
        about,
        check({
          place: place({
            status: 'ambiguous',
            code: null,
            candidates: [
              { code: VILLAGE, name: '平塘县克度镇先锋村' },
              { code: '522727103204', name: '平塘县牙舟镇先锋村' },
            ],
            message: { zh: '同名的不止一处，请选一处', en: 'several' },
          }),
        }),
        saves(),
      ],
    });
    await screen.findByLabelText('姓名');
    type('姓名', '卢巧儿');
    type('证件号', NUMBER);
    type('户籍地', '先锋村');
    await screen.findByText('同名的不止一处，请选一处');
    fireEvent.click(screen.getByRole('button', { name: '平塘县牙舟镇先锋村' }));
    await screen.findByText(/认作：/);
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText('卢巧儿 已存档');
    expect(page.callsOf(registerWorker.id)[0]?.input).toMatchObject({ home: { code: '522727103204' } });
    renderPage(<NewWorkerPage />, {
      ...at,
      answers: [about, check({ place: place({ inside: false, code: '440111000000', name: '广东省广州市白云区' }) })],
    });
    await screen.findByLabelText('姓名');
    type('户籍地', '白云区');
    await screen.findByText(/广东省广州市白云区.*不在您的辖区|不在您的辖区。请由那里建档/);
    expect(screen.queryByText(/认作：/)).toBeNull();
  });

  it('shows likenesses with score and reasons; what was looked at is told to the server', async () => {
    let refused = 0;
    const page = renderPage(<NewWorkerPage />, {
      ...at,
      answers: [
        about,
        check({ likenesses: [likeness(5, 91), likeness(6, 64)] }),
        answer(registerWorker, (input) => {
          if ((input.notTheSame ?? []).length < 2) {
            refused++;
            throw looksLike({ count: 2 - (input.notTheSame ?? []).length });
          }
          return { id: id(77), crossArea: null, pairs: 0 };
        }),
      ],
    });
    await screen.findByLabelText('姓名');
    await fill();
    const aside = await screen.findByRole('complementary', { name: '可能是同一个人' });
    expect(within(aside).getByText('91')).toBeTruthy();
    expect(within(aside).getAllByText('同名、同村、同生日')).toHaveLength(2);
    expect(within(aside).getAllByText(/可能是双胞胎/)).toHaveLength(2);
    expect(within(aside).getAllByRole('link', { name: '就是这个人，打开' })[0]?.getAttribute('href')).toBe(`/workers/${id(5)}`);
    fireEvent.click(within(aside).getAllByRole('button', { name: '不是' })[0]!);
    await within(aside).findByText('看过，不是');
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText(/有 1 份档案很像同一个人/);
    expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe('卢巧儿');
    fireEvent.click(within(aside).getByRole('button', { name: '不是' }));
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText('卢巧儿 已存档');
    expect(refused).toBe(1);
    expect(page.callsOf(registerWorker.id).at(-1)?.input.notTheSame).toEqual([id(5), id(6)]);
  });

  it('offers to open the record that has the number already', async () => {
    renderPage(<NewWorkerPage />, {
      ...at,
      answers: [
        about,
        check(),
        answer(registerWorker, () => {
          throw numberTaken({ workerId: id(8) });
        }),
      ],
    });
    await screen.findByLabelText('姓名');
    await fill();
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText(/这个证件号已在您的辖区建档。请打开那一份/);
    expect(screen.getByRole('link', { name: '打开那一份' }).getAttribute('href')).toBe(`/workers/${id(8)}`);
  });

  it('keeps a draft without number, telephone and address, takes it up again, and drops that of another account', async () => {
    sessionStorage.setItem('wengang.register.somebody-else', '{"draft":{"name":"别人"},"at":"2022-10-12T00:00:00Z","withheld":false}');
    renderPage(<NewWorkerPage />, { ...at, answers: [about, check()] });
    await screen.findByLabelText('姓名');
    expect(sessionStorage.length).toBe(0);
    await fill();
    type(/^手机/, '13800001420');
    type(/^组、门牌/, '二组 7 号');
    await screen.findByText(/已自动存草稿/);
    await waitFor(() => expect(JSON.stringify({ ...sessionStorage })).toContain('卢巧儿'));
    const stored = JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage });
    for (const secret of ['19960402', '0021', '13800001420', '二组']) expect(stored).not.toContain(secret);
    renderPage(<NewWorkerPage />, { ...at, answers: [about, check()] });
    await screen.findByText(/证件号、手机和门牌不存在浏览器里，请再填一次/);
    expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe('卢巧儿');
    expect(screen.getByLabelText<HTMLInputElement>('证件号').value).toBe('');
    fireEvent.click(screen.getByRole('button', { name: '不要了，从头填' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe(''));
    expect(sessionStorage.length).toBe(0);
  });

  it('goes on with the next person of the same village', async () => {
    renderPage(<NewWorkerPage />, { ...at, answers: [about, check(), saves()] });
    await screen.findByLabelText('姓名');
    await fill();
    fireEvent.click(screen.getByRole('button', { name: '存档，再建一个' }));
    await screen.findByText('卢巧儿 已存档');
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe(''));
    expect(screen.getByLabelText<HTMLInputElement>('户籍地').value).toBe('平塘克度先锋');
    expect(document.activeElement?.id).toBe('f-name');
  });

  it('records nothing that was not said, and takes a year for a beginning', async () => {
    const page = renderPage(<NewWorkerPage />, { ...at, answers: [about, check(), saves()] });
    await screen.findByLabelText('姓名');
    await fill();
    fireEvent.mouseDown(screen.getByRole('combobox', { name: /户类型/ }));
    fireEvent.click(await screen.findByTitle('一般脱贫户'));
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText('没有填从哪天起');
    fireEvent.change(screen.getByLabelText('从哪天起'), { target: { value: '2014年' } });
    await screen.findByText('只知道年份，从 2014-01-01 起算');
    fireEvent.click(screen.getByRole('checkbox', { name: '就业服务' }));
    fireEvent.click(screen.getByRole('radio', { name: '只在本县' }));
    fireEvent.click(screen.getByRole('button', { name: /存档$/ }));
    await screen.findByText('卢巧儿 已存档');
    expect(page.callsOf(registerWorker.id)[0]?.input).toMatchObject({
      identities: [{ kind: 'poverty_general', from: '2014-01-01', fromPrecision: 'year' }],
      intention: { willing: 'local', occupations: [], places: [] },
      consent: { purposes: ['employment'], givenOn: '2022-10-12', way: 'oral' },
    });
    expect(page.callsOf(registerWorker.id)[0]?.input.condition).toBeUndefined();
    expect(page.callsOf(registerWorker.id)[0]?.input.household).toBeUndefined();
  });

  it('has no Chinese left over in English', async () => {
    renderPage(<NewWorkerPage />, { ...at, lang: 'en', answers: [about, check({ likenesses: [] }), saves()] });
    await screen.findByLabelText('Name');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('Enter the name');
    // an example of Chinese writing in the hint of the place, the button to the other language
    expect(
      chineseLeft()
        .map((s) => s.replaceAll('平塘克度先锋', ''))
        .filter((s) => /\p{Script=Han}/u.test(s)),
    ).toEqual([]);
  });
});

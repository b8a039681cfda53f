import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import {
  type Agreement,
  checkAgreement,
  correctAgreement,
  createAgreement,
  listAgreements,
  overlapping,
  READ,
  readAgreement,
  SIGN,
  signAgreement,
  WRITE,
} from '../contract.ts';
import { AgreementListPage } from './AgreementListPage.tsx';
import { AgreementNewPage } from './AgreementNewPage.tsx';
import { AgreementPage } from './AgreementPage.tsx';
import { HomeAgreements } from './HomeAgreements.tsx';

const ID = '00000000-0000-7000-8000-0000000000a1';
const row: Agreement = {
  id: ID,
  recorded: '2022-01-02T02:00:00.000001Z',
  level: 'county',
  originCode: '522727000000',
  origin: { zh: '贵州黔南州平塘县', en: 'Pingtang County' },
  originName: '',
  hostCode: '440111000000',
  host: { zh: '广东广州市白云区', en: 'Baiyun District' },
  hostName: '',
  title: '平塘县—白云区劳务协作协议（示例）',
  documentNumber: '',
  validFrom: '2022-01-01',
  validTo: '2025-12-31',
  lastDay: '2025-12-31',
  programmes: ['cook'],
  state: 'signing',
  originSigned: '2022-01-05',
  voided: false,
  hostSigned: null,
  endProposed: null,
  textWaits: false,
  hasFile: false,
  text: 1,
  texts: [],
  covers: '',
  source: '原件',
  certainty: 'official',
  note: '',
  file: null,
  signatures: [
    {
      side: 'origin',
      state: 'signed',
      post: '县人社局局长',
      signedOn: '2022-01-05',
      by: '韦正平',
      recorded: '2022-01-05T02:00:00Z',
      reason: '',
    },
  ],
  end: null,
  groups: [],
  stations: [],
  stationsDay: '2022-10-12',
  versions: [{ text: 1, recorded: '2022-01-02T02:00:00.000001Z', superseded: null, by: '韦正平', reason: '', changes: [] }],
  pairing: 'unrecorded',
  overlaps: [{ id: '00000000-0000-7000-8000-0000000000a2', title: '旧协议（示例）', validFrom: '2021-01-01', lastDay: '2022-12-31' }],
  may: {
    write: true,
    discard: false,
    lay: false,
    sign: ['host'],
    unsign: ['origin'],
    proposeEnd: [],
    answerEnd: false,
    groups: ['host', 'joint'],
  },
};
const CAN = [READ, WRITE, SIGN];

test('one agreement: where it stands, what stands in the way, who has signed; signing sends the version that is seen', async () => {
  const { callsOf } = renderPage(<AgreementPage />, {
    at: `/agreements/${ID}`,
    route: '/agreements/:id',
    permissions: CAN,
    answers: [answer(readAgreement, row), answer(signAgreement, { ...row, state: 'force', hostSigned: '2022-01-09' })],
  });
  expect(await screen.findByRole('heading', { level: 1, name: /平塘县—白云区劳务协作协议/ })).toBeTruthy();
  const line = within(screen.getByRole('list', { name: '协议走到哪一步' }));
  expect(line.getAllByRole('listitem').map((li) => [li.className, li.textContent])).toEqual([
    ['d', '草稿'],
    ['d', '输出地签字2022-01-05'],
    ['n', '输入地签字等签字'],
    ['', '生效2022-01-01 起'],
    ['', '到期2025-12-31'],
  ]);
  expect(screen.getByText(/输出地没有登记过结对/)).toBeTruthy();
  expect(screen.getByRole('link', { name: '旧协议（示例）' })).toBeTruthy();
  expect(screen.getByText('县人社局局长')).toBeTruthy();
  expect(document.querySelector('.seal')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '签字' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('button', { name: '签字' }));
  expect(await dialog.findAllByRole('alert')).toHaveLength(2);
  fireEvent.change(dialog.getByLabelText('签字人职务'), { target: { value: '区人社局局长' } });
  fireEvent.change(dialog.getByLabelText('签字日期'), { target: { value: '2022-01-09' } });
  fireEvent.keyDown(dialog.getByLabelText('签字日期'), { key: 'Enter', code: 'Enter' });
  fireEvent.click(dialog.getByRole('button', { name: '签字' }));
  await waitFor(() => expect(callsOf(signAgreement.id)).toHaveLength(1));
  expect(callsOf(signAgreement.id)[0]!.input).toEqual({
    id: ID,
    seen: row.recorded,
    newText: false,
    side: 'host',
    post: '区人社局局长',
    signedOn: '2022-01-09',
  });
});

test('a correction says before it is saved what becomes of the signatures', async () => {
  renderPage(<AgreementPage />, {
    at: `/agreements/${ID}?do=correct`,
    route: '/agreements/:id',
    permissions: CAN,
    answers: [
      answer(readAgreement, row),
      answer(checkAgreement, { refused: null, pairing: 'paired', overlaps: [], drafts: [], offices: null }),
      answer(correctAgreement, row),
    ],
  });
  const number = await screen.findByLabelText(/文号/);
  expect(screen.getByText(/层级和两方不能再改/)).toBeTruthy();
  expect(screen.queryByLabelText('输入地一方')).toBeNull();
  fireEvent.change(number, { target: { value: '示例〔2022〕1号' } });
  expect(screen.getByText(/签字不受影响/)).toBeTruthy();
  expect(screen.getByRole('button', { name: '存下更正' })).toBeTruthy();
  fireEvent.change(screen.getByLabelText(/主要内容/), { target: { value: '每年输送 1.5 万人' } });
  expect(await screen.findByText('改了主要内容：已有的签字作废，要重新签')).toBeTruthy();
  expect(screen.getByRole('button', { name: '存下更正，签字作废' })).toBeTruthy();
});

test('a new one: every empty field says so, a refusal keeps what was typed', async () => {
  renderPage(<AgreementNewPage />, {
    at: '/agreements/new',
    route: '/agreements/new',
    permissions: CAN,
    answers: [
      answer(createAgreement, () => {
        throw overlapping({ title: '旧协议', from: '2021-01-01', to: '2022-12-31' });
      }),
    ],
  });
  fireEvent.change(await screen.findByLabelText('协议名称'), { target: { value: '平塘县—白云区劳务协作协议' } });
  fireEvent.click(screen.getByRole('button', { name: '存为草稿' }));
  expect((await screen.findAllByText(/还没有选/)).length).toBe(2);
  expect(screen.getByText('还有 5 处要改')).toBeTruthy();
  expect((screen.getByLabelText('协议名称') as HTMLInputElement).value).toBe('平塘县—白云区劳务协作协议');
});

test('the list: both signatures as marks with words, filters in the address, in English too', async () => {
  const { callsOf } = renderPage(<AgreementListPage />, {
    at: '/agreements?level=county&waiting=true',
    permissions: CAN,
    lang: 'en',
    answers: [answer(listAgreements, { items: [row], total: 1, next: null, previous: null, asOf: '2022-10-12' })],
  });
  expect(await screen.findByRole('link', { name: /平塘县—白云区劳务协作协议/ })).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Origin side signed on 2022-01-05' })).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Host side has not signed' })).toBeTruthy();
  expect(callsOf(listAgreements.id)[0]!.input).toMatchObject({ level: 'county', waiting: true });
  expect(screen.getByRole('button', { name: /Remove the filter: Level County/ })).toBeTruthy();
});

test('home: what waits for this office, nothing where nothing does', async () => {
  const home = (total: number) =>
    renderPage(<HomeAgreements />, {
      permissions: CAN,
      answers: [answer(listAgreements, { items: total ? [row] : [], total, next: null, previous: null, asOf: '2022-10-12' })],
    });
  home(1);
  expect((await screen.findByRole('link', { name: /等本地签字或答复/ })).getAttribute('href')).toBe(`/agreements/${ID}`);
  home(3);
  expect((await screen.findByRole('link', { name: '等本地签字或答复' })).getAttribute('href')).toBe('/agreements?waiting=true');
  expect(screen.getByText('3', { selector: '.count' }).textContent).toBe('3 份');
});

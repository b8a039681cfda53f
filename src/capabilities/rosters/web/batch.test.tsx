import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Job, readJob } from '#platform/jobsContract.ts';
import { changed } from '#platform/problem.ts';
import { answer, renderPage } from '#platform/web/testing/renderPage.tsx';
import { cancelBatch, commitBatch, listBatchRows, listSheets, mapBatch, readBatch, readErrorFile, undoBatch } from '../contractBatches.ts';
import type { Batch, BatchRow } from '../contractShapes.ts';
import { BatchPage } from './BatchPage.tsx';
import { batch, column, columns, counts, noCounts, offers, row, sheet, table, uuid } from './testing/fixtures.ts';

const MAY = ['rosters.see', 'rosters.import', 'rosters.undo', 'rosters.findings', 'workers.see'];
const JUDGED_ROWS: Partial<Record<string, BatchRow[]>> = {
  refused: [row(47), row(208, { name: '覃秋月' })],
  doubtful: [
    row(12, {
      verdict: 'doubtful',
      outcome: 'changed',
      name: '韦小满',
      subject: { kind: 'worker', id: uuid(77) },
      findings: [
        {
          rule: 'V07',
          severity: 'doubt',
          fields: ['start'],
          text: { zh: '两段务工重叠 44 天', en: 'two spells overlap' },
          advice: null,
          values: [],
        },
      ],
      repairs: [{ field: { zh: '月收入', en: 'income' }, from: '５２００', to: '5200' }],
    }),
  ],
  changed: [
    row(9, {
      verdict: 'accepted',
      outcome: 'changed',
      findings: [],
      changes: [{ field: { zh: '单位', en: 'employer' }, from: { zh: '甲厂', en: '甲厂' }, to: { zh: '乙厂', en: '乙厂' } }],
    }),
  ],
  kept: [
    row(3, {
      findings: [
        { rule: 'kept', severity: 'hint', fields: [], text: { zh: '后来走访改过', en: 'visited later' }, advice: null, values: [] },
      ],
    }),
  ],
};
/** A server whose batch moves on with every deed. */
const opened = (first: Batch, more: Partial<Parameters<typeof renderPage>[1]> = {}) => {
  let now = first;
  const page = renderPage(<BatchPage />, {
    at: `/imports/${first.id}`,
    route: '/imports/:id',
    permissions: MAY,
    ...more,
    answers: [
      answer(readBatch, () => now),
      answer(listSheets, { items: offers() }),
      answer(listBatchRows, (input) => {
        const items = (JUDGED_ROWS[input.tab] ?? []).filter((r) => !input.rule || r.findings.some((f) => f.rule === input.rule));
        return { items, total: items.length, next: null };
      }),
      answer(commitBatch, () => {
        now = {
          ...now,
          version: now.version + 1,
          state: 'written',
          written: '2026-11-23T01:20:00Z',
          may: { map: false, commit: false, undo: true, cancel: false, file: true },
        };
        return now;
      }),
      answer(undoBatch, () => {
        now = {
          ...now,
          version: now.version + 1,
          state: 'undone',
          undone: '2026-11-23T02:20:00Z',
          undoneBy: '罗县办',
          counts: counts({ undone: 469, kept: 3 }),
          may: { map: false, commit: false, undo: false, cancel: false, file: true },
        };
        return now;
      }),
      answer(cancelBatch, () => {
        now = { ...now, state: 'cancelled', may: { map: false, commit: false, undo: false, cancel: false, file: true } };
        return now;
      }),
      answer(mapBatch, () => {
        now = { ...now, version: now.version + 1, state: 'judged' };
        return now;
      }),
      answer(readErrorFile, () => new Blob(['x']) as never),
      ...(more.answers ?? []),
    ],
  });
  return {
    ...page,
    become: (next: Batch) => {
      now = next;
    },
  };
};
const choose = async (label: string, option: RegExp | string) => {
  const box = screen.getByRole('combobox', { name: label });
  fireEvent.mouseDown(box);
  const found = await waitFor(() => {
    // each list is appended when it is first opened; in jsdom all carry the same id
    const list = [...document.querySelectorAll('.ant-select-dropdown')].at(-1);
    const hit = [...(list?.querySelectorAll('.ant-select-item-option') ?? [])].find((o) =>
      typeof option === 'string' ? o.textContent === option : option.test(o.textContent ?? ''),
    );
    if (!hit) throw new Error(`no option ${option}`);
    return hit;
  });
  fireEvent.click(found);
};

describe('one batch that was checked', () => {
  it('shows the balance balancing, and each figure opens its rows', async () => {
    const page = opened(batch());
    const balance = within(await screen.findByRole('region', { name: '收支平衡' }));
    expect(balance.getByText('收支相平')).toBeTruthy();
    expect(balance.getByText('1,204')).toBeTruthy();
    expect(screen.getByText(/还没有写入。核对下面的结果，提交后写入 1,167 行/)).toBeTruthy();
    // what needs attention opens by itself
    await screen.findAllByText('以数字保存，末三位已丢失');
    expect(screen.getAllByText('在表里设为文本后重填')).toHaveLength(2);
    fireEvent.click(balance.getByRole('link', { name: '46' }));
    await screen.findByText('两段务工重叠 44 天');
    expect(screen.getByRole('link', { name: '韦小满' }).getAttribute('href')).toBe(`/workers/${uuid(77)}`);
    expect(page.place()).toContain('tab=doubtful');
    expect(screen.getByText('5200')).toBeTruthy();
    fireEvent.click(balance.getByRole('link', { name: '388' }));
    await screen.findByText('乙厂');
  });

  it('says aloud when it does not balance', async () => {
    opened(batch({ counts: counts({ rows: 1205 }) }));
    await screen.findByText('收支不平，请不要提交，并报障');
  });

  it('narrows the rows to one rule, with counts, in the address', async () => {
    const page = opened(batch(), { at: `/imports/${uuid(1)}?tab=doubtful` });
    await screen.findByText('两段务工重叠 44 天');
    await choose('只看一种原因', 'V03 地点没有到县（12）');
    await screen.findByText(/存疑的行里没有“V03 地点没有到县”/);
    expect(page.callsOf(listBatchRows.id).at(-1)?.input).toMatchObject({ tab: 'doubtful', rule: 'V03' });
    fireEvent.click(screen.getByRole('button', { name: '看全部' }));
    await screen.findByText('两段务工重叠 44 天');
  });

  it('submits the counted rows, then offers the desk, the people and undoing', async () => {
    const page = opened(batch());
    fireEvent.click(await screen.findByRole('button', { name: '提交 1,167 行' }));
    await screen.findByText(/已写入 1,167 行：新增 84，有改动 388，无变化 695/);
    expect(page.callsOf(commitBatch.id)[0]?.input).toEqual({ id: uuid(1), version: 3 });
    expect(screen.getByRole('link', { name: '去疑点核 46 行' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^提交/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '撤销本批' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/新增的 84 行收回/)).toBeTruthy();
    expect(dialog.getByText(/有改动的 388 行改回原样/)).toBeTruthy();
    fireEvent.click(dialog.getByRole('button', { name: '撤销 472 行' }));
    await screen.findByText(/收回 469 行；3 行后来又有更新的记录，没有撤/);
    fireEvent.click(screen.getByRole('link', { name: /看没有撤的 3 行/ }));
    await screen.findByText('后来走访改过');
  });

  it('downloads the reasons, and gives a batch up with a question', async () => {
    const page = opened(batch());
    URL.createObjectURL = () => 'blob:x';
    fireEvent.click(await screen.findByRole('button', { name: '失败原因表' }));
    await waitFor(() => expect(page.callsOf(readErrorFile.id)).toHaveLength(1));
    fireEvent.click(screen.getByRole('button', { name: '取消本批' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: '取消本批' }));
    await screen.findByText(/已取消，这一批没有再写入/);
  });

  it('tells what looks filled in alike, and leads to those rows', async () => {
    opened(
      batch({
        report: [
          {
            rule: 'constants',
            severity: 'doubt',
            fields: ['monthlyIncome'],
            text: { zh: '像是统一填报：37 户月收入都是 2,500 元', en: 'alike' },
            advice: { zh: '请抽 5 户电话核对', en: 'call five' },
          },
        ],
      }),
    );
    await screen.findByText('像是统一填报：37 户月收入都是 2,500 元');
    expect(screen.getByRole('link', { name: '看这 37 行' }).getAttribute('href')).toContain('rule=constants');
  });

  it('cannot be submitted where no row goes in', async () => {
    opened(
      batch({
        counts: counts({ accepted: 0, doubtful: 0, refused: 1198, new: 0, changed: 0, unchanged: 0 }),
        may: { map: true, commit: false, undo: false, cancel: true, file: true },
      }),
    );
    const button = await screen.findByRole('button', { name: '没有能提交的行' });
    expect((button as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText(/下载失败原因表，在表里改好，再交一次/)).toBeTruthy();
  });
});

describe('the mapping', () => {
  it('says why each column is what it is, and folds nothing that must be looked at', async () => {
    opened(batch({ state: 'asks', counts: noCounts() }));
    const map = within(await screen.findByRole('region', { name: '列的对应' }));
    expect(map.getByText('列名相同')).toBeTruthy();
    expect(map.getByText('看内容认出，97%')).toBeTruthy();
    expect(map.getByText('列名相近，72%，请看一下')).toBeTruthy();
    expect(map.getByText('上次这样对应')).toBeTruthy();
    expect(map.getAllByText('没有对应字段，不丢')).toHaveLength(2);
    expect(map.getByText('隐藏列')).toBeTruthy();
    expect(map.getByText('白云区、顺德区、大理')).toBeTruthy();
    expect(screen.getByText(/有 1 列认不准/)).toBeTruthy();
    expect(screen.getByText(/沿用上次的对应/)).toBeTruthy();
  });

  it('sends every column with what was changed, and waits with submitting until it is checked again', async () => {
    const page = opened(batch());
    await screen.findByRole('button', { name: '提交 1,167 行' });
    await choose('“务工所在县”记到', '户籍县');
    expect((screen.getByRole('button', { name: '提交 1,167 行' }) as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByText('您刚改的，还没有重新预检')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '按改过的重新预检（1 处）' }));
    await waitFor(() => expect(page.callsOf(mapBatch.id)).toHaveLength(1));
    expect(page.callsOf(mapBatch.id)[0]?.input).toEqual({
      id: uuid(1),
      version: 3,
      sheets: [
        {
          index: 0,
          chosen: true,
          declared: 'workers',
          tables: [{ chosen: true, fields: ['name', 'idNumber', 'homeCounty', 'monthlyIncome', null, null] }],
        },
      ],
    });
  });

  it('holds back one field in two columns and a list without its key', async () => {
    opened(batch({ state: 'asks', counts: noCounts() }));
    await screen.findByRole('region', { name: '列的对应' });
    await choose('“备注2”记到', /^月收入/);
    expect(screen.getByText('有两列对应到同一项，请改一列')).toBeTruthy();
    expect((screen.getByRole('button', { name: '按这样对应，开始预检' }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: '不改了' }));
    await choose('“证件号码（必填）”记到', '作为附加项保留');
    expect(screen.getByText(/没有一列对应到“证件号”，认不出每行是谁/)).toBeTruthy();
  });

  it('keeps what was changed when somebody else was first, on the newest state', async () => {
    let refused = false;
    const newer = batch({
      version: 4,
      sheets: [sheet([table(columns().map((c) => (c.header === '备注2' ? { ...c, field: 'phone', why: 'said' as const, score: 1 } : c)))])],
    });
    const page = opened(batch(), {
      answers: [
        answer(mapBatch, (input) => {
          if (input.version === 3) {
            refused = true;
            throw changed({ by: '王某', at: '10:42' });
          }
          return newer;
        }),
        answer(readBatch, () => (refused ? newer : batch())),
      ],
    });
    await screen.findByRole('button', { name: '提交 1,167 行' });
    await choose('“务工所在县”记到', '户籍县');
    fireEvent.click(screen.getByRole('button', { name: /重新预检/ }));
    await screen.findByText(/王某 在 10:42 先改过了/);
    fireEvent.click(await screen.findByRole('button', { name: '按改过的重新预检（1 处）' }));
    await waitFor(() => expect(page.callsOf(mapBatch.id)).toHaveLength(2));
    expect(page.callsOf(mapBatch.id)[1]?.input).toMatchObject({
      version: 4,
      sheets: [{ tables: [{ fields: ['name', 'idNumber', 'homeCounty', 'monthlyIncome', 'phone', null] }] }],
    });
  });

  it('asks which sheets and which tables side by side go in, and tells hidden ones', async () => {
    const two = [
      table(columns().slice(0, 3), { sideBySide: true }),
      table([column(7, '姓名', 'name'), column(8, '证件号码', 'idNumber')], { sideBySide: true, chosen: false }),
    ];
    const page = opened(
      batch({
        state: 'asks',
        counts: noCounts(),
        sheets: [
          sheet(two),
          sheet([table([column(0, '企业名称', null, { check: true }), column(1, '备注', null)])], {
            index: 1,
            name: '单位',
            hidden: true,
            declared: null,
            chosen: false,
          }),
        ],
      }),
    );
    await screen.findByText(/这张工作表里有 2 块表（左右并排）/);
    expect(screen.getByText('隐藏的工作表')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: '第 2 块（H–I 列）' }));
    fireEvent.click(screen.getByRole('checkbox', { name: '单位' }));
    expect(screen.getByText('有一张工作表还没说是什么表')).toBeTruthy();
    await choose('“单位”当作什么表', '企业名单（您只能试读）');
    expect(screen.getByText(/“企业名单”这种表您只能试读/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '按这样对应，开始预检' }));
    await waitFor(() => expect(page.callsOf(mapBatch.id)).toHaveLength(1));
    expect(page.callsOf(mapBatch.id)[0]?.input.sheets).toEqual([
      {
        index: 0,
        chosen: true,
        declared: 'workers',
        tables: [
          { chosen: true, fields: ['name', 'idNumber', 'place'] },
          { chosen: true, fields: ['name', 'idNumber'] },
        ],
      },
      { index: 1, chosen: true, declared: 'employers', tables: [{ chosen: true, fields: ['orgName', 'remark'] }] },
    ]);
  });
});

describe('a batch on its way, and one that is over', () => {
  const job = (more: Partial<Job> = {}): Job => ({
    id: uuid(800),
    kind: 'rosters.judge',
    summary: { zh: '预检', en: 'check' },
    state: 'running',
    progress: { done: 12_400, total: 62_000, note: null },
    result: null,
    error: null,
    subject: null,
    cancelRequested: false,
    attempts: 1,
    area: '',
    created: new Date(Date.now() - 4000).toISOString(),
    createdBy: null,
    finished: null,
    ...more,
  });
  it('tells rows and time while it is checked, and shows the result by itself', async () => {
    const page = opened(batch({ state: 'reading', counts: noCounts(), sheets: [], jobId: uuid(800), seconds: null }), {
      answers: [answer(readJob, job())],
    });
    await screen.findByText(/12,400 \/ 62,000 行/);
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('20');
    expect(screen.getByText(/可以离开这一页/)).toBeTruthy();
    expect(document.querySelector('[aria-current=step]')?.textContent).toMatch(/^识别/);
    page.become(batch({ version: 4 }));
    await screen.findByRole('button', { name: '提交 1,167 行' });
    expect(document.querySelector('[aria-current=step]')?.textContent).toMatch(/^预检1,204 行，3.1 秒/);
  });

  it('goes without its figures where the job is somebody else’s', async () => {
    opened(batch({ state: 'writing', jobId: uuid(800), may: { map: false, commit: false, undo: false, cancel: false, file: true } }));
    await screen.findByRole('heading', { name: '正在写入' });
    expect(screen.getByText('就要开始')).toBeTruthy();
  });

  it('says why a file could not be read and what to do', async () => {
    opened(
      batch({
        state: 'failed',
        counts: noCounts(),
        sheets: [],
        problem: { code: 'rosters.filePassword', text: { zh: '文件设了打开密码。请取消密码再上传', en: 'password' } },
        may: { map: false, commit: false, undo: false, cancel: false, file: true },
      }),
    );
    await screen.findByText('文件设了打开密码。请取消密码再上传');
    expect(screen.getByRole('link', { name: '去交表' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: /提交/ })).toBeNull();
  });

  it('goes on with what was stopped half-way, or takes it back', async () => {
    const page = opened(
      batch({
        state: 'cancelled',
        counts: counts({ rows: 500, accepted: 480, doubtful: 10, refused: 8, notRows: 2 }),
        may: { map: false, commit: true, undo: true, cancel: false, file: true },
      }),
    );
    await screen.findByText(/停下了。已经写入 490 行，都留着/);
    expect(screen.getByRole('button', { name: '撤销本批' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '接着写完' }));
    await waitFor(() => expect(page.callsOf(commitBatch.id)).toHaveLength(1));
  });

  it('offers no submitting of a list this account may only try', async () => {
    opened(batch({ sheets: [sheet([table(columns())], { declared: 'employers' })] }));
    await screen.findByText(/试读完了/);
    expect(screen.queryByRole('button', { name: /^提交/ })).toBeNull();
    expect(screen.queryByText(/要写入的/)).toBeNull();
  });

  it('is complete in English', async () => {
    opened(batch({ report: [] }), { lang: 'en' });
    await screen.findByRole('button', { name: 'Submit 1,167 rows' });
    await screen.findAllByText('kept as a number, the last three digits are lost');
    const own = document.body.textContent!.replace(
      /克度镇 2026 年 10 月务工月监测|克度镇人社所|平塘县克度镇|台账|蒙晓燕|覃秋月|罗县办/g,
      '',
    );
    const samples = columns().flatMap((c) => [c.header, ...c.samples]);
    expect(samples.reduce((text, s) => text.replaceAll(s, ''), own)).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

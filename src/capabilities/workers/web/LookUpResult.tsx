import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { type LookUpRow, lookUpSheet, type lookUpWorkers, searchModeTexts } from '../contractList.ts';
import { IdentityChips, MaskedOr, PersonCell, PlaceLine, WorkNow } from './workerWords.tsx';

type Group = 'one' | 'several' | 'none';
const groupOf = (row: LookUpRow): Group => (row.total === 0 ? 'none' : row.total === 1 ? 'one' : 'several');
const PAGE = 100;

interface Props {
  readonly asked: readonly string[];
  readonly result: Output<typeof lookUpWorkers>;
}

/** What must balance is shown balancing; then line by line, those to look at first. */
export const LookUpResult = ({ asked, result }: Props) => {
  const t = useT();
  const by = Object.groupBy(result.items, groupOf);
  const count = (g: Group) => by[g]?.length ?? 0;
  const [which, setWhich] = useState<Group>(count('one') ? 'one' : count('several') ? 'several' : 'none');
  const [from, setFrom] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const groups: readonly (readonly [Group, string])[] = [
    ['one', t('找到一人', 'One found')],
    ['several', t('不止一人', 'Several')],
    ['none', t('没找到', 'Not found')],
  ];
  const rows = by[which] ?? [];
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await download(lookUpSheet, { lines: [...asked] }, `${t('批量查人结果', 'look-up')}.xlsx`);
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PrintHead title={t('批量查人', 'Look up many')} sub={groups.find(([g]) => g === which)?.[1]} />
      <div className="wk-balance" role="status">
        <Sum label={t('查了', 'Asked')} value={result.asked} unit={t('行', 'lines')} />
        <span className="op">=</span>
        <Sum mark="ok" label={t('找到一人', 'One found')} value={count('one')} />
        <span className="op">+</span>
        <Sum mark="doubt" label={t('不止一人', 'Several')} value={count('several')} />
        <span className="op">+</span>
        <Sum mark="off" label={t('没找到', 'Not found')} value={count('none')} />
      </div>
      <div className="row gap12 wrap wk-line noprint">
        <Button icon={<I n="dl" />} loading={busy} onClick={() => void save()}>
          {t('下载结果表', 'Download as a sheet')}
        </Button>
        <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
          {t('打印', 'Print')}
        </Button>
        <span className="s13 sub">
          {t('这次查询已记录。证件号在表里也是遮蔽的。', 'This look-up is on record. Numbers are masked in the sheet, too.')}
        </span>
        <WriteProblem problem={problem} />
      </div>
      <fieldset className="wk-tabs noprint">
        <legend className="vh">{t('看哪些行', 'Which lines')}</legend>
        {groups.map(([g, words]) => (
          <button
            key={g}
            type="button"
            aria-pressed={which === g}
            onClick={() => {
              setWhich(g);
              setFrom(0);
            }}
          >
            {words} {number(count(g))}
          </button>
        ))}
      </fieldset>
      {rows.length === 0 ? (
        <p className="wk-none sub">{t('没有这样的行', 'No such line')}</p>
      ) : (
        <DataTable<LookUpRow>
          label={t('查询结果', 'Result')}
          rows={rows.slice(from, from + PAGE)}
          rowKey={(r) => String(r.line)}
          rowName={(r) => t(`第 ${r.line} 行`, `line ${r.line}`)}
          columns={columnsOf(which, rows, t)}
          paging={{
            total: rows.length,
            unit: t('行', 'lines'),
            next: from + PAGE < rows.length ? String(from + PAGE) : null,
            previous: from > 0 ? String(from - PAGE) : null,
            onPage: (cursor) => setFrom(Number(cursor ?? 0)),
          }}
        />
      )}
      <PrintFoot />
    </>
  );
};

const Sum = ({ label, value, unit, mark }: { label: string; value: number; unit?: string; mark?: 'ok' | 'doubt' | 'off' }) => (
  <dl>
    <dt>
      {mark && <G k={mark} />} {label}
    </dt>
    <dd className="big num">
      {number(value)}
      {unit && <span className="u">{unit}</span>}
    </dd>
  </dl>
);

const columnsOf = (group: Group, rows: readonly LookUpRow[], t: ReturnType<typeof useT>): readonly Column<LookUpRow>[] => {
  const first: Column<LookUpRow>[] = [
    { key: 'line', title: t('行', 'Line'), cell: (r) => <span className="num">{r.line}</span>, width: 56 },
    { key: 'asked', title: t('查的是', 'Asked'), main: true, cell: (r) => <span className="raw wk-any">{r.asked}</span> },
  ];
  const how: Column<LookUpRow> = {
    key: 'how',
    title: t('怎么找到的', 'Found by'),
    cell: (r) => (r.understood ? t(searchModeTexts[r.understood]) : ''),
  };
  const note: Column<LookUpRow> = { key: 'note', title: t('说明', 'Note'), cell: (r) => (r.note ? t(r.note) : '') };
  if (group === 'none')
    return [
      ...first,
      {
        key: 'why',
        title: t('为什么没找到', 'Why not found'),
        main: true,
        cell: (r) => (r.note ? t(r.note) : t('辖区里没有这样的档案', 'No such record in your area')),
      },
    ];
  if (group === 'several')
    return [
      ...first,
      how,
      {
        key: 'who',
        title: t('可能是这几位', 'May be one of these'),
        main: true,
        cell: (r) => (
          <ul className="wk-several">
            {r.found.map((w) => (
              <li key={w.workerId}>
                <PersonCell row={w} /> {w.home && <PlaceLine home={w.home} />}{' '}
                {w.numberMasked && <MaskedOr text={w.numberMasked} none="" />}
              </li>
            ))}
            {r.total > r.found.length && (
              <li className="sub">
                {t(
                  `还有 ${number(r.total - r.found.length)} 人，请写得更细再查`,
                  `${number(r.total - r.found.length)} more; ask more closely`,
                )}
              </li>
            )}
          </ul>
        ),
      },
      ...(rows.some((r) => r.note) ? [note] : []),
    ];
  const found = rows.flatMap((r) => r.found[0] ?? []);
  const cell =
    (of: (w: LookUpRow['found'][number]) => Column<LookUpRow>['cell'] extends (r: LookUpRow) => infer N ? N : never) => (r: LookUpRow) =>
      r.found[0] ? of(r.found[0]) : '';
  return [
    ...first,
    how,
    { key: 'who', title: t('姓名', 'Name'), main: true, cell: cell((w) => <PersonCell row={w} />) },
    ...(found.some((w) => w.numberMasked)
      ? [
          {
            key: 'number',
            title: t('证件号', 'ID number'),
            cell: cell((w) => <MaskedOr text={w.numberMasked} none={t('暂无', 'none yet')} />),
          },
        ]
      : []),
    ...(found.some((w) => w.home)
      ? [{ key: 'home', title: t('户籍村', 'Home village'), cell: cell((w) => w.home && <PlaceLine home={w.home} />) }]
      : []),
    ...(found.some((w) => w.identities)
      ? [{ key: 'identity', title: t('身份', 'Identity'), cell: cell((w) => w.identities && <IdentityChips of={w.identities} />) }]
      : []),
    ...(found.some((w) => w.working === 'working' || w.working === 'not_working')
      ? [{ key: 'work', title: t('现在', 'Now'), cell: cell((w) => <WorkNow row={w} />) }]
      : []),
    ...(rows.some((r) => r.note) ? [{ ...note, cell: (r: LookUpRow) => (r.note ? <St k="doubt">{t(r.note)}</St> : '') }] : []),
  ];
};

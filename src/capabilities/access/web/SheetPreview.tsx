import { useState } from 'react';
import type { z } from 'zod';
import { DataTable } from '#platform/web/DataTable.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import type { SheetRow } from '../contractAccounts.ts';
import type { Preview } from './AccountSheetPage.tsx';

type Row = z.infer<typeof SheetRow>;
const PAGE = 100;

/** What must balance is shown balancing; then row by row what would happen, the refused ones first. */
export const SheetPreview = ({ preview }: { preview: Preview }) => {
  const t = useT();
  const { rows, good, bad, headers, ignored } = preview;
  const [which, setWhich] = useState<'bad' | 'good'>(bad ? 'bad' : 'good');
  const [from, setFrom] = useState(0);
  const shown = rows.filter((r) => (which === 'bad') === r.faults.length > 0);
  const choose = (next: 'bad' | 'good') => {
    setWhich(next);
    setFrom(0);
  };
  return (
    <>
      <div className="balance" role="status">
        <dl>
          <dt>{t('读入', 'Read')}</dt>
          <dd className="big num">
            {number(rows.length)}
            <span className="u">{t('行', 'rows')}</span>
          </dd>
        </dl>
        <span className="op">=</span>
        <dl>
          <dt>
            <G k="ok" /> {t('可开', 'Can be made')}
          </dt>
          <dd className="big num">{number(good)}</dd>
        </dl>
        <span className="op">+</span>
        <dl>
          <dt>
            <G k="no" /> {t('退回', 'Sent back')}
          </dt>
          <dd className="big num">{number(bad)}</dd>
        </dl>
        {rows.length === good + bad ? (
          <St k="ok">{t('合计对得上', 'balances')}</St>
        ) : (
          <St k="no">{t('收支不平，请不要提交，并报障', 'does not balance: do not commit, report it')}</St>
        )}
      </div>
      <p className="note said">
        {t(`认出的列：${headers.join('，')}。`, `Columns read: ${headers.join(', ')}.`)}{' '}
        {ignored.length > 0 &&
          t(
            `没有用到的列：${ignored.join('，')}，退回的表里照样留着。`,
            `Columns not used: ${ignored.join(', ')}; they stay in the sheet that comes back.`,
          )}
      </p>
      <fieldset className="plain-tabs">
        <legend className="vh">{t('看哪些行', 'Which rows')}</legend>
        <button type="button" aria-pressed={which === 'bad'} onClick={() => choose('bad')}>
          {t(`退回 ${bad}`, `Sent back ${bad}`)}
        </button>
        <button type="button" aria-pressed={which === 'good'} onClick={() => choose('good')}>
          {t(`可开 ${good}`, `Can be made ${good}`)}
        </button>
      </fieldset>
      {shown.length === 0 ? (
        <p className="prose sub">
          {which === 'bad' ? t('没有退回的行', 'No row is sent back') : t('没有可开的行', 'No row can be committed')}
        </p>
      ) : (
        <DataTable<Row>
          label={t('逐行核对', 'Row by row')}
          rows={shown.slice(from, from + PAGE)}
          rowKey={(r) => String(r.row)}
          rowName={(r) => t(`第 ${r.row} 行`, `row ${r.row}`)}
          columns={[
            { key: 'row', title: t('行', 'Row'), cell: (r) => <span className="num">{r.row}</span>, width: 56 },
            {
              key: 'who',
              title: t('登录名与姓名', 'Login and name'),
              main: true,
              cell: (r) => (
                <>
                  <b className="b">{r.name || '—'}</b> <span className="raw mute">{r.login}</span>
                </>
              ),
            },
            { key: 'role', title: t('角色', 'Role'), cell: (r) => r.roleText || '—' },
            {
              key: 'area',
              title: t('辖区', 'Area'),
              cell: (r) => (
                <>
                  <span className="raw">{r.areaText || '—'}</span>
                  {r.areaName && r.areaName !== r.areaText && (
                    <div className="s12 sub">{t(`认作 ${r.areaName}`, `read as ${r.areaName}`)}</div>
                  )}
                </>
              ),
            },
            { key: 'phone', title: t('手机', 'Mobile'), cell: (r) => <span className="raw">{r.phoneMasked || '—'}</span> },
            ...(rows.some((r) => r.organisationText)
              ? [{ key: 'org', title: t('所属机构', 'Organisation'), cell: (r: Row) => r.organisationText || '—' }]
              : []),
            {
              key: 'faults',
              title: which === 'bad' ? t('为什么退回', 'Why it is sent back') : t('结论', 'Outcome'),
              main: true,
              cell: (r) =>
                r.faults.length ? (
                  <ul>
                    {r.faults.map((f) => (
                      <li key={f.zh}>{t(f)}</li>
                    ))}
                  </ul>
                ) : (
                  <St k="ok">{t('可开', 'can be made')}</St>
                ),
            },
          ]}
          paging={{
            total: shown.length,
            unit: t('行', 'rows'),
            next: from + PAGE < shown.length ? String(from + PAGE) : null,
            previous: from > 0 ? String(from - PAGE) : null,
            onPage: (cursor) => setFrom(Number(cursor ?? 0)),
          }}
        />
      )}
    </>
  );
};

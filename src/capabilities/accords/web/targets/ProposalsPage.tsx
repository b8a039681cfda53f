import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listProposals, type ProposalOut, SET_TARGETS, targetTemplate } from '../../contract.ts';
import { Decide, type Deed } from './Decide.tsx';
import './targets.css';

/** Proposals of targets: those that wait for me, many at once; and those of mine that wait for the other side. */
export const ProposalsPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('waiting', 'cursor');
  const waiting = url.waiting === 'ours' ? 'ours' : 'mine';
  const read = useRead(listProposals, { waiting, ...(url.cursor ? { cursor: url.cursor } : {}) }, { keep: true });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [deed, setDeed] = useState<Deed | null>(null);
  const can = useCan();
  const rows = read.data?.items ?? [];
  const chosen = rows.filter((r) => selected.has(r.id) && r.mayDecide);
  const columns: Column<ProposalOut>[] = [
    {
      key: 'agreement',
      title: t('协议', 'Agreement'),
      cell: (p) => (
        <Link to={`/agreements/${p.agreementId}`}>
          {t(p.originName)}—{t(p.hostName)}
        </Link>
      ),
    },
    { key: 'name', title: t('指标', 'Figure'), main: true, cell: (p) => `${p.indicator} ${t(p.name)}` },
    { key: 'year', title: t('年度', 'Year'), right: true, cell: (p) => p.year },
    { key: 'before', title: t('现在', 'Now'), right: true, cell: (p) => (p.before === null ? '—' : number(p.before)) },
    { key: 'persons', title: t('提议（人）', 'Proposed'), right: true, main: true, cell: (p) => number(p.persons) },
    { key: 'from', title: t('自', 'From'), cell: (p) => <span className="num nowrap">{p.fromDay}</span> },
    { key: 'reason', title: t('事由', 'Reason'), cell: (p) => p.reason },
    {
      key: 'by',
      title: t('提出', 'Proposed by'),
      cell: (p) => (
        <>
          {p.proposedBy} <span className="num nowrap">{p.proposedOn}</span>
        </>
      ),
    },
    {
      key: 'deeds',
      title: t('可办', 'To do'),
      cell: (p) => (
        <span className="row gap12">
          {p.mayDecide && (
            <>
              <Button size="small" onClick={() => setDeed({ is: 'approve', of: [p] })}>
                {t('批准', 'Approve')}
              </Button>
              <Button size="small" onClick={() => setDeed({ is: 'refuse', of: [p] })}>
                {t('退回', 'Refuse')}
              </Button>
            </>
          )}
          {p.mayWithdraw && (
            <Button size="small" onClick={() => setDeed({ is: 'withdraw', of: [p] })}>
              {t('收回', 'Take back')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <Screen
      title={t('目标提议', 'Proposed targets')}
      sub={t(
        '协议目标由一方提出、另一方批准；批准以前，现在的目标有效。',
        'One side proposes a target, the other approves; until then the present one is in force.',
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={read.data && can(SET_TARGETS) && <BySheet thisYear={read.data.year} />}
    >
      <Segmented
        className="tg-years noprint"
        aria-label={t('看哪些', 'Which')}
        value={waiting}
        options={[
          { value: 'mine', label: t('等我方答复', 'waiting for my side') },
          { value: 'ours', label: t('等对方答复', 'waiting for the other') },
        ]}
        onChange={(w) => {
          setSelected(new Set());
          setUrl({ waiting: w === 'ours' ? 'ours' : undefined, cursor: undefined });
        }}
      />
      {!read.data ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty
          title={
            waiting === 'mine'
              ? t('没有等您这一方答复的提议', 'Nothing waits for your side')
              : t('没有等对方答复的提议', 'Nothing waits for the other side')
          }
          hint={t(
            '要定目标或调整，打开一份协议，在它的年度目标里提出；很多份一起提，下载目标表，填好从“表格导入”交。',
            'To set or adjust targets, open an agreement and propose under its targets; for many at once take the sheet, fill it in and hand it in under Imports.',
          )}
          actions={
            <span className="row gap12 wrap">
              <Link to="/agreements">{t('看协议', 'See agreements')}</Link>
              {can('rosters.import') && <Link to="/imports">{t('表格导入', 'Imports')}</Link>}
            </span>
          }
        />
      ) : (
        <DataTable
          label={t('目标提议', 'Proposed targets')}
          columns={columns}
          rows={rows}
          rowKey={(p) => p.id}
          rowName={(p) => `${t(p.originName)} ${t(p.hostName)} ${p.indicator}`}
          {...(waiting === 'mine' ? { selected, onSelect: setSelected } : {})}
          selectionActions={
            <Button type="primary" size="small" disabled={chosen.length === 0} onClick={() => setDeed({ is: 'approve', of: chosen })}>
              {t(`批准 ${chosen.length} 项`, `Approve ${chosen.length}`)}
            </Button>
          }
          paging={{
            total: read.data.total,
            next: read.data.next,
            previous: read.data.previous,
            first: !url.cursor,
            onPage: (cursor) => setUrl({ cursor }),
            unit: t('项', ''),
          }}
        />
      )}
      {deed && <Decide deed={deed} onClose={() => setDeed(null)} />}
    </Screen>
  );
};

/** The sheet of a year to fill in: the year, and the file. It is handed in under Imports. */
const BySheet = ({ thisYear }: { thisYear: number }) => {
  const t = useT();
  const [year, setYear] = useState(thisYear);
  return (
    <>
      <Select
        aria-label={t('哪一年的目标表', 'Sheet of which year')}
        value={year}
        options={[thisYear - 1, thisYear, thisYear + 1].map((y) => ({ value: y, label: t(`${y} 年`, String(y)) }))}
        onChange={setYear}
      />
      <ExportButton of={targetTemplate} input={{ year }} file={`${t('协议目标表', 'targets')}-${year}.xlsx`} icon="dl">
        {t('下载目标表', 'Take the sheet')}
      </ExportButton>
    </>
  );
};

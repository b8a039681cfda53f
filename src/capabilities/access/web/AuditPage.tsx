import { Button } from 'antd';
import { useState } from 'react';
import { AreaName, useAreaName } from '#platform/web/AreaName.tsx';
import { type CallFailed, download } from '#platform/web/api.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, filterWords } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { instant, useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { SavedViewTabs } from '#platform/web/SavedViewTabs.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, EmptyFiltered, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { type AuditRow, EXPORT_ROWS, exportAudit, listAuditActions, Outcome, outcomeTexts, searchAudit } from '../contractWatch.ts';
import { AuditDetails } from './AuditDetails.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { Actor } from './accountWords.tsx';
import { kindTexts } from './capabilityTexts.ts';
import './accounts.css';

/** Who did and saw what: searchable, each row opens to its facts. */
export const AuditPage = () => {
  const t = useT();
  const { lang } = useLang();
  const [url, setUrl] = useUrlState('actor', 'action', 'kind', 'subject', 'outcome', 'area', 'from', 'to', 'cursor');
  const [open, setOpen] = useState<AuditRow | null>(null);
  const outcome = Outcome.safeParse(url.outcome).data;
  const filter = {
    actor: url.actor,
    action: url.action,
    subjectKind: url.kind,
    subjectId: url.subject,
    outcome,
    areaCode: url.area,
    from: url.from,
    to: url.to,
  };
  const read = useRead(searchAudit, { cursor: url.cursor, ...filter }, { keep: true });
  const actions = useRead(listAuditActions, {});
  const areaName = useAreaName(url.area);
  const change = (next: Parameters<typeof setUrl>[0]) => setUrl({ ...next, cursor: undefined });
  const clear = () =>
    change({
      actor: undefined,
      action: undefined,
      kind: undefined,
      subject: undefined,
      outcome: undefined,
      area: undefined,
      from: undefined,
      to: undefined,
    });
  const actionWords = (action: string) => {
    const known = actions.data?.items.find((a) => a.action === action);
    return known ? t(known.text) : action;
  };
  const kindWords = (kind: string) => (kindTexts[kind] ? t(kindTexts[kind]) : kind);
  const chip = (key: keyof typeof url, label: string, words: string) =>
    url[key] ? [{ key, label, words, off: () => change({ [key]: undefined }) }] : [];
  const chips = [
    ...chip('actor', t('操作人', 'Actor'), url.actor ?? ''),
    ...chip('action', t('操作', 'Action'), actionWords(url.action ?? '')),
    ...chip('kind', t('对象类别', 'Kind of subject'), kindWords(url.kind ?? '')),
    ...chip('subject', t('对象编号', 'Subject'), url.subject ?? ''),
    ...chip('outcome', t('结果', 'Outcome'), outcome ? t(outcomeTexts[outcome]) : ''),
    ...chip('area', t('辖区', 'Area'), areaName),
    ...chip('from', t('起', 'From'), url.from ?? ''),
    ...chip('to', t('止', 'To'), url.to ?? ''),
  ];
  const narrowTo = (next: { actor?: string; subject?: string }) => {
    setOpen(null);
    change(next);
  };
  const words = filterWords(chips, lang);
  const columns: readonly Column<AuditRow>[] = [
    {
      key: 'at',
      title: t('时间', 'Time'),
      cell: (r) => (
        <Button type="link" size="small" className="cell-link num" onClick={() => setOpen(r)}>
          {instant(r.at)}
          <span className="vh"> {t('看详情', 'open details')}</span>
        </Button>
      ),
    },
    { key: 'who', title: t('谁', 'Who'), cell: (r) => <Actor row={r} />, main: true },
    { key: 'what', title: t('做了什么', 'What was done'), cell: (r) => t(r.text), main: true },
    {
      key: 'area',
      title: t('辖区', 'Area'),
      cell: (r) => (r.areaCode ? <AreaName code={r.areaCode} zh={r.areaName} /> : <span className="mute">—</span>),
    },
    {
      key: 'subject',
      title: t('对象', 'Subject'),
      cell: (r) =>
        r.subjectId ? (
          <>
            <span className="mute">{kindWords(r.subjectKind)}</span> <span className="raw s12">{r.subjectId.slice(0, 8)}</span>
            {r.subjects.length > 1 && (
              <span className="mute nowrap"> {t(`等 ${r.subjects.length} 个`, `and ${r.subjects.length - 1} more`)}</span>
            )}
          </>
        ) : (
          <span className="mute">—</span>
        ),
    },
    {
      key: 'outcome',
      title: t('结果', 'Outcome'),
      cell: (r) => (
        <span className="nowrap">
          <G k={r.outcome === 'done' ? 'ok' : 'no'} /> {t(outcomeTexts[r.outcome])}
        </span>
      ),
    },
  ];
  return (
    <Screen
      title={t('操作记录', 'Audit')}
      sub={t('谁在什么时候办了什么、看了什么、导出了什么；没准的也记', 'Who did, looked at and exported what, and when; refusals too')}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={<Export filter={filter} total={read.data?.total ?? null} />}
    >
      <PrintHead title={t('操作记录', 'Audit')} sub={words || t('全部', 'All')} page={read.data} />
      <SavedViewTabs
        page="access.audit"
        columns={columns.map((c) => c.key)}
        count={read.data?.total}
        presets={[{ name: t('没准的', 'Refused'), query: 'outcome=refused' }]}
      />
      <FilterBar
        chips={chips.map((c) => ({ key: c.key, label: c.label, value: c.words, onRemove: c.off }))}
        onClear={clear}
        more={<AuditFilters url={url} actions={actions.data?.items ?? []} onChange={change} />}
      />
      {read.isPending ? (
        <Loading rows={12} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        chips.length ? (
          <EmptyFiltered words={words} onClear={clear} />
        ) : (
          <Empty
            title={t('您的辖区里还没有操作', 'Nothing has happened in your area yet')}
            hint={t('从第一次登录起，这里会一条一条记下来。', 'From the first sign-in on, everything is recorded here.')}
          />
        )
      ) : (
        <DataTable
          label={t('操作记录', 'Audit')}
          columns={columns}
          rows={read.data.items}
          rowKey={(r) => String(r.id)}
          rowName={(r) => instant(r.at)}
          paging={pagingOf(read.data, url.cursor, t('条', 'rows'), (cursor) => setUrl({ cursor }))}
        />
      )}
      <p className="note said">
        {t(
          '记：登录与登录失败，每一次改动，导出，看证件全号，视角查看和临时查看；办成的和没准的都记，记下就不能改。不记：打开普通的页面和名单；密码、动态码、证件号码和手机号从不写进来。',
          'Held: sign-ins and failed ones, every change, exports, looks at full numbers, looks through others’ eyes and temporary looks, carried out or refused; once written it cannot be changed. Not held: opening ordinary pages and lists; passwords, codes, identity and phone numbers are never written here.',
        )}
      </p>
      <PrintFoot />
      <AuditDetails row={open} onClose={() => setOpen(null)} onFilter={narrowTo} />
    </Screen>
  );
};

const Export = ({ filter, total }: { filter: Parameters<typeof download<typeof exportAudit>>[1]; total: number | null }) => {
  const t = useT();
  const stepped = useSteppedUp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await stepped(() => download(exportAudit, filter, `${t('操作记录', 'audit')}.csv`));
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <WriteProblem problem={problem} />
      <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
        {t('打印', 'Print')}
      </Button>
      <Button
        icon={<I n="out" />}
        loading={busy}
        disabled={total === 0}
        onClick={() => void save()}
        title={t(
          `最多 ${EXPORT_ROWS} 条，文件有水印，导出也留痕`,
          `At most ${EXPORT_ROWS} rows, watermarked; the export itself is on record`,
        )}
      >
        {total === null ? t('导出', 'Export') : t(`导出 ${total} 条`, `Export ${total}`)}
      </Button>
    </>
  );
};

import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { readAbout } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listFigures } from '../../contractFigures.ts';
import {
  deleteReport,
  endReportSchedule,
  type FormLine,
  listReportForms,
  listReports,
  MAKE,
  type ReportLine,
  retireReportForm,
  type Schedule,
} from '../../contractReports.ts';
import { periodKindTexts } from '../../rulesReports.ts';
import { sideTexts } from '../ask.ts';
import { MakeDialog, ScheduleDialog } from './MakeDialog.tsx';
import { stateMarks, stateTexts } from './words.ts';
import '../figures.css';
import './reports.css';

/** 报表: forms, what was made of them, what is made on schedule. */
export const ReportsPage = () => {
  const t = useT();
  const can = useCan();
  const forms = useRead(listReportForms, {});
  const catalogue = useRead(listFigures, {});
  const about = useRead(readAbout, {});
  const [asked, setAsked] = useState<{ form: FormLine; on: 'now' | 'schedule' } | null>(null);
  const d = forms.data;
  const dialog = asked &&
    catalogue.data &&
    about.data && {
      form: asked.form,
      catalogue: catalogue.data,
      today: about.data.today,
      onClose: () => setAsked(null),
    };
  return (
    <Screen
      title={t('报表', 'Reports')}
      sub={t(
        '报表的每个数和指标大表同出一处；已封账的月份用封账数。还没有计量的指标写“未计量”，不写 0。',
        'Every number of a report comes from where the figure table has it; frozen months are taken as frozen. What is not measured yet says so and is never 0.',
      )}
      actions={
        can('indicators.reportForms') && (
          <Link to="/figures/reports/forms/new" className="rp-new">
            <I n="plus" /> {t('新编一张表样', 'Compose a form')}
          </Link>
        )
      }
      busy={forms.isPending || catalogue.isPending || about.isPending}
      problem={forms.error ?? catalogue.error ?? about.error}
      onRetry={() => void Promise.all([forms.refetch(), catalogue.refetch(), about.refetch()])}
    >
      {d && <Forms rows={d.forms} onAsk={(form, on) => setAsked({ form, on })} />}
      <Made />
      {d && d.schedules.length > 0 && <Schedules rows={d.schedules} />}
      {dialog && asked.on === 'now' && <MakeDialog {...dialog} />}
      {dialog && asked.on === 'schedule' && <ScheduleDialog {...dialog} />}
    </Screen>
  );
};

const Forms = ({ rows, onAsk }: { rows: readonly FormLine[]; onAsk: (form: FormLine, on: 'now' | 'schedule') => void }) => {
  const t = useT();
  const can = useCan();
  const [retiring, setRetiring] = useState<FormLine | null>(null);
  const retire = useDeed(retireReportForm, { stales: ['indicators.listReportForms'] });
  const columns: Column<FormLine>[] = [
    { key: 'title', title: t('表样', 'Form'), cell: (f) => <Link to={`/figures/reports/forms/${f.ref}`}>{t(f.title)}</Link> },
    { key: 'period', title: t('周期', 'Period'), cell: (f) => t(periodKindTexts[f.period]) },
    { key: 'columns', title: t('栏', 'Columns'), right: true, cell: (f) => f.columns },
    {
      key: 'office',
      title: t('谁的', 'Whose'),
      cell: (f) =>
        f.office
          ? t(`${f.office.name.zh}，第 ${f.version} 版`, `${f.office.name.en}, version ${f.version}`)
          : t('随程序', 'comes with the program'),
    },
    {
      key: 'saved',
      title: t('改于', 'Changed'),
      cell: (f) => (f.saved ? <span className="num">{`${instant(f.saved)} ${f.savedBy ?? ''}`}</span> : '—'),
    },
    {
      key: 'deed',
      title: t('可办', 'To do'),
      main: true,
      cell: (f) => (
        <span className="row gap12 wrap">
          {can(MAKE) && (
            <Button size="small" onClick={() => onAsk(f, 'now')} aria-label={t(`做一份 ${f.title.zh}`, `Make one: ${f.title.en}`)}>
              {t('做一份', 'Make one')}
            </Button>
          )}
          {can('indicators.reportForms') && f.period !== 'free' && (
            <Button size="small" onClick={() => onAsk(f, 'schedule')} aria-label={t(`定期做 ${f.title.zh}`, `On schedule: ${f.title.en}`)}>
              {t('定期做', 'On schedule')}
            </Button>
          )}
          {f.mayEdit && (
            <Button size="small" type="text" onClick={() => setRetiring(f)} aria-label={t(`停用 ${f.title.zh}`, `Retire ${f.title.en}`)}>
              {t('停用', 'Retire')}
            </Button>
          )}
        </span>
      ),
    },
  ];
  const close = () => {
    retire.forget();
    setRetiring(null);
  };
  return (
    <div className="rp-part">
      <Sec
        t={t('表样', 'Forms')}
        sub={t('点名称看它有哪些栏，或照着另编一张', 'A name opens its columns; take it as a pattern for one of your own')}
      />
      <DataTable label={t('表样', 'Forms')} columns={columns} rows={rows} rowKey={(f) => f.ref} rowName={(f) => t(f.title)} />
      <Confirm
        open={retiring !== null}
        held={retire.asking}
        title={t(`停用表样“${retiring?.title.zh ?? ''}”？`, `Retire the form “${retiring?.title.en ?? ''}”?`)}
        action={t('停用这张表样', 'Retire it')}
        busy={retire.busy}
        problem={retire.problem}
        onCancel={close}
        onAct={() => retiring && void retire.act({ ref: retiring.ref }).then((done) => done && close())}
      >
        <p>
          {t(
            '以后不能再用它做报表，定期做的也停；做过的报表都还在。',
            'Nothing new is made of it, also not on schedule; reports that were made stay.',
          )}
        </p>
      </Confirm>
    </div>
  );
};

const Made = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('cursor');
  const [live, setLive] = useState(false);
  const [deleting, setDeleting] = useState<ReportLine | null>(null);
  const remove = useDeed(deleteReport, { stales: ['indicators.listReports', 'indicators.readReport'] });
  const asked = { ...(url.cursor ? { cursor: url.cursor } : {}), size: 20 };
  const read = useRead(listReports, asked, { keep: true, ...(live ? { refreshMs: 2500 } : {}) });
  const rows = read.data?.items ?? [];
  const under = rows.some((r) => r.state === 'queued' || r.state === 'running');
  if (under !== live) setLive(under);
  const columns: Column<ReportLine>[] = [
    { key: 'title', title: t('报表', 'Report'), cell: (r) => <Link to={`/figures/reports/${r.id}`}>{t(r.title)}</Link> },
    { key: 'period', title: t('期间', 'Period'), cell: (r) => <span className="num">{r.period.replace('..', t(' 至 ', ' to '))}</span> },
    { key: 'area', title: t('地区', 'Area'), cell: (r) => `${t(sideTexts[r.side])} ${t(r.areaName)}` },
    {
      key: 'state',
      title: t('状态', 'State'),
      main: true,
      cell: (r) => (
        <>
          <St k={stateMarks[r.state]}>{t(stateTexts[r.state])}</St>
          {r.state === 'made' && <span className="note"> {r.frozen ? t('封账数', 'as frozen') : t('未封账', 'not frozen')}</span>}
        </>
      ),
    },
    {
      key: 'asked',
      title: t('要的时间', 'Asked'),
      cell: (r) => (
        <span className="num">
          {instant(r.asked)}
          {r.scheduled && t('（定期）', ' (scheduled)')}
        </span>
      ),
    },
    { key: 'files', title: t('文件', 'Files'), cell: (r) => r.files.map((f) => f.format).join(t('、', ', ')) || '—' },
    {
      key: 'deed',
      title: t('可办', 'To do'),
      cell: (r) =>
        r.state !== 'queued' &&
        r.state !== 'running' && (
          <Button
            size="small"
            type="text"
            onClick={() => setDeleting(r)}
            aria-label={t(`删除 ${r.title.zh} ${r.period}`, `Delete ${r.title.en} ${r.period}`)}
          >
            {t('删除', 'Delete')}
          </Button>
        ),
    },
  ];
  const close = () => {
    remove.forget();
    setDeleting(null);
  };
  return (
    <div className="rp-part">
      <Sec t={t('做过的报表', 'Reports that were made')} />
      {read.data && rows.length === 0 ? (
        <Empty
          title={t('您还没有做过报表', 'You have made no reports yet')}
          hint={t('从上面选一张表样，按“做一份”；或者让它每月自己做。', 'Choose a form above and make one, or have it made every month.')}
        />
      ) : (
        <DataTable
          label={t('做过的报表', 'Reports that were made')}
          columns={columns}
          rows={rows}
          rowKey={(r) => r.id}
          rowName={(r) => t(r.title)}
          paging={{
            total: read.data?.total,
            next: read.data?.next ?? null,
            previous: read.data?.previous,
            onPage: (cursor) => setUrl({ cursor }),
            unit: '份',
            first: !url.cursor,
          }}
        />
      )}
      <Confirm
        open={deleting !== null}
        held={remove.asking}
        title={t(
          `删除报表“${deleting?.title.zh ?? ''} ${deleting?.period ?? ''}”？`,
          `Delete the report “${deleting?.title.en ?? ''} ${deleting?.period ?? ''}”?`,
        )}
        action={t('删除这份报表', 'Delete it')}
        busy={remove.busy}
        problem={remove.problem}
        onCancel={close}
        onAct={() => deleting && void remove.act({ id: deleting.id }).then((done) => done && close())}
      >
        <p>
          {t(
            '这份报表和它的文件都删掉，找不回来；谁在什么时候做过、下载过，记录还在。不删的，400 天后自动清理。',
            'The report and its files go for good; who made and took it stays on record. What is not deleted goes after 400 days.',
          )}
        </p>
      </Confirm>
    </div>
  );
};

const Schedules = ({ rows }: { rows: readonly Schedule[] }) => {
  const t = useT();
  const end = useDeed(endReportSchedule, { stales: ['indicators.listReportForms'] });
  const every = { month: t('每月', 'monthly'), quarter: t('每季', 'quarterly'), year: t('每年', 'yearly') };
  const columns: Column<Schedule>[] = [
    {
      key: 'title',
      title: t('报表', 'Report'),
      cell: (s) => (
        <>
          {t(s.title)}
          {s.version !== null && <span className="note"> {t(`第 ${s.version} 版`, `version ${s.version}`)}</span>}
          {s.retired ? (
            <>
              {' '}
              <St k="no">{t('表样已停用，不再做', 'The form is retired: nothing is made')}</St>
            </>
          ) : (
            s.newest !== null && (
              <>
                {' '}
                <St k="due">
                  {t(
                    `已有第 ${s.newest} 版；要用新版，先停再重新定`,
                    `There is version ${s.newest}: stop this and schedule anew to take it`,
                  )}
                </St>
              </>
            )
          )}
        </>
      ),
    },
    {
      key: 'every',
      title: t('多久', 'How often'),
      cell: (s) => t(`${every[s.every]}，期末后第 ${s.onDay} 天`, `${every[s.every]}, ${s.onDay} days after the period`),
    },
    { key: 'area', title: t('地区', 'Area'), cell: (s) => `${t(sideTexts[s.side])} ${t(s.areaName)}` },
    {
      key: 'next',
      title: t('下一次', 'Next'),
      main: true,
      cell: (s) =>
        s.retired ? '—' : <span className="num">{t(`${s.next.day}（${s.next.period}）`, `${s.next.day} (${s.next.period})`)}</span>,
    },
    {
      key: 'deed',
      title: t('可办', 'To do'),
      main: true,
      cell: (s) => (
        <Button
          size="small"
          loading={end.busy}
          onClick={() => void end.act({ id: s.id })}
          aria-label={t(`不再做 ${s.title.zh}`, `Stop ${s.title.en}`)}
        >
          {t('不再做', 'Stop')}
        </Button>
      ),
    },
  ];
  return (
    <div className="rp-part">
      <Sec t={t('定期做的', 'On schedule')} />
      <DataTable label={t('定期做的', 'On schedule')} columns={columns} rows={rows} rowKey={(s) => s.id} rowName={(s) => t(s.title)} />
    </div>
  );
};

import { Button, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { type Output, readAbout } from '#platform/contract.ts';
import { AskBeforeLeaving } from '#platform/web/AskBeforeLeaving.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import { listFigures } from '../../contractFigures.ts';
import { changeReportForm, listReportForms, readReportForm, saveReportForm } from '../../contractReports.ts';
import { formFaults } from '../../rulesReportForm.ts';
import { columnsOf, type ReportForm } from '../../rulesReports.ts';
import type { Catalogue } from '../useAsk.ts';
import { FormEditor } from './FormEditor.tsx';
import { Preview } from './Preview.tsx';
import { sent } from './words.ts';
import '../figures.css';
import './reports.css';

type Read = Output<typeof readReportForm>;
const EMPTY: ReportForm = {
  title: { zh: '', en: '' },
  period: 'month',
  rows: ['origin:below'],
  where: {},
  groups: [{ head: { zh: '', en: '' }, columns: [] }],
  notes: [],
};

/** A form: what it asks, with a preview on real numbers; composed anew, or of another one. */
export const FormPage = () => {
  const t = useT();
  const { ref } = useParams();
  const { search } = useLocation();
  const pattern = new URLSearchParams(search).get('like') ?? undefined;
  const from = ref ?? pattern;
  const read = useRead(readReportForm, { ref: from ?? 'monthly' }, { enabled: from !== undefined });
  const catalogue = useRead(listFigures, {});
  const about = useRead(readAbout, {});
  const forms = useRead(listReportForms, {});
  const ready = (from === undefined || read.data) && catalogue.data && about.data && forms.data;
  const title = ref ? (read.data ? t(read.data.title) : t('表样', 'Form')) : t('新编表样', 'Compose a form');
  return (
    <Screen
      title={title}
      crumb={<Link to="/figures/reports">{t('报表', 'Reports')}</Link>}
      sub={
        read.data && ref ? (
          <About form={read.data} />
        ) : (
          t('从指标和维度组出一张表，存给本单位用', 'A table of figures and dimensions, saved for your office')
        )
      }
      busy={!ready}
      problem={read.error ?? catalogue.error ?? about.error ?? forms.error}
      onRetry={() => void Promise.all([read.refetch(), catalogue.refetch(), about.refetch(), forms.refetch()])}
    >
      {ready && (
        <Compose
          key={`${from} ${read.data?.version}`}
          known={ref ? (read.data ?? null) : null}
          start={read.data?.form ?? EMPTY}
          copied={!ref && from !== undefined}
          catalogue={catalogue.data!}
          today={about.data!.today}
          offices={forms.data!.offices}
        />
      )}
    </Screen>
  );
};

const About = ({ form }: { form: Read }) => {
  const t = useT();
  if (form.shipped)
    return <>{t('随程序来的表样，不能改；可以照着另编一张', 'Comes with the program and is not changed; take it as a pattern')}</>;
  return (
    <>
      {t(
        `${form.office!.name.zh}，第 ${form.version} 版，${form.savedBy ?? ''} 存于 ${form.saved ? instant(form.saved) : ''}`,
        `${form.office!.name.en}, version ${form.version}, saved by ${form.savedBy ?? ''} at ${form.saved ? instant(form.saved) : ''}`,
      )}
    </>
  );
};

interface ComposeProps {
  readonly known: Read | null;
  readonly start: ReportForm;
  readonly copied: boolean;
  readonly catalogue: Catalogue;
  readonly today: string;
  readonly offices: readonly { code: string; name: { zh: string; en: string } }[];
}
const Compose = ({ known, start, copied, catalogue, today, offices }: ComposeProps) => {
  const t = useT();
  const can = useCan();
  const go = useNavigate();
  const first = useMemo<ReportForm>(
    () => (copied ? { ...start, title: { zh: `${start.title.zh}（本单位）`, en: `${start.title.en} (own)` } } : start),
    [start, copied],
  );
  const [form, setForm] = useState(first);
  const [office, setOffice] = useState(offices[0]?.code ?? '');
  const save = useDeed(saveReportForm, { stales: ['indicators.listReportForms'] });
  const change = useDeed(changeReportForm, { stales: ['indicators.listReportForms', 'indicators.readReportForm'] });
  const [stored, setStored] = useState<string | null>(null);
  const mayEdit = can('indicators.reportForms') && (known?.mayEdit ?? true);
  const faults = formFaults(form);
  const dirty = stored === null && JSON.stringify(form) !== JSON.stringify(first);
  // only when nothing is dirty any more: the question before leaving must not be asked
  useEffect(() => {
    if (stored) go(stored);
  }, [stored, go]);
  const store = async () => {
    const made = known
      ? await change.act({ ref: known.ref, version: known.version, form: sent(form) })
      : await save.act({ office, form: sent(form) });
    if (made) setStored(`/figures/reports/forms/${made.ref}`);
  };
  return (
    <div className="rp-compose">
      <AskBeforeLeaving
        when={dirty}
        title={t('表样还没有存', 'The form is not saved')}
        leave={t('不要这些改动，离开', 'Leave without these changes')}
      >
        <p>{t('离开这一页，刚才的改动就没有了。', 'What you changed is lost when you leave this page.')}</p>
      </AskBeforeLeaving>
      {known?.shipped && can('indicators.reportForms') && (
        <p>
          <Link to={`/figures/reports/forms/new?like=${known.ref}`}>{t('照着另编一张', 'Compose one like it')}</Link>
        </p>
      )}
      <FormEditor form={form} onChange={setForm} faults={faults} catalogue={catalogue} readOnly={!mayEdit} />
      {mayEdit && (
        <div className="rp-save">
          {!known && offices.length > 1 && (
            <Select
              aria-label={t('存给哪个单位', 'For which office')}
              value={office}
              options={offices.map((o) => ({ value: o.code, label: t(o.name) }))}
              onChange={setOffice}
            />
          )}
          <Button
            type="primary"
            disabled={faults.length > 0 || !(dirty || copied)}
            loading={save.busy || change.busy}
            onClick={() => void store()}
          >
            {known ? t(`存为第 ${known.version + 1} 版`, `Save as version ${known.version + 1}`) : t('存这张表样', 'Save this form')}
          </Button>
          {faults.length > 0 && columnsOf(form).length > 0 && (
            <St k="no">{t(`有 ${faults.length} 处要改，改好才能存`, `${faults.length} to be corrected before it can be saved`)}</St>
          )}
          <span className="note">
            {t('同一单位的人都能用它；以前的版本都留着', 'Everybody of the office can use it; earlier versions are kept')}
          </span>
          <WriteProblem problem={save.problem ?? change.problem} />
        </div>
      )}
      <Preview form={form} faults={faults.length} catalogue={catalogue} today={today} />
      {known && known.versions.length > 1 && (
        <section aria-label={t('各版', 'Versions')}>
          <Sec t={t('各版', 'Versions')} />
          <ul className="note">
            {known.versions.map((v) => (
              <li key={v.version} className="num">
                {t(`第 ${v.version} 版，${v.savedBy}，${instant(v.saved)}`, `Version ${v.version}, ${v.savedBy}, ${instant(v.saved)}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};

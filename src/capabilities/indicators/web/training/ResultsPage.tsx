import { Button, Select } from 'antd';
import { Link } from 'react-router';
import { type Project, programmesUnder, programmeTexts } from '#capabilities/training/rules.ts';
import { type Output, readAbout } from '#platform/contract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Picture } from '#platform/web/charts/Picture.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { I } from '#platform/web/icons.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { readFunnel } from '../../contractTraining.ts';
import { dimensionOf, modeTexts, orderTexts } from '../../rulesDimensions.ts';
import { PEOPLE_STAGES, type PeopleStage, TRAINING_DIMENSIONS, type TrainingDimension, trainingFigure } from '../../rulesTraining.ts';
import { Labelled } from '../AskBar.tsx';
import { FigureProblem } from '../FigureProblem.tsx';
import { saveText } from '../handOut.ts';
import { funnelPicture } from './funnelPicture.ts';
import { csvOfRows, rowColumns } from './rows.ts';
import { StagePeople } from './StagePeople.tsx';
import { Rates, StageTable } from './StageTable.tsx';
import '#platform/web/lists.css';
import '../figures.css';
import './results.css';

const NAMES = ['from', 'to', 'k', 'origin', 'host', 'programme', 'mode', 'order', 'school', 'employer', 'by', 'stage', 'row'] as const;
type Url = Readonly<Record<(typeof NAMES)[number], string | undefined>>;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CODE = /^\d{12}$/;
const PROJECTS: readonly Project[] = ['cook', 'technician', 'homeService', 'artisan'];
/** In the address the row without a name is written so. */
const NONE = 'none';

const whereOf = (url: Url) => ({
  ...(url.origin && CODE.test(url.origin) ? { origin: [url.origin] } : {}),
  ...(url.host && CODE.test(url.host) ? { host: [url.host] } : {}),
  ...(url.programme ? { programme: [url.programme] } : {}),
  ...(url.mode ? { mode: [url.mode] } : {}),
  ...(url.order === 'yes' ? { order: Object.keys(orderTexts) } : url.order === 'no' ? { order: [''] } : {}),
  ...(url.school ? { school: [url.school] } : {}),
  ...(url.employer ? { employer: [url.employer] } : {}),
});

/** 培训成效: from seats to lasting work, of the classes that the reader sees. */
export const ResultsPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState(...NAMES);
  const about = useRead(readAbout, {});
  const today = about.data?.today;
  const to = url.to && DAY.test(url.to) ? url.to : today;
  const from = url.from && DAY.test(url.from) ? url.from : to && `${Number(to.slice(0, 4)) - 1}-01-01`;
  const by = TRAINING_DIMENSIONS.find((d) => d === url.by) ?? 'programme';
  const knownAt = url.k && !Number.isNaN(Date.parse(url.k)) ? url.k : undefined;
  const asked = { from: from ?? '', to: to ?? '', where: whereOf(url), ...(knownAt ? { knownAt } : {}) };
  const read = useRead(readFunnel, { ...asked, by }, { enabled: Boolean(from && to), keep: true });
  const d = read.data;
  const shut = { stage: undefined, row: undefined };
  const stage = PEOPLE_STAGES.find((s) => s === url.stage);
  const row = url.row === undefined ? undefined : d?.rows.find((r) => r.key === (url.row === NONE ? '' : url.row));
  const link = (s: PeopleStage, key?: string): string => {
    const params = new URLSearchParams();
    for (const name of NAMES) if (url[name] !== undefined && name !== 'stage' && name !== 'row') params.set(name, url[name]!);
    params.set('stage', s);
    if (key !== undefined) params.set('row', key === '' ? NONE : key);
    return `?${params}`;
  };
  const asOf = d && { zh: `截至 ${d.to}，按 ${instant(d.knownAt)} 所知`, en: `as of ${d.to}, as known at ${instant(d.knownAt)}` };
  return (
    <Screen
      title={t('培训成效', 'Results of training')}
      sub={
        d
          ? t(
              `${d.from} 至 ${d.to} 开班的 ${number(d.total.classes)} 期`,
              `${number(d.total.classes)} classes opened from ${d.from} to ${d.to}`,
            )
          : ''
      }
      crumb={<Link to="/training/classes">{t('培训班', 'Classes')}</Link>}
      problem={about.error}
      onRetry={() => void about.refetch()}
      actions={
        <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
          {t('打印', 'Print')}
        </Button>
      }
    >
      <PrintHead title={t('培训成效', 'Results of training')} sub={asOf ? t(asOf) : ''} />
      <Filters
        url={url}
        from={from}
        to={to}
        by={by}
        schools={d?.schools ?? []}
        employers={d?.employers ?? []}
        set={(next) => setUrl({ ...shut, ...next })}
      />
      {read.error ? (
        <FigureProblem
          problem={read.error}
          onRetry={() => void read.refetch()}
          onReset={() => setUrl({ ...shut, from: undefined, to: undefined, k: undefined })}
        />
      ) : !d || !asOf ? (
        <Loading />
      ) : d.total.classes === 0 ? (
        <Empty
          title={t('这段时间、这些条件下没有您可查看的开班', 'No class that you see was opened in these days under these conditions')}
          hint={t(
            '换个期间，或去掉条件；只数开了班、没有取消的。',
            'Choose other days or fewer conditions; only opened classes that were not cancelled count.',
          )}
        />
      ) : (
        <>
          <Rates counts={d.total} />
          <Picture picture={funnelPicture(d.total, asOf, link)} height={34 + 9 * 30} file={`training-${d.to}`} level={2} tableBeside />
          <StageTable counts={d.total} link={(s) => link(s)} open={url.row === undefined ? stage : undefined} />
          {stage && (
            <StagePeople
              of={{ ...asked, knownAt: d.knownAt, stage, ...(row ? { by, key: row.key } : {}) }}
              expected={(row?.counts ?? d.total).times[stage]}
              {...(row ? { within: t(row.name) } : {})}
              onClose={() => setUrl(shut)}
            />
          )}
          <section className="section">
            <div className="sec">
              <h2>{t(`按${dimensionOf(by)!.name.zh}`, `By ${dimensionOf(by)!.name.en}`)}</h2>
              <span className="x noprint">
                <Button
                  size="small"
                  icon={<I n="dl" />}
                  onClick={() => saveText(csvOfRows(d, by, t), `training-${by.replace(':', '-')}-${d.to}.csv`)}
                >
                  {t(`下载这张表（${number(d.rows.length)} 行）`, `Download this table (${number(d.rows.length)} rows)`)}
                </Button>
              </span>
            </div>
            <Rows of={d} by={by} link={link} />
          </section>
          <p className="note">
            {t(trainingFigure.words)}
            {t(
              '人在每一行里各自不重复计，所以各行的人加起来可能比合计多。',
              ' People are distinct in each row, so rows may sum to more than the total.',
            )}
          </p>
        </>
      )}
      <PrintFoot />
    </Screen>
  );
};

type Funnel = Output<typeof readFunnel>;
const Rows = ({ of: d, by, link }: { of: Funnel; by: TrainingDimension; link: (s: PeopleStage, key: string) => string }) => {
  const t = useT();
  const name = t(dimensionOf(by)!.name);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard
    <section className="table-scroll fg-scroll" aria-label={t('成效表', 'Table of results')} tabIndex={0}>
      <table className="t3 figs rs-rows">
        <thead>
          <tr>
            <th>{name}</th>
            {rowColumns.map((c) => (
              <th key={c.key} className="r">
                {t(c.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {d.rows.map((r) => (
            <tr key={r.key}>
              <th scope="row" className="rs-name">
                {t(r.name)}
              </th>
              {rowColumns.map((c) => {
                const value = c.of(r.counts);
                const stage = c.stage;
                return (
                  <td key={c.key} className="r num">
                    {stage && value !== null && value > 0 ? (
                      <Link
                        className="fig"
                        to={link(stage, r.key)}
                        aria-label={`${t(r.name)}${t('，', ', ')}${t(c.title)}${t('：', ': ')}${c.told(value)}`}
                      >
                        {c.told(value)}
                      </Link>
                    ) : (
                      c.told(value)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

interface FiltersProps {
  readonly url: Url;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly by: TrainingDimension;
  readonly schools: Funnel['schools'];
  readonly employers: Funnel['employers'];
  readonly set: (next: Partial<Record<(typeof NAMES)[number], string | undefined>>) => void;
}
const Filters = ({ url, from, to, by, schools, employers, set }: FiltersProps) => {
  const t = useT();
  const any = t('不限', 'Any');
  const pick = (
    name: 'programme' | 'mode' | 'order' | 'school' | 'employer',
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Labelled text={label}>
      <Select
        aria-label={label}
        value={url[name] ?? ''}
        showSearch
        optionFilterProp="label"
        popupMatchSelectWidth={false}
        options={[{ value: '', label: any }, ...options]}
        onChange={(v: string) => set({ [name]: v || undefined })}
      />
    </Labelled>
  );
  return (
    <div className="fg-ask noprint">
      <Labelled text={t('开班从', 'Opened from')}>
        <DayPicker aria-label={t('开班从', 'Opened from')} value={from} onChange={(v) => set({ from: v })} />
      </Labelled>
      <Labelled text={t('截至', 'As of')}>
        <DayPicker aria-label={t('截至', 'As of')} value={to} onChange={(v) => set({ to: v })} />
      </Labelled>
      <Labelled text={t('输出地', 'Origin')} wide>
        <AreaPicker
          aria-label={t('输出地', 'Origin')}
          value={url.origin || undefined}
          placeholder={any}
          onChange={(v) => set({ origin: v })}
        />
      </Labelled>
      <Labelled text={t('输入地', 'Host')} wide>
        <AreaPicker aria-label={t('输入地', 'Host')} value={url.host || undefined} placeholder={any} onChange={(v) => set({ host: v })} />
      </Labelled>
      {pick(
        'programme',
        t('所属工程', 'Project'),
        PROJECTS.map((p) => ({ value: p, label: t(programmeTexts[programmesUnder(p)[0]!]) })),
      )}
      {pick(
        'mode',
        t('培训方式', 'Mode'),
        Object.entries(modeTexts).map(([value, text]) => ({ value, label: t(text) })),
      )}
      {pick('order', t('订单班', 'Order class'), [
        { value: 'yes', label: t('只看订单班', 'order classes') },
        { value: 'no', label: t('不是订单班', 'no order class') },
      ])}
      {schools.length > 1 &&
        pick(
          'school',
          t('培训学校', 'School'),
          schools.map((s) => ({ value: s.id, label: s.name })),
        )}
      {employers.length > 1 &&
        pick(
          'employer',
          t('用人单位', 'Employer'),
          employers.map((e) => ({ value: e.id, label: e.name })),
        )}
      <Labelled text={t('按', 'By')}>
        <Select
          aria-label={t('按什么分', 'Split by')}
          value={by}
          popupMatchSelectWidth={false}
          options={TRAINING_DIMENSIONS.map((x) => ({ value: x, label: t(dimensionOf(x)!.name) }))}
          onChange={(x: TrainingDimension) => set({ by: x })}
        />
      </Labelled>
    </div>
  );
};

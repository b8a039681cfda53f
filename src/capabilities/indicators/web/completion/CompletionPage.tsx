import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import type { Text } from '#standards/text.ts';
import { exportCompletion, readCompletion, type TargetMet } from '../../contractCompletion.ts';
import { completion } from '../../rulesCompletion.ts';
import { FigureProblem } from '../FigureProblem.tsx';
import { gapWords, MetBars, Percent } from './MetBars.tsx';
import { Places } from './Places.tsx';
import { knownWords, pairName, percent, provinceTexts } from './words.ts';
import './completion.css';

type Told = Output<typeof readCompletion>;
const LEVELS = ['province', 'prefecture', 'county'] as const;
const levelTexts: Readonly<Record<(typeof LEVELS)[number], Text>> = {
  province: { zh: '省级', en: 'provinces' },
  prefecture: { zh: '地市级', en: 'prefectures' },
  county: { zh: '县级', en: 'counties' },
};

/** 目标完成: which agreements are where, who is behind, by how many persons. */
export const CompletionPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('year', 'level', 'origin', 'indicator', 'asOf', 'k');
  const [renewed, setRenewed] = useState<string | null>(null);
  const year = url.year && /^\d{4}$/.test(url.year) ? Number(url.year) : undefined;
  const ask = {
    ...(year === undefined ? {} : { year }),
    ...(url.asOf && /^\d{4}-\d\d-\d\d$/.test(url.asOf) ? { asOf: url.asOf } : {}),
    ...(url.k ? { knownAt: url.k } : {}),
  };
  // of the question it was pressed for: another year is not counted anew by itself
  const question = JSON.stringify(ask);
  const renewing = renewed === question;
  const read = useRead(readCompletion, ask, { keep: true });
  const fresh = useRead(readCompletion, { ...ask, fresh: true }, { enabled: renewing });
  const told = (renewing && fresh.data) || read.data;
  const known = told && knownWords(told);
  const reset = () => setUrl({ year: undefined, level: undefined, origin: undefined, indicator: undefined, asOf: undefined, k: undefined });
  return (
    <Screen
      title={t('目标完成', 'Completion of targets')}
      sub={told && t(`${told.year} 年，截至 ${told.asOf}，单位：人`, `${told.year}, as of ${told.asOf}, in persons`)}
    >
      {(read.error ?? fresh.error) ? (
        <FigureProblem problem={(read.error ?? fresh.error)!} onRetry={() => void (fresh.error ? fresh : read).refetch()} onReset={reset} />
      ) : !told ? (
        <Loading
          what={t('正在按每个人的证据统计，人多时要十几秒', 'Counting by everybody’s evidence; with many people it takes some seconds')}
        />
      ) : (
        <>
          <PrintHead
            title={t(`${told.year} 年协议目标完成情况`, `Completion of targets, ${told.year}`)}
            sub={t(`截至 ${told.asOf}`, `as of ${told.asOf}`)}
          />
          <div className="tc-known row wrap gap12 noprint">
            <span className="s13 sub">{known && t(known)}</span>
            {!url.k && told.knownAt && (
              <Button
                size="small"
                loading={renewing && fresh.isFetching}
                onClick={() => {
                  if (renewing) void fresh.refetch();
                  else setRenewed(question);
                }}
              >
                {t('重新统计', 'Count again')}
              </Button>
            )}
            <ExportButton of={exportCompletion} input={shownOf(told)} file={`${t('目标完成', 'completion')}.xlsx`} small />
          </div>
          <All told={told} url={url} setUrl={setUrl} />
          <PrintFoot />
        </>
      )}
    </Screen>
  );
};

/** What the page shows, to be had again: a count that was made meanwhile is another. */
const shownOf = ({ year, asOf, knownAt, targetsAt }: Told) => ({ year, asOf, ...(knownAt ? { knownAt } : {}), targetsAt });

interface AllProps {
  readonly told: Told;
  readonly url: Readonly<Record<string, string | undefined>>;
  readonly setUrl: (next: { year?: string; level?: string; origin?: string; indicator?: string }) => void;
}
const All = ({ told, url, setUrl }: AllProps) => {
  const t = useT();
  const all = told.rows;
  const withTargets = (l: (typeof LEVELS)[number]): number => all.filter((r) => r.level === l && r.targets.length > 0).length;
  // a place among one says nothing: first the level on which several stand beside each other
  const level =
    LEVELS.find((l) => l === url.level) ??
    LEVELS.find((l) => withTargets(l) > 2) ??
    LEVELS.find((l) => withTargets(l) > 0) ??
    LEVELS.find((l) => all.some((r) => r.level === l)) ??
    'county';
  const provinces = [...new Set(all.filter((r) => r.level === level).map((r) => r.originCode.slice(0, 2)))].sort();
  const origin = provinces.includes(url.origin ?? '') ? url.origin : undefined;
  const rows = all.filter((r) => r.level === level && (origin === undefined || r.originCode.startsWith(origin)));
  const indicators = [...new Map(rows.flatMap((r) => r.targets.map((m) => [m.indicator, m] as const))).values()].sort((a, b) =>
    a.indicator < b.indicator ? -1 : 1,
  );
  const indicator = indicators.find((m) => m.indicator === url.indicator) ?? indicators[0];
  const own = all.filter((r) => r.own && r.targets.length > 0).slice(0, 3);
  const years = told.years.map((y) => ({ value: String(y), label: String(y) }));
  const pick = (label: string, value: string, options: { value: string; label: string }[], onChange: (v: string) => void) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select is the control
    <label className="tc-pick">
      <span className="note">{label}</span>
      <Select aria-label={label} value={value} options={options} onChange={onChange} popupMatchSelectWidth={false} />
    </label>
  );
  return (
    <>
      <Summary told={told} />
      {own.length > 0 && (
        <section className="tc-own">
          {own.map((row) => (
            <div key={row.agreementId}>
              <Sec
                t={<Link to={`/agreements/${row.agreementId}`}>{t(pairName(row))}</Link>}
                x={t(
                  `竖线 = 时间进度 ${percent(told.time.days, told.time.of)}`,
                  `line = time passed, ${percent(told.time.days, told.time.of)}`,
                )}
              />
              <MetBars row={row} asked={told} whole />
            </div>
          ))}
        </section>
      )}
      <Sec t={t('各协议排名', 'Agreements by place')} sub={indicator && t(indicator.name)} />
      <div className="row wrap gap12 tc-picks noprint">
        {pick(t('年度', 'Year'), String(told.year), years, (year) => setUrl({ year }))}
        {pick(
          t('层级', 'Level'),
          level,
          LEVELS.filter((l) => l === level || all.some((r) => r.level === l)).map((l) => ({ value: l, label: t(levelTexts[l]) })),
          (l) => setUrl({ level: l }),
        )}
        {provinces.length > 1 &&
          pick(
            t('输出省份', 'Sending province'),
            origin ?? 'all',
            [
              { value: 'all', label: t('全部', 'all') },
              ...provinces.map((p) => ({ value: p, label: t(provinceTexts[p] ?? { zh: p, en: p }) })),
            ],
            (p) => setUrl({ origin: p }),
          )}
        {indicators.length > 0 &&
          pick(
            t('指标', 'Figure'),
            indicator?.indicator ?? '',
            indicators.map((m) => ({ value: m.indicator, label: `${m.indicator} ${t(m.short)}` })),
            (i) => setUrl({ indicator: i }),
          )}
      </div>
      {indicator ? (
        <Places
          key={`${level} ${origin ?? ''} ${indicator.indicator} ${told.year}`}
          rows={rows}
          indicator={indicator.indicator}
          told={told}
        />
      ) : (
        <Empty
          title={t(`${told.year} 年这一级还没有有效的目标`, `No target is in force at this level in ${told.year}`)}
          hint={t(
            '打开一份协议，在“年度目标”里由一方提出、另一方批准。',
            'Open an agreement: one side proposes under its targets, the other approves.',
          )}
          actions={<Link to="/agreements">{t('看协议', 'See agreements')}</Link>}
        />
      )}
      <p className="note tc-words">
        {t(completion.words)}{' '}
        {t(
          '完成率不四舍五入。名次在同一层级、同一输出省份的协议里排，并列同名次；提前结束的、签字作废的不排；半圆和赭色是低于时间进度。',
          'Percentages are cut, not rounded. Places are among agreements of one level and sending province; ties share a place; agreements that ended early or whose signatures are void have none. Half a disc and ochre: behind time.',
        )}
      </p>
    </>
  );
};

/** One sentence first: how many targets stand where, and which agreements are behind, by name. */
const Summary = ({ told }: { told: Told }) => {
  const t = useT();
  const met = told.rows.flatMap((row) => (row.out ? [] : row.targets.map((m) => ({ row, m }))));
  if (met.length === 0) return null;
  const n = (s: TargetMet['standing']) => met.filter(({ m }) => m.standing === s).length;
  const behind = met.filter(({ m }) => m.standing === 'behind').sort((a, b) => a.m.persons / a.m.target - b.m.persons / b.m.target);
  const named = behind.slice(0, 6);
  return (
    <>
      <p className="tc-lead">
        {t(
          `时间过去 ${percent(told.time.days, told.time.of)}。${met.length} 个目标里，`,
          `${percent(told.time.days, told.time.of)} of the year has passed. Of ${met.length} targets `,
        )}
        <St k="ok">{t(`已完成 ${n('met')}`, `${n('met')} met`)}</St>
        {t('，', ', ')}
        {t(`不低于时间进度 ${n('onPlan')}，`, `${n('onPlan')} on plan, `)}
        {n('behind') > 0 ? (
          <St k="due">{t(`低于时间进度 ${n('behind')}`, `${n('behind')} behind time`)}</St>
        ) : (
          t('没有落后的', 'none behind time')
        )}
        {n('short') > 0 && t(`，存量未达到 ${n('short')}`, `, ${n('short')} stocks below target`)}
        {t('。', '.')}
      </p>
      {named.length > 0 && (
        <details className="tc-behind" open={behind.length <= 6}>
          <summary>{t(`落后的 ${behind.length} 个，差得最多的在前`, `${behind.length} behind, the furthest first`)}</summary>
          <ul>
            {behind.slice(0, 40).map(({ row, m }) => (
              <li key={`${row.agreementId} ${m.indicator}`}>
                <Link to={`/agreements/${row.agreementId}`}>{t(pairName(row))}</Link>
                {t('，', ', ')}
                {t(m.name)}
                {t('：', ': ')}
                <Percent of={m} />
                {t('，', ', ')}
                <span className="nowrap">{gapWords(m, t)}</span>
              </li>
            ))}
          </ul>
          {behind.length > 40 && (
            <p className="note">{t(`另有 ${behind.length - 40} 个，在下面的排名里`, `${behind.length - 40} more in the table below`)}</p>
          )}
        </details>
      )}
    </>
  );
};

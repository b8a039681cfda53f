import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { Chip, Facts, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import type { Text } from '#standards/text.ts';
import { readFigureSql } from '../contractFigures.ts';
import { AskBar, Pick } from './AskBar.tsx';
import { fits, sideTexts } from './ask.ts';
import { External } from './external/External.tsx';
import type { Figure } from './grid.ts';
import { copyText } from './handOut.ts';
import { Trend } from './Trend.tsx';
import { type Ask, type Catalogue, useAsk } from './useAsk.ts';
import '#platform/web/lists.css';
import './figures.css';

const unitTexts: Readonly<Record<Figure['kind'], Text>> = {
  period: { zh: '期间内的人，每人一次', en: 'persons in a period, each once' },
  stock: { zh: '某一天的人', en: 'persons on a day' },
  newlyStable: { zh: '期间内第一次稳定的人', en: 'persons first stable in a period' },
  retention: { zh: '比率，分母是到期的人', en: 'a rate of those who are due' },
  trained: { zh: '上过课的人，每人一次', en: 'persons who were trained, each once' },
};

/** One figure: what it means in words, where it belongs, how it went, and the query an auditor can run. */
export const FigurePage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const { catalogue, about, ask, today, setUrl } = useAsk();
  const figure = catalogue.data?.figures.find((f) => f.id === id);
  const awaited = catalogue.data?.awaited.find((f) => f.id === id);
  const entered = catalogue.data?.external.find((f) => f.id === id);
  const derived = catalogue.data?.derived.find((f) => f.id === id);
  const named = figure ?? awaited ?? entered ?? derived;
  const name = t(named?.name ?? { zh: id, en: id });
  return (
    <Screen
      title={name}
      crumb={<Link to="/figures">{t('指标大表', 'Figure table')}</Link>}
      sub={figure ? t(`${id}，第 ${figure.version} 版`, `${id}, version ${figure.version}`) : named ? id : undefined}
      busy={!ask}
      problem={catalogue.error ?? about.error}
      onRetry={() => void catalogue.refetch()}
    >
      {awaited && (
        <div className="state" role="status">
          <h2>
            <St k="later">{t('尚未启用', 'Not in use yet')}</St>
          </h2>
          <p className="sub">
            {t(`等：${awaited.awaits.zh}。没有数就不出数，不显示为 0。`, `It awaits: ${awaited.awaits.en}. There is no number, and no 0.`)}
          </p>
          <Link to="/figures">{t('回到指标大表', 'Back to the figure table')}</Link>
        </div>
      )}
      {entered && <External of={entered.id} />}
      {derived && (
        <div className="state">
          <p className="sub">{t(derived.words)}</p>
          <Link to="/completion">{t('看目标完成', 'See completion of targets')}</Link>
        </div>
      )}
      {catalogue.data && !named && (
        <Empty
          title={t(`没有指标 ${id}`, `There is no figure ${id}`)}
          actions={<Link to="/figures">{t('看全部指标', 'See all figures')}</Link>}
        />
      )}
      {figure && ask && today && catalogue.data && (
        <div className="fg-page">
          {figure.kind === 'trained' && (
            <p className="sub">
              {t('期、人次、结业、训后就业和稳定，见', 'Classes, attendances, who finished and who found lasting work:')}{' '}
              <Link to="/training/results">{t('培训成效', 'results of training')}</Link>
            </p>
          )}
          <Meaning figure={figure} catalogue={catalogue.data} ask={ask} />
          <section className="section">
            <Sec t={t('最近 12 个月', 'The last 12 months')} />
            <Trended ask={ask} figure={figure} catalogue={catalogue.data} today={today} setUrl={setUrl} />
          </section>
          <Query figure={figure} ask={ask} />
        </div>
      )}
    </Screen>
  );
};

/** A way to split it: the table of just that, where it fits into the area. */
const Split = ({ of: d, figure, ask }: { of: Catalogue['dimensions'][number]; figure: Figure; ask: Ask }) => {
  const t = useT();
  const taken = d.id === ask.by;
  if (!fits(d.id, ask.where)) return <Chip>{t(d.name)}</Chip>;
  const area = ask.area ? `&side=${ask.side}&area=${ask.area}` : '';
  return (
    <Link className="chip" to={`/figures?figure=${figure.id}&by=${taken ? d.id : ask.by}&by2=${taken ? 'people' : d.id}${area}`}>
      {t(d.name)}
    </Link>
  );
};

const Meaning = ({ figure, catalogue, ask }: { figure: Figure; catalogue: Catalogue; ask: Ask }) => {
  const t = useT();
  const link = (id: string) => {
    const of = catalogue.figures.find((f) => f.id === id)!;
    return (
      <Link key={id} to={`/figures/${id}`}>
        {id} {t(of.short)}
      </Link>
    );
  };
  const parts = catalogue.partitions.filter((p) => p.of === figure.id);
  const children = catalogue.figures.filter((f) => f.of === figure.id && !parts.some((p) => p.into.includes(f.id)));
  const spaced = (ids: readonly string[], sign: string) =>
    ids.flatMap((id, i) => (i ? [<span key={`sign ${id}`}> {sign} </span>, link(id)] : [link(id)]));
  const relations: [string, React.ReactNode][] = [
    ...(figure.of ? [[t('属于', 'Part of'), link(figure.of)] as [string, React.ReactNode]] : []),
    ...parts.map((p): [string, React.ReactNode] => [t('等于', 'Equals'), <span key={p.by}>{spaced(p.into, '+')}</span>]),
    ...(children.length
      ? [
          [
            t('其中', 'Of them'),
            <span key="of">
              {spaced(
                children.map((c) => c.id),
                '·',
              )}
            </span>,
          ] as [string, React.ReactNode],
        ]
      : []),
  ];
  const proofs = catalogue.dimensions.find((d) => d.id === 'evidence')?.values.filter((v) => Number(v.value) <= 6) ?? [];
  return (
    <>
      <section>
        <Sec t={t('口径', 'Definition')} sub={t(`第 ${figure.version} 版`, `version ${figure.version}`)} />
        <p className="fg-words">{t(figure.words)}</p>
        <Facts
          rows={[
            [t('单位', 'Unit'), t(unitTexts[figure.kind])],
            ...relations,
            [
              t('哪些证据算', 'Evidence that counts'),
              <span key="proof" className="fg-proofs">
                {proofs.map((v) => (
                  <St key={v.value} k={Number(v.value) <= figure.evidenceClass ? 'ok' : 'off'}>
                    {v.value} {t(v.name)}
                  </St>
                ))}
              </span>,
            ],
            [t('依据的版本', 'Editions it rests on'), figure.packs.map((p) => `${t(p.name)} ${p.edition}`).join(t('，', ', '))],
            ...(figure.evidenceClass < 6
              ? [
                  [
                    t('两个数', 'Two numbers'),
                    t('已核验：只认打勾的证据；已上报：六级都算。', 'Verified takes the ticked evidence; reported takes all six classes.'),
                  ] as const,
                ]
              : []),
          ]}
        />
      </section>
      <section className="section">
        <Sec t={t('可以怎么分', 'By what it can be split')} />
        <div className="fg-tags">
          {catalogue.dimensions
            .filter((d) => !d.training || figure.kind === 'trained')
            .map((d) => (
              <Split key={d.id} of={d} figure={figure} ask={ask} />
            ))}
        </div>
        <p className="note">
          {t(
            '每个人在每一种分法里只在一行；不知道的列为“未知”，区划说不清的列为“待确认”。',
            'Each person stands in one row of each; what is not known is “unknown”, an unclear place “to be confirmed”.',
          )}
        </p>
      </section>
    </>
  );
};

const Trended = ({
  ask,
  figure,
  catalogue,
  today,
  setUrl,
}: {
  ask: Ask;
  figure: Figure;
  catalogue: Catalogue;
  today: string;
  setUrl: ReturnType<typeof useAsk>['setUrl'];
}) => {
  const t = useT();
  const area = useAreaName(ask.area);
  const place = ask.area
    ? { zh: `${sideTexts[ask.side].zh}${area}`, en: `${sideTexts[ask.side].en} ${area}` }
    : { zh: '全部', en: 'everywhere' };
  return (
    <>
      <AskBar ask={ask} catalogue={catalogue} setUrl={setUrl} table={false}>
        {figure.unit === 'rate' && (
          <Pick
            label={t('多少天后', 'After')}
            value={String(ask.window)}
            options={WINDOWS.map((d, i) => ({ value: String(i), label: t(`${d} 天`, `${d} days`) }))}
            onChange={(window) => setUrl({ window })}
          />
        )}
      </AskBar>
      <Trend
        ask={ask}
        figure={figure}
        today={today}
        place={place}
        tableLink={(p) =>
          `/figures?period=own&from=${p.from}&to=${p.day}&side=${ask.side}${ask.area ? `&area=${ask.area}` : ''}${ask.window === 1 ? '' : `&window=${ask.window}`}&open=${figure.id}`
        }
      />
    </>
  );
};

/** What an auditor runs by themselves; asked for when it is wanted. */
const Query = ({ figure, ask }: { figure: Figure; ask: Ask }) => {
  const t = useT();
  const [wanted, setWanted] = useState(false);
  const [copied, setCopied] = useState<boolean | null>(null);
  const read = useRead(readFigureSql, { figure: figure.id, from: ask.from, to: ask.to, form: ask.form }, { enabled: wanted });
  return (
    <section className="section">
      <Sec t={t('查询语句', 'The query')} sub={t(`${ask.from} 至 ${ask.to}，审计可自己跑`, `${ask.from} to ${ask.to}, for auditors`)} />
      {!wanted && (
        <p className="fg-tags">
          <Button onClick={() => setWanted(true)}>{t(`看 ${figure.id} 的查询语句`, `See the query of ${figure.id}`)}</Button>
        </p>
      )}
      {wanted && read.isPending && <Loading rows={4} />}
      <WriteProblem problem={read.error} />
      {read.data && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
          <section className="fg-sql raw" tabIndex={0} aria-label={t('查询语句', 'The query')}>
            <pre>{read.data.sql}</pre>
          </section>
          <div className="row gap12">
            <Button onClick={() => void copyText(read.data!.sql).then(setCopied)}>{t('复制查询语句', 'Copy the query')}</Button>
            <span role="status" className="note">
              {copied === true && t('已复制', 'Copied')}
              {copied === false && t('浏览器不让复制，请在上面选中后复制', 'The browser refuses to copy: select the text above')}
            </span>
          </div>
        </>
      )}
    </section>
  );
};

import { Select } from 'antd';
import { Link } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { readAbout } from '#platform/contract.ts';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listFigures } from '../../contractFigures.ts';
import { readUnits } from '../../contractUnits.ts';
import {
  UNIT_DIMENSIONS,
  UNIT_KINDS,
  UNIT_LEVELS,
  type UnitDimension,
  type UnitKind,
  type UnitLevel,
  unitDimensionTexts,
  unitFigure,
  unitKindTexts,
  unitLevelTexts,
} from '../../rulesUnits.ts';
import { KnownAt } from '../AskBar.tsx';
import { FigureProblem } from '../FigureProblem.tsx';
import { UnitList } from './UnitList.tsx';
import '#platform/web/lists.css';
import '../figures.css';
import './units.css';

const NAMES = ['asOf', 'k', 'origin', 'host', 'by', 'kind', 'level', 'row'] as const;
type Url = Readonly<Record<(typeof NAMES)[number], string | undefined>>;
type Table = Output<typeof readUnits>;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CODE = /^\d{12}$/;
/** In the address the row of what belongs to a higher level is written so. */
const NONE = 'none';

/** I15: agreements in force and stations at work on a day, by level and by place or pairing; each number opens its list. */
export const UnitsPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState(...NAMES);
  const about = useRead(readAbout, {});
  const catalogue = useRead(listFigures, {});
  const asOf = url.asOf && DAY.test(url.asOf) ? url.asOf : about.data?.today;
  const own = catalogue.data?.areas ?? [];
  // nothing chosen: what lies in one's own area, as a home if it is one
  const chosen = url.origin !== undefined || url.host !== undefined;
  const first = own.find((a) => a.side === 'origin' && (a.code === '' || /^(45|52)/.test(a.code))) ?? own.find((a) => a.side === 'host');
  const origin = chosen ? url.origin : first?.side === 'origin' ? first.code : undefined;
  const host = chosen ? url.host : first?.side === 'host' ? first.code : undefined;
  const by = UNIT_DIMENSIONS.find((d) => d === url.by) ?? (first?.side === 'host' ? 'host:prefecture' : 'origin:prefecture');
  const where = {
    ...(origin && CODE.test(origin) ? { origin: [origin] } : {}),
    ...(host && CODE.test(host) ? { host: [host] } : {}),
  };
  const knownAt = url.k && !Number.isNaN(Date.parse(url.k)) ? url.k : undefined;
  const read = useRead(
    readUnits,
    { asOf: asOf ?? '', by, where, ...(knownAt ? { knownAt } : {}) },
    { enabled: Boolean(asOf && catalogue.data), keep: true },
  );
  const d = read.data;
  const problem = about.error ?? catalogue.error;
  const shut = { kind: undefined, level: undefined, row: undefined };
  const kind = UNIT_KINDS.find((k) => k === url.kind);
  return (
    <Screen
      title={t(unitFigure.name)}
      crumb={<Link to="/figures">{t('指标大表', 'Figure table')}</Link>}
      sub={t(`I15，截至 ${d?.asOf ?? asOf ?? '…'}，单位：份、个`, `I15, as of ${d?.asOf ?? asOf ?? '…'}, in units, not persons`)}
      problem={problem}
      onRetry={() => void catalogue.refetch()}
    >
      <PrintHead title={t(unitFigure.name)} sub={t(`截至 ${d?.asOf ?? ''}`, `as of ${d?.asOf ?? ''}`)} />
      <div className="fg-ask noprint">
        <Labelled label={t('截至', 'As of')}>
          <DayPicker aria-label={t('截至', 'As of')} value={asOf} onChange={(day) => setUrl({ ...shut, asOf: day })} />
        </Labelled>
        <Labelled label={t('输出地', 'Origin')} wide>
          <AreaPicker
            aria-label={t('输出地', 'Origin')}
            value={origin || undefined}
            placeholder={t('不限', 'Any')}
            onChange={(code) => setUrl({ ...shut, origin: code ?? (host ? undefined : ''), host })}
          />
        </Labelled>
        <Labelled label={t('输入地', 'Host')} wide>
          <AreaPicker
            aria-label={t('输入地', 'Host')}
            value={host || undefined}
            placeholder={t('不限', 'Any')}
            onChange={(code) => setUrl({ ...shut, host: code ?? (origin ? undefined : ''), origin })}
          />
        </Labelled>
        <Labelled label={t('按', 'By')}>
          <Select
            aria-label={t('按什么分', 'Split by')}
            value={by}
            popupMatchSelectWidth={false}
            options={UNIT_DIMENSIONS.map((x) => ({ value: x, label: t(unitDimensionTexts[x]) }))}
            onChange={(x: UnitDimension) => setUrl({ ...shut, by: x })}
          />
        </Labelled>
        <Labelled label={t('按哪一刻所知', 'As known at')}>
          <KnownAt value={knownAt} onChange={(k) => setUrl({ ...shut, k })} />
        </Labelled>
      </div>
      {read.error ? (
        <FigureProblem
          problem={read.error}
          onRetry={() => void read.refetch()}
          onReset={() => setUrl({ ...shut, asOf: undefined, k: undefined, origin: undefined, host: undefined, by: undefined })}
        />
      ) : !d ? (
        <Loading />
      ) : d.rows.length === 0 ? (
        <Empty
          title={t(
            '这一天、这个地区没有生效的协议，也没有在服务的劳务站',
            'No agreement is in force here on this day, and no station at work',
          )}
          hint={t(
            '换一天或地区；草稿、只签了一方的、已结束的都不数。',
            'Choose another day or area; drafts, half-signed and ended ones do not count.',
          )}
        />
      ) : (
        <>
          <UnitTable table={d} by={by} url={url} />
          {kind && (
            <UnitList
              asOf={d.asOf}
              knownAt={d.knownAt}
              where={where}
              kind={kind}
              level={UNIT_LEVELS.find((l) => l === url.level)}
              by={url.row === undefined ? undefined : by}
              rowKey={url.row === undefined ? undefined : url.row === NONE ? '' : url.row}
              expected={numberAt(
                d,
                kind,
                UNIT_LEVELS.find((l) => l === url.level),
                url.row,
              )}
              onClose={() => setUrl(shut)}
            />
          )}
          <p className="note">
            {t(unitFigure.words)}
            {t('。', '. ')}
            {t(
              '一份协议只在一行；一个站在它服务的每一行都数，合计只数一次。',
              'An agreement stands in one row; a station in every row it serves, and once in the total.',
            )}{' '}
            {t(`按 ${instant(d.knownAt)} 所知。`, `As known at ${instant(d.knownAt)}.`)}
          </p>
        </>
      )}
      <PrintFoot />
    </Screen>
  );
};

const Labelled = ({ label, wide, children }: { label: string; wide?: boolean; children: React.ReactNode }) => (
  <div className={`fg-field${wide ? ' fg-wide' : ''}`}>
    <span aria-hidden="true">{label}</span>
    {children}
  </div>
);

const numberAt = (d: Table, kind: UnitKind, level: UnitLevel | undefined, row: string | undefined): number => {
  const counts = row === undefined ? d.total : d.rows.find((r) => r.key === (row === NONE ? '' : row))?.counts;
  if (!counts) return 0;
  const of = counts[kind];
  return level ? of[level] : of.province + of.prefecture + of.county;
};

const UnitTable = ({ table: d, by, url }: { table: Table; by: UnitDimension; url: Url }) => {
  const t = useT();
  const link = (kind: UnitKind, level: UnitLevel | undefined, row: string | undefined): string => {
    const params = new URLSearchParams();
    for (const name of ['asOf', 'k', 'origin', 'host', 'by'] as const) if (url[name] !== undefined) params.set(name, url[name]!);
    params.set('kind', kind);
    if (level) params.set('level', level);
    if (row !== undefined) params.set('row', row === '' ? NONE : row);
    return `?${params}`;
  };
  const cell = (name: string, counts: Table['total'], kind: UnitKind, level: UnitLevel | undefined, row: string | undefined) => {
    const of = counts[kind];
    const n = level ? of[level] : of.province + of.prefecture + of.county;
    const what = `${name}${t('，', ', ')}${level ? t(unitLevelTexts[level]) : t('合计', 'total')}${t(unitKindTexts[kind].zh, ` ${unitKindTexts[kind].en}`)}`;
    return (
      <td key={`${kind} ${level ?? ''}`} className="r num">
        {n === 0 ? (
          <span className="fg-zero">0</span>
        ) : (
          <Link className="fig" to={link(kind, level, row)} aria-label={`${what}${t('：', ': ')}${number(n)}`}>
            {number(n)}
          </Link>
        )}
      </td>
    );
  };
  const columns = UNIT_KINDS.flatMap((kind) => [...UNIT_LEVELS.map((level) => ({ kind, level })), { kind, level: undefined }]);
  const all = t('合计', 'Total');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="table-scroll fg-scroll" aria-label={t(unitFigure.name)} tabIndex={0}>
      <table className="t3 figs un-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t(unitDimensionTexts[by])}
            </th>
            <th scope="colgroup" colSpan={4} className="un-group">
              {t('生效中的协议，份', 'agreements in force')}
            </th>
            <th scope="colgroup" colSpan={4} className="un-group">
              {t('在服务的劳务站，个', 'stations at work')}
            </th>
          </tr>
          <tr>
            {columns.map(({ kind, level }) => (
              <th key={`${kind} ${level ?? ''}`} scope="col" className="r">
                {level ? t(unitLevelTexts[level]) : t('合计', 'total')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="sum">
            <th scope="row">{all}</th>
            {columns.map(({ kind, level }) => cell(all, d.total, kind, level, undefined))}
          </tr>
          {d.rows.map((r) => (
            <tr key={r.key} className={url.row === (r.key === '' ? NONE : r.key) ? 'on' : ''}>
              <th scope="row">{t(r.name)}</th>
              {columns.map(({ kind, level }) => cell(t(r.name), r.counts, kind, level, r.key))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

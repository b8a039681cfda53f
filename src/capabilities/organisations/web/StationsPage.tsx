import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { DataTable } from '#platform/web/DataTable.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FilterBar, FilterField } from '#platform/web/FilterBar.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { rangeOf } from '#standards/divisions/codes.ts';
import { listStations, type Service, type Station, stationLevelTexts, WRITE } from '../contract.ts';
import { Days } from './parts.tsx';
import './organisations.css';

/** Does the service concern people or places inside the area, or an area that holds it? */
const touches = (code: string, area: string | undefined): boolean => {
  const [mine, theirs] = [rangeOf(area ?? ''), rangeOf(code)];
  if (!area || !mine || !theirs) return true;
  return (code >= mine.lo && code < mine.hi) || (area >= theirs.lo && area < theirs.hi);
};

/** The stations as a tree of three levels, and who serves which host area for which origin. */
export const StationsPage = () => {
  const t = useT();
  const can = useCan();
  const go = useNavigate();
  const [url, setUrl] = useUrlState('asOf', 'host', 'origin');
  const asOf = /^\d{4}-\d\d-\d\d$/.test(url.asOf ?? '') ? url.asOf : undefined;
  const read = useRead(listStations, asOf ? { asOf } : {}, { keep: true });
  const [hostName, originName] = [useAreaName(url.host), useAreaName(url.origin)];
  const services = useMemo(
    () => (read.data?.services ?? []).filter((s) => touches(s.hostCode, url.host) && touches(s.originCode, url.origin)),
    [read.data, url.host, url.origin],
  );
  const stations = read.data?.stations ?? [];
  return (
    <Screen
      title={t('劳务站', 'Labour stations')}
      sub={t(
        `${stations.length} 个站，截至 ${read.data?.asOf ?? '…'}`,
        `${stations.length === 1 ? '1 station' : `${stations.length} stations`} as of ${read.data?.asOf ?? '…'}`,
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <>
          <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
            {t('打印', 'Print')}
          </Button>
          {can(WRITE) && (
            <Button type="primary" icon={<I n="plus" />} onClick={() => go('/organisations/new?kind=station')}>
              {t('登记劳务站', 'Register a station')}
            </Button>
          )}
        </>
      }
    >
      <FilterBar
        chips={[
          ...(asOf ? [{ key: 'asOf', label: t('截至', 'As of'), value: asOf, onRemove: () => setUrl({ asOf: undefined }) }] : []),
          ...(url.host
            ? [{ key: 'host', label: t('服务的地方', 'Host area'), value: hostName, onRemove: () => setUrl({ host: undefined }) }]
            : []),
          ...(url.origin
            ? [{ key: 'origin', label: t('输出地', 'Origin'), value: originName, onRemove: () => setUrl({ origin: undefined }) }]
            : []),
        ]}
        onClear={() => setUrl({ asOf: undefined, host: undefined, origin: undefined })}
        more={
          <>
            <FilterField label={t('服务的地方', 'Host area')}>
              <AreaPicker aria-label={t('服务的地方', 'Host area')} value={url.host} onChange={(host) => setUrl({ host })} />
            </FilterField>
            <FilterField label={t('输出地', 'Origin')}>
              <AreaPicker aria-label={t('输出地', 'Origin')} value={url.origin} onChange={(origin) => setUrl({ origin })} />
            </FilterField>
            <FilterField label={t('截至哪一天', 'As of')}>
              <DayPicker aria-label={t('截至哪一天', 'As of')} value={asOf} onChange={(day) => setUrl({ asOf: day })} />
            </FilterField>
          </>
        }
      />
      {read.isPending ? (
        <Loading rows={10} />
      ) : !read.data ? null : stations.length === 0 ? (
        <Empty
          title={t('这一天还没有劳务站', 'There is no labour station on this day')}
          hint={t(
            '省级总站、市级分站、县级工作站登记在这里，再写明各站为哪里的人服务哪片地方。',
            'Provincial, prefecture and county stations are registered here, each with the host area it serves and for which origin.',
          )}
          actions={can(WRITE) ? <Link to="/organisations/new?kind=station">{t('登记第一个站', 'Register the first')}</Link> : undefined}
        />
      ) : (
        <div className="og-two">
          <section>
            <Sec
              t={t('谁为谁服务哪里', 'Who serves where for whom')}
              sub={t(`${services.length} 项服务`, services.length === 1 ? '1 service' : `${services.length} services`)}
            />
            <Matrix services={services} />
          </section>
          <section className="og-tree">
            <Sec t={t('三级站', 'Three levels')} sub={t(`${stations.length} 个`, `${stations.length}`)} />
            <Tree stations={stations} above={null} />
          </section>
        </div>
      )}
      <PrintFoot />
    </Screen>
  );
};

const Tree = ({ stations, above }: { stations: readonly Station[]; above: string | null }) => {
  const t = useT();
  const known = new Set(stations.map((s) => s.id));
  // one whose upper station has closed stands at the top
  const mine = stations.filter((s) => (s.above && known.has(s.above.id) ? s.above.id === above : above === null));
  if (mine.length === 0) return null;
  return (
    <ul>
      {mine.map((s) => (
        <li key={s.id}>
          <span className="row wrap og-under">
            <Link to={`/organisations/${s.id}`}>{s.name}</Link>
            <span className="chip k">{t(stationLevelTexts[s.level])}</span>
            <span className="s13 sub">
              {t(s.place)}
              {s.staff > 0 && t(`，${s.staff} 人`, `, ${s.staff} staff`)}
            </span>
          </span>
          <Tree stations={stations} above={s.id} />
        </li>
      ))}
    </ul>
  );
};

/** More origins than this do not stand side by side on a screen. */
const ACROSS = 8;

/** Host areas down, origins across while they are few; on narrow screens and with many origins one line per pair. */
const Matrix = ({ services }: { services: readonly Service[] }) => {
  const t = useT();
  const narrow = useNarrow(1024);
  const origins = [...new Map(services.map((s) => [s.originCode, s.origin])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const hosts = [...new Map(services.map((s) => [s.hostCode, s.host])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  if (services.length === 0) return <p className="note og-body">{t('没有符合的服务。', 'No service matches.')}</p>;
  if (narrow || origins.length > ACROSS)
    return (
      <DataTable
        label={t('谁为谁服务哪里', 'Who serves where for whom')}
        rows={services}
        rowKey={(s) => s.id}
        rowName={(s) => `${t(s.host)} – ${t(s.origin)}`}
        columns={[
          { key: 'host', title: t('服务的地方', 'Host area'), cell: (s) => t(s.host) },
          { key: 'origin', title: t('为哪里的人', 'For people of'), main: true, cell: (s) => t(s.origin) },
          {
            key: 'station',
            title: t('哪个站', 'Station'),
            cell: (s) => (
              <span className="og-under">
                <Link to={`/organisations/${s.stationId}`}>{s.stationName}</Link>
              </span>
            ),
          },
          { key: 'days', title: t('起止', 'From – to'), cell: (s) => <Days from={s.fromDay} to={s.toDay} /> },
        ]}
      />
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="table-scroll" aria-label={t('输入地和输出地', 'Host areas and origins')} tabIndex={0}>
      <table className="t3 og-matrix">
        <thead>
          <tr>
            <th scope="col">{t('服务的地方', 'Host area')}</th>
            {origins.map(([code, text]) => (
              <th key={code} scope="col">
                {t('为', 'for ')}
                {t(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hosts.map(([host, text]) => (
            <tr key={host}>
              <th scope="row">{t(text)}</th>
              {origins.map(([origin]) => {
                const found = services.filter((s) => s.hostCode === host && s.originCode === origin);
                return (
                  <td key={origin}>
                    {found.length === 0 ? (
                      <span className="none">—</span>
                    ) : (
                      found.map((s) => (
                        <Link key={s.id} to={`/organisations/${s.stationId}`}>
                          {s.stationName}
                        </Link>
                      ))
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

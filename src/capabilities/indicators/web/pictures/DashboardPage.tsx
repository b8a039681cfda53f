import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { loadPack, placesOf } from '#platform/web/charts/mapPack/loadPack.ts';
import { Picture, PictureRows } from '#platform/web/charts/Picture.tsx';
import type { Flow } from '#platform/web/charts/picture.ts';
import { Fig, Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { AskBar, AskFilters, Pick } from '../AskBar.tsx';
import { FigureProblem } from '../FigureProblem.tsx';
import { type Ask, type Catalogue, FILTERS, useAsk } from '../useAsk.ts';
import { asOfText, flowPicture, flowsOf, linkTo, onTheMap, pairedShare } from './flows.ts';
import { hostsPicture, pyramidPicture } from './shapes.ts';
import { useDashboard } from './usePictures.ts';
import '#platform/web/lists.css';
import '../figures.css';
import './pictures.css';

/** ○ Rows beside the picture, places of the small view. */
const [ROWS, HOSTS] = [11, 5];
/** What flows can be drawn of: persons, not rates. I07, who is there now, comes first. */
const FIRST = 'I07';

/** 看板: one picture of where people go, its table beside it, where most work, who they are. */
export const DashboardPage = () => {
  const t = useT();
  const { catalogue, about, ask: asked, url, setUrl } = useAsk();
  const problem = catalogue.error ?? about.error;
  const ask = useMemo(() => asked && { ...asked, figure: url.figure ? asked.figure : FIRST }, [asked, url.figure]);
  const figure = ask && catalogue.data?.figures.find((f) => f.id === ask.figure && f.unit === 'persons');
  return (
    <Screen
      title={t('看板', 'Dashboard')}
      sub={figure ? t(`从哪里来，到哪里去：${figure.name.zh}`, `From where, to where: ${figure.name.en}`) : undefined}
      busy={!ask}
      problem={problem}
      onRetry={() => void catalogue.refetch()}
    >
      {ask && catalogue.data && (
        <>
          <AskBar ask={ask} catalogue={catalogue.data} setUrl={setUrl} table={false}>
            <Pick
              label={t('指标', 'Figure')}
              value={ask.figure}
              options={catalogue.data.figures
                .filter((f) => f.unit === 'persons')
                .map((f) => ({ value: f.id, label: `${f.id} ${t(f.short)}` }))}
              onChange={(id) => setUrl({ figure: id === FIRST ? undefined : id })}
            />
            <AskFilters ask={ask} catalogue={catalogue.data} url={url} setUrl={setUrl} />
          </AskBar>
          {figure ? (
            <Board ask={ask} catalogue={catalogue.data} figure={figure} setUrl={setUrl} />
          ) : (
            <Empty
              title={t('这个指标没有流向图', 'There are no flows of this figure')}
              hint={t(
                '流向图画的是人数，不画比率。请在上面换一个指标',
                'Flows are drawn of people, not of rates. Choose another figure above',
              )}
            />
          )}
        </>
      )}
    </Screen>
  );
};

interface BoardProps {
  readonly ask: Ask;
  readonly catalogue: Catalogue;
  readonly figure: Catalogue['figures'][number];
  readonly setUrl: ReturnType<typeof useAsk>['setUrl'];
}
const Board = ({ ask, catalogue, figure, setUrl }: BoardProps) => {
  const t = useT();
  const narrow = useNarrow(600);
  const [kind, setKind] = useState<'sankey' | 'map' | 'table'>(narrow ? 'table' : 'sankey');
  const read = useDashboard(ask, figure, catalogue);
  const places = usePlaces(kind === 'map');
  const table = read.flows.data;
  const pairs = read.pairs.data?.items;
  const where = ask.where;
  const flows = useMemo(() => (table && pairs ? flowsOf(table, pairs, where) : []), [table, pairs, where]);
  const picture = useMemo(() => {
    if (!table) return null;
    if (kind !== 'map') return flowPicture(table, flows, 'sankey');
    const { flows: drawn, off } = onTheMap(flows, places);
    return flowPicture(table, drawn, 'map', off);
  }, [table, flows, kind, places]);
  const hosts = useMemo(() => read.hosts.data && hostsPicture(read.hosts.data, HOSTS, where), [read.hosts.data, where]);
  const ages = catalogue.dimensions.find((d) => d.id === 'age')?.values;
  const pyramid = useMemo(() => read.ages.data && ages && pyramidPicture(read.ages.data, ages, where), [read.ages.data, ages, where]);
  const clear = () => setUrl(Object.fromEntries([...FILTERS, 'other', 'area', 'side', 'figure'].map((id) => [id, undefined])));
  if (read.flows.error) return <FigureProblem problem={read.flows.error} onRetry={() => void read.flows.refetch()} onReset={clear} />;
  if (read.pairs.error) return <ProblemView problem={read.pairs.error} onRetry={() => void read.pairs.refetch()} />;
  if (!table || !pairs || !picture)
    return <Loading rows={10} what={t('正在统计，人多时要几秒', 'Being counted: some seconds where there are many people')} />;
  if (flows.length === 0)
    return (
      <Empty
        title={t('按现在的筛选，没有这样的人', 'Nobody is counted under these filters')}
        hint={t(asOfText(table))}
        actions={
          <>
            <button type="button" className="picture-more" onClick={clear}>
              {t('回到我的辖区，去掉筛选', 'Back to my area, no filters')}
            </button>
            <Link to="/figures">{t('看指标大表', 'See the figure table')}</Link>
          </>
        }
      />
    );
  const sum = flows.reduce((n, f) => n + f.value, 0);
  const share = pairedShare(flows);
  const [origin, host] = [where.origin?.length === 1 ? where.origin[0] : undefined, where.host?.length === 1 ? where.host[0] : undefined];
  return (
    <div aria-busy={read.flows.isFetching} className="board">
      <p className="board-lead" role="status">
        {t('合计 ', 'In all ')}
        <Fig v={number(sum)} u={t('人', 'people')} strong {...(table.total ? { to: linkTo(table, origin, host, where)! } : {})} />
        {share !== null && (
          <>
            {t('，其中走结对两地 ', ', of them between paired areas ')}
            <b className="num">{(100 * share).toFixed(1)}%</b>
          </>
        )}
      </p>
      <div className="board-main">
        <div>
          {kind === 'table' ? (
            <section>
              <Sec t={t(picture.title)} x={<Ways kind={kind} setKind={setKind} />} />
              <PictureRows picture={picture} label={t('流向表', 'Table of flows')} most={40} />
              <p className="note">{t(picture.asOf)}</p>
              {picture.notes?.map((n) => (
                <p className="note" key={n.zh}>
                  {t(n)}
                </p>
              ))}
            </section>
          ) : (
            <Picture
              picture={picture}
              height={kind === 'map' ? 560 : heightOf(flows)}
              file={t(`流向-${figure.id}-${table.asOf}`, `flows-${figure.id}-${table.asOf}`)}
              tableBeside
              switches={<Ways kind={kind} setKind={setKind} />}
            />
          )}
        </div>
        <div className="stack">
          {kind !== 'table' && (
            <section>
              <Sec t={t('流向表', 'Table of flows')} sub={t('与图同源，大的在前', 'the very same numbers, the largest first')} />
              <PictureRows picture={flowPicture(table, flows, 'sankey')} label={t('流向表', 'Table of flows')} most={ROWS} />
            </section>
          )}
          {hosts && <Picture picture={hosts} height={34 + 30 * hosts.categories.length} file={`hosts-${figure.id}-${table.asOf}`} />}
          {pyramid && <Picture picture={pyramid} height={250} file={`ages-${figure.id}-${table.asOf}`} />}
        </div>
      </div>
    </div>
  );
};

/** Room for a name at each end of the flows. */
const heightOf = (flows: readonly Flow[]): number => {
  const ends = Math.max(new Set(flows.map((f) => f.from.key)).size, new Set(flows.map((f) => f.to.key)).size);
  return Math.max(320, Math.min(760, 60 + 32 * ends));
};

const Ways = ({ kind, setKind }: { kind: 'sankey' | 'map' | 'table'; setKind: (kind: 'sankey' | 'map' | 'table') => void }) => {
  const t = useT();
  return (
    <Segmented
      size="small"
      aria-label={t('怎么看流向', 'How flows are shown')}
      value={kind}
      options={[
        { value: 'sankey', label: t('桑基', 'Sankey') },
        { value: 'map', label: t('地图', 'Map') },
        { value: 'table', label: t('表', 'Table') },
      ]}
      onChange={setKind}
    />
  );
};

/** Places of the map, once it is wanted. */
const usePlaces = (wanted: boolean) => {
  const [places, setPlaces] = useState(placesOf);
  useEffect(() => {
    if (wanted)
      loadPack().then(
        () => setPlaces(placesOf()),
        () => undefined,
      );
  }, [wanted]);
  return places;
};

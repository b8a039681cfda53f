import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Output } from '#platform/contract.ts';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { readDifference, takeDifference } from '../../contractDifference.ts';
import { readFreeze } from '../../contractFreeze.ts';
import { type Reason, reasonTexts } from '../../rulesDifference.ts';
import { seriesOf } from '../../rulesFrozen.ts';
import { DifferencePersons } from './DifferencePersons.tsx';
import './freeze.css';

type Note = Output<typeof readDifference>;
type FigureRow = Note['figures'][number];
const signed = (n: number): string => (n > 0 ? `+${number(n)}` : number(n));

/** 差异说明: what a frozen month would be by what is known now, and which persons and facts explain it. */
export const DifferencePage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const [url, setUrl] = useUrlState('series', 'figure', 'reason', 'cursor');
  const freeze = useRead(readFreeze, { id });
  const f = freeze.data;
  const all = f ? seriesOf(f.month) : [];
  const series = all.find((s) => s.id === url.series) ?? all[0];
  const name = f
    ? t(`${f.originName.zh} ${f.month} 差异说明`, `Difference note of ${f.month}, ${f.originName.en}`)
    : t('差异说明', 'Difference note');
  return (
    <Screen
      title={name}
      crumb={<Link to={`/figures/freeze/${id}`}>{f ? `${t(f.originName)} ${f.month}` : t('封账', 'Frozen months')}</Link>}
      sub={t(
        '封账的数不改变；这里说明按现在所知差多少，是谁、为什么。',
        'The frozen figures stay; this says how they would differ by what is known now, who explains it and why.',
      )}
      busy={freeze.isPending}
      problem={freeze.error}
      onRetry={() => void freeze.refetch()}
    >
      {series && (
        <>
          <Segmented
            className="fz-series"
            aria-label={t('哪一组指标', 'Which figures')}
            value={series.id}
            options={all.map((s) => ({
              value: s.id,
              label: s.class === 6 && s.figure !== 'I01' ? t(`${s.figure} 已上报`, `${s.figure} reported`) : s.figure,
            }))}
            onChange={(next) => setUrl({ series: String(next), figure: undefined, reason: undefined, cursor: undefined })}
          />
          <Differences key={series.id} id={id} series={series.id} url={url} setUrl={setUrl} />
        </>
      )}
    </Screen>
  );
};

interface Props {
  readonly id: string;
  readonly series: string;
  readonly url: Readonly<Record<'figure' | 'reason' | 'cursor', string | undefined>>;
  readonly setUrl: (next: Partial<Record<'series' | 'figure' | 'reason' | 'cursor', string | undefined>>) => void;
}
const Differences = ({ id, series, url, setUrl }: Props) => {
  const t = useT();
  // asked anew as often as the reader wants it newer
  const [fresh, setFresh] = useState(0);
  const read = useRead(readDifference, { id, series, ...(fresh ? { fresh: true } : {}) }, { keep: true });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading what={t('正在按现在所知重新统计', 'Counting anew by what is known now')} />;
  const note = read.data;
  const columns: Column<FigureRow>[] = [
    {
      key: 'name',
      title: t('指标', 'Figure'),
      cell: (r) => (
        <>
          <span className="num">{r.figure}</span> {t(r.name)}
        </>
      ),
    },
    { key: 'frozen', title: t('封账', 'Frozen'), right: true, main: true, cell: (r) => <span className="num">{number(r.frozen)}</span> },
    { key: 'now', title: t('现在', 'Now'), right: true, cell: (r) => <span className="num">{number(r.now)}</span> },
    {
      key: 'diff',
      title: t('相差', 'Difference'),
      right: true,
      main: true,
      cell: (r) => <span className="num b">{signed(r.now - r.frozen)}</span>,
    },
    { key: 'in', title: t('新计入', 'Came in'), right: true, cell: (r) => <span className="num">{number(r.in)}</span> },
    { key: 'out', title: t('不再计入', 'Went out'), right: true, cell: (r) => <span className="num">{number(r.out)}</span> },
    { key: 'moved', title: t('换了行', 'Moved'), right: true, cell: (r) => <span className="num">{number(r.moved)}</span> },
    {
      key: 'check',
      title: t('核对', 'Check'),
      cell: (r) => <St k={r.holds ? 'ok' : 'no'}>{r.holds ? t('对得上', 'adds up') : t('对不上', 'does not add up')}</St>,
    },
  ];
  const figure = note.figures.find((x) => x.figure === url.figure) ?? note.figures[0]!;
  const changed = figure.in + figure.out + figure.moved;
  return (
    <>
      <p className="note fz-known">
        {t(
          `${note.from} 至 ${note.to}；封账按 ${instant(note.frozenAt)} 所知，现在按 ${instant(note.knownAt)} 所知。`,
          `${note.from} to ${note.to}; frozen as known at ${instant(note.frozenAt)}, now as known at ${instant(note.knownAt)}. `,
        )}
        <Button
          size="small"
          loading={read.isFetching}
          onClick={() => {
            setUrl({ cursor: undefined });
            if (fresh) void read.refetch();
            else setFresh(1);
          }}
        >
          {t('重新计算', 'Compute again')}
        </Button>{' '}
        {!note.whole && t('只含户籍地或就业地在您辖区的人。', 'Only people whose home or work lies in your area.')}
      </p>
      <DataTable
        label={t('各指标的差异', 'Differences of the figures')}
        columns={columns}
        rows={note.figures}
        rowKey={(r) => r.figure}
        rowName={(r) => r.figure}
      />
      <Sheet id={id} series={series} knownAt={note.knownAt} />
      {note.figures.length > 1 && (
        <Segmented
          className="fz-figures"
          aria-label={t('看哪个指标的原因', 'Reasons of which figure')}
          value={figure.figure}
          options={note.figures.map((x) => ({
            value: x.figure,
            label: `${x.figure} ${x.in + x.out + x.moved ? `(${number(x.in + x.out + x.moved)})` : ''}`,
          }))}
          onChange={(next) => setUrl({ figure: String(next), reason: undefined, cursor: undefined })}
        />
      )}
      {changed === 0 ? (
        <Empty
          title={t(`${figure.name.zh}：和封账时一样`, `${figure.name.en}: the same as when it was frozen`)}
          hint={t('封账以后没有更正影响到它。', 'No correction since has touched it.')}
        />
      ) : (
        <>
          <Reasons figure={figure} chosen={url.reason} onChoose={(reason) => setUrl({ reason, cursor: undefined })} />
          <DifferencePersons
            ask={{
              id,
              series,
              figure: figure.figure,
              knownAt: note.knownAt,
              ...(url.reason && url.reason in reasonTexts ? { reason: url.reason as Reason } : {}),
            }}
            cursor={url.cursor}
            onPage={(cursor) => setUrl({ cursor })}
          />
        </>
      )}
    </>
  );
};

const Reasons = ({
  figure,
  chosen,
  onChoose,
}: {
  figure: FigureRow;
  chosen: string | undefined;
  onChoose: (reason: string | undefined) => void;
}) => {
  const t = useT();
  const columns: Column<FigureRow['reasons'][number]>[] = [
    {
      key: 'reason',
      title: t('原因', 'Reason'),
      cell: (r) => (
        <Button
          type="link"
          size="small"
          className="fz-reason"
          aria-pressed={chosen === r.reason}
          onClick={() => onChoose(chosen === r.reason ? undefined : r.reason)}
        >
          {t(r.text)}
        </Button>
      ),
    },
    { key: 'in', title: t('新计入', 'Came in'), right: true, main: true, cell: (r) => <span className="num">{number(r.in)}</span> },
    { key: 'out', title: t('不再计入', 'Went out'), right: true, main: true, cell: (r) => <span className="num">{number(r.out)}</span> },
    { key: 'moved', title: t('换了行', 'Moved'), right: true, cell: (r) => <span className="num">{number(r.moved)}</span> },
  ];
  return (
    <section aria-label={t('为什么', 'Why')}>
      <Sec
        t={t('为什么', 'Why')}
        sub={t(
          '有几种原因的人算在第一种里；点原因只看这些人',
          'somebody with several reasons stands under the first; choose one to see its people',
        )}
      />
      <DataTable
        label={t('差异的原因', 'Reasons of the difference')}
        columns={columns}
        rows={figure.reasons}
        rowKey={(r) => r.reason}
        rowName={(r) => t(r.text)}
      />
      {figure.movedBy.length > 0 && (
        <p className="note">
          {t('换行的人变在：', 'Those who moved changed in: ')}
          {figure.movedBy.map((m) => `${t(m.name)} ${number(m.persons)}`).join(t('，', ', '))}
        </p>
      )}
    </section>
  );
};

const Sheet = ({ id, series, knownAt }: { id: string; series: string; knownAt: string }) => {
  const t = useT();
  return (
    <div className="row gap12 wrap fz-sheet">
      <ExportButton
        of={takeDifference}
        input={{ id, series, knownAt }}
        file={`${t('差异说明', 'differences')}-${series.replaceAll('/', '-')}.xlsx`}
        icon="dl"
      >
        {t('下载差异说明', 'Take the note as a sheet')}
      </ExportButton>
    </div>
  );
};

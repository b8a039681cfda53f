import { Button } from 'antd';
import { Link } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listBatches } from '../contractBatches.ts';
import { type BatchLine, batchStateTexts } from '../contractShapes.ts';
import { fileSize, goingIn, runs, stateMarks } from './batchWords.ts';
import type { HandInOptions, Upload, useUploads } from './useUploads.ts';

interface Props {
  readonly uploads: ReturnType<typeof useUploads>;
  readonly options: HandInOptions;
}

/** Every file that was chosen since the page was opened: how far it is, what became of it, what to do. */
export const UploadList = ({ uploads, options }: Props) => {
  const t = useT();
  const arrived = uploads.uploads.filter((u) => u.batchId !== null);
  // one question for all of them, again while one is still being read
  const lines = useRead(listBatches, { mine: true, size: 100 }, { enabled: arrived.length > 0, refreshMs: 2000 });
  const lineOf = (u: Upload) => lines.data?.items.find((b) => b.id === u.batchId);
  if (!uploads.uploads.length) return null;
  const over = uploads.uploads.filter((u) => u.state === 'done' || u.state === 'refused').length;
  return (
    <section className="uploads" aria-label={t('刚选的表', 'Files just chosen')}>
      <p className="row wrap sp s13">
        <span role="status">
          {t(
            `选了 ${uploads.uploads.length} 份，${arrived.length} 份已交上来`,
            `${uploads.uploads.length} chosen, ${arrived.length} handed in`,
          )}
        </span>
        {over > 0 && !uploads.onTheWay && (
          <Button type="text" size="small" onClick={uploads.clear}>
            {t('收起这张单子', 'Put this list away')}
          </Button>
        )}
      </p>
      <ul>
        {uploads.uploads.map((u) => (
          <li key={u.key}>
            <UploadLine upload={u} line={lineOf(u)} onRetry={() => uploads.retry(u, options)} onDrop={() => uploads.drop(u.key)} />
          </li>
        ))}
      </ul>
    </section>
  );
};

interface LineProps {
  readonly upload: Upload;
  readonly line: BatchLine | undefined;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
}
const UploadLine = ({ upload, line, onRetry, onDrop }: LineProps) => {
  const t = useT();
  const { file, state, problem, batchId } = upload;
  const name = <span className="upload-name raw">{file.name}</span>;
  return (
    <>
      <div className="upload-what">
        {batchId ? <Link to={`/imports/${batchId}`}>{name}</Link> : name}
        <span className="mute s12 num nowrap">{fileSize(file.size)}</span>
      </div>
      <div className="upload-state s13">
        {state === 'waiting' && <St k="later">{t('排队', 'waits its turn')}</St>}
        {state === 'sending' && (
          <>
            <span className="num">{t(`正在传 ${Math.round(upload.sent * 100)}%`, `sending ${Math.round(upload.sent * 100)}%`)}</span>
            <span className="meter upload-meter" aria-hidden="true">
              <i style={{ width: `${upload.sent * 100}%` }} />
            </span>
          </>
        )}
        {state === 'handing' && <St k="info">{t('传完了，正在登记', 'arrived, being entered')}</St>}
        {state === 'refused' && (
          <span className="stt-no" role="alert">
            <G k="no" /> {problem && t(problem)}
          </span>
        )}
        {state === 'done' && (line ? <BatchStands line={line} /> : <St k="ok">{t('已交上来', 'handed in')}</St>)}
      </div>
      <div className="upload-act">
        {state === 'refused' && (
          <Button size="small" onClick={onRetry}>
            {t('再试一次', 'Try again')}
            <span className="vh"> {file.name}</span>
          </Button>
        )}
        {(state === 'refused' || state === 'waiting') && (
          <Button
            size="small"
            type="text"
            icon={<I n="x" />}
            aria-label={t(`拿掉 ${file.name}`, `Take ${file.name} off`)}
            onClick={onDrop}
          />
        )}
      </div>
    </>
  );
};

const BatchStands = ({ line }: { line: BatchLine }) => {
  const t = useT();
  const { counts, state } = line;
  const next =
    state === 'asks'
      ? t('去确认', 'Confirm its columns')
      : state === 'judged'
        ? goingIn(counts) > 0
          ? t(`去提交 ${number(goingIn(counts))} 行`, `Submit ${number(goingIn(counts))} rows`)
          : t('去看原因', 'See why')
        : runs(state)
          ? ''
          : t('打开', 'Open');
  return (
    <span className="row wrap gap12">
      <St k={stateMarks[state]}>{t(batchStateTexts[state])}</St>
      {counts.rows > 0 && !runs(state) && (
        <span className="sub num">
          {t(
            `接收 ${number(counts.accepted)}，存疑 ${number(counts.doubtful)}，拒收 ${number(counts.refused)}`,
            `${number(counts.accepted)} accepted, ${number(counts.doubtful)} doubtful, ${number(counts.refused)} refused`,
          )}
        </span>
      )}
      {next && <Link to={`/imports/${line.id}`}>{next}</Link>}
    </span>
  );
};

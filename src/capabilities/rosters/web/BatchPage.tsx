import { Link, useParams } from 'react-router';
import { AskBeforeLeaving } from '#platform/web/AskBeforeLeaving.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { PrintFoot, PrintHead } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import { useRead } from '#platform/web/useRead.ts';
import { listSheets } from '../contractBatches.ts';
import type { Batch, SheetOffer } from '../contractShapes.ts';
import { Balance } from './Balance.tsx';
import { BatchDeeds, hasErrors, useErrorFile } from './BatchDeeds.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { BatchStands } from './BatchStands.tsx';
import { BatchSteps } from './BatchSteps.tsx';
import { formatText, runs, shortArea } from './batchWords.ts';
import { MappingPart } from './MappingPart.tsx';
import { columnCounts, isTrial } from './mapping.ts';
import { ReportNotes } from './ReportNotes.tsx';
import { RowsPart } from './RowsPart.tsx';
import { useBatch } from './useBatch.ts';
import { useMapBatch } from './useMapBatch.ts';
import { useMapping } from './useMapping.ts';
import './batch.css';

/** One batch from the file to the register, and back. */
export const BatchPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const { read, set } = useBatch(id);
  const offers = useRead(listSheets, {});
  const reload = () => void read.refetch();
  if (!read.data)
    return (
      <Screen title={t('批次', 'Batch')} busy={read.isPending} problem={read.error} onRetry={reload} crumb={<Crumb />}>
        {null}
      </Screen>
    );
  return <BatchView key={id} batch={read.data} offers={offers.data?.items ?? []} onBatch={set} onReload={reload} />;
};

const Crumb = ({ batch }: { batch?: Batch }) => {
  const t = useT();
  return (
    <>
      <Link to="/imports">{t('表格导入', 'Imports')}</Link> /{' '}
      {batch ? t(`批次 ${batch.number}`, `Batch ${batch.number}`) : t('批次', 'Batch')}
    </>
  );
};

interface ViewProps {
  readonly batch: Batch;
  readonly offers: readonly SheetOffer[];
  readonly onBatch: (batch: Batch) => void;
  readonly onReload: () => void;
}
const BatchView = ({ batch, offers, onBatch, onReload }: ViewProps) => {
  const t = useT();
  const narrow = useNarrow(1024);
  const mapping = useMapping(batch, offers);
  const send = useMapBatch(batch, mapping, onBatch, onReload);
  const file = useErrorFile(batch);
  const errors = hasErrors(batch) ? file : null;
  const { state, counts, sheets } = batch;
  const running = runs(state);
  const trial = state === 'judged' && isTrial(batch, offers);
  const judged = counts.rows > 0 && state !== 'asks';
  const columns = columnCounts(sheets);
  const map = sheets.length > 0 && <MappingPart batch={batch} offers={offers} mapping={mapping} send={send} untitled={narrow && judged} />;
  return (
    <Screen
      title={batch.fileName}
      heading={<span className="raw wrap-anywhere">{batch.fileName}</span>}
      crumb={<Crumb batch={batch} />}
      sub={<Sub batch={batch} />}
      actions={<BatchDeeds batch={batch} unchecked={mapping.count} trial={trial} onBatch={onBatch} onReload={onReload} errors={errors} />}
    >
      <PrintHead title={t('表格导入结果', 'Result of an import')} sub={batch.fileName} />
      <BatchSteps batch={batch} />
      {running ? <BatchProgress batch={batch} /> : <BatchStands batch={batch} trial={trial} />}
      {judged && !running && <Balance batch={batch} trial={trial} />}
      {!running &&
        (judged ? (
          <div className="batch-two">
            {narrow ? (
              <>
                <div>
                  <RowsPart batch={batch} onErrors={errors ? () => void file.get() : null} />
                  <ReportNotes batch={batch} />
                </div>
                {map && (
                  <details className="mapping-fold" open={mapping.count > 0 || undefined}>
                    <summary>
                      <b className="b">{t('列的对应', 'Columns')}</b>{' '}
                      <span className="note">
                        {t(`${columns.all} 列，对应 ${columns.mapped} 列`, `${columns.mapped} of ${columns.all} columns`)}
                        {columns.check > 0 && t(`，${columns.check} 列请看一下`, `, ${columns.check} to look at`)}
                      </span>
                    </summary>
                    {map}
                  </details>
                )}
              </>
            ) : (
              <>
                {map || <div />}
                <div>
                  <RowsPart batch={batch} onErrors={errors ? () => void file.get() : null} />
                  <ReportNotes batch={batch} />
                </div>
              </>
            )}
          </div>
        ) : (
          <>
            <ReportNotes batch={batch} />
            {map && <div className="mapping-alone">{map}</div>}
          </>
        ))}
      <PrintFoot />
      <AskBeforeLeaving
        when={mapping.count > 0}
        title={t('列的对应改过，还没有重新预检', 'The columns were changed and not checked again')}
        leave={t(`不要这 ${mapping.count} 处改动，离开`, `Drop ${mapping.count} change(s) and leave`)}
      >
        {t('现在离开，改过的对应就没有了。', 'If you leave now, these changes are lost.')}
      </AskBeforeLeaving>
    </Screen>
  );
};

const Sub = ({ batch }: { batch: Batch }) => {
  const t = useT();
  const remembered = batch.sheets.some((s) => s.chosen && s.tables.some((x) => x.columns.some((c) => c.why === 'remembered')));
  return (
    <>
      {batch.format && `${t(formatText(batch.format))}${t('，', ', ')}`}
      {shortArea(batch.areaName)}
      {t('，', ', ')}
      {batch.organisation && `${batch.organisation.name}${t('，', ', ')}`}
      {t(`${batch.by || '…'} `, `${batch.by || '…'}, `)}
      <span className="num nowrap">{instant(batch.created)}</span>
      {t(' 交来。', '.')}
      {remembered && t('认得这个模板，沿用上次的对应。', ' The template is known: mapped as last time.')}
    </>
  );
};

import { Button } from 'antd';
import { useId } from 'react';
import type { CallFailed } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import type { Batch, SheetOffer } from '../contractShapes.ts';
import { MappingSheet } from './MappingSheet.tsx';
import { columnCounts } from './mapping.ts';
import type { useMapBatch } from './useMapBatch.ts';
import type { MappingState } from './useMapping.ts';

interface Props {
  readonly batch: Batch;
  readonly offers: readonly SheetOffer[];
  readonly mapping: MappingState;
  readonly send: ReturnType<typeof useMapBatch>;
  /** The section's own title stands elsewhere (the summary of a folded part). */
  readonly untitled?: boolean;
}

/** 列的对应: which column is which field, changed by hand, checked anew. Read only where it may no longer be changed. */
export const MappingPart = ({ batch, offers, mapping, send, untitled }: Props) => {
  const t = useT();
  const day = useId();
  const may = batch.may.map;
  const counts = columnCounts(batch.sheets);
  const several = batch.sheets.length > 1;
  return (
    <section className="mapping" aria-label={t('列的对应', 'Columns')}>
      {!untitled && (
        <Sec
          t={t('列的对应', 'Columns')}
          sub={may ? t('改一次，下次同模板自动记住', 'corrected once, remembered for this template') : undefined}
          x={may && counts.check > 0 ? t(`${counts.check} 列请看一下`, `${counts.check} to look at`) : undefined}
        />
      )}
      {mapping.draft.map((sheet) => (
        <MappingSheet key={sheet.out.index} sheet={sheet} offers={offers} mapping={mapping} may={may} several={several} />
      ))}
      {may ? (
        <div className="field mapping-day">
          <label htmlFor={day}>{t('表里的数截至哪天', 'As of')}</label>
          <DayPicker id={day} value={mapping.edits.observedOn ?? batch.observedOn} onChange={mapping.observedOn} />
          <div className="s13 mute">
            {batch.observedSaid
              ? t('表里写着的，或者交表时说的', 'stated in the file, or when it was handed in')
              : t('表里没有写，按交表那天算', 'not stated; the day it was handed in')}
          </div>
        </div>
      ) : (
        <p className="note mapping-day">
          {t('数截至 ', 'As of ')}
          <span className="num nowrap">{batch.observedOn}</span>
        </p>
      )}
      {may && <SendBar batch={batch} mapping={mapping} send={send} />}
    </section>
  );
};

const changedBy = (problem: CallFailed, t: (zh: string, en: string) => string): string => {
  const { by, at } = problem.body.details as { by?: string; at?: string };
  const when = at && !Number.isNaN(Date.parse(at)) ? instant(at) : (at ?? '…');
  return t(`您打开之后，${by ?? '…'} 在 ${when} 先改过了。`, `${by ?? '…'} changed it at ${when} after you opened it.`);
};

/** Stays at the foot while something is changed or must be confirmed. */
const SendBar = ({ batch, mapping, send }: Pick<Props, 'batch' | 'mapping' | 'send'>) => {
  const t = useT();
  const asks = batch.state === 'asks';
  const { count, snags } = mapping;
  if (!asks && count === 0) return null;
  const snag = snags[0];
  const nothing = mapping.draft.every((s) => !s.chosen || s.tables.every((x) => !x.chosen));
  return (
    <div className="save-bar mapping-bar">
      <Button type="primary" loading={send.busy} disabled={snags.length > 0 || nothing} onClick={() => send.act()}>
        {asks
          ? t('按这样对应，开始预检', 'Check it with these columns')
          : t(`按改过的重新预检（${count} 处）`, `Check again with ${count} change(s)`)}
      </Button>
      {count > 0 && (
        <Button disabled={send.busy} onClick={mapping.forget}>
          {t('不改了', 'Undo my changes')}
        </Button>
      )}
      {(snag || nothing) && (
        <span className="stt stt-no mapping-snag" role="status">
          <G k="no" />
          {nothing
            ? t('没有选要导入的工作表', 'No sheet is chosen')
            : snag!.kind === 'twice'
              ? t('有两列对应到同一项，请改一列', 'Two columns are the same field; change one')
              : snag!.kind === 'missing'
                ? t('没有一列认得出是谁，请指定', 'No column tells who a row is about; say which')
                : t('有一张工作表还没说是什么表', 'One sheet has no kind yet')}
        </span>
      )}
      {send.problem?.code === 'platform.changed' ? (
        <span className="stt stt-doubt mapping-snag" role="alert">
          <G k="doubt" />
          {changedBy(send.problem, t)} {t('已换成最新的，您改的还在。', 'The newest stands here, with your changes on it.')}
        </span>
      ) : (
        <WriteProblem problem={send.problem} />
      )}
    </div>
  );
};

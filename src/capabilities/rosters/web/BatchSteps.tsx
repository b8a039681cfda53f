import { number, useT } from '#platform/web/lang.tsx';
import type { Batch, BatchState } from '../contractShapes.ts';
import { duration, fileSize } from './batchWords.ts';
import { columnCounts } from './mapping.ts';

type Where = 'd' | 'n' | 'w' | '';

/** How far each state has come on the line of five; the step it stands at, and whether it stands well there. */
const AT: Record<BatchState, readonly [number, Where]> = {
  reading: [3, 'n'],
  asks: [2, 'n'],
  judged: [3, 'n'],
  writing: [4, 'n'],
  written: [5, 'd'],
  undoing: [4, 'n'],
  undone: [4, 'w'],
  failed: [3, 'w'],
  cancelled: [3, 'w'],
};

/** 上传 → 识别 → 对应列 → 预检 → 提交, with what is known of each step. */
export const BatchSteps = ({ batch }: { batch: Batch }) => {
  const t = useT();
  const { counts, state, sheets } = batch;
  const chosen = sheets.filter((s) => s.chosen);
  const columns = columnCounts(sheets);
  const top = chosen[0]?.tables.find((x) => x.chosen)?.headerTop;
  const found =
    sheets.length === 0
      ? ''
      : sheets.length > 1
        ? t(`${sheets.length} 张工作表，用 ${chosen.length} 张`, `${chosen.length} of ${sheets.length} sheets`)
        : top === null || top === undefined
          ? t('没有表头', 'no header')
          : t(`表头在第 ${top + 1} 行`, `header on row ${top + 1}`);
  const [at, how] = sheets.length === 0 ? ([1, AT[state][1] === 'w' ? 'w' : 'n'] as const) : AT[state];
  const steps: readonly (readonly [string, string])[] = [
    [t('上传', 'Upload'), t(`1 个文件，${fileSize(batch.fileSize)}`, `1 file, ${fileSize(batch.fileSize)}`)],
    [t('识别', 'Recognise'), found],
    [
      t('对应列', 'Columns'),
      columns.all === 0
        ? ''
        : columns.check > 0
          ? t(`${columns.all} 列，${columns.check} 列请看一下`, `${columns.all} columns, ${columns.check} to look at`)
          : t(`${columns.all} 列，对应 ${columns.mapped} 列`, `${columns.mapped} of ${columns.all} columns`),
    ],
    [
      t('预检', 'Check'),
      counts.rows > 0
        ? `${t(`${number(counts.rows)} 行`, `${number(counts.rows)} rows`)}${batch.seconds === null ? '' : t(`，${duration(batch.seconds).zh}`, `, ${duration(batch.seconds).en}`)}`
        : t('什么都不写', 'nothing is written'),
    ],
    [
      t('提交', 'Submit'),
      state === 'written'
        ? t('已写入，可以整批撤销', 'written; can be undone')
        : state === 'undone'
          ? t('已撤销', 'undone')
          : t('提交前可反悔，提交后可撤销', 'not before you submit; can be undone'),
    ],
  ];
  return (
    <ol className="loop imports-loop" aria-label={t('导入步骤', 'Steps of the import')}>
      {steps.map(([name, note], i) => (
        <li key={name} className={i < at ? 'd' : i === at ? how : ''} aria-current={i === at && how === 'n' ? 'step' : undefined}>
          <b>{name}</b>
          <span className="step-note">{note}</span>
        </li>
      ))}
    </ol>
  );
};

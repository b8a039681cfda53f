import { Link } from 'react-router';
import { instant, number, useT } from '#platform/web/lang.tsx';
import { G, type MarkKind } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import type { Text } from '#standards/text.ts';
import { type Batch, batchStateTexts } from '../contractShapes.ts';
import { toTab } from './Balance.tsx';
import { goingIn, stateMarks } from './batchWords.ts';
import { columnCounts } from './mapping.ts';

/** One sentence on where the batch stands and what comes next; spoken once when it changes. */
const sentence = (batch: Batch, trial: boolean): Text => {
  const { counts, state } = batch;
  const n = (x: number) => number(x);
  switch (state) {
    case 'asks': {
      const { check } = columnCounts(batch.sheets);
      return check > 0
        ? {
            zh: `有 ${check} 列认不准。对照样例看一下，改好后开始预检；什么都还没有写入。`,
            en: `${check} column(s) are unsure. Compare them with their samples, then have the file checked; nothing is written yet.`,
          }
        : {
            zh: '看一下列的对应和要导的工作表，确认后开始预检；什么都还没有写入。',
            en: 'Look at the columns and the sheets to be taken, then have the file checked; nothing is written yet.',
          };
    }
    case 'judged':
      if (trial)
        return {
          zh: '试读完了，看看下面的结果。这种表您的账号不能写入，请交给能写入的同事提交。',
          en: 'Tried; look at the result. Your account may not have such a list written; a colleague who may can submit it.',
        };
      return goingIn(counts) > 0
        ? {
            zh: `预检完了，还没有写入。核对下面的结果，提交后写入 ${n(goingIn(counts))} 行。`,
            en: `Checked, nothing is written yet. Look at the result; submitting writes ${n(goingIn(counts))} rows.`,
          }
        : { zh: '预检完了，没有一行能写入。', en: 'Checked; no row can be written.' };
    case 'written':
      return {
        zh: `已写入 ${n(goingIn(counts))} 行：新增 ${n(counts.new)}，有改动 ${n(counts.changed)}，无变化 ${n(counts.unchanged)}。`,
        en: `${n(goingIn(counts))} rows written: ${n(counts.new)} new, ${n(counts.changed)} changed, ${n(counts.unchanged)} unchanged.`,
      };
    case 'undone':
      return counts.kept > 0
        ? {
            zh: `已撤销：收回 ${n(counts.undone)} 行；${n(counts.kept)} 行后来又有更新的记录，没有撤。`,
            en: `Undone: ${n(counts.undone)} rows taken back; ${n(counts.kept)} rows stay, something newer rests on them.`,
          }
        : { zh: `已撤销：收回 ${n(counts.undone)} 行，和导入之前一样。`, en: `Undone: ${n(counts.undone)} rows taken back, as before.` };
    case 'cancelled':
      if (batch.may.commit)
        return {
          zh: `停下了。已经写入 ${n(goingIn(counts))} 行，都留着；可以接着写完，也可以整批撤销。`,
          en: `Stopped. ${n(goingIn(counts))} rows are written and stay; you can go on, or undo the batch.`,
        };
      if (batch.may.undo)
        return { zh: '撤销停在半路。没有撤到的行还在，可以接着撤销。', en: 'Undoing was stopped half-way; you can go on.' };
      return {
        zh: '已取消，这一批没有再写入。要用时把表再交一次。',
        en: 'Given up; nothing more of it is written. Hand the file in again when you need it.',
      };
    case 'failed':
      if (batch.may.commit)
        return {
          zh: `没有写完。已经写入 ${n(goingIn(counts))} 行，都留着；可以接着写完，也可以整批撤销。`,
          en: `Not finished. ${n(goingIn(counts))} rows are written and stay; you can go on, or undo the batch.`,
        };
      return { zh: '没有办成。', en: 'This did not work.' };
    default:
      return batchStateTexts[state];
  }
};

export const BatchStands = ({ batch, trial }: { batch: Batch; trial: boolean }) => {
  const t = useT();
  const can = useCan();
  const { state, counts, problem } = batch;
  const mark: MarkKind = problem ? 'no' : stateMarks[state];
  return (
    <section className={`batch-stands ${state}`} aria-label={t('现在到哪一步', 'Where it stands')}>
      <p className="batch-said" role="status">
        <G k={mark} s={16} />
        <span>
          {t(sentence(batch, trial))}
          {problem && <b className="b"> {t(problem.text)}</b>}
        </span>
      </p>
      {state === 'failed' && !batch.may.commit && !batch.may.undo && (
        <p className="s13 sub">
          {t('什么都没有多写。照上面说的改好文件，再交一次；', 'Nothing more was written. Mend the file as said and hand it in again; ')}
          <Link to="/imports">{t('去交表', 'hand in')}</Link>
          {t('。', '.')}
        </p>
      )}
      {state === 'cancelled' && (
        <p className="s13 sub">
          <Link to="/imports">{t('再交一份', 'Hand in another')}</Link>
        </p>
      )}
      {state === 'written' && (
        <p className="s13 sub row wrap gap16">
          {batch.written && <span className="num nowrap">{instant(batch.written)}</span>}
          {counts.doubtful > 0 && can('rosters.findings') && (
            <Link to={`/findings?batch=${batch.id}`}>
              {t(`去疑点核 ${number(counts.doubtful)} 行`, `Work on ${number(counts.doubtful)} doubtful rows`)}
            </Link>
          )}
          {can('workers.see') && <Link to="/workers">{t('看人员', 'See the people')}</Link>}
          <Link to="/imports">{t('再交一份', 'Hand in another')}</Link>
        </p>
      )}
      {state === 'undone' && (
        <p className="s13 sub row wrap gap16">
          {batch.undone && (
            <span>
              {batch.undoneBy} <span className="num nowrap">{instant(batch.undone)}</span>
            </span>
          )}
          {counts.kept > 0 && (
            <Link to={toTab('kept')}>
              {t(`看没有撤的 ${number(counts.kept)} 行和原因`, `See the ${number(counts.kept)} rows that stay, and why`)}
            </Link>
          )}
          <Link to="/imports">{t('改好再交一份', 'Hand in a corrected one')}</Link>
        </p>
      )}
    </section>
  );
};

import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import type { Saved } from './NewWorkerPage.tsx';
import { useLatinName } from './workerWords.tsx';

/** What happened on saving, and what comes next. `brief`: one line above the next form. */
export const Registered = ({ saved, brief, onAgain }: { saved: Saved; brief?: boolean; onAgain?: () => void }) => {
  const t = useT();
  const can = useCan();
  const { made } = saved;
  const latin = useLatinName(saved.name);
  const name = latin ? `${latin} ${saved.name}` : saved.name;
  const top = useRef<HTMLElement>(null);
  // the button that was pressed is gone: the answer takes the focus, and is read aloud
  useEffect(() => {
    if (!brief) top.current?.focus();
  }, [brief]);
  return (
    <section className={`wk-done ${brief ? 'brief' : ''}`} ref={top} tabIndex={-1} aria-label={t('存档结果', 'Saved')}>
      <p role="status">
        <St k="ok">{t(`${name} 已存档`, `${name} is on record`)}</St>{' '}
        {brief && <Link to={`/workers/${made.id}`}>{t('打开档案', 'Open the record')}</Link>}
      </p>
      {made.crossArea && (
        <p>
          <St k="doubt">
            {t(
              `跨区重复：这个证件号在${made.crossArea.county}也有档案。两份档案已连成同一个人，各管各的；两地都会看到这件疑点。`,
              `Also on record in ${made.crossArea.county}: the two records were joined to one person, each office keeps its own, and both see the finding.`,
            )}
          </St>
        </p>
      )}
      {made.pairs > 0 && (
        <p>
          <St k="doubt">
            {t(
              `有 ${made.pairs} 对可能是同一个人，等人核对；核对之前都不合并。`,
              `${made.pairs} pair(s) may be the same person and wait for somebody to look; nothing is merged before.`,
            )}
          </St>{' '}
          {can('workers.duplicates') && <Link to="/duplicates">{t('去核对', 'Look at them')}</Link>}
        </p>
      )}
      {!brief && (
        <div className="row gap12 wrap">
          <Link to={`/workers/${made.id}`} className="wk-button primary">
            {t(`打开 ${name} 的档案`, `Open the record of ${name}`)}
          </Link>
          <Button onClick={onAgain}>{t('再建一个', 'Register another')}</Button>
          <Link to="/workers">{t('回到人员', 'Back to people')}</Link>
        </div>
      )}
    </section>
  );
};

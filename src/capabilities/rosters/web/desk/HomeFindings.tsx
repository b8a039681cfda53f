import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { countFindings } from '../../contractDesk.ts';

/** Among what waits for me: findings, and exemptions for a second person. Says nothing where there are none. */
export const HomeFindings = () => {
  const t = useT();
  const n = useRead(countFindings, {}).data;
  if (!n || (n.open - n.hints === 0 && n.waiting === 0 && n.batches === 0)) return null;
  const open = n.open - n.hints;
  return (
    <ul className="todo todo-more">
      {open > 0 && (
        <li>
          <G k={n.late > 0 ? 'due' : 'doubt'} />
          <span className="grow">
            <Link to="/findings">
              {t(
                `疑点 ${number(open)} 件${n.oldest ? `，最久 ${n.oldest} 天` : ''}`,
                `${number(open)} finding(s)${n.oldest ? `, the oldest ${n.oldest} days` : ''}`,
              )}
            </Link>
            {n.mine > 0 && (
              <>
                {t('，其中', ', of them ')}
                <Link to="/findings?whose=mine">{t(`转给我的 ${number(n.mine)} 件`, `${number(n.mine)} mine`)}</Link>
              </>
            )}
          </span>
        </li>
      )}
      {n.batches > 0 && (
        <li>
          <G k="doubt" />
          <span className="grow">
            <Link to="/findings?rule=lists">
              {t(`${n.batches} 份表疑似统一填报，请抽查`, `${n.batches} list(s) look filled in for everybody; spot-check them`)}
            </Link>
          </span>
        </li>
      )}
      {n.waiting > 0 && (
        <li>
          <G k="later" />
          <span className="grow">
            <Link to="/findings/exemptions">{t(`${n.waiting} 件豁免等您批准`, `${n.waiting} exemption(s) wait for you`)}</Link>
          </span>
        </li>
      )}
    </ul>
  );
};

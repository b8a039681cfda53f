import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listPairs } from '../contract.ts';

/** Among what waits for me: pairs to decide. Says nothing where there are none, or where they cannot be read just now. */
export const HomeDuplicates = () => {
  const t = useT();
  const read = useRead(listPairs, { state: 'open', size: 1 });
  if (!read.data || read.data.total === 0) return null;
  const { total } = read.data;
  const count = total === null ? t('超过 10,000', 'More than 10,000') : number(total);
  return (
    <ul className="todo todo-more">
      <li>
        <G k="doubt" />
        <span className="grow">
          <Link to="/duplicates">
            {t(
              `${count} 对可能重复的档案待判`,
              total === 1 ? '1 pair of records may be one person; decide' : `${count} pairs of records may be one person; decide`,
            )}
          </Link>
        </span>
      </li>
    </ul>
  );
};

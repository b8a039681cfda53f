import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listAgreements } from '../contract.ts';

/** Among what waits for me: agreements that lack my office's signature, early ends it has not answered. Silent where none does. */
export const HomeAgreements = () => {
  const t = useT();
  const read = useRead(listAgreements, { waiting: true, size: 1 });
  const n = read.data?.total ?? 0;
  const [first] = read.data?.items ?? [];
  if (n === 0 || !first) return null;
  return (
    <ul className="todo todo-more">
      <li>
        <G k="due" />
        <span className="grow">
          {n === 1 ? (
            <Link to={`/agreements/${first.id}`}>
              {t(`《${first.title}》等本地签字或答复`, `“${first.title}” waits for this office’s signature or answer`)}
            </Link>
          ) : (
            <Link to="/agreements?waiting=true">
              {t(`${number(n)} 份协作协议等本地签字或答复`, `${number(n)} agreements wait for this office’s signature or answer`)}
            </Link>
          )}
        </span>
      </li>
    </ul>
  );
};

import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import type { Catalogue } from './useAsk.ts';

/** What is declared and not measured: named, with what it waits for; never a zero. */
export const Awaited = ({ catalogue }: { catalogue: Catalogue }) => {
  const t = useT();
  return (
    <details className="fg-awaited">
      <summary>
        {t(
          `另有 ${catalogue.awaited.length} 项指标尚未启用，没有数，不显示为 0`,
          `${catalogue.awaited.length} more figures are not in use yet: no number, and no 0`,
        )}
      </summary>
      {catalogue.external.length > 0 && (
        <p>
          {t('别处公布、在这里录入的：', 'Published elsewhere, entered here: ')}
          {catalogue.external.map((e) => (
            <Link key={e.id} to={`/figures/${e.id}`}>
              {e.id} {t(e.name)}
            </Link>
          ))}
        </p>
      )}
      <Sec h={3} t={t('尚未启用', 'Not in use yet')} />
      <ul>
        {catalogue.awaited.map((a) => (
          <li key={a.id}>
            <St k="later">
              {a.id} {t(a.name)}
            </St>
            <span className="note">{t(`等：${a.awaits.zh}`, `awaits: ${a.awaits.en}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

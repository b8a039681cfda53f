import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useCan } from '#platform/web/session.tsx';
import type { PersonPage } from '../contract.ts';
import { Act } from './factParts.tsx';
import { RecordWords } from './MergeEvents.tsx';
import type { PersonEvent } from './personEvents.ts';

/** 来源: which records make this person. A record out of one's area is named by its county only. */
export const PersonRecords = ({ person, onEvent }: { person: PersonPage; onEvent: (event: PersonEvent) => void }) => {
  const t = useT();
  const may = useCan()('workers.duplicates') && person.writes;
  return (
    <section className="block" aria-label={t('档案与来源', 'Records and sources')}>
      <Sec
        t={t('档案与来源', 'Records and sources')}
        sub={t(`这个人有 ${person.records.length} 份档案`, `${person.records.length} record(s) of this person`)}
        x={
          may && (
            <>
              <Act label={t('与另一份合并', 'Merge with another')} onClick={() => onEvent({ do: 'join' })} />
              {person.records.length > 1 && <Act label={t('拆开', 'Split')} onClick={() => onEvent({ do: 'split' })} />}
            </>
          )
        }
      />
      <ul className="records">
        {person.records.map((r, i) => (
          <li key={r.workerId ?? `out-${i}`}>
            <G k={r.current ? 'ok' : r.workerId ? 'info' : 'off'} />
            <span>
              {r.workerId && !r.current ? (
                <Link to={`/workers/${r.workerId}`}>
                  <RecordWords record={r} />
                </Link>
              ) : (
                <RecordWords record={r} />
              )}
              {r.current && <span className="pf-note">{t('正在看的这一份', 'the one on this page')}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

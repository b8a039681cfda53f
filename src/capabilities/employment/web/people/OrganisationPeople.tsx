import { Link } from 'react-router';
import { knownDay } from '#capabilities/regions/rules.ts';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listPeople } from '../../contract.ts';
import { counted } from './peopleWords.ts';

const SHOWN = 5;

/** On the page of one organisation: who is there now, the newest first, and the way to all of them. */
export const OrganisationPeople = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(listPeople, { id, size: SHOWN });
  if (!read.data) return null;
  const { items, counts } = read.data;
  return (
    <section className="og-part" aria-label={t('在岗人员', 'People in post')}>
      <Sec
        t={t('在岗人员', 'People in post')}
        sub={t(`您可查看 ${counted(counts.now).zh} 人在岗`, `${counted(counts.now).en} in post that you may see`)}
        x={<Link to={`/organisations/${id}/people`}>{t('全部在岗和离岗', 'All, in post and left')}</Link>}
      />
      {items.length === 0 ? (
        <p className="home-none">{t('您的辖区或服务范围里没有人在这家在岗。', 'Nobody of your area or service is in post here.')}</p>
      ) : (
        <ul className="og-line">
          {items.map((p) => (
            <li key={p.spellId}>
              <span>
                <Link to={`/workers/${p.workerId}`}>{p.name}</Link>
                <span className="s13 sub">
                  {' '}
                  {[p.post, t(`${knownDay(p.start, p.startPrecision)} 起`, `since ${knownDay(p.start, p.startPrecision)}`)]
                    .filter(Boolean)
                    .join(t('，', ', '))}
                </span>
              </span>
              {p.stopped && (
                <span className="s13">
                  <G k="no" /> {t('最近说不在岗', 'last said to be away')}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

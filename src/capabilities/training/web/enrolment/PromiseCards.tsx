import { useT } from '#platform/web/lang.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { Promise4, promiseRules, promiseTexts, readClass, readOrder } from '../../contract.ts';
import './enrolment.css';

/** Of an order class: how the four promises stand among its trainees. Of any other: nothing. */
export const PromiseCards = () => {
  const t = useT();
  const id = useSlotSubject();
  const ordered = useRead(readClass, { id }).data?.orderKind != null;
  const order = useRead(readOrder, { id }, { enabled: ordered }).data;
  if (!ordered || !order?.terms || order.tally.trainees === 0) return null;
  const stayed = order.tally.trainees - order.tally.gone;
  const days = { entry: order.terms.entryDays, contract: order.terms.contractDays };
  return (
    <section className="en-cards" aria-label={t('四项承诺', 'The four promises')}>
      {Promise4.options.map((p) => {
        const { met, not, yet } = order.tally[p];
        const n = p === 'entry' || p === 'contract' ? String(days[p]) : '';
        const rule = { zh: promiseRules[p].zh.replace('{n}', n), en: promiseRules[p].en.replace('{n}', n) };
        return (
          <div key={p}>
            <h2>{t(promiseTexts[p])}</h2>
            <div className="s13 sub">{t(rule)}</div>
            <div>
              <span className="en-figure num">{met}</span> <span className="num mute">{t(`/ ${stayed} 人`, `/ ${stayed}`)}</span>
            </div>
            <Meter met={met} not={not} yet={yet} />
            <div className="s12 sub">
              {t(`未达到 ${not}，未到期 ${yet}`, `not met ${not}, not yet ${yet}`)}
              {order.tally.gone > 0 && t(`；退出或未结业 ${order.tally.gone} 人不计`, `; ${order.tally.gone} left or failed, not counted`)}
            </div>
          </div>
        );
      })}
    </section>
  );
};
/** Met, not met, not yet, as lengths; the numbers stand beside it. */
export const Meter = ({ met, not, yet }: { met: number; not: number; yet: number }) => (
  <div className="en-meter" aria-hidden="true">
    {met > 0 && <i className="en-met" style={{ flexGrow: met }} />}
    {not > 0 && <i className="en-not" style={{ flexGrow: not }} />}
    {yet > 0 && <i className="en-yet" style={{ flexGrow: yet }} />}
  </div>
);

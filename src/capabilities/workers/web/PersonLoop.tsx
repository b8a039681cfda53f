import { useT } from '#platform/web/lang.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import type { Text } from '#standards/text.ts';
import { LOOP_STEPS, type LoopStep, loopSlot, type PersonPage } from '../contract.ts';

const words: Readonly<Record<LoopStep, Text>> = {
  register: { zh: '建档', en: 'Registered' },
  intention: { zh: '意愿', en: 'Intention' },
  training: { zh: '培养', en: 'Training' },
  exam: { zh: '鉴定', en: 'Exam' },
  match: { zh: '匹配', en: 'Matching' },
  trip: { zh: '输送', en: 'Trip' },
  post: { zh: '上岗', en: 'In post' },
  verify: { zh: '核验', en: 'Verified' },
  stay: { zh: '稳岗', en: 'Staying' },
  visit: { zh: '回访', en: 'Visit' },
  service: { zh: '服务', en: 'Service' },
  subsidy: { zh: '兑现', en: 'Subsidy' },
  count: { zh: '计入', en: 'Counted' },
};

/**
 * 环线: the journey of one person. Filled where this register knows the day; what training, placement and care know is filled by them, each in the
 * slot of its step with a `.loop-done` or `.loop-now` in it (person.css fills the dot then). Hollow says openly that nothing is on record yet.
 */
export const PersonLoop = ({ person }: { person: PersonPage }) => {
  const t = useT();
  const state = person.state;
  const known: Partial<Record<LoopStep, { day: string; now?: boolean }>> = {
    register: { day: person.registered },
    ...(person.intention ? { intention: { day: person.intention.statedOn } } : {}),
    ...(state?.inClass ? { training: { day: t('在培训班', 'in a class'), now: true } } : {}),
    ...(state?.certificates ? { exam: { day: t(`证书 ${state.certificates} 本`, `${state.certificates} certificate(s)`) } } : {}),
    ...(state?.working === 'working' && state.workSince ? { post: { day: state.workSince } } : {}),
    ...(state?.verifiedUntil ? { verify: { day: t(`到 ${state.verifiedUntil}`, `to ${state.verifiedUntil}`) } } : {}),
  };
  const later = LOOP_STEPS.length - Object.keys(known).length;
  return (
    <div className="person-loop">
      <ol className="loop" aria-label={t('闭环进度', 'The journey')}>
        {LOOP_STEPS.map((step) => {
          const at = known[step];
          return (
            <li key={step} className={at ? (at.now ? 'n' : 'd') : 'wait'} {...(at?.now ? { 'aria-current': 'step' as const } : {})}>
              <b>{t(words[step])}</b>
              {at ? <span className="num">{at.day}</span> : <span className="loop-wait vh">{t('待后续登记', 'not on record yet')}</span>}
              <Slot name={loopSlot(step)} of={person.workerId} />
            </li>
          );
        })}
      </ol>
      {later > 0 && <p className="note loop-note">{t(`其余 ${later} 步待后续登记`, `${later} more steps: nothing on record yet`)}</p>}
    </div>
  );
};

import { useT } from '#platform/web/lang.tsx';
import { type ClassOut, classStateTexts } from '../contract.ts';
import { LIFE, rankOf } from '../rules.ts';

/** The life of a class as a line: done, now, to come; each step with its day. */
export const ClassLife = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const dayOf = (state: string) => c.steps.find((s) => s.state === state)?.onDay;
  const cancelled = c.state === 'cancelled';
  const reached = Math.max(...c.steps.filter((s) => s.state !== 'cancelled').map((s) => rankOf(s.state)), 0);
  return (
    <ol className="loop tr-life" aria-label={t('这个班走到哪一步', 'Where the class stands')}>
      {LIFE.map((state, i) => {
        const at = cancelled ? (i <= reached ? 'd' : '') : state === c.state ? 'n' : i < rankOf(c.state) ? 'd' : '';
        return (
          <li key={state} className={at} aria-current={at === 'n' ? 'step' : undefined}>
            <b>{t(classStateTexts[state])}</b>
            <span className="num">{dayOf(state) ?? ''}</span>
          </li>
        );
      })}
    </ol>
  );
};

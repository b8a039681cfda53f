import type { Output } from '#platform/contract.ts';
import { Chip } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readStability } from '../../contractCriteria.ts';
import { type StandingState, standingStateTexts } from '../../rulesStanding.ts';
import type { Answer } from '../../rulesWindows.ts';
import { answerTexts, formTexts } from '../../rulesWindowsTexts.ts';
import { EvidenceBars } from '../EvidenceBars.tsx';
import './criteria.css';

type Told = Output<typeof readStability>;
const stateMarks: Readonly<Record<StandingState, MarkKind>> = { stable: 'ok', over: 'off', notYet: 'due', none: 'off' };
const answerMarks: Readonly<Record<Answer, MarkKind>> = {
  yes: 'ok',
  no: 'no',
  unverified: 'doubt',
  notYetDue: 'later',
  notApplicable: 'off',
};

/** 稳定情况 of one person: each criterion with its reason, and the retention windows. */
export const PersonStability = () => {
  const t = useT();
  const id = useSlotSubject();
  const read = useRead(readStability, { id });
  if (!read.data) return null;
  const { whole, criteria, windows, on } = read.data;
  return (
    <section className="emp-stable" aria-label={t('稳定情况', 'Stability')}>
      <h3>
        {t('稳定情况', 'Stability')}
        <span className="note"> {t(`按 ${on} 掌握的证据`, `by the evidence known on ${on}`)}</span>
      </h3>
      {!whole ? (
        <p className="home-none">
          {t(
            '您看到的只是在当地的务工，是否稳定由户籍地判断。',
            'You are told of the work in your area only; whether it is stable, the home area tells.',
          )}
        </p>
      ) : (
        <>
          <ul className="emp-stable-list">
            {criteria.map((c) => (
              <li key={`${c.province} ${c.key}`}>
                <St k={stateMarks[c.state]}>
                  {t(c.name)} {t(standingStateTexts[c.state])}
                </St>{' '}
                {c.province && <Chip>{t(c.provinceName)}</Chip>}
                <p>{t(c.words)}</p>
                <details>
                  <summary>{t(`口径（第 ${c.version} 版）`, `The criterion (version ${c.version})`)}</summary>
                  <p className="note">{t(c.rule)}</p>
                </details>
              </li>
            ))}
          </ul>
          {windows.map((w) => (
            <Windows key={w.spellId} of={w} />
          ))}
          {windows.length === 0 && (
            <p className="home-none">
              {t('没有登记帮扶的务工，不看 30、90、180、365 天窗口。', 'No helped work on record: no windows of 30, 90, 180 and 365 days.')}
            </p>
          )}
        </>
      )}
    </section>
  );
};

const Windows = ({ of: w }: { of: Told['windows'][number] }) => {
  const t = useT();
  const days = w.forms[0]!.answers.map((a) => a.window);
  return (
    <table className="t3">
      <caption className="note">{t(`帮扶后 ${w.start} 上岗，之后是否仍在`, `Still there after the help, in post from ${w.start}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('多久', 'After')}</th>
          {w.forms.map((f) => (
            <th key={f.form} scope="col">
              {t(formTexts[f.form])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((d, i) => (
          <tr key={d}>
            <th scope="row">
              {t(`${d} 天`, `${d} days`)} <span className="note num">{w.forms[0]!.answers[i]!.day}</span>
            </th>
            {w.forms.map((f) => {
              const a = f.answers[i]!;
              return (
                <td key={f.form} title={t(a.words)}>
                  <St k={answerMarks[a.answer]}>{t(answerTexts[a.answer])}</St>
                  {a.class !== null && <EvidenceBars of={a.class} />}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { certaintyTexts as standardCertainty } from '#standards/certainty.ts';
import { type Division, type Step, stepKindTexts } from '../contract.ts';

/** What it was called before and what became of it, each step with its document. */
export const History = ({ division: d }: { division: Division }) => {
  const t = useT();
  return (
    <section>
      <Sec t={t('沿革', 'History')} />
      <ul className="rg-steps rg-under">
        {[...d.earlier, ...d.later].map((step) => (
          <li key={`${step.oldCode}-${step.from}-${step.kind}`}>
            <StepLine step={step} />
            <br />
            <span className="note">
              <span lang="zh-CN">{step.source}</span> · {t(standardCertainty[step.certainty])}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const StepLine = ({ step }: { step: Step }) => {
  const t = useT();
  const main = step.into.filter((i) => i.main);
  const rest = step.into.filter((i) => !i.main);
  const list = (targets: Step['into']) =>
    targets.map((i, n) => (
      <span key={i.code}>
        {n > 0 && '、'}
        <Link to={`/regions/${i.code}`}>{i.name}</Link>
      </span>
    ));
  return (
    <>
      <span className="num nowrap">{step.from}</span>{' '}
      <Link to={`/regions/${step.oldCode}`}>
        {step.oldName} <span className="raw s13">{step.oldCode.slice(0, 6)}</span>
      </Link>{' '}
      {step.livesOn ? t('（仍在）部分', '(still in force), in part') : ''}
      {t(stepKindTexts[step.kind])}
      {main.length > 0 && <> → {list(main)}</>}
      {rest.length > 0 && (
        <>
          {main.length > 0 ? t('，部分到', ', parts to ') : ' → '}
          {list(rest)}
        </>
      )}
    </>
  );
};

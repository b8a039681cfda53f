import type { Output } from '#platform/contract.ts';
import { number, useT } from '#platform/web/lang.tsx';
import type { countFindings } from '../../contractDesk.ts';
import { type AgeBand, ageBandTexts } from '../../rulesDesk.ts';
import { ruleNumber } from '../../rulesRuleNames.ts';

interface Props {
  readonly counts: Output<typeof countFindings>;
  readonly rule: string | undefined;
  readonly band: AgeBand | undefined;
  readonly narrow: boolean;
  readonly onRule: (rule: string | undefined) => void;
  readonly onBand: (band: AgeBand | undefined) => void;
}

/** Rules with what stands open, and how long it has stood. */
export const RuleRail = ({ counts, rule, band, narrow, onRule, onBand }: Props) => {
  const t = useT();
  const most = Math.max(1, ...counts.bands.map((b) => b.open));
  const lines = [
    { key: undefined as string | undefined, code: '', name: t('全部', 'All'), n: counts.open },
    ...(counts.batches
      ? [{ key: 'lists', code: t('批量', 'Lists'), name: t('疑似统一填报', 'filled in for everybody'), n: counts.batches }]
      : []),
    ...counts.rules.map((r) => ({ key: r.rule, code: ruleNumber(r.rule), name: t(r.name), n: r.open })),
  ];
  if (narrow)
    return (
      <div className="rail-narrow">
        <label htmlFor="finding-rule">{t('规则', 'Rule')}</label>
        <select id="finding-rule" value={rule ?? ''} onChange={(e) => onRule(e.target.value || undefined)}>
          {lines.map((l) => (
            <option key={l.key ?? ''} value={l.key ?? ''}>
              {[l.code, l.name, `(${l.n})`].filter(Boolean).join(' ')}
            </option>
          ))}
        </select>
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section className="rule-rail" aria-label={t('按规则看', 'By rule')} tabIndex={0}>
      <ul>
        {lines.map((l) => (
          <li key={l.key ?? ''}>
            <button
              type="button"
              className="rule-line"
              {...(l.key === rule ? { 'aria-current': 'true' as const } : {})}
              onClick={() => onRule(l.key)}
            >
              <span className="rule-code">{l.code}</span>
              <span className="grow rule-name">{l.name}</span>
              <span className="num s12">{number(l.n)}</span>
            </button>
          </li>
        ))}
      </ul>
      <h2 className="rail-title">{t('存放天数（件）', 'Days open (findings)')}</h2>
      <ul className="age-bars">
        {counts.bands.map((b) => (
          <li key={b.band}>
            <button
              type="button"
              className="age-bar"
              {...(b.band === band ? { 'aria-current': 'true' as const } : {})}
              onClick={() => onBand(b.band === band ? undefined : b.band)}
            >
              <span className="age-name">{t(ageBandTexts[b.band])}</span>
              <span className="age-room" aria-hidden="true">
                <i className={b.band === 'older' ? 'old' : ''} style={{ width: `${Math.round((b.open / most) * 100)}%` }} />
              </span>
              <span className="num s12">{number(b.open)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

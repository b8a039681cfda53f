import { number, useT } from '#platform/web/lang.tsx';
import { type EvidenceClass, evidenceShortTexts } from '../../rulesSpell.ts';
import type { Line } from './curves.ts';

const percent = (share: number | null): string => (share === null ? '—' : `${(100 * share).toFixed(1)}%`);

/** The four answers of each window, for each group; every share with the numbers behind it. */
export const RetentionTable = ({ lines, label, grouped }: { lines: readonly Line[]; label: string; grouped: boolean }) => {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className="t3 retention-table">
        <thead>
          <tr>
            {grouped && <th scope="col">{t('组', 'Group')}</th>}
            <th scope="col">{t('窗口', 'Window')}</th>
            <th scope="col" className="r">
              {t('稳岗率（已核验）', 'Retention, verified')}
            </th>
            <th scope="col" className="r">
              {t('已上报', 'Reported')}
            </th>
            <th scope="col" className="r">
              {t('到期', 'Due')}
            </th>
            <th scope="col" className="r">
              {t('在岗', 'Yes')}
            </th>
            <th scope="col" className="r">
              {t('离岗', 'No')}
            </th>
            <th scope="col" className="r">
              {t('未核验', 'Not verified')}
            </th>
            <th scope="col" className="r">
              {t('未到期', 'Not yet due')}
            </th>
            <th scope="col" className="r">
              {t('核验率', 'Verified share')}
            </th>
            <th scope="col">{t('在岗的来源', 'Sources of yes')}</th>
            <th scope="col" className="r">
              {t('曲线', 'Curve')}
            </th>
            <th scope="col" className="r">
              {t('还在跟踪', 'At risk')}
            </th>
            <th scope="col">{t('有多可靠', 'How sure')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.flatMap(({ name, figures }) =>
            figures.windows.map((w) => (
              <tr key={`${name.zh} ${w.days}`}>
                {grouped && <td>{t(name)}</td>}
                <th scope="row">{t(`${w.days} 天`, `${w.days} days`)}</th>
                <td className="r num">{percent(w.rate)}</td>
                <td className="r num">{percent(w.reportedRate)}</td>
                <td className="r num">{number(w.due)}</td>
                <td className="r num">{number(w.yes)}</td>
                <td className="r num">{number(w.no)}</td>
                <td className="r num">{number(w.unverified)}</td>
                <td className="r num">{number(w.notYetDue)}</td>
                <td className="r num">{percent(w.verifiedShare)}</td>
                <td className="retention-sources">
                  {w.sources
                    .flatMap((n, i) => (n ? [`${t(evidenceShortTexts[(i + 1) as EvidenceClass])} ${number(n)}`] : []))
                    .join(t('，', ', ')) || '—'}
                </td>
                <td className="r num">{w.days > figures.curve.until && w.survival > 0 ? '—' : percent(w.survival)}</td>
                <td className="r num">{number(w.atRisk)}</td>
                <td className="retention-sure">{t(w.reliance.text)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
};

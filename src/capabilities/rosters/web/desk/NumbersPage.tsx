import { Button } from 'antd';
import { Link } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { tableOfFindings } from '../../contractDesk.ts';
import { LATE_DAYS } from '../../rulesDesk.ts';
import { ruleNumber } from '../../rulesRuleNames.ts';
import '#platform/web/lists.css';
import './desk.css';

/** 疑点统计: rules by areas; every number opens. */
export const NumbersPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('area');
  const area = /^\d{12}$/.test(url.area ?? '') ? url.area : undefined;
  const read = useRead(tableOfFindings, area ? { area } : {});
  const d = read.data;
  const to = (a: string | undefined, rule?: string) =>
    `/findings?${new URLSearchParams({ ...(rule ? { rule } : {}), ...(a ? { area: a } : {}) })}`;
  return (
    <Screen
      title={t('疑点统计', 'Findings in numbers')}
      sub={d && t(`未了 ${number(d.total)} 件`, `${number(d.total)} open`)}
      crumb={
        <>
          <Link to="/findings">{t('疑点', 'Findings')}</Link> / {t('统计', 'Numbers')}
        </>
      }
      actions={
        <>
          {area && (
            <Button icon={<I n="left" />} onClick={() => setUrl({ area: undefined })}>
              {t('回到本辖区', 'The whole area')}
            </Button>
          )}
          <Button icon={<I n="dl" />} href={`/api/findings/export${area ? `?area=${area}` : ''}`}>
            {t('导出表格', 'Export')}
          </Button>
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {d && d.areas.length === 0 && <Empty title={t('没有未了的疑点', 'No open findings')} />}
      {d && d.areas.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable by keyboard
        <section className="case-sides" tabIndex={0} aria-label={t('疑点按规则和地区', 'Findings by rule and area')}>
          <table className="t3 numbers">
            <thead>
              <tr>
                <th>{t('地区', 'Area')}</th>
                <th className="r">{t('合计', 'All')}</th>
                <th className="r">{t(`${LATE_DAYS} 天以上`, `${LATE_DAYS} days or more`)}</th>
                {d.rules.map((r) => (
                  <th key={r.rule} className="r" title={t(r.name)}>
                    {ruleNumber(r.rule) || t(r.name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className="numbers-all">
                <th scope="row">{t('合计', 'All')}</th>
                <td className="r num">{number(d.total)}</td>
                <td className="r num">{number(d.areas.reduce((n, a) => n + a.late, 0))}</td>
                {d.totals.map((n, i) => (
                  <td key={d.rules[i]!.rule} className="r num">
                    <Link to={to(area, d.rules[i]!.rule)}>{number(n)}</Link>
                  </td>
                ))}
              </tr>
              {d.areas.map((a) => (
                <tr key={a.area}>
                  <th scope="row">
                    {a.area.endsWith('000') && a.area !== area ? (
                      <Button type="link" size="small" className="inline-link" onClick={() => setUrl({ area: a.area })}>
                        {a.name}
                      </Button>
                    ) : (
                      a.name
                    )}
                  </th>
                  <td className="r num">
                    <Link to={to(a.area)}>{number(a.total)}</Link>
                  </td>
                  <td className={`r num ${a.late ? 'desk-late' : 'mute'}`}>{number(a.late)}</td>
                  {a.counts.map((n, i) => (
                    <td key={d.rules[i]!.rule} className="r num">
                      {n ? <Link to={to(a.area, d.rules[i]!.rule)}>{number(n)}</Link> : <span className="mute">0</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <ul className="numbers-key">
            {d.rules
              .filter((r) => ruleNumber(r.rule))
              .map((r) => (
                <li key={r.rule}>
                  <span className="rule-code">{r.rule}</span> {t(r.name)}
                </li>
              ))}
          </ul>
        </section>
      )}
    </Screen>
  );
};

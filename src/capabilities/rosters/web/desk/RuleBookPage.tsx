import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G, type MarkKind } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listRules, type RuleLine } from '../../contractDesk.ts';
import { certaintyTexts } from '../../rulesDesk.ts';
import '#platform/web/lists.css';
import './desk.css';

const marks: Readonly<Record<RuleLine['severity'], MarkKind>> = { error: 'no', doubt: 'doubt', hint: 'info' };
const severities = {
  error: { zh: '拒收：表里这样的行不写入', en: 'refused: such rows of a list are not written' },
  doubt: { zh: '存疑：写入，同时进疑点', en: 'doubt: written, and a finding' },
  hint: { zh: '线索：不是差错', en: 'lead: no mistake' },
} as const;

/** 规则手册: each rule in words, why it matters, what to do, where it comes from, how many stand open. */
export const RuleBookPage = () => {
  const t = useT();
  const read = useRead(listRules, {});
  return (
    <Screen
      title={t('规则手册', 'Rule book')}
      sub={t('查什么、为什么查、查到了怎么办', 'What is asked, why, and what to do')}
      crumb={
        <>
          <Link to="/findings">{t('疑点', 'Findings')}</Link> / {t('规则手册', 'Rule book')}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <ul className="rule-book">
        {read.data?.items.map((r) => (
          <li key={r.id} id={r.id}>
            <div className="row sp top">
              <h2>
                <span className="rule-code">{r.id}</span> {t(r.name)}
              </h2>
              <span className="nowrap">
                {r.open > 0 ? (
                  <Link to={`/findings?rule=${r.id}`}>{t(`未了 ${number(r.open)} 件`, `${number(r.open)} open`)}</Link>
                ) : (
                  <span className="mute s13">{t('没有未了的', 'none open')}</span>
                )}
              </span>
            </div>
            <p>{t(r.text)}</p>
            <dl className="facts">
              <div>
                <dt>{t('为什么', 'Why')}</dt>
                <dd>{t(r.why)}</dd>
              </div>
              <div>
                <dt>{t('怎么办', 'What to do')}</dt>
                <dd>{t(r.todo)}</dd>
              </div>
              <div>
                <dt>{t('查到了', 'When found')}</dt>
                <dd>
                  <G k={marks[r.severity]} /> {t(severities[r.severity])}
                  {t('；', '; ')}
                  {r.living
                    ? t('导入时查，每晚对在册档案也查', 'asked on import and of the register every night')
                    : t('只在导入时查', 'asked on import only')}
                </dd>
              </div>
              <div>
                <dt>{t('依据', 'Rests on')}</dt>
                <dd>
                  {t(r.source)}
                  {t('（', ' (')}
                  {t(certaintyTexts[r.certainty])}
                  {t('）', ')')}
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </Screen>
  );
};

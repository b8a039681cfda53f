import { Fragment } from 'react';
import { Link } from 'react-router';
import { number, useT } from '#platform/web/lang.tsx';
import { G, type MarkKind, St } from '#platform/web/marks.tsx';
import type { Batch, BatchCounts } from '../contractShapes.ts';
import { goingIn } from './batchWords.ts';

/** Every figure opens its rows. */
export const toTab = (tab: string, rule?: string): { readonly search: string; readonly hash: string } => ({
  search: `?${new URLSearchParams({ tab, ...(rule ? { rule } : {}) })}`,
  hash: '#rows',
});

/** 读入 = 接收 + 存疑 + 拒收 + 非数据行, shown balancing; and what the rows that go in would do. */
export const Balance = ({ batch, trial }: { batch: Batch; trial: boolean }) => {
  const t = useT();
  const { counts, state } = batch;
  const parts: readonly (readonly [keyof BatchCounts, string, string, MarkKind])[] = [
    ['accepted', '接收', 'Accepted', 'ok'],
    ['doubtful', '存疑', 'Doubtful', 'doubt'],
    ['refused', '拒收', 'Refused', 'no'],
    ['notRows', '非数据行', 'Not data', 'off'],
  ];
  const sum = counts.accepted + counts.doubtful + counts.refused + counts.notRows;
  const fig = (tab: string, n: number) =>
    n > 0 ? (
      <Link to={toTab(tab)} className="fig num">
        {number(n)}
      </Link>
    ) : (
      <span className="num">0</span>
    );
  return (
    <section className="imports-balance" aria-label={t('收支平衡', 'The balance')}>
      <div className="balance-line">
        <div className="balance-sum">
          <dl>
            <dt>{t('读入', 'Read')}</dt>
            <dd className="big">
              <span className="num">{number(counts.rows)}</span>
              <span className="u">{t('行', 'rows')}</span>
            </dd>
          </dl>
          {parts.map(([key, zh, en, mark], i) => (
            <Fragment key={key}>
              <span className="op" aria-hidden="true">
                {i === 0 ? '=' : '+'}
              </span>
              <dl>
                <dt>
                  <G k={mark} s={12} /> {t(zh, en)}
                </dt>
                <dd className="big">{fig(key, counts[key] as number)}</dd>
              </dl>
            </Fragment>
          ))}
        </div>
        <p className="balance-mark">
          {sum === counts.rows ? (
            <St k="ok">{t('收支相平', 'balances')}</St>
          ) : (
            <St k="no">{t('收支不平，请不要提交，并报障', 'does not balance: do not submit, report it')}</St>
          )}
        </p>
        {!trial && (
          <div className="balance-words s13 sub">
            <p>
              {state === 'written' || state === 'undone'
                ? t(`写入的 ${number(goingIn(counts))} 行里：`, `Of the ${number(goingIn(counts))} rows written: `)
                : state === 'cancelled'
                  ? t(
                      `本来要写入的 ${number(goingIn(counts))} 行里：`,
                      `Of the ${number(goingIn(counts))} rows that would have been written: `,
                    )
                  : t(`要写入的 ${number(goingIn(counts))} 行里：`, `Of the ${number(goingIn(counts))} rows to be written: `)}
              {t('新增 ', 'new ')}
              <span className="num b">{number(counts.new)}</span>
              {t('，有改动 ', ', changed ')}
              {fig('changed', counts.changed)}
              {t('，无变化 ', ', unchanged ')}
              <span className="num b">{number(counts.unchanged)}</span>
            </p>
            <p className="note">
              {t('存疑的也写入，同时进疑点；拒收的一行都不写', 'Doubtful rows are written too and go to the desk; refused rows are not')}
            </p>
          </div>
        )}
      </div>
      <div className="balance-bar" aria-hidden="true">
        {parts.map(([key]) => {
          const n = counts[key] as number;
          return n > 0 ? <i key={key} className={`bar-${key}`} style={{ flexGrow: n }} /> : null;
        })}
      </div>
    </section>
  );
};

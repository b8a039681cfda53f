import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CallFailed } from './api.ts';
import { I } from './icons.tsx';
import { useLang, useT } from './lang.tsx';
import { G } from './marks.tsx';

/** Empty, first time: what belongs here, and ways to begin. */
export const Empty = ({ title, hint, actions }: { title: ReactNode; hint?: ReactNode; actions?: ReactNode }) => (
  <div className="state" role="status">
    <h2>{title}</h2>
    {hint && <p className="sub">{hint}</p>}
    {actions && <div className="row gap12">{actions}</div>}
  </div>
);

/** Empty because of filters: the filter in words and the way out. */
export const EmptyFiltered = ({ words, onClear }: { words: string; onClear: () => void }) => {
  const t = useT();
  return (
    <div className="state" role="status">
      <p>
        {t(`按“${words}”没有找到。`, `Nothing matches “${words}”.`)}{' '}
        <Button type="link" size="small" onClick={onClear}>
          {t('清除筛选', 'Clear filters')}
        </Button>
      </p>
    </div>
  );
};

/** Nothing for 0.3 s, then a skeleton of true row height; after 5 s what is being done. */
export const Loading = ({ rows = 8, what }: { rows?: number; what?: string }) => {
  const t = useT();
  const [phase, setPhase] = useState(0);
  useEffect(() => {
    const a = window.setTimeout(() => setPhase(1), 300);
    const b = window.setTimeout(() => setPhase(2), 5000);
    return () => {
      window.clearTimeout(a);
      window.clearTimeout(b);
    };
  }, []);
  if (phase === 0) return <div aria-busy="true" />;
  return (
    <div aria-busy="true" className="skeleton">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholder rows
        <span key={i} />
      ))}
      <p className="note" role="status">
        {phase === 2 ? (what ?? t('还在读取，数据较多或网络较慢', 'Still reading: much data or a slow network')) : ''}
      </p>
    </div>
  );
};

/** What happened, that nothing typed is lost, again, and a request number that can be read aloud. A refusal never tells whether a record exists. */
export const ProblemView = ({ problem, onRetry }: { problem: CallFailed; onRetry?: () => void }) => {
  const t = useT();
  const { lang } = useLang();
  const go = useNavigate();
  const refused = problem.status === 403 || problem.status === 404;
  return (
    <div className="state row top gap12" role="alert">
      {refused ? <I n="lock" s={24} /> : <G k="no" s={26} />}
      <div>
        <h2>{refused ? t('打不开这一页', 'This page cannot be opened') : t('没有读到', 'This could not be read')}</h2>
        <p className="sub">{problem.body.text[lang]}</p>
        <div className="row gap12">
          {onRetry && !refused && (
            <Button type="primary" onClick={onRetry}>
              {t('再试一次', 'Try again')}
            </Button>
          )}
          <Button onClick={() => go('/')}>{t('回到今天', 'Back to today')}</Button>
        </div>
        {problem.body.requestId && (
          <p className="note">
            {t('报障时请念：请求号 ', 'When reporting, quote request ')}
            <span className="raw">{problem.body.requestId}</span>
          </p>
        )}
      </div>
    </div>
  );
};

/** The sentence of a refused write, beside the button that was pressed. */
export const WriteProblem = ({ problem }: { problem: CallFailed | null }) => {
  const { lang } = useLang();
  if (!problem) return null;
  return (
    <span className="stt stt-no" role="alert">
      <G k="no" />
      {problem.body.text[lang]}
      {problem.status === 500 && <span className="raw note"> {problem.body.requestId}</span>}
    </span>
  );
};

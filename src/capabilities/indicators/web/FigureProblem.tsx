import { Button } from 'antd';
import type { CallFailed } from '#platform/web/api.ts';
import { useLang, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { ProblemView } from '#platform/web/states.tsx';

/** A question that cannot be answered: why, in a sentence, and the way back to one that can. The question stays above, to be mended. */
export const FigureProblem = ({ problem, onRetry, onReset }: { problem: CallFailed; onRetry: () => void; onReset: () => void }) => {
  const t = useT();
  const { lang } = useLang();
  if (problem.status !== 422 && problem.status !== 403) return <ProblemView problem={problem} onRetry={onRetry} />;
  return (
    <div className="state row top gap12" role="alert">
      <G k="no" s={26} />
      <div>
        <h2>{t('这样统计不了', 'This cannot be counted')}</h2>
        <p className="sub">{problem.body.text[lang]}</p>
        <Button type="primary" onClick={onReset}>
          {t('回到我的辖区，本年累计', 'Back to my area, year to date')}
        </Button>
      </div>
    </div>
  );
};

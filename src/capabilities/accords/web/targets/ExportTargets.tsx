import { Button } from 'antd';
import { useState } from 'react';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { exportTargets } from '../../contract.ts';

/** Targets of a year with their history, as a spreadsheet; on record. */
export const ExportTargets = ({ year }: { year: number }) => {
  const t = useT();
  const stepped = useSteppedUp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await stepped(() => download(exportTargets, { year }, `${t('协议目标', 'targets')}-${year}.xlsx`));
    } catch (error) {
      // closing the question is no failure
      if ((error as CallFailed).code !== 'access.stepUpNeeded') setProblem(error as CallFailed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <WriteProblem problem={problem} />
      <Button size="small" icon={<I n="out" />} loading={busy} onClick={() => void go()}>
        {t(`导出 ${year} 年目标`, `Export targets of ${year}`)}
      </Button>
    </>
  );
};

import { Button } from 'antd';
import { useState } from 'react';
import type { Input } from '#platform/contract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { exportItems } from '../../contractPlans.ts';

/** The list as it is filtered now, as a spreadsheet; asks who it is, and is on record. */
export const ItemsExport = ({ filter, total }: { filter: Input<typeof exportItems>; total: number | null | undefined }) => {
  const t = useT();
  const stepped = useSteppedUp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await stepped(() => download(exportItems, filter, `${t('工作要点', 'work-points')}.xlsx`));
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
      <Button icon={<I n="out" />} loading={busy} disabled={total === 0} onClick={() => void go()}>
        {typeof total === 'number' ? t(`导出 ${number(total)} 件`, `Export ${number(total)}`) : t('导出', 'Export')}
      </Button>
    </>
  );
};

import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { readClassFunnel } from '../../contractTraining.ts';
import { PEOPLE_STAGES } from '../../rulesTraining.ts';
import { StagePeople } from './StagePeople.tsx';
import { Rates, StageTable } from './StageTable.tsx';
import './results.css';

/** 成效 of one class, in its page. */
export const ClassFunnel = () => {
  const t = useT();
  const id = useSlotSubject();
  const [{ stage: asked }, setUrl] = useUrlState('stage');
  const read = useRead(readClassFunnel, { id });
  const stage = PEOPLE_STAGES.find((s) => s === asked);
  const d = read.data;
  const link = (s: string) => `?stage=${s}`;
  return (
    <section className="section">
      <Sec
        t={t('成效', 'Results')}
        sub={d ? t(`截至 ${d.asOf}，按 ${instant(d.knownAt)} 所知`, `as of ${d.asOf}, as known at ${instant(d.knownAt)}`) : ''}
      />
      {read.error ? (
        <ProblemView problem={read.error} onRetry={() => void read.refetch()} />
      ) : !d ? (
        <Loading rows={5} />
      ) : (
        <>
          <StageTable counts={d.counts} link={link} open={stage} />
          <Rates counts={d.counts} />
          {stage && (
            <StagePeople
              of={{ from: d.asOf, to: d.asOf, classId: id, stage }}
              expected={d.counts.times[stage]}
              onClose={() => setUrl({ stage: undefined })}
            />
          )}
        </>
      )}
    </section>
  );
};

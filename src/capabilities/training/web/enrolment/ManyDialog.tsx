import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { admit, type invite, markFinished, type Standing, type TraineeRow } from '../../contract.ts';
import { EnrolmentMark } from './parts.tsx';

type Dealt = Output<typeof invite>;
/** What became of each of many, told person by person. */
export const DealtList = ({ of, onClose }: { of: Dealt; onClose: () => void }) => {
  const t = useT();
  return (
    <Modal
      open
      title={t(`办好 ${of.done} 人，没办 ${of.refused} 人`, `Done: ${of.done}; not done: ${of.refused}`)}
      onCancel={onClose}
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={<Button onClick={onClose}>{t('知道了', 'Close')}</Button>}
    >
      <ul className="en-signs">
        {of.items.map((i) => (
          <li key={i.workerId}>
            <b className="b" lang="zh-CN">
              {i.name}
            </b>{' '}
            {i.why ? <St k="no">{t(i.why)}</St> : i.state && <EnrolmentMark state={i.state} />}
          </li>
        ))}
      </ul>
    </Modal>
  );
};

interface Props {
  readonly classId: string;
  readonly deed: 'admit' | 'finish';
  readonly rows: readonly TraineeRow[];
  readonly standing: Standing;
  readonly onClose: () => void;
}
/** Many at once: admitted as far as there are seats, the others to the waiting list; or finished. */
export const ManyDialog = ({ classId, deed, rows, standing, onClose }: Props) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>();
  const [done, setDone] = useState<Dealt | null>(null);
  const options = { stales: ['training.', 'workers.'], onDone: setDone };
  const admits = useWrite(admit, options);
  const finishes = useWrite(markFinished, options);
  if (done) return <DealtList of={done} onClose={onClose} />;
  const enrolmentIds = rows.map((r) => r.enrolmentId);
  const free = Math.max(0, standing.seats - standing.enrolled);
  return (
    <Confirm
      open
      title={
        deed === 'admit'
          ? t(`录取 ${rows.length} 人？`, `Admit ${rows.length} people?`)
          : t(`登记 ${rows.length} 人结业？`, `Enter that ${rows.length} finished?`)
      }
      action={deed === 'admit' ? t('录取', 'Admit') : t('登记结业', 'Enter')}
      ready={deed === 'admit' || day !== undefined}
      busy={admits.isPending || finishes.isPending}
      problem={admits.error ?? finishes.error}
      onCancel={onClose}
      onAct={() =>
        deed === 'admit'
          ? admits.mutate({ id: classId, enrolmentIds, ...(day ? { onDay: day } : {}) })
          : day && finishes.mutate({ id: classId, enrolmentIds, onDay: day })
      }
    >
      <p>
        {deed === 'admit'
          ? t(
              `还有 ${free} 个名额，候补 ${standing.waiting} 人。名额不够的进候补，按先后排。`,
              `${free} seats are free, ${standing.waiting} wait. Whoever finds none waits in order.`,
            )
          : t('出勤和考核由学校核对过再登记。', 'Attendance and marks are checked before.')}
      </p>
      <div className="en-dialog">
        <Field
          name="onDay"
          label={deed === 'admit' ? t('录取日期', 'Admitted on') : t('结业日期', 'Finished on')}
          {...(deed === 'admit' ? { optional: true, hint: t('不填就是今天', 'Today unless told') } : {})}
        >
          <DayPicker value={day} onChange={setDay} />
        </Field>
      </div>
    </Confirm>
  );
};

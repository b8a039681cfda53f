import { Input } from 'antd';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { ChangedNotice, Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { correctItem, type WorkItemWhole } from '../../contractPlans.ts';
import { UnitFields, type UnitValue } from './UnitFields.tsx';

const SIDES = ['origin', 'host'] as const;
const unit = (u: WorkItemWhole['units']['origin']): UnitValue =>
  u.organisationId
    ? { organisationId: u.organisationId, name: '', areaCode: '' }
    : { organisationId: null, name: u.name, areaCode: u.areaCode };

/** Words and units of an item were wrong; the earlier version stays in the history. */
export const PlanItemCorrect = ({ of, onClose }: { of: WorkItemWhole; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    correctItem,
    {
      id: of.id,
      seen: of.seen,
      title: of.title,
      outcome: of.outcome,
      origin: unit(of.units.origin),
      host: unit(of.units.host),
      reason: '',
    },
    onClose,
  );
  /** Mine over the newer version; the units I do not speak for as they stand there. */
  const over = (current: WorkItemWhole) => ({
    seen: current.seen,
    ...Object.fromEntries(SIDES.filter((s) => !of.speaks.includes(s)).map((s) => [s, unit(current.units[s])])),
  });
  const { values, set, errorOf, leave, problem } = event;
  const changed = problem?.code === 'platform.changed' ? problem : null;
  return (
    <EventDialog
      wide
      title={t('更正这件要点', 'Correct this work point')}
      note={t(
        '改之前的写法留在经过里，对方会收到提醒。责任单位只能改自己一边的。完成日另有“改完成日”。',
        'What it said before stays in the history, and the other side is told. A side changes its own responsible unit. The due day is moved by its own step.',
      )}
      action={t('存下更正', 'Save the correction')}
      event={event}
      problem={changed ? null : problem}
      onClose={onClose}
    >
      <Field name="title" label={t('事项', 'Item')} error={errorOf('title')}>
        <Input maxLength={80} value={values.title} onChange={(e) => set('title', e.target.value)} onBlur={() => leave('title')} />
      </Field>
      <Field name="outcome" label={t('做到什么算完', 'What shall be there at the end')} error={errorOf('outcome')}>
        <Input.TextArea
          rows={3}
          maxLength={400}
          value={values.outcome}
          onChange={(e) => set('outcome', e.target.value)}
          onBlur={() => leave('outcome')}
        />
      </Field>
      {of.speaks.map((side) => (
        <UnitFields key={side} side={side} value={values[side] as UnitValue} error={errorOf(side)} onChange={(u) => set(side, u)} />
      ))}
      <ReasonField
        value={values.reason}
        error={errorOf('reason')}
        onChange={(r) => set('reason', r ?? '')}
        onLeave={() => leave('reason')}
      />
      {changed && (
        <ChangedNotice
          problem={changed}
          fields={{ title: t('事项', 'Item'), outcome: t('做到什么算完', 'What shall be there at the end') }}
          mine={values as unknown as Record<string, unknown>}
          onMine={(current) => event.save(over(current as unknown as WorkItemWhole))}
          onTheirs={onClose}
        />
      )}
    </EventDialog>
  );
};

import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, nothingChanged, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { joinHousehold, Relation, relationTexts } from '../contract.ts';
import { WorkerPicker } from './choices.tsx';
import type { EventProps } from './personEvents.ts';

type Way = 'stay' | 'number' | 'member' | 'found';

/** 入户、分户、改与户主关系. A household has one head; the server says so where there would be two. */
export const HouseholdDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const mine = person.household?.members.find((m) => m.workerId === person.workerId);
  const [way, setWay] = useState<Way>(mine ? 'stay' : 'number');
  const event = useEvent(joinHousehold, { id: person.workerId, relation: mine?.relation ?? ('' as never) }, ({ lacksHead }) => {
    onTold(
      lacksHead
        ? t('家庭关系已登记；这一户还没有户主，请补登', 'On record; this household has no head yet')
        : t('家庭关系已登记', 'The household is on record'),
    );
    onClose();
  });
  const { values } = event;
  const others = person.household?.members.filter((m) => m.workerId !== person.workerId) ?? [];
  const choose = (next: Way) => {
    setWay(next);
    event.setValues({
      id: values.id,
      relation: next === 'found' ? 'head' : values.relation,
      ...(values.from ? { from: values.from } : {}),
      ...(values.reason ? { reason: values.reason } : {}),
      ...(next === 'found' ? { found: true } : {}),
      ...(next === 'stay' && others[0] ? { memberId: others[0].workerId } : {}),
      ...(next === 'stay' && !others[0] && person.household?.number ? { number: person.household.number } : {}),
    });
  };
  // staying with the same relation would write a version that changes nothing
  const same = way === 'stay' && values.relation === mine?.relation && !values.from;
  const [pressed, setPressed] = useState(false);
  /** Staying where one is names the own household by somebody who belongs to it. */
  const save = () => {
    if (same) return setPressed(true);
    if (way !== 'stay') return event.save();
    event.save(others[0] ? { memberId: others[0].workerId } : person.household?.number ? { number: person.household.number } : {});
  };
  const ready =
    way === 'number'
      ? Boolean(values.number)
      : way === 'member'
        ? Boolean(values.memberId)
        : way === 'stay'
          ? others.length > 0 || Boolean(person.household?.number)
          : true;
  return (
    <EventDialog
      title={t(`家庭：${person.name}`, `Household: ${person.name}`)}
      note={t(
        '离开原来一户、进入新的一户一起登记，旧的关系留在时间线上。',
        'Leaving one household and joining another are recorded together; the former stays on the timeline.',
      )}
      action={
        way === 'found'
          ? t('新立一户', 'Found the household')
          : way === 'stay'
            ? t('更正关系', 'Change the relation')
            : t('登记入户', 'Record it')
      }
      ready={ready}
      event={event}
      whole={pressed && same ? nothingChanged : event.errorOf('')}
      onClose={onClose}
      onSave={save}
    >
      <Field name="way" label={<span id="l-way">{t('到哪一户', 'Which household')}</span>}>
        <Radio.Group
          aria-labelledby="l-way"
          className="radio-lines"
          value={way}
          onChange={(e) => choose(e.target.value as Way)}
          options={[
            ...(mine ? [{ value: 'stay', label: t('还在这一户，只改与户主关系', 'Stays; only the relation changes') }] : []),
            { value: 'number', label: t('按户编号入户', 'Joins by household number') },
            { value: 'member', label: t('入某个人的一户', 'Joins somebody’s household') },
            { value: 'found', label: t('分户或新立一户', 'Founds a new household') },
          ]}
        />
      </Field>
      {(way === 'number' || way === 'found') && (
        <Field
          name="number"
          label={t('户编号', 'Household number')}
          {...(way === 'found' ? { optional: true, hint: t('有编号才填', 'Where it has one') } : {})}
          error={event.errorOf('number')}
        >
          <Input
            className="raw"
            maxLength={40}
            value={values.number ?? ''}
            onChange={(e) => event.set('number', e.target.value || undefined)}
          />
        </Field>
      )}
      {way === 'member' && (
        <Field name="memberId" label={t('这一户里的人', 'Somebody who belongs to it')} error={event.errorOf('memberId')}>
          <WorkerPicker not={[person.workerId]} value={values.memberId} onChange={(memberId) => event.set('memberId', memberId)} />
        </Field>
      )}
      <Field name="relation" label={t('与户主关系', 'Relation to the head')} error={event.errorOf('relation')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={values.relation || null}
          placeholder={t('选一种关系', 'Choose a relation')}
          onChange={(r) => event.set('relation', r)}
          options={Relation.options.map((r) => ({ value: r, label: t(relationTexts[r]) }))}
        />
      </Field>
      <Field
        name="from"
        label={t('从哪天起', 'From')}
        optional
        hint={t('不填就从今天起', 'Empty: from today')}
        error={event.errorOf('from')}
      >
        <DayPicker value={values.from} onChange={(from) => event.set('from', from)} />
      </Field>
      <ReasonField optional value={values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r)} />
    </EventDialog>
  );
};

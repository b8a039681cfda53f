import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OccupationPicker, OccupationsPicker } from '#platform/web/OccupationPicker.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { addSkill, Hindrance, hindranceTexts, saveIntention, Willing, willingTexts } from '../contract.ts';
import { PeopleChoice, PlacesChoice } from './choices.tsx';
import type { EventProps } from './personEvents.ts';

/** 技能: an occupation of the classification, or what the person can do in words. */
export const SkillDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const event = useEvent(addSkill, { id: person.workerId, occupation: '', words: '' }, () => {
    onTold(t('技能已登记', 'The skill is on record'));
    onClose();
  });
  const { values } = event;
  return (
    <EventDialog
      title={t(`登记技能：${person.name}`, `Record a skill: ${person.name}`)}
      action={t('登记技能', 'Record the skill')}
      event={event}
      onClose={onClose}
    >
      <Field name="occupation" label={t('工种', 'Occupation')} optional error={event.errorOf('occupation')}>
        <OccupationPicker value={values.occupation || undefined} onChange={(code) => event.set('occupation', code ?? '')} />
      </Field>
      <Field
        name="words"
        label={t('会做什么', 'In words')}
        optional
        hint={t('列表里没有的，用一句话写，如“会做米粉”', 'What the list lacks, such as “makes rice noodles”')}
        error={event.errorOf('words')}
      >
        <Input value={values.words ?? ''} maxLength={60} onChange={(e) => event.set('words', e.target.value)} />
      </Field>
      <Field name="years" label={t('做了几年', 'Years')} optional error={event.errorOf('years')}>
        <InputNumber min={0} max={70} value={values.years ?? null} onChange={(years) => event.set('years', years ?? undefined)} />
      </Field>
    </EventDialog>
  );
};

type Written = Parameters<ReturnType<typeof useEvent<typeof saveIntention>>['setValues']>[0];

/** 意愿: whether to go out, for what work, where, with whom; what stands in the way. */
export const IntentionDialog = ({ person, onClose, onTold }: EventProps) => {
  const t = useT();
  const now = person.intention ?? undefined;
  const event = useEvent(
    saveIntention,
    {
      id: person.workerId,
      willing: (now?.willing ?? '') as Written['willing'],
      hindered: (now?.hindered ?? []) as NonNullable<Written['hindered']>,
      occupations: now?.occupations.map((o) => o.code) ?? [],
      places: now?.places.map((p) => p.code) ?? [],
      together: now?.together.map((p) => p.workerId) ?? [],
      ...(now?.payMin != null ? { payMin: now.payMin } : {}),
      training: now?.training ?? '',
      note: now?.note ?? '',
    },
    () => {
      onTold(t('意愿已登记，上一次说的留在时间线上', 'On record; what was said before stays on the timeline'));
      onClose();
    },
  );
  const { values } = event;
  return (
    <EventDialog
      wide
      title={t(`登记就业意愿：${person.name}`, `Record the intention: ${person.name}`)}
      action={t('登记意愿', 'Record the intention')}
      event={event}
      onClose={onClose}
    >
      <Field name="willing" label={<span id="l-willing">{t('愿意外出吗', 'Willing to go out')}</span>} error={event.errorOf('willing')}>
        <Radio.Group
          aria-labelledby="l-willing"
          value={values.willing}
          onChange={(e) => event.set('willing', e.target.value)}
          options={Willing.options.map((w) => ({ value: w, label: t(willingTexts[w]) }))}
        />
      </Field>
      {(values.willing === 'no' || values.willing === 'local' || (values.hindered ?? []).length > 0) && (
        <Field name="hindered" label={<span id="l-hindered">{t('不能外出的原因', 'What stands in the way')}</span>} optional>
          <Checkbox.Group
            role="group"
            aria-labelledby="l-hindered"
            value={[...(values.hindered ?? [])]}
            onChange={(next) => event.set('hindered', next)}
            options={Hindrance.options.map((h) => ({ value: h, label: t(hindranceTexts[h]) }))}
          />
        </Field>
      )}
      {values.willing !== 'no' && (
        <>
          <Field
            name="occupations"
            label={t('想做的工种', 'Occupations')}
            optional
            hint={t('最多 5 种', 'Five at most')}
            error={event.errorOf('occupations')}
          >
            <OccupationsPicker most={5} value={values.occupations ?? []} onChange={(codes) => event.set('occupations', codes)} />
          </Field>
          <PlacesChoice
            known={now?.places ?? []}
            value={values.places ?? []}
            error={event.errorOf('places')}
            onChange={(codes) => event.set('places', codes)}
          />
          <Field name="payMin" label={t('期望月薪（元）', 'Expected pay (yuan a month)')} optional error={event.errorOf('payMin')}>
            <InputNumber
              min={0}
              max={100_000}
              step={100}
              value={values.payMin ?? null}
              onChange={(pay) => event.set('payMin', pay ?? undefined)}
            />
          </Field>
          <PeopleChoice
            not={person.workerId}
            known={now?.together ?? []}
            value={values.together ?? []}
            error={event.errorOf('together')}
            onChange={(ids) => event.set('together', ids)}
          />
        </>
      )}
      <Field name="training" label={t('想学什么', 'Wants to learn')} optional error={event.errorOf('training')}>
        <Input value={values.training ?? ''} maxLength={100} onChange={(e) => event.set('training', e.target.value)} />
      </Field>
      <Field name="note" label={t('说明', 'Note')} optional error={event.errorOf('note')}>
        <Input.TextArea rows={2} maxLength={200} value={values.note ?? ''} onChange={(e) => event.set('note', e.target.value)} />
      </Field>
      <Field
        name="statedOn"
        label={t('哪天说的', 'Stated on')}
        optional
        hint={t('不填就是今天', 'Empty: today')}
        error={event.errorOf('statedOn')}
      >
        <DayPicker value={values.statedOn} onChange={(day) => event.set('statedOn', day)} />
      </Field>
    </EventDialog>
  );
};

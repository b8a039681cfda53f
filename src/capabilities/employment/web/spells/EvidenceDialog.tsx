import { Input, Radio, Select } from 'antd';
import type { Input as InputOf } from '#platform/contract.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { FormFile } from '#platform/web/FileField.tsx';
import { FromField } from '#platform/web/FromField.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import type { Text } from '#standards/text.ts';
import { EVIDENCE_FILE, vouchSpell } from '../../contract.ts';
import { type EvidenceClass, evidenceClassTexts, saysTexts } from '../../rules.ts';
import { type DialogProps, type SpellRef, STALE } from './spellEvents.ts';

type Values = InputOf<typeof vouchSpell>;

/** 在岗证据: who saw what on which day. What it covers follows from its class. */
export const EvidenceDialog = ({
  spell,
  words,
  classes,
  onClose,
  onTold,
}: DialogProps & { spell: SpellRef; words: Text; classes: readonly number[] }) => {
  const t = useT();
  const event = useEvent(
    vouchSpell,
    { id: spell.workerId, spellId: spell.id, class: classes.at(-1)!, says: 'in_post', observed: '' } as Values,
    ({ conflicts }) => {
      onTold(
        conflicts.length
          ? t(
              `证据已登记。它与更可靠的证据不一致，按更可靠的算：${conflicts.map((c) => c.zh).join('；')}`,
              `The evidence is on record. It disagrees with better evidence, which counts: ${conflicts.map((c) => c.en).join('; ')}`,
            )
          : t('证据已登记', 'The evidence is on record'),
      );
      onClose();
    },
    STALE,
  );
  const { values: v, errorOf } = event;
  const many = (next: { readonly [K in keyof Values]?: Values[K] | undefined }) =>
    event.setValues(Object.fromEntries(Object.entries({ ...v, ...next }).filter(([, x]) => x !== undefined)) as unknown as Values);
  const months = v.class <= 2;
  const inPost = v.says === 'in_post';
  return (
    <EventDialog
      title={t(`在岗证据：${words.zh}`, `Evidence: ${words.en}`)}
      action={t('登记证据', 'Enter the evidence')}
      event={event}
      onClose={onClose}
    >
      <Field
        name="class"
        label={t('证据等级', 'Class')}
        error={errorOf('class')}
        hint={t('1 最可靠，6 最弱', '1 is the best, 6 the weakest')}
      >
        <Select
          value={v.class}
          options={classes.map((c) => ({ value: c, label: `${c} ${t(evidenceClassTexts[c as EvidenceClass])}` }))}
          onChange={(rank: number) => many({ class: rank, coversFrom: undefined, coversTo: undefined })}
        />
      </Field>
      <Field name="says" label={<span id="l-says">{t('说明', 'Says')}</span>} error={errorOf('says')}>
        <Radio.Group
          aria-labelledby="l-says"
          value={v.says}
          onChange={(e) => many({ says: e.target.value, coversFrom: undefined, coversTo: undefined })}
          options={Object.entries(saysTexts).map(([value, text]) => ({ value, label: t(text) }))}
        />
      </Field>
      <Field
        name="observed"
        label={t('观察日', 'Day of observation')}
        error={errorOf('observed')}
        hint={t(
          '走访、打电话、查到记录的那天；名单写它说到的最后一天',
          'The day of the visit, the call, the look-up; of a list the last day it speaks of',
        )}
      >
        <DayPicker value={v.observed || undefined} onChange={(day) => many({ observed: day ?? '' })} />
      </Field>
      {!inPost ? (
        <Field
          name="coversFrom"
          label={t('从哪天起不在岗', 'Not in post from')}
          optional
          error={errorOf('coversFrom')}
          hint={t('不填就是观察日', 'The day of observation unless given')}
        >
          <DayPicker value={v.coversFrom} onChange={(day) => many({ coversFrom: day })} />
        </Field>
      ) : months ? (
        <div className="form-2" key="months">
          <FromField
            name="coversFrom"
            label={t('从哪个月', 'From which month')}
            day={v.coversFrom}
            precision="month"
            hint={t('如 2026-03，整月都算', 'Such as 2026-03; the whole month counts')}
            error={errorOf('coversFrom')}
            onChange={(day) => many({ coversFrom: day || undefined })}
          />
          <FromField
            name="coversTo"
            end
            optional
            label={t('到哪个月', 'To which month')}
            day={v.coversTo}
            precision="month"
            hint={t('只有一个月就不填', 'Left out where it is one month')}
            error={errorOf('coversTo')}
            onChange={(day) => many({ coversTo: day || undefined })}
          />
        </div>
      ) : (
        <div className="form-2" key="days">
          <Field
            name="coversFrom"
            label={t('从哪天', 'From')}
            optional
            error={errorOf('coversFrom')}
            hint={t('不填就从这一段的开始', 'The start of the spell unless given')}
          >
            <DayPicker value={v.coversFrom} onChange={(day) => many({ coversFrom: day })} />
          </Field>
          <Field
            name="coversTo"
            label={t('到哪天', 'To')}
            optional
            error={errorOf('coversTo')}
            hint={t('不填就到观察日', 'The day of observation unless given')}
          >
            <DayPicker value={v.coversTo} onChange={(day) => many({ coversTo: day })} />
          </Field>
        </div>
      )}
      <Field
        name="note"
        label={t('说明或出处', 'Note or source')}
        {...(v.class <= 3 && !v.fileId ? {} : { optional: true })}
        error={errorOf('note')}
        hint={t('如在哪个系统查到、找谁问的；不要写证件号', 'Such as where it was looked up or who was asked; no numbers')}
      >
        <Input value={v.note ?? ''} maxLength={200} onChange={(e) => many({ note: e.target.value })} />
      </Field>
      <FormFile
        id="evidence-file"
        label={t('附件', 'File')}
        which={t('（选填，照片、PDF、表格）', ' (optional: photo, PDF, sheet)')}
        accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.xls,.ods,.docx"
        purpose={EVIDENCE_FILE}
        value={v.fileId ?? null}
        onChange={(fileId) => many({ fileId: fileId ?? undefined })}
      />
    </EventDialog>
  );
};

import { Input, InputNumber, Radio, Select } from 'antd';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import {
  correctIncident,
  type Incident,
  IncidentKind,
  IncidentState,
  incidentKindTexts,
  incidentStateTexts,
  type Organisation,
  recordIncident,
} from '../contract.ts';

interface Props {
  readonly of: Organisation;
  /** The one that is corrected; null for a new one. */
  readonly incident: Incident | null;
  readonly onClose: () => void;
}

const STALES = ['organisations.'];

/** Records an incident, or corrects one. */
export const IncidentDialog = ({ of, incident, onClose }: Props) => {
  const t = useT();
  const facts = {
    id: incident?.organisationId ?? of.id,
    kind: incident?.kind ?? ('wage_arrears' as const),
    happenedOn: incident?.happenedOn ?? '',
    precision: incident?.precision ?? ('day' as const),
    what: incident?.what ?? '',
    amount: incident?.amount ?? null,
    persons: incident?.persons ?? null,
    source: incident?.source ?? '',
  };
  const fresh = useForm(recordIncident, facts);
  const again = useForm(correctIncident, {
    ...facts,
    incidentId: incident?.id ?? '00000000-0000-4000-8000-000000000000',
    seen: incident?.recorded ?? '',
    state: incident?.state ?? 'open',
    settledOn: incident?.settledOn ?? null,
    outcome: incident?.outcome ?? '',
    reason: '',
  });
  const form = (incident ? again : fresh) as typeof fresh;
  const record = useDeed(recordIncident, { stales: STALES, onDone: onClose });
  const correct = useDeed(correctIncident, { stales: STALES, onDone: onClose });
  const deed = incident ? correct : record;
  const { values } = form;
  return (
    <Confirm
      open
      held={deed.asking}
      title={incident ? t('更正事件', 'Correct an incident') : t(`${of.name}：登记事件`, `${of.name}: record an incident`)}
      action={incident ? t('存下更正', 'Save the correction') : t('登记事件', 'Record')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => {
        if (!form.validate()) return;
        void (incident ? correct.act(again.values) : record.act(fresh.values));
      }}
    >
      <div className="og-dialog">
        <Field name="kind" label={t('哪一种', 'Kind')} error={form.errorOf('kind')}>
          <Select
            value={values.kind}
            options={IncidentKind.options.map((k) => ({ value: k, label: t(incidentKindTexts[k]) }))}
            onChange={(k: string) => form.set('kind', k)}
          />
        </Field>
        <div className="form-2">
          <Field name="happenedOn" label={t('发生日期', 'Day')} error={form.errorOf('happenedOn')}>
            <DayPicker value={values.happenedOn || undefined} onChange={(d) => form.set('happenedOn', d ?? '')} />
          </Field>
          <Field name="precision" label={<span id="l-precision">{t('日期知道到', 'Known to the')}</span>} error={form.errorOf('precision')}>
            <Radio.Group
              aria-labelledby="l-precision"
              value={values.precision}
              onChange={(e) => form.set('precision', e.target.value)}
              options={[
                { value: 'day', label: t('日', 'day') },
                { value: 'month', label: t('月', 'month') },
              ]}
            />
          </Field>
          <Field name="persons" label={t('涉及人数', 'People affected')} optional error={form.errorOf('persons')}>
            <InputNumber<number> min={0} precision={0} value={values.persons ?? null} onChange={(n) => form.set('persons', n)} />
          </Field>
          <Field name="amount" label={t('金额（元）', 'Amount (yuan)')} optional error={form.errorOf('amount')}>
            <InputNumber<number> min={0} precision={2} value={values.amount ?? null} onChange={(n) => form.set('amount', n)} />
          </Field>
        </div>
        <Field
          name="what"
          label={t('经过', 'What happened')}
          error={form.errorOf('what')}
          hint={t('写事情，不写劳动者的姓名和证件号', 'The matter itself; no names or numbers of workers')}
        >
          <Input.TextArea rows={3} maxLength={500} value={values.what} onChange={(e) => form.set('what', e.target.value)} />
        </Field>
        <Field
          name="source"
          label={t('来源', 'Source')}
          error={form.errorOf('source')}
          hint={t('如：劳动监察移送、12333 投诉、走访', 'Such as: labour inspection, hotline 12333, a visit')}
        >
          <Input maxLength={200} value={values.source} onChange={(e) => form.set('source', e.target.value)} />
        </Field>
        {incident && <Ending form={again} />}
      </div>
    </Confirm>
  );
};

const Ending = ({ form }: { form: ReturnType<typeof useForm<typeof correctIncident>> }) => {
  const t = useT();
  const { values } = form;
  return (
    <>
      <Field name="state" label={<span id="l-state">{t('状态', 'State')}</span>} error={form.errorOf('state')}>
        <Radio.Group
          aria-labelledby="l-state"
          value={values.state}
          onChange={(e) => form.set('state', e.target.value)}
          options={IncidentState.options.map((s) => ({ value: s, label: t(incidentStateTexts[s]) }))}
        />
      </Field>
      {values.state === 'settled' && (
        <>
          <Field name="settledOn" label={t('了结日期', 'Day settled')} error={form.errorOf('settledOn')}>
            <DayPicker value={values.settledOn ?? undefined} onChange={(d) => form.set('settledOn', d ?? null)} />
          </Field>
          <Field name="outcome" label={t('处理结果', 'Outcome')} optional error={form.errorOf('outcome')}>
            <Input maxLength={300} value={values.outcome ?? ''} onChange={(e) => form.set('outcome', e.target.value)} />
          </Field>
        </>
      )}
      <Field
        name="reason"
        label={t('为什么更正', 'Why it is corrected')}
        error={form.errorOf('reason')}
        hint={t('至少 4 个字，留痕；旧的一版还在', 'At least 4 characters, on record; the earlier version stays')}
      >
        <Input maxLength={200} value={values.reason} onChange={(e) => form.set('reason', e.target.value)} />
      </Field>
    </>
  );
};

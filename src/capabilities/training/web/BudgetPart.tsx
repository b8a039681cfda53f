import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import {
  addBudget,
  type BudgetOut,
  BudgetPurpose,
  budgetPurposeTexts,
  type ClassOut,
  correctBudget,
  Fund,
  fundTexts,
} from '../contract.ts';
import { amount } from './parts.tsx';

/** 经费: which fund pays what. */
export const BudgetPart = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const [open, setOpen] = useState<BudgetOut | 'new' | null>(null);
  const total = c.budget.reduce((sum, b) => sum + b.amount, 0);
  return (
    <section className="tr-part">
      <Sec
        t={t('经费', 'Budget')}
        sub={c.budget.length > 0 ? t('元', 'yuan') : undefined}
        x={
          c.may.write && (
            <Button type="link" size="small" className="noprint" onClick={() => setOpen('new')}>
              {t('加一项', 'Add a line')}
            </Button>
          )
        }
      />
      {c.budget.length === 0 ? (
        <p className="note tr-body">{t('还没有写经费。报审批之前要写明资金来源。', 'Nothing yet; the fund is named before approval.')}</p>
      ) : (
        <table className="t3">
          <caption className="vh">{t('经费', 'Budget')}</caption>
          <tbody>
            {c.budget.map((b) => (
              <tr key={b.id}>
                <th scope="row">
                  {t(fundTexts[b.fund])}
                  <span className="mute">
                    {t('，', ', ')}
                    {t(budgetPurposeTexts[b.purpose])}
                  </span>
                  {b.note && (
                    <span className="mute s12" lang="zh-CN">
                      {' '}
                      {b.note}
                    </span>
                  )}
                </th>
                <td className="r num">{amount(b.amount)}</td>
                {c.may.write && (
                  <td className="r noprint">
                    <Button
                      type="link"
                      size="small"
                      className="tr-link"
                      aria-label={t(
                        `更正经费：${fundTexts[b.fund].zh} ${amount(b.amount)} 元`,
                        `Correct ${amount(b.amount)} yuan of ${fundTexts[b.fund].en}`,
                      )}
                      onClick={() => setOpen(b)}
                    >
                      {t('更正', 'Correct')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
            <tr className="sum">
              <th scope="row">{t('合计', 'Total')}</th>
              <td className="r num">{amount(total)}</td>
              {c.may.write && <td className="noprint" />}
            </tr>
          </tbody>
        </table>
      )}
      {open === 'new' && <AddLine of={c} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'new' && <CorrectLine of={c} line={open} onClose={() => setOpen(null)} />}
    </section>
  );
};

interface FieldsProps {
  readonly values: { readonly fund: Fund; readonly purpose: BudgetPurpose; readonly amount: number; readonly note?: string | undefined };
  readonly set: (name: 'fund' | 'purpose' | 'amount' | 'note', value: unknown) => void;
  readonly errorOf: (name: 'fund' | 'purpose' | 'amount' | 'note') => Parameters<typeof Field>[0]['error'];
}
const Fields = ({ values, set, errorOf }: FieldsProps) => {
  const t = useT();
  return (
    <>
      <Field name="fund" label={t('资金', 'Fund')} error={errorOf('fund')}>
        <Select
          value={values.fund}
          options={Fund.options.map((f) => ({ value: f, label: t(fundTexts[f]) }))}
          onChange={(f) => set('fund', f)}
        />
      </Field>
      <div className="form-2">
        <Field name="purpose" label={t('用途', 'Purpose')} error={errorOf('purpose')}>
          <Select
            value={values.purpose}
            options={BudgetPurpose.options.map((p) => ({ value: p, label: t(budgetPurposeTexts[p]) }))}
            onChange={(p) => set('purpose', p)}
          />
        </Field>
        <Field name="amount" label={t('金额（元）', 'Amount (yuan)')} error={errorOf('amount')}>
          <InputNumber min={0} precision={2} value={values.amount || null} onChange={(n) => set('amount', n ?? 0)} />
        </Field>
      </div>
      <Field name="note" label={t('说明', 'Note')} optional error={errorOf('note')}>
        <Input maxLength={200} value={values.note ?? ''} onChange={(e) => set('note', e.target.value)} />
      </Field>
    </>
  );
};

const AddLine = ({ of: c, onClose }: { of: ClassOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(addBudget, { id: c.id, fund: 'cooperation', purpose: 'tuition', amount: 0, note: '' }, onClose);
  return (
    <EventDialog title={t('加一项经费', 'Add a line of the budget')} action={t('加这一项', 'Add it')} event={event} onClose={onClose}>
      <Fields values={event.values} set={event.set} errorOf={event.errorOf} />
    </EventDialog>
  );
};
const CorrectLine = ({ of: c, line, onClose }: { of: ClassOut; line: BudgetOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    correctBudget,
    {
      id: c.id,
      lineId: line.id,
      seen: line.recorded,
      remove: false,
      reason: '',
      fund: line.fund,
      purpose: line.purpose,
      amount: line.amount,
      note: line.note,
    },
    onClose,
  );
  const remove = event.values.remove === true;
  return (
    <EventDialog
      title={t('更正经费', 'Correct the budget')}
      action={remove ? t('去掉这一项', 'Take it out') : t('存更正', 'Save the correction')}
      danger={remove}
      event={event}
      onClose={onClose}
    >
      {!remove && <Fields values={event.values} set={event.set} errorOf={event.errorOf} />}
      <div className="field">
        <Checkbox checked={remove} onChange={(e) => event.set('remove', e.target.checked)}>
          {t('登记错了，去掉这一项', 'Entered by mistake: take it out')}
        </Checkbox>
      </div>
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};

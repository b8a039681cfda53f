import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type Alias, AliasKind, addAlias, aliasKindTexts, type Organisation, removeAlias } from '../contract.ts';
import { Days } from './parts.tsx';

/** Former, short and other names: found by search, and a hint at duplicates. */
export const NamesPart = ({ of }: { of: Organisation }) => {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Alias | null>(null);
  const remove = useDeed(removeAlias, { stales: ['organisations.'], onDone: () => setRemoving(null) });
  const may = of.may.write && of.mergedInto === null;
  return (
    <section className="og-part">
      <Sec
        t={t('别名', 'Other names')}
        x={
          may && (
            <Button type="link" size="small" className="noprint" onClick={() => setAdding(true)}>
              {t('加别名', 'Add')}
            </Button>
          )
        }
      />
      {of.aliases.length === 0 ? (
        <p className="note og-body">
          {t('没有别名。曾用名、简称登记在这里，按它们也查得到。', 'None. Former and short names stand here, and search finds them.')}
        </p>
      ) : (
        <ul className="og-line">
          {of.aliases.map((a) => (
            <li key={a.id}>
              <span>
                <b className="b" lang="zh-CN">
                  {a.name}
                </b>{' '}
                <span className="sub s13">{t(aliasKindTexts[a.kind])}</span>
                {(a.fromDay || a.toDay) && (
                  <span className="s13 sub">
                    {' '}
                    <Days from={a.fromDay} to={a.toDay} />
                  </span>
                )}
              </span>
              {may && (
                <span className="act noprint">
                  <Button size="small" type="link" aria-label={t(`撤销 ${a.name}`, `Withdraw ${a.name}`)} onClick={() => setRemoving(a)}>
                    {t('撤销', 'Withdraw')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AliasDialog of={of} onClose={() => setAdding(false)} />}
      {removing && (
        <Confirm
          open
          held={remove.asking}
          title={t(`撤销别名“${removing.name}”？`, `Withdraw “${removing.name}”?`)}
          action={t('撤销别名', 'Withdraw the name')}
          withReason
          busy={remove.busy}
          problem={remove.problem}
          onCancel={() => setRemoving(null)}
          onAct={(reason) => void remove.act({ id: removing.organisationId, aliasId: removing.id, reason })}
        >
          <p>
            {t(
              '只在登记错了的时候撤销；不再用的名称请写到哪天止。',
              'Only for a name entered by mistake; for one no longer used, give its last day.',
            )}
          </p>
        </Confirm>
      )}
    </section>
  );
};

const AliasDialog = ({ of, onClose }: { of: Organisation; onClose: () => void }) => {
  const t = useT();
  const form = useForm(addAlias, { id: of.id, name: '', kind: 'former', fromDay: null, toDay: null, source: '' });
  const deed = useDeed(addAlias, { stales: ['organisations.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`${of.name} 的别名`, `Another name of ${of.name}`)}
      action={t('登记别名', 'Enter the name')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <div className="og-dialog">
        <Field name="name" label={t('别名', 'Name')} error={form.errorOf('name')}>
          <Input maxLength={120} autoComplete="off" value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        <Field name="kind" label={t('哪一种', 'Kind')} error={form.errorOf('kind')}>
          <Select
            value={form.values.kind}
            options={AliasKind.options.map((k) => ({ value: k, label: t(aliasKindTexts[k]) }))}
            onChange={(k: string) => form.set('kind', k)}
          />
        </Field>
        <div className="form-2">
          <Field name="fromDay" label={t('从哪天起', 'First day')} optional error={form.errorOf('fromDay')}>
            <DayPicker value={form.values.fromDay ?? undefined} onChange={(d) => form.set('fromDay', d ?? null)} />
          </Field>
          <Field name="toDay" label={t('到哪天止', 'Last day')} optional error={form.errorOf('toDay')}>
            <DayPicker value={form.values.toDay ?? undefined} onChange={(d) => form.set('toDay', d ?? null)} />
          </Field>
        </div>
        <Field name="source" label={t('依据', 'Source')} optional error={form.errorOf('source')}>
          <Input maxLength={200} value={form.values.source ?? ''} onChange={(e) => form.set('source', e.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
};

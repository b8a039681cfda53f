import { Button, Input, Radio } from 'antd';
import { type FormEvent, useState } from 'react';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { takeOverride } from '../contractWatch.ts';
import { levelsOf } from '../rules.ts';

const TIMES = [15, 30, 60, 120, 240] as const;

/** Asking for a temporary look; who is told and how long it lasts is said before. */
export const TakeLook = () => {
  const t = useT();
  const form = useForm(takeOverride, { areaCode: '', reason: '', minutes: 30 });
  const [tried, setTried] = useState(false);
  const deed = useDeed(takeOverride, { stales: ['access.', 'workers.'] });
  const { areaCode, reason, minutes } = form.values;
  // county at the widest: a look at a whole province would be no exception any more
  const narrowEnough = levelsOf(areaCode).some((l) => l === 'county' || l === 'township' || l === 'village');
  const areaFault =
    tried && !narrowEnough
      ? {
          path: 'areaCode',
          rule: 'area',
          text: areaCode
            ? { zh: '太大了，最大到一个县、区。请选到县或更小', en: 'Too wide: one county at most. Choose a county or smaller' }
            : { zh: '没有选要看的地方', en: 'Choose where to look' },
        }
      : form.errorOf('areaCode');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.validate()) return;
    if (!narrowEnough) return document.getElementById('f-areaCode')?.focus();
    await deed.act({ areaCode, reason, minutes });
  };
  return (
    <section className="block" aria-label={t('申请临时查看', 'Take a temporary look')}>
      <Sec t={t('临时查看辖区外的人', 'Take a look outside your area')} />
      <form className="form block-foot" onSubmit={(e) => void submit(e)} noValidate>
        <Field name="areaCode" label={t('要看哪里', 'Where')} error={areaFault} hint={t('一个县、区，或者更小', 'One county, or smaller')}>
          <AreaPicker value={areaCode || undefined} onChange={(code) => form.set('areaCode', code ?? '')} />
        </Field>
        <Field
          name="reason"
          label={t('原因', 'Reason')}
          error={form.errorOf('reason')}
          hint={t(
            '至少 10 个字，写清是谁的什么事，如 石某某在白云区受伤，要联系其家属',
            'At least 10 characters: whose case, and what it is about',
          )}
        >
          <Input.TextArea rows={2} maxLength={300} value={reason} onChange={(e) => form.set('reason', e.target.value)} />
        </Field>
        <fieldset className="field plain-set">
          <legend>{t('看多久', 'How long')}</legend>
          <Radio.Group
            value={minutes}
            onChange={(e) => form.set('minutes', e.target.value as number)}
            options={TIMES.map((m) => ({ value: m, label: m < 60 ? t(`${m} 分钟`, `${m} min`) : t(`${m / 60} 小时`, `${m / 60} h`) }))}
          />
        </fieldset>
        <p className="said sub">
          {t(
            '马上生效，到时自动结束，也可以提前结束。那个地方和您辖区的安全管理员都会收到通知，写着您的名字、原因和时长。只看不改，看不到证件全号；看了谁都记在操作记录里。',
            'It begins at once, ends by itself and can be ended earlier. The security officers of that area and of yours are told your name, the reason and the time. You look and change nothing, full numbers stay hidden, and whom you look at is on record.',
          )}
        </p>
        <div className="row gap12 wrap">
          <Button type="primary" htmlType="submit" loading={deed.busy}>
            {minutes < 60
              ? t(`临时查看 ${minutes} 分钟`, `Look for ${minutes} min`)
              : t(`临时查看 ${minutes / 60} 小时`, `Look for ${minutes / 60} h`)}
          </Button>
          {!deed.asking && <WriteProblem problem={deed.problem} />}
        </div>
      </form>
    </section>
  );
};

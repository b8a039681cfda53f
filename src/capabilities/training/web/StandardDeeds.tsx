import { Input } from 'antd';
import { useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { adoptVersion, discardVersion, unadoptVersion, type VersionOut } from '../contract.ts';

export type VersionDeed = { readonly kind: 'adopt' | 'unadopt'; readonly side: string } | { readonly kind: 'discard' };
interface Props {
  readonly of: VersionOut;
  readonly onClose: () => void;
}
const STALES = ['training.'];

/** The question before each deed on a version: what happens, the verb on the button. */
export const StandardDeed = ({ deed, ...props }: Props & { deed: VersionDeed }) =>
  deed.kind === 'discard' ? (
    <Discard {...props} />
  ) : deed.kind === 'adopt' ? (
    <Adopt {...props} side={deed.side} />
  ) : (
    <Unadopt {...props} side={deed.side} />
  );

const nameOf = (v: VersionOut, side: string) => v.sides.find((s) => s.code === side)?.name ?? { zh: side, en: side };

const Adopt = ({ of: v, side, onClose }: Props & { side: string }) => {
  const t = useT();
  const form = useForm(adoptVersion, { versionId: v.id, revision: v.revision, side, adoptedOn: '', documentNumber: '' });
  const deed = useDeed(adoptVersion, { stales: STALES, onDone: onClose });
  const place = t(nameOf(v, side));
  const last = v.adoptions.filter((a) => a.adoptedOn === null).length === 1;
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`代表${place}采用《${v.title}》${v.label}`, `Adopt “${v.title}” ${v.label} for ${place}`)}
      action={t('采用', 'Adopt')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <p>
        {last
          ? t(
              '这是最后一方。采用以后这一版施行，前一版被代替；已经按前一版办的班不变。',
              'This is the last side. The version comes into force and replaces the one before; classes held under that one keep it.',
            )
          : t(
              '采用以后内容不再改；其他方也采用了才施行。登记时要再输一次密码。',
              'Its text no longer changes; it comes into force once the other sides have adopted it. Your password is asked once more.',
            )}
      </p>
      <div className="tr-dialog">
        <Field name="adoptedOn" label={t('采用日期', 'Day of adoption')} error={form.errorOf('adoptedOn')}>
          <DayPicker value={form.values.adoptedOn || undefined} onChange={(d) => form.set('adoptedOn', d ?? '')} />
        </Field>
        <Field name="documentNumber" label={t('文号', 'Document number')} optional error={form.errorOf('documentNumber')}>
          <Input maxLength={80} value={form.values.documentNumber ?? ''} onChange={(e) => form.set('documentNumber', e.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
};
const Unadopt = ({ of: v, side, onClose }: Props & { side: string }) => {
  const t = useT();
  const deed = useDeed(unadoptVersion, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(
        `收回${t(nameOf(v, side))}对《${v.title}》${v.label} 的采用？`,
        `Take back the adoption of “${v.title}” ${v.label} by ${t(nameOf(v, side))}?`,
      )}
      action={t('收回采用', 'Take it back')}
      danger
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => void deed.act({ versionId: v.id, side })}
    >
      <p>{t('收回以后草案可以再改；采用过的记录还在。', 'The draft may be changed again; that it was adopted stays on record.')}</p>
    </Confirm>
  );
};
const Discard = ({ of: v, onClose }: Props) => {
  const t = useT();
  const go = useNavigate();
  const deed = useDeed(discardVersion, { stales: ['training.listStandards'], onDone: () => go('/training/standards') });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`撤销草案《${v.title}》${v.label}？`, `Discard the draft “${v.title}” ${v.label}?`)}
      action={t('撤销草案', 'Discard it')}
      danger
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => void deed.act({ versionId: v.id, revision: v.revision })}
    >
      <p>{t('还没有哪一方采用它，撤销不影响任何培训班。', 'No side has adopted it; no class is touched.')}</p>
    </Confirm>
  );
};

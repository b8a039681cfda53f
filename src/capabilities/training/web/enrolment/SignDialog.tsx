import { Input } from 'antd';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type OrderOut, type OrderParty, orderPartyTexts, signOrder } from '../../contract.ts';

/** The signature of one of the three, with a fresh password. */
export const SignDialog = ({ of: o, party, onClose }: { of: OrderOut; party: OrderParty; onClose: () => void }) => {
  const t = useT();
  const form = useForm(signOrder, { id: o.classId, seen: o.seen, party, post: '', signedOn: '' });
  const deed = useDeed(signOrder, { stales: ['training.'], onDone: onClose });
  const heads = o.posts.reduce((n, p) => n + p.heads, 0);
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(
        `代表${orderPartyTexts[party].zh}签“${o.title}”的三方协议`,
        `Sign the agreement of “${o.title}” for: ${orderPartyTexts[party].en}`,
      )}
      action={t('签字', 'Sign')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <p>
        {t(
          `签的是现在这一版：预留 ${heads} 个岗位，计划招 ${o.seats} 人。签字以后改岗位、月薪、天数，签字作废。登记时要再输一次密码。`,
          `What stands here now is signed: ${heads} posts for ${o.seats} seats. A change of posts, pay or days voids the signature. Your password is asked once more.`,
        )}
      </p>
      <div className="en-dialog">
        <Field
          name="post"
          label={t('签字人职务', 'Post of the signatory')}
          error={form.errorOf('post')}
          hint={t('写职务，不写姓名', 'The post, not the name')}
        >
          <Input maxLength={40} value={form.values.post} onChange={(e) => form.set('post', e.target.value)} />
        </Field>
        <Field name="signedOn" label={t('签字日期', 'Day of signature')} error={form.errorOf('signedOn')}>
          <DayPicker value={form.values.signedOn || undefined} onChange={(d) => form.set('signedOn', d ?? '')} />
        </Field>
      </div>
    </Confirm>
  );
};

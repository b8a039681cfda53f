import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type Agreement, type AgreementSide, answerEnd, discardDraft, proposeEnd, signAgreement } from '../contract.ts';

export type Deed =
  | { readonly kind: 'sign' | 'end'; readonly side: AgreementSide }
  | { readonly kind: 'answer'; readonly confirm: boolean }
  | { readonly kind: 'discard' };
interface Props {
  readonly of: Agreement;
  readonly onClose: () => void;
}
const STALES = ['accords.'];

/** The question before each deed on an agreement: what happens, the verb on the button. */
export const AgreementDeed = ({ deed, ...props }: Props & { deed: Deed }) => {
  switch (deed.kind) {
    case 'sign':
      return <Sign {...props} side={deed.side} />;
    case 'end':
      return <End {...props} side={deed.side} />;
    case 'answer':
      return <Answer {...props} confirm={deed.confirm} />;
    case 'discard':
      return <Discard {...props} />;
  }
};

const Sign = ({ of: a, side, onClose }: Props & { side: AgreementSide }) => {
  const t = useT();
  const form = useForm(signAgreement, { id: a.id, seen: a.recorded, side, post: '', signedOn: '' });
  const deed = useDeed(signAgreement, { stales: STALES, onDone: onClose });
  const place = t(side === 'origin' ? a.origin : a.host);
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`代表${place}签署《${a.title}》`, `Sign “${a.title}” for ${place}`)}
      action={t('签字', 'Sign')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <p>
        {t(
          `签的是现在这一版：${a.validFrom} 至 ${a.validTo}。签字以后再改实质内容，签字作废，要重新签。登记时要再输一次密码。`,
          `What stands here now is signed: ${a.validFrom} to ${a.validTo}. A later change of substance voids the signature. Your password is asked once more.`,
        )}
      </p>
      <div className="ac-dialog">
        <Field
          name="post"
          label={t('签字人职务', 'Post of the signatory')}
          error={form.errorOf('post')}
          hint={t('写职务，不写姓名，如“县人力资源和社会保障局局长”', 'The post, not the name: such as “director of the county HR bureau”')}
        >
          <Input maxLength={80} value={form.values.post} onChange={(e) => form.set('post', e.target.value)} />
        </Field>
        <Field name="signedOn" label={t('签字日期', 'Day of signature')} error={form.errorOf('signedOn')}>
          <DayPicker value={form.values.signedOn || undefined} onChange={(d) => form.set('signedOn', d ?? '')} />
        </Field>
      </div>
    </Confirm>
  );
};

const End = ({ of: a, side, onClose }: Props & { side: AgreementSide }) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>();
  const deed = useDeed(proposeEnd, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`提前结束《${a.title}》？`, `End “${a.title}” early?`)}
      action={day ? t(`提出 ${day} 结束`, `Propose to end it on ${day}`) : t('提出提前结束', 'Propose it')}
      withReason
      ready={day !== undefined}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => day && void deed.act({ id: a.id, side, lastDay: day, reason })}
    >
      <p>
        {t(
          `另一方确认以后才结束；确认之前照常有效。协议原定到 ${a.validTo}。`,
          `It ends only once the other side confirms; until then it holds. Its period runs to ${a.validTo}.`,
        )}
      </p>
      <div className="ac-dialog">
        <Field name="lastDay" label={t('最后一天', 'Last day')}>
          <DayPicker value={day} onChange={setDay} />
        </Field>
      </div>
    </Confirm>
  );
};

const Answer = ({ of: a, confirm, onClose }: Props & { confirm: boolean }) => {
  const t = useT();
  const [answer, setAnswer] = useState('');
  const deed = useDeed(answerEnd, { stales: STALES, onDone: onClose });
  const day = a.end?.lastDay ?? '';
  return (
    <Confirm
      open
      held={deed.asking}
      title={
        confirm
          ? t(`同意《${a.title}》在 ${day} 结束？`, `Agree that “${a.title}” ends on ${day}?`)
          : t(`不同意提前结束《${a.title}》？`, `Decline to end “${a.title}” early?`)
      }
      action={confirm ? t(`同意，${day} 结束`, `Agree: it ends on ${day}`) : t('不同意', 'Decline')}
      danger={confirm}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => a.end && void deed.act({ id: a.id, seen: a.end.recorded, confirm, answer: answer.trim() })}
    >
      <p>
        {confirm
          ? t('同意以后不能收回；以前的数字仍归这份协议。', 'This cannot be taken back; figures of the past stay with this agreement.')
          : t('协议照原来的期间继续有效。', 'The agreement goes on to the end of its period.')}
      </p>
      <div className="ac-dialog">
        <Field name="answer" label={t('答复', 'Answer')} optional>
          <Input maxLength={200} value={answer} onChange={(e) => setAnswer(e.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
};

const Discard = ({ of: a, onClose }: Props) => {
  const t = useT();
  const go = useNavigate();
  const deed = useDeed(discardDraft, { stales: ['accords.listAgreements'], onDone: () => go('/agreements') });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`撤销草稿《${a.title}》？`, `Discard the draft “${a.title}”?`)}
      action={t('撤销草稿', 'Discard it')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: a.id, seen: a.recorded, reason })}
    >
      <p>{t('它从一览里消失；写过什么，审计还查得到。', 'It leaves the list; what was written stays in the audit.')}</p>
    </Confirm>
  );
};

import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import {
  type Agreement,
  type AgreementSide,
  answerEnd,
  discardDraft,
  proposeEnd,
  signAgreement,
  withdrawSignature,
  withdrawText,
} from '../contract.ts';

export type Deed =
  | { readonly kind: 'end'; readonly side: AgreementSide }
  /** `newText`: of the one that waits beside the signed text. */
  | { readonly kind: 'sign' | 'unsign'; readonly side: AgreementSide; readonly newText: boolean }
  | { readonly kind: 'dropText' }
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
      return <Sign {...props} side={deed.side} newText={deed.newText} />;
    case 'unsign':
      return <Unsign {...props} side={deed.side} newText={deed.newText} />;
    case 'dropText':
      return <DropText {...props} />;
    case 'end':
      return <End {...props} side={deed.side} />;
    case 'answer':
      return <Answer {...props} confirm={deed.confirm} />;
    case 'discard':
      return <Discard {...props} />;
  }
};

const waitingOf = (a: Agreement) => a.texts.find((x) => x.state === 'waiting');

const Sign = ({ of: a, side, newText, onClose }: Props & { side: AgreementSide; newText: boolean }) => {
  const t = useT();
  const text = newText ? waitingOf(a) : undefined;
  const form = useForm(signAgreement, { id: a.id, seen: text?.recorded ?? a.recorded, newText, side, post: '', signedOn: '' });
  const deed = useDeed(signAgreement, { stales: STALES, onDone: onClose });
  const place = t(side === 'origin' ? a.origin : a.host);
  return (
    <Confirm
      open
      held={deed.asking}
      title={
        text
          ? t(`代表${place}签署《${a.title}》的新文本`, `Sign the new text of “${a.title}” for ${place}`)
          : t(`代表${place}签署《${a.title}》`, `Sign “${a.title}” for ${place}`)
      }
      action={t('签字', 'Sign')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <p>
        {text
          ? t(
              `双方都签了，从 ${text.fromDay} 起按新文本（签得晚的，从后签的那天起）；没签全以前，照现在的文本。登记时要再输一次密码。`,
              `Once both sides have signed, it holds from ${text.fromDay}, or from the later signature; until then the present text holds. Your password is asked once more.`,
            )
          : t(
              `签的是现在这一版：${a.validFrom} 至 ${a.validTo}。另一方签字以前，改实质内容签字作废，也可以收回；双方签了就不能由一方改。登记时要再输一次密码。`,
              `What stands here now is signed: ${a.validFrom} to ${a.validTo}. Until the other side signs, a change of substance voids the signature and it can be taken back; after that, one side alone changes nothing. Your password is asked once more.`,
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

const Unsign = ({ of: a, side, newText, onClose }: Props & { side: AgreementSide; newText: boolean }) => {
  const t = useT();
  const deed = useDeed(withdrawSignature, { stales: STALES, onDone: onClose });
  const signatures = (newText ? waitingOf(a)?.signatures : a.signatures) ?? [];
  const signed = signatures.find((s) => s.side === side && s.state === 'signed');
  const place = t(side === 'origin' ? a.origin : a.host);
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`收回${place}的签字？`, `Take back the signature of ${place}?`)}
      action={t('收回签字', 'Take it back')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => signed && void deed.act({ id: a.id, seen: signed.recorded, newText, side, reason })}
    >
      <p>
        {t(
          '另一方还没有签，可以收回。签过、收回和原因都留痕，另一方会收到提醒；以后可以再签。要再输一次密码。',
          'The other side has not signed yet, so it can be taken back. That it was signed and taken back, and why, stays on record; the other side is told; it can be signed again. Your password is asked once more.',
        )}
      </p>
    </Confirm>
  );
};

const DropText = ({ of: a, onClose }: Props) => {
  const t = useT();
  const deed = useDeed(withdrawText, { stales: STALES, onDone: onClose });
  const text = waitingOf(a);
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`撤回《${a.title}》等签的新文本？`, `Take back the new text of “${a.title}”?`)}
      action={t('撤回新文本', 'Take it back')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => text && void deed.act({ id: a.id, seen: text.recorded, reason })}
    >
      <p>{t('已签的文本照常有效；撤回的写过什么，审计还查得到。', 'The signed text goes on; what was written stays in the audit.')}</p>
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

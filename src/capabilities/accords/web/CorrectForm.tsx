import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { ChangedNotice, Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { type Agreement, correctAgreement } from '../contract.ts';
import { type Facts, voidingFields } from '../rules.ts';
import { AgreementForm } from './AgreementForm.tsx';
import { type TextWords, wordsOf } from './TextForm.tsx';
import { fieldText } from './VersionsPart.tsx';

interface Props {
  readonly of: Agreement;
  readonly onDone: () => void;
  /** Both have signed: what was typed of the substance becomes a text beside the signed one. */
  readonly onText: (typed: TextWords) => void;
}
/** A correction: the same fields, filled with what stands there; once somebody has signed, why, and what becomes of the signatures. */
export const CorrectForm = ({ of: a, onDone, onText }: Props) => {
  const t = useT();
  const client = useQueryClient();
  const now = {
    level: a.level,
    originCode: a.originCode,
    originName: a.originName,
    hostCode: a.hostCode,
    hostName: a.hostName,
    ...wordsOf(a),
  };
  const form = useForm(correctAgreement, { id: a.id, seen: a.recorded, ...now, reason: '' });
  const write = useWrite(correctAgreement, { stales: ['accords.'], onDone });
  // of what both have signed the server asks first whether it is really this person
  const stepped = useSteppedUp();
  const send = (seen = form.values.seen) => void stepped(() => write.mutateAsync({ ...form.values, seen })).catch(form.refused);
  const standing = a.text > 1 ? 2 : a.signatures.filter((s) => s.state === 'signed').length;
  const signed = standing > 0;
  const voiding = signed ? voidingFields(now as Facts, form.values as unknown as Facts) : [];
  const agreed = standing === 2 && voiding.length > 0;
  const waits = a.textWaits;
  return (
    <>
      {write.error && (
        <ChangedNotice
          problem={write.error}
          fields={{ title: t('协议名称', 'Title'), validFrom: t('从哪天起', 'First day'), validTo: t('到哪天止', 'Last day') }}
          mine={form.values}
          onMine={(current) => send(String(current.recorded))}
          onTheirs={() => {
            void client.invalidateQueries({ queryKey: ['accords.readAgreement'] });
            onDone();
          }}
        />
      )}
      <AgreementForm
        form={form as never}
        except={a.id}
        {...(a.signatures.length > 0 ? { parties: a } : {})}
        {...(a.file ? { fileName: a.file.name } : {})}
        save={
          agreed
            ? t('改为提出新文本', 'Lay it as a new text instead')
            : voiding.length
              ? t('存下更正，签字作废', 'Save: the signature becomes void')
              : t('存下更正', 'Save the correction')
        }
        busy={write.isPending}
        problem={write.error}
        onCancel={onDone}
        onSave={() => (agreed ? onText(form.values as never) : form.validate() && send())}
        extra={
          <>
            <Field
              name="reason"
              label={t('为什么更正', 'Why it is corrected')}
              {...(signed ? {} : { optional: true })}
              error={form.errorOf('reason')}
              hint={
                signed
                  ? t('至少 4 个字，留痕；旧的一版还在', 'At least 4 characters, on record; the earlier version stays')
                  : t('还没有人签字，可以不写', 'Nobody has signed yet; it may stay empty')
              }
            >
              <Input maxLength={200} value={form.values.reason ?? ''} onChange={(e) => form.set('reason', e.target.value)} />
            </Field>
            {signed && (
              <p role="status">
                {agreed ? (
                  <St k="due">
                    {waits
                      ? t(
                          `改了${voiding.map((f) => fieldText(f).zh).join('、')}：双方签过的不能由一方改。已有一份新文本等签字，请改那一份`,
                          `Changed: ${voiding.map((f) => fieldText(f).en).join(', ')}. What both have signed is not changed by one side. A new text waits already: change that one`,
                        )
                      : t(
                          `改了${voiding.map((f) => fieldText(f).zh).join('、')}：双方签过的不能由一方改。可以提出新文本，双方都签了才换，签好以前照原来的`,
                          `Changed: ${voiding.map((f) => fieldText(f).en).join(', ')}. What both have signed is not changed by one side. It can be laid beside as a new text, which replaces it once both have signed`,
                        )}
                  </St>
                ) : voiding.length ? (
                  <St k="due">
                    {t(
                      `改了${voiding.map((f) => fieldText(f).zh).join('、')}：已有的签字作废，要重新签`,
                      `Changed: ${voiding.map((f) => fieldText(f).en).join(', ')}. The signature becomes void and is to be given again`,
                    )}
                  </St>
                ) : (
                  <St k="info">
                    {t(
                      '文号、文件、依据、说明和标点可以改，签字不受影响',
                      'Number, file, source, note and punctuation can change without touching the signatures',
                    )}
                  </St>
                )}
              </p>
            )}
          </>
        }
      />
    </>
  );
};

import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { ChangedNotice, Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { type Agreement, type AgreementText, correctText, layText } from '../contract.ts';
import { AgreementForm } from './AgreementForm.tsx';

/** What a text says, apart from who agrees with whom. */
export const wordsOf = (x: Agreement | AgreementText) => ({
  title: x.title,
  documentNumber: x.documentNumber,
  validFrom: x.validFrom,
  validTo: x.validTo,
  programmes: x.programmes,
  covers: x.covers,
  fileId: x.file?.id ?? null,
  source: x.source,
  certainty: x.certainty,
  note: x.note,
});
export type TextWords = ReturnType<typeof wordsOf>;
interface Props {
  readonly of: Agreement;
  /** What was typed as a correction and can only be a new text. */
  readonly typed: TextWords | null;
  readonly onDone: () => void;
}

/** A text beside the signed one: laid, or corrected while it waits. The same fields as of an agreement, without the sides; from which day; why. */
export const TextForm = ({ of: a, typed, onDone }: Props) => {
  const t = useT();
  const client = useQueryClient();
  const waiting = a.texts.find((x) => x.state === 'waiting');
  const latest = a.texts.find((x) => x.state === 'agreed');
  const endpoint = waiting ? correctText : layText;
  const form = useForm(endpoint, {
    id: a.id,
    seen: waiting?.recorded ?? a.recorded,
    ...wordsOf(waiting ?? latest ?? a),
    ...(typed ? pickWords(typed) : {}),
    fromDay: waiting?.fromDay ?? '',
    reason: waiting?.reason ?? '',
  });
  const write = useWrite(endpoint, { stales: ['accords.'], onDone });
  const send = (seen = form.values.seen) => void write.mutateAsync({ ...form.values, seen }).catch(form.refused);
  const signed = waiting?.signatures.some((s) => s.state === 'signed') ?? false;
  return (
    <>
      <p className="note ac-told">
        {t(
          '新文本放在已签的旁边等双方签字；签好以前，已签的照常有效。两方和层级不变。',
          'The new text lies beside the signed one and waits for both signatures; until then the signed one holds. Sides and level stay.',
        )}
      </p>
      {write.error && (
        <ChangedNotice
          problem={write.error}
          fields={{ title: t('协议名称', 'Title'), validFrom: t('从哪天起', 'First day'), validTo: t('到哪天止', 'Last day') }}
          mine={form.values}
          onMine={(current) => {
            const now = current as unknown as Agreement;
            send(now.texts.find((x) => x.state === 'waiting')?.recorded ?? now.recorded);
          }}
          onTheirs={() => {
            void client.invalidateQueries({ queryKey: ['accords.readAgreement'] });
            onDone();
          }}
        />
      )}
      <AgreementForm
        form={form as never}
        except={a.id}
        parties={a}
        {...(waiting?.file ? { fileName: waiting.file.name } : a.file ? { fileName: a.file.name } : {})}
        save={waiting ? t('存下更正', 'Save the correction') : t('提出新文本', 'Lay the new text')}
        busy={write.isPending}
        problem={write.error}
        onCancel={onDone}
        onSave={() => form.validate() && send()}
        extra={
          <>
            <Field
              name="fromDay"
              label={t('从哪天起按新文本', 'In force from')}
              error={form.errorOf('fromDay')}
              hint={t(
                '双方都签了才换；签得比这天晚，从后签的那天起。登记错了要更正的，写协议开始那天',
                'It replaces the signed one once both have signed; if that is later, from the later signature. To correct an error of the record, write the first day of the agreement',
              )}
            >
              <DayPicker value={form.values.fromDay || undefined} onChange={(d) => form.set('fromDay', d ?? '')} />
            </Field>
            <Field
              name="reason"
              label={t('为什么换', 'Why it is replaced')}
              error={form.errorOf('reason')}
              hint={t('至少 4 个字，另一方看得到，留痕', 'At least 4 characters; the other side reads it; on record')}
            >
              <Input maxLength={200} value={form.values.reason ?? ''} onChange={(e) => form.set('reason', e.target.value)} />
            </Field>
            {signed && (
              <p role="status">
                <St k="due">
                  {t(
                    '一方已经签了这份新文本：改名称、起止、工程、主要内容或从哪天起，它的签字作废',
                    'One side has signed this text: changing title, days, programmes or contents voids that signature',
                  )}
                </St>
              </p>
            )}
          </>
        }
      />
    </>
  );
};
/** A correction carries level, sides and more: only what a text says goes over. */
const pickWords = ({
  title,
  documentNumber,
  validFrom,
  validTo,
  programmes,
  covers,
  fileId,
  source,
  certainty,
  note,
}: TextWords): TextWords => ({
  title,
  documentNumber,
  validFrom,
  validTo,
  programmes,
  covers,
  fileId,
  source,
  certainty,
  note,
});

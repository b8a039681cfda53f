import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { ChangedNotice, Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { correctOrganisation, type Organisation } from '../contract.ts';
import { OrganisationForm } from './OrganisationForm.tsx';

/** A correction: the same fields, filled with what is known, and why. */
export const CorrectForm = ({ organisation: o, onDone }: { organisation: Organisation; onDone: () => void }) => {
  const t = useT();
  const client = useQueryClient();
  const form = useForm(correctOrganisation, {
    id: o.id,
    seen: o.recorded,
    name: o.name,
    kinds: o.kinds,
    uscc: o.uscc ?? '',
    usccMissing: o.usccMissing,
    place: o.placeCode,
    address: o.address,
    industry: o.industry,
    sizeClass: o.sizeClass,
    sizeStatedBy: o.sizeStatedBy,
    stationLevel: o.stationLevel,
    stationAbove: o.stationAbove?.id ?? null,
    stationFrom: o.stationFrom?.code ?? '',
    source: o.source,
    note: o.note,
    reason: '',
  });
  const write = useWrite(correctOrganisation, { stales: ['organisations.', 'organisation-name'], onDone });
  const send = (seen = form.values.seen) => write.mutate({ ...form.values, seen }, { onError: form.refused });
  return (
    <>
      {write.error && (
        <ChangedNotice
          problem={write.error}
          fields={{}}
          mine={{}}
          onMine={(current) => send(String(current.recorded))}
          onTheirs={() => {
            void client.invalidateQueries({ queryKey: ['organisations.readOrganisation'] });
            onDone();
          }}
        />
      )}
      <OrganisationForm
        form={form as never}
        except={o.id}
        save={t('存下更正', 'Save the correction')}
        busy={write.isPending}
        problem={write.error}
        onCancel={onDone}
        onSave={() => form.validate() && send()}
        extra={
          <Field
            name="reason"
            label={t('为什么更正', 'Why it is corrected')}
            error={form.errorOf('reason')}
            hint={t('至少 4 个字，留痕；旧的一版还在', 'At least 4 characters, on record; the earlier version stays')}
          >
            <Input maxLength={200} value={form.values.reason} onChange={(e) => form.set('reason', e.target.value)} />
          </Field>
        }
      />
    </>
  );
};

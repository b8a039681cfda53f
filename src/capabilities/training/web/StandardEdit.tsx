// A draft that is changed, and the next version, which begins as the newest one.
import { ChangedNotice, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { draftVersion, type StandardOut, saveVersion, type VersionOut } from '../contract.ts';
import { StandardForm, type VersionDraft } from './StandardForm.tsx';

export const draftOf = (v: VersionOut): VersionDraft => ({
  label: v.label,
  title: v.title,
  programme: v.programme,
  occupation: v.occupation,
  leadsTo: v.leadsTo,
  leadsName: v.leadsName,
  leadsLevel: v.leadsLevel,
  ageFrom: v.ageFrom,
  ageTo: v.ageTo,
  education: v.education as VersionDraft['education'],
  admission: v.admission,
  attendancePercent: v.attendancePercent,
  theoryPass: v.theoryPass,
  practicePass: v.practicePass,
  passRule: v.passRule,
  materials: v.materials,
  sizeFrom: v.sizeFrom,
  sizeTo: v.sizeTo,
  lessonMinutes: v.lessonMinutes,
  validFrom: v.validFrom,
  sides: v.sides.map((s) => s.code),
  modules: v.modules.map(({ number: _, ...m }) => m),
  documentNumber: v.documentNumber,
  source: v.source,
  certainty: v.certainty,
  note: v.note,
});

export const SaveDraftForm = ({ of: v, onDone }: { of: VersionOut; onDone: () => void }) => {
  const t = useT();
  const form = useForm(saveVersion, { versionId: v.id, revision: v.revision, ...draftOf(v) });
  const write = useWrite(saveVersion, { stales: ['training.'], onDone });
  const now = (current: Record<string, unknown>) => (current as unknown as StandardOut).versions.find((x) => x.id === v.id)!;
  const send = (over: { revision?: number } = {}) => {
    if (form.validate()) write.mutate({ ...form.values, ...over }, { onError: form.refused });
  };
  return (
    <>
      {write.error?.code === 'platform.changed' && (
        <ChangedNotice
          problem={write.error}
          fields={{}}
          mine={{}}
          onTheirs={(current) => {
            form.setValues({ versionId: v.id, revision: now(current).revision, ...draftOf(now(current)) });
            write.reset();
          }}
          onMine={(current) => send({ revision: now(current).revision })}
        />
      )}
      <StandardForm
        values={form.values}
        set={(name, value) => form.set(name as never, value)}
        errors={form.errors}
        save={t('存草案', 'Save the draft')}
        busy={write.isPending}
        problem={write.error?.code === 'platform.changed' ? null : write.error}
        onSave={() => send()}
        onCancel={onDone}
      />
    </>
  );
};

/** v2.1 → v2.2; what is none is left to be written. */
export const nextLabel = (label: string): string => label.replace(/(\d+)(?!.*\d)/, (n) => String(Number(n) + 1));
export const DraftNextForm = ({ of: v, onDone }: { of: VersionOut; onDone: (label?: string) => void }) => {
  const t = useT();
  const form = useForm(draftVersion, { id: v.standardId, ...draftOf(v), label: nextLabel(v.label), validFrom: '' });
  const write = useWrite(draftVersion, { stales: ['training.'], onDone: (s) => onDone(s.versions[0]?.label) });
  return (
    <StandardForm
      values={form.values}
      set={(name, value) => form.set(name as never, value)}
      errors={form.errors}
      save={t('存为新版草案', 'Save as a draft of the new version')}
      busy={write.isPending}
      problem={write.error}
      onSave={() => {
        if (form.validate()) write.mutate(form.values, { onError: form.refused });
      }}
      onCancel={() => onDone()}
    />
  );
};

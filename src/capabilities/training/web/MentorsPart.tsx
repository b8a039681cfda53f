import { Button, Input } from 'antd';
import { useState } from 'react';
import { downloadFile } from '#platform/filesContract.ts';
import type { FieldError } from '#platform/problem.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { FormFile } from '#platform/web/FileField.tsx';
import { Field } from '#platform/web/form.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { OrganisationPicker, useOrganisationName } from '#platform/web/OrganisationPicker.tsx';
import { WriteProblem } from '#platform/web/states.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { addMentor, type ClassOut, endMentor, MENTOR_FILE, type MentorOut, signMentor } from '../contract.ts';
import { TeacherPicker } from './TeacherPicker.tsx';

type Open = { readonly kind: 'add' } | { readonly kind: 'sign' | 'end'; readonly mentor: MentorOut };

/** 签订协议送导师: who is sent to the class, and whether the agreement about it is signed. */
export const MentorsPart = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <section className="tr-part">
      <Sec
        t={t('导师', 'Mentors')}
        x={
          c.may.write && (
            <Button type="link" size="small" className="noprint" onClick={() => setOpen({ kind: 'add' })}>
              {t('派导师', 'Send a mentor')}
            </Button>
          )
        }
      />
      {c.mentors.length === 0 ? (
        <p className="note tr-body">{t('还没有派导师。', 'No mentor has been sent yet.')}</p>
      ) : (
        <ul className="tr-list">
          {c.mentors.map((m) => (
            <li key={m.id}>
              <div className="row sp gap12 wrap">
                <span lang="zh-CN">
                  <b className="b">{m.teacher.name}</b> <span className="mute s13">{m.teacher.organisation.name}</span>
                </span>
                {m.signedOn ? (
                  <St k="ok">{t(`${m.signedOn} 签协议`, `agreement of ${m.signedOn}`)}</St>
                ) : (
                  <St k="due">{t('还没有签协议', 'agreement not signed')}</St>
                )}
              </div>
              <div className="s13" lang="zh-CN">
                {m.task}
                {m.teacher.duty && <span className="mute">，{m.teacher.duty}</span>}
                <span className="num nowrap mute">
                  {' '}
                  {m.fromDay} {m.toDay ? t(`至 ${m.toDay}`, `to ${m.toDay}`) : t('起', 'on')}
                </span>
              </div>
              <div className="row gap12 wrap noprint">
                {m.file && <FileLink of={m.file} />}
                {c.may.write && (
                  <>
                    <Button
                      type="link"
                      size="small"
                      className="tr-link"
                      aria-label={
                        m.signedOn
                          ? t(`改协议：${m.teacher.name}`, `Change agreement: ${m.teacher.name}`)
                          : t(`登记协议：${m.teacher.name}`, `Enter agreement: ${m.teacher.name}`)
                      }
                      onClick={() => setOpen({ kind: 'sign', mentor: m })}
                    >
                      {m.signedOn ? t('改协议', 'Change agreement') : t('登记协议', 'Enter agreement')}
                    </Button>
                    <Button
                      type="link"
                      size="small"
                      className="tr-link"
                      aria-label={t(`结束：${m.teacher.name}`, `End ${m.teacher.name}`)}
                      onClick={() => setOpen({ kind: 'end', mentor: m })}
                    >
                      {t('结束', 'End')}
                    </Button>
                  </>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {open?.kind === 'add' && <Add of={c} onClose={close} />}
      {open?.kind === 'sign' && <Sign of={c} mentor={open.mentor} onClose={close} />}
      {open?.kind === 'end' && <End of={c} mentor={open.mentor} onClose={close} />}
    </section>
  );
};

const FileLink = ({ of: file }: { of: NonNullable<MentorOut['file']> }) => {
  const [problem, setProblem] = useState<CallFailed | null>(null);
  return (
    <>
      <Button
        size="small"
        icon={<I n="dl" />}
        onClick={() => {
          setProblem(null);
          download(downloadFile, { id: file.id }, file.name).catch((e: CallFailed) => setProblem(e));
        }}
      >
        {file.name}
      </Button>
      <WriteProblem problem={problem} />
    </>
  );
};

const Add = ({ of: c, onClose }: { of: ClassOut; onClose: () => void }) => {
  const t = useT();
  const [organisation, setOrganisation] = useState<string | undefined>(c.employer?.id ?? c.school.id);
  const name = useOrganisationName(organisation);
  const event = useEvent(
    addMentor,
    { id: c.id, teacherId: '', task: '', fromDay: c.planFrom, toDay: c.planTo, signedOn: null, fileId: null },
    onClose,
  );
  return (
    <EventDialog title={t('派导师到这个班', 'Send a mentor to this class')} action={t('派导师', 'Send')} event={event} onClose={onClose}>
      <Field name="organisation" label={t('导师所在单位', 'Works for')}>
        <OrganisationPicker
          value={organisation}
          onChange={(id) => {
            setOrganisation(id);
            event.set('teacherId', '');
          }}
        />
      </Field>
      <Field name="teacherId" label={t('导师', 'Mentor')} error={event.errorOf('teacherId')}>
        <TeacherPicker
          value={event.values.teacherId || null}
          onChange={(id) => event.set('teacherId', id ?? '')}
          organisations={organisation ? [{ id: organisation, name }] : []}
          on={event.values.fromDay}
        />
      </Field>
      <Field
        name="task"
        label={t('做什么', 'Task')}
        error={event.errorOf('task')}
        hint={t('如“烧腊实操指导”', 'Such as “practice of roast meats”')}
      >
        <Input maxLength={80} value={event.values.task} onChange={(e) => event.set('task', e.target.value)} />
      </Field>
      <div className="form-2">
        <Field name="fromDay" label={t('从哪天起', 'From')} error={event.errorOf('fromDay')}>
          <DayPicker value={event.values.fromDay || undefined} onChange={(d) => event.set('fromDay', d ?? '')} />
        </Field>
        <Field name="toDay" label={t('到哪天止', 'To')} optional error={event.errorOf('toDay')}>
          <DayPicker value={event.values.toDay ?? undefined} onChange={(d) => event.set('toDay', d ?? null)} />
        </Field>
      </div>
      <Field
        name="signedOn"
        label={t('协议签订日期', 'Agreement signed on')}
        optional
        error={event.errorOf('signedOn')}
        hint={t('没有签先空着，开班之前要签', 'Leave open until it is signed; opening asks for it')}
      >
        <DayPicker value={event.values.signedOn ?? undefined} onChange={(d) => event.set('signedOn', d ?? null)} />
      </Field>
      <AgreementFile event={event} />
    </EventDialog>
  );
};
interface WithFile {
  readonly values: { readonly fileId?: string | null | undefined };
  errorOf(name: 'fileId'): FieldError | undefined;
  set(name: 'fileId', id: string | null): void;
}
const AgreementFile = ({ event, name }: { event: WithFile; name?: string }) => {
  const t = useT();
  return (
    <FormFile
      id="f-fileId"
      label={t('协议文件', 'Scan of the agreement')}
      which={t('（选填，PDF 或 JPG，20 MB 以内）', ' (optional: PDF or JPG, up to 20 MB)')}
      accept=".pdf,.jpg,.jpeg"
      purpose={MENTOR_FILE}
      value={event.values.fileId ?? null}
      {...(name === undefined ? {} : { name })}
      error={event.errorOf('fileId')}
      onChange={(id) => event.set('fileId', id)}
    />
  );
};
const Sign = ({ of: c, mentor, onClose }: { of: ClassOut; mentor: MentorOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(
    signMentor,
    { id: c.id, mentorId: mentor.id, seen: mentor.recorded, signedOn: mentor.signedOn ?? '', fileId: mentor.file?.id ?? null },
    onClose,
  );
  return (
    <EventDialog
      title={t(`${mentor.teacher.name}的协议`, `Agreement of ${mentor.teacher.name}`)}
      action={t('登记协议', 'Enter it')}
      event={event}
      onClose={onClose}
    >
      <Field name="signedOn" label={t('协议签订日期', 'Agreement signed on')} error={event.errorOf('signedOn')}>
        <DayPicker value={event.values.signedOn || undefined} onChange={(d) => event.set('signedOn', d ?? '')} />
      </Field>
      <AgreementFile event={event} {...(mentor.file ? { name: mentor.file.name } : {})} />
    </EventDialog>
  );
};
const End = ({ of: c, mentor, onClose }: { of: ClassOut; mentor: MentorOut; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(endMentor, { id: c.id, mentorId: mentor.id, toDay: mentor.toDay, reason: '' }, onClose);
  const day = event.values.toDay;
  return (
    <EventDialog
      title={t(`${mentor.teacher.name}不再指导这个班`, `${mentor.teacher.name} leaves this class`)}
      action={day ? t(`${day} 结束`, `End on ${day}`) : t('撤销，派错了', 'Withdraw: sent by mistake')}
      danger={!day}
      event={event}
      onClose={onClose}
    >
      <Field
        name="toDay"
        label={t('最后一天', 'Last day')}
        optional
        error={event.errorOf('toDay')}
        hint={t('不写日期，就是派错了，整条撤销', 'Without a day it was a mistake and is withdrawn')}
      >
        <DayPicker value={day ?? undefined} onChange={(d) => event.set('toDay', d ?? null)} />
      </Field>
      <ReasonField value={event.values.reason} error={event.errorOf('reason')} onChange={(r) => event.set('reason', r ?? '')} />
    </EventDialog>
  );
};

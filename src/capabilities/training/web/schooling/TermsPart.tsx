import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useWrite } from '#platform/web/useRead.ts';
import { type CohortOut, type DealtStudents, goUp, saveTerm, type TermOut } from '../../contractSchooling.ts';
import { ClassMark } from '../parts.tsx';
import { Span } from './parts.tsx';

/** 学期: each with its days and the class it is held as; going up takes everybody who studies along. */
export const TermsPart = ({ of: c }: { of: CohortOut }) => {
  const t = useT();
  const [open, setOpen] = useState<number | null>(null);
  const [up, setUp] = useState<TermOut | null>(null);
  const numbers = Array.from({ length: c.terms }, (_, i) => i + 1);
  return (
    <section className="tr-part">
      <Sec t={t('学期', 'Terms')} />
      <table className="t3">
        <caption className="vh">{t('学期', 'Terms')}</caption>
        <tbody>
          {numbers.map((n) => {
            const term = c.termList.find((x) => x.number === n);
            return (
              <tr key={n}>
                <th scope="row">
                  {t(`第 ${n} 学期`, `Term ${n}`)} {c.term === n && <span className="chip k">{t('本学期', 'now')}</span>}
                </th>
                <td>
                  {term ? <Span from={term.fromDay} to={term.toDay} /> : <span className="mute">{t('还没有登记', 'not entered yet')}</span>}
                  {term?.class && (
                    <div className="s13">
                      <Link className="tr-under" to={`/training/classes/${term.class.id}`} lang="zh-CN">
                        {term.class.title}
                      </Link>{' '}
                      <ClassMark state={term.class.state} />{' '}
                      <span className="num nowrap">{t(`${term.class.enrolled} 人`, `${term.class.enrolled} people`)}</span>
                    </div>
                  )}
                  {c.may.write && (
                    <div className="row gap8 wrap noprint">
                      <Button
                        type="link"
                        size="small"
                        className="tr-link"
                        aria-label={term ? t(`更正第 ${n} 学期`, `Correct term ${n}`) : t(`登记第 ${n} 学期`, `Enter term ${n}`)}
                        onClick={() => setOpen(n)}
                      >
                        {term ? t('更正', 'Correct') : t('登记', 'Enter')}
                      </Button>
                      {term?.class && ['enrolling', 'opened', 'teaching'].includes(term.class.state) && (
                        <Button
                          type="link"
                          size="small"
                          className="tr-link"
                          aria-label={t(`升学期：第 ${n} 学期`, `Take students in: term ${n}`)}
                          onClick={() => setUp(term)}
                        >
                          {t('升学期', 'Take students in')}
                        </Button>
                      )}
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open !== null && <TermDialog of={c} number={open} onClose={() => setOpen(null)} />}
      {up && <GoUp of={c} term={up} onClose={() => setUp(null)} />}
    </section>
  );
};

const TermDialog = ({ of: c, number, onClose }: { of: CohortOut; number: number; onClose: () => void }) => {
  const t = useT();
  const term = c.termList.find((x) => x.number === number);
  const event = useEvent(
    saveTerm,
    {
      id: c.id,
      number,
      seen: term?.recorded ?? null,
      fromDay: term?.fromDay ?? '',
      toDay: term?.toDay ?? '',
      classId: term?.class?.id ?? null,
      reason: '',
    },
    onClose,
  );
  const classes = [...(term?.class ? [term.class] : []), ...c.classes];
  return (
    <EventDialog
      title={t(`第 ${number} 学期`, `Term ${number}`)}
      note={t(
        '班按平常的办法登记，办班方式选“请进来学制培养”；这里选哪个班是这一学期。',
        'The class is entered as any other, its mode being schooling; choose here which one is this term.',
      )}
      action={t('存', 'Save')}
      event={event}
      onClose={onClose}
    >
      <div className="form-2">
        <Field name="fromDay" label={t('开始', 'First day')} error={event.errorOf('fromDay')}>
          <DayPicker value={event.values.fromDay || undefined} onChange={(d) => event.set('fromDay', d ?? '')} />
        </Field>
        <Field name="toDay" label={t('结束', 'Last day')} error={event.errorOf('toDay')}>
          <DayPicker value={event.values.toDay || undefined} onChange={(d) => event.set('toDay', d ?? '')} />
        </Field>
      </div>
      <Field
        name="classId"
        label={t('班', 'Class')}
        optional
        error={event.errorOf('classId')}
        {...(classes.length === 0
          ? { hint: t('这所学校没有空着的学制班，请先登记一个班', 'The school has no free class of schooling; enter one first') }
          : {})}
      >
        <Select
          allowClear
          value={event.values.classId ?? null}
          options={classes.map((x) => ({ value: x.id, label: x.title }))}
          onChange={(id) => event.set('classId', id ?? null)}
        />
      </Field>
    </EventDialog>
  );
};

/** Who could not be dealt with, one by one. */
export const DealtStudentsList = ({ of, title, onClose }: { of: DealtStudents; title: string; onClose: () => void }) => {
  const t = useT();
  const refused = of.items.filter((i) => i.why !== null);
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={<Button onClick={onClose}>{t('知道了', 'Close')}</Button>}
    >
      {refused.length === 0 ? (
        <St k="ok">{t('没有办不了的', 'Nobody was refused')}</St>
      ) : (
        <ul className="plain sc-history">
          {refused.map((i) => (
            <li key={i.workerId}>
              <b className="b" lang="zh-CN">
                {i.name}
              </b>{' '}
              <St k="no">{t(i.why!)}</St>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
};
const GoUp = ({ of: c, term, onClose }: { of: CohortOut; term: TermOut; onClose: () => void }) => {
  const t = useT();
  const [done, setDone] = useState<(DealtStudents & { already: number }) | null>(null);
  const write = useWrite(goUp, { stales: ['training.', 'workers.'], onDone: setDone });
  if (done)
    return (
      <DealtStudentsList
        of={done}
        title={t(
          `编入 ${done.done} 人，早已在班 ${done.already} 人，没办 ${done.refused} 人`,
          `Taken in: ${done.done}; in already: ${done.already}; not done: ${done.refused}`,
        )}
        onClose={onClose}
      />
    );
  return (
    <Confirm
      open
      title={t(`在籍学生升入第 ${term.number} 学期？`, `Take everybody who studies into term ${term.number}?`)}
      action={t('升学期', 'Take in')}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => write.mutate({ id: c.id, number: term.number })}
    >
      <p>
        {t(
          `在籍 ${c.numbers.studying} 人编入“${term.class?.title ?? ''}”。已经在班的不重复；编不进去的逐人说明原因。`,
          `${c.numbers.studying} who study are taken into “${term.class?.title ?? ''}”. Nobody is taken in twice; whoever cannot be is told with the reason.`,
        )}
      </p>
    </Confirm>
  );
};

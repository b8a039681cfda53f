import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { enrolmentStateTexts } from '../../contractEnrolmentTexts.ts';
import {
  type CohortOut,
  type DealtStudents,
  enterStudents,
  listStudents,
  type StudentRow,
  StudentState,
  studentStateTexts,
} from '../../contractSchooling.ts';
import { Person, SexAge } from '../enrolment/parts.tsx';
import '../enrolment/enrolment.css';
import { Span, StudentMark } from './parts.tsx';
import { StudentDialog } from './StudentDialog.tsx';
import { DealtStudentsList } from './TermsPart.tsx';

/** Students of a cohort: where each stands, in which term, at which internship. */
export const StudentsPart = ({ of: c }: { of: CohortOut }) => {
  const t = useT();
  const [{ students: shown, studentsAt: cursor, student }, setUrl] = useUrlState('students', 'studentsAt', 'student');
  const state = StudentState.safeParse(shown).data;
  const read = useRead(listStudents, { id: c.id, state, cursor, size: 50 }, { keep: true });
  const [entering, setEntering] = useState(false);
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={4} />;
  const d = read.data;
  const columns: readonly Column<StudentRow>[] = [
    { key: 'name', title: t('姓名', 'Name'), cell: (r) => <Person of={r.worker} /> },
    { key: 'who', title: t('性别、年龄', 'Sex, age'), cell: (r) => <SexAge of={r.worker} /> },
    {
      key: 'state',
      title: t('学籍', 'Status'),
      main: true,
      cell: (r) => (
        <>
          <StudentMark state={r.state} /> <span className="num s13 mute nowrap">{r.since}</span>
          {r.until && <div className="s12 mute">{t(`到 ${r.until}`, `until ${r.until}`)}</div>}
        </>
      ),
    },
    {
      key: 'term',
      title: t('学期', 'Term'),
      cell: (r) =>
        r.term ? (
          <span className="nowrap">
            {t(`第 ${r.term.number} 学期`, `Term ${r.term.number}`)}{' '}
            <span className="mute s13">{t(enrolmentStateTexts[r.term.state])}</span>
          </span>
        ) : (
          '—'
        ),
    },
    {
      key: 'intern',
      title: t('顶岗实习', 'Internship'),
      cell: (r) =>
        r.internship ? (
          <>
            <span lang="zh-CN">
              {r.internship.organisation.name} {r.internship.post}
            </span>
            <div className="s12 mute">
              <Span from={r.internship.fromDay} to={r.internship.toDay} />
            </div>
          </>
        ) : (
          '—'
        ),
    },
    {
      key: 'deeds',
      title: <span className="vh">{t('办理', 'Deeds')}</span>,
      cell: (r) => (
        <Button
          size="small"
          type="text"
          className="noprint"
          aria-label={`${d.may.write ? t('学籍、实习', 'Status, internship') : t('学籍', 'Status')}${t('：', ': ')}${r.worker.name}`}
          onClick={() => setUrl({ student: r.id })}
        >
          {d.may.write ? t('学籍、实习', 'Status, internship') : t('学籍', 'Status')}
        </Button>
      ),
    },
  ];
  return (
    <section className="en-part">
      <Sec
        t={t('学生', 'Students')}
        sub={t(`计划 ${c.seats} 人`, `${c.seats} seats`)}
        x={
          d.may.write && (
            <Button type="link" size="small" className="noprint" onClick={() => setEntering(true)}>
              {t('注册学籍', 'Enter students')}
            </Button>
          )
        }
      />
      <div className="en-bar noprint">
        {[undefined, ...d.states.map((s) => s.state)].map((s) => (
          <Button
            key={s ?? 'all'}
            size="small"
            type={s === state ? 'primary' : 'default'}
            aria-pressed={s === state}
            onClick={() => setUrl({ students: s, studentsAt: undefined })}
          >
            {s ? t(studentStateTexts[s]) : t('全部', 'All')}
            {s && <span className="num"> {d.states.find((x) => x.state === s)?.count}</span>}
          </Button>
        ))}
      </div>
      {d.items.length === 0 ? (
        <Empty
          title={t('还没有学生', 'No student yet')}
          hint={t(
            '先登记学期、选班；班里录取的人在这里注册学籍。',
            'Enter a term and its class first; people admitted to the class are entered as students here.',
          )}
        />
      ) : (
        <DataTable
          label={t('学生', 'Students')}
          columns={columns}
          rows={d.items}
          rowKey={(r) => r.id}
          rowName={(r) => r.worker.name}
          paging={pagingOf(d, cursor, t('人', 'people'), (studentsAt) => setUrl({ studentsAt }))}
        />
      )}
      {student && <StudentDialog id={student} onClose={() => setUrl({ student: undefined })} />}
      {entering && <EnterDialog of={c} people={d.candidates} onClose={() => setEntering(false)} />}
    </section>
  );
};

interface EnterProps {
  readonly of: CohortOut;
  readonly people: readonly { readonly workerId: string; readonly name: string }[];
  readonly onClose: () => void;
}
const EnterDialog = ({ of: c, people, onClose }: EnterProps) => {
  const t = useT();
  const [done, setDone] = useState<DealtStudents | null>(null);
  const event = useEvent(
    enterStudents,
    { id: c.id, workerIds: people.map((p) => p.workerId), step: 'enter', onDay: [c.today, c.fromDay].sort()[1]!, otherWords: '' },
    setDone,
  );
  if (done)
    return (
      <DealtStudentsList
        of={done}
        title={t(`注册了 ${done.done} 人，没办 ${done.refused} 人`, `Entered: ${done.done}; not done: ${done.refused}`)}
        onClose={onClose}
      />
    );
  const chosen = event.values.workerIds;
  return (
    <EventDialog
      title={t('注册学籍', 'Enter students')}
      note={
        people.length === 0
          ? t(
              '学期的班里没有还没注册的人。先在班里录取，再来注册。',
              'Everybody in the classes of the terms is entered. Admit people to the class first.',
            )
          : t('列的是学期的班里在读、还没有学籍的人。', 'People in the classes of the terms who are no students yet.')
      }
      action={t(`注册 ${chosen.length} 人`, `Enter ${chosen.length}`)}
      ready={chosen.length > 0}
      event={event}
      onClose={onClose}
    >
      {people.length > 0 && (
        <fieldset className="sc-pick">
          <legend className="vh">{t('选人', 'People')}</legend>
          {people.map((p) => (
            <Checkbox
              key={p.workerId}
              checked={chosen.includes(p.workerId)}
              onChange={(e) => event.set('workerIds', e.target.checked ? [...chosen, p.workerId] : chosen.filter((w) => w !== p.workerId))}
            >
              <span lang="zh-CN">{p.name}</span>
            </Checkbox>
          ))}
        </fieldset>
      )}
      <Field name="step" label={<span id="l-step">{t('怎么来的', 'How')}</span>} error={event.errorOf('step')}>
        <Radio.Group
          aria-labelledby="l-step"
          value={event.values.step}
          onChange={(e) => event.set('step', e.target.value)}
          options={[
            { value: 'enter', label: t('新生', 'New') },
            { value: 'transferIn', label: t('从别的学校转来', 'From another school') },
          ]}
        />
      </Field>
      {event.values.step === 'transferIn' && (
        <Field name="otherWords" label={t('原来的学校', 'Former school')} error={event.errorOf('otherWords')}>
          <Input maxLength={80} value={event.values.otherWords ?? ''} onChange={(e) => event.set('otherWords', e.target.value)} />
        </Field>
      )}
      <Field name="onDay" label={t('入学日期', 'Day')} error={event.errorOf('onDay')}>
        <DayPicker value={event.values.onDay || undefined} onChange={(day) => event.set('onDay', day ?? '')} />
      </Field>
    </EventDialog>
  );
};

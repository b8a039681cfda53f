import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { ExportButton } from '#platform/web/ExportButton.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import {
  admissionKeyTexts,
  EnrolmentState,
  type EnrolmentStep,
  enrolmentStateTexts,
  enrolmentStepTexts,
  enrolmentWayTexts,
  exportTrainees,
  leaveCodeTexts,
  listTrainees,
  type TraineeRow,
} from '../../contract.ts';
import { ManyDialog } from './ManyDialog.tsx';
import { EnrolmentMark, Masked, Person, SexAge } from './parts.tsx';
import { TraineeDialog } from './TraineeDialog.tsx';
import './enrolment.css';

/** People of a class: who is in, the waiting list, who asked, who was invited; what the reader may do with them. */
export const PeoplePart = () => {
  const t = useT();
  const can = useCan();
  const id = useSlotSubject();
  const [{ people: shown, peopleAt: cursor }, setUrl] = useUrlState('people', 'peopleAt');
  const state = EnrolmentState.safeParse(shown).data;
  const read = useRead(listTrainees, { id, state, cursor, size: 50 }, { keep: true });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [one, setOne] = useState<{ row: TraineeRow; step: EnrolmentStep } | null>(null);
  const [many, setMany] = useState<'admit' | 'finish' | null>(null);
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={4} />;
  const d = read.data;
  const columns: readonly Column<TraineeRow>[] = [
    {
      key: 'name',
      title: t('姓名', 'Name'),
      cell: (r) => <Person of={r.worker} extra={r.seat !== null && <span className="mute s12 num"> {r.seat}</span>} />,
    },
    { key: 'who', title: t('性别、年龄', 'Sex, age'), cell: (r) => <SexAge of={r.worker} /> },
    {
      key: 'number',
      title: t('证件号、电话', 'Number, telephone'),
      cell: (r) => (
        <span className="en-two">
          <Masked text={r.worker.numberMasked} />
          <Masked text={r.worker.phoneMasked} />
        </span>
      ),
    },
    ...(d.items.some((r) => r.worker.home)
      ? [
          {
            key: 'home',
            title: t('户籍地', 'Home'),
            cell: (r: TraineeRow) => (
              <span lang="zh-CN" className="nowrap">
                {r.worker.home?.village || r.worker.home?.town || r.worker.home?.county || '—'}
              </span>
            ),
          },
        ]
      : []),
    {
      key: 'state',
      title: t('状态', 'State'),
      main: true,
      cell: (r) => (
        <>
          <EnrolmentMark state={r.state} line={r.line} />
          {r.reasonCode !== null && r.reasonCode !== 'promoted' && <div className="s12 mute">{t(leaveCodeTexts[r.reasonCode])}</div>}
          {r.reasonCode === 'promoted' && <div className="s12 mute">{t('候补转录取', 'from the waiting list')}</div>}
          {r.doubts.length > 0 && ['applied', 'waiting', 'invited'].includes(r.state) && (
            <div className="s12 mute">
              {t('待核：', 'To check: ')}
              {r.doubts.map((k) => t(admissionKeyTexts[k])).join(t('、', ', '))}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'days',
      title: t('报名、入学、结束', 'Asked, in, ended'),
      cell: (r) => (
        <span className="en-two s13">
          <span>
            <span className="num nowrap">{r.askedOn}</span> <span className="mute">{t(enrolmentWayTexts[r.way])}</span>
          </span>
          {(r.enrolledOn || r.endedOn) && (
            <span className="num nowrap">
              {r.enrolledOn ?? ''}
              {r.endedOn && ` – ${r.endedOn}`}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'deeds',
      title: <span className="vh">{t('办理', 'Deeds')}</span>,
      cell: (r) => (
        <span className="row gap8 wrap noprint">
          {r.may
            .filter((s) => s !== 'admit' && s !== 'finish')
            .map((s) => (
              <Button
                key={s}
                size="small"
                type="text"
                aria-label={`${t(enrolmentStepTexts[s])} ${r.worker.name}`}
                onClick={() => setOne({ row: r, step: s })}
              >
                {t(enrolmentStepTexts[s])}
              </Button>
            ))}
        </span>
      ),
    },
  ];
  const chosen = d.items.filter((r) => ticked.has(r.enrolmentId));
  const admits = chosen.filter((r) => r.may.includes('admit'));
  const finishes = chosen.filter((r) => r.may.includes('finish'));
  const selectable = d.may.admit || d.may.finish;
  return (
    <section className="en-part" aria-label={t('学员', 'Trainees')}>
      <Sec
        t={t('学员', 'Trainees')}
        sub={t(`计划 ${d.standing.seats} 人`, `${d.standing.seats} seats`)}
        x={
          <ExportButton
            of={exportTrainees}
            input={{ id, state }}
            file={`${t('学员花名册', 'trainees')}.xlsx`}
            small
            disabled={d.items.length === 0}
          >
            {t('学员花名册', 'List of trainees')}
          </ExportButton>
        }
      />
      <div className="en-numbers">
        <Count v={d.standing.enrolled} of={d.standing.seats} text={t('在班', 'in the class')} />
        <Count v={d.standing.waiting} text={t('候补', 'waiting')} />
        <Count v={d.standing.applied} text={t('待录取', 'to be admitted')} />
        <Count v={d.standing.invited} text={t('已邀请', 'invited')} />
      </div>
      <div className="en-bar noprint">
        {[undefined, ...d.states.map((s) => s.state)].map((s) => (
          <Button
            key={s ?? 'all'}
            size="small"
            type={s === state ? 'primary' : 'default'}
            aria-pressed={s === state}
            onClick={() => setUrl({ people: s, peopleAt: undefined })}
          >
            {s ? t(enrolmentStateTexts[s]) : t('全部', 'All')}
            {s && <span className="num"> {d.states.find((x) => x.state === s)?.count}</span>}
          </Button>
        ))}
        {d.may.invite && <Link to={`/training/classes/${id}/invite`}>{t('从档案里邀请', 'Invite from the register')}</Link>}
        {d.may.enter && can('rosters.import') && <Link to="/imports">{t('导入报名单', 'Hand in a list')}</Link>}
      </div>
      {d.items.length === 0 ? (
        <Empty
          title={t('还没有人报名', 'Nobody has asked yet')}
          hint={t(
            '三种来路：本人报名，村里交报名单，从档案里邀请。录取由办班的学校或人社部门办。',
            'People come in three ways: they ask themselves, a village hands in a list, or an office invites from the register. The school or the office admits.',
          )}
        />
      ) : (
        <DataTable
          label={t('学员名单', 'List of trainees')}
          columns={columns}
          rows={d.items}
          rowKey={(r) => r.enrolmentId}
          rowName={(r) => r.worker.name}
          {...(selectable
            ? {
                selected: ticked,
                onSelect: setTicked,
                selectionActions: (
                  <>
                    {d.may.admit && (
                      <Button size="small" type="primary" disabled={admits.length === 0} onClick={() => setMany('admit')}>
                        {t(`录取 ${admits.length} 人`, `Admit ${admits.length}`)}
                      </Button>
                    )}
                    {d.may.finish && (
                      <Button size="small" disabled={finishes.length === 0} onClick={() => setMany('finish')}>
                        {t(`登记结业 ${finishes.length} 人`, `Finished: ${finishes.length}`)}
                      </Button>
                    )}
                  </>
                ),
              }
            : {})}
          paging={pagingOf(d, cursor, t('人', 'people'), (peopleAt) => setUrl({ peopleAt }))}
        />
      )}
      {one && <TraineeDialog classId={id} row={one.row} step={one.step} onClose={() => setOne(null)} />}
      {many && (
        <ManyDialog
          classId={id}
          deed={many}
          rows={many === 'admit' ? admits : finishes}
          standing={d.standing}
          onClose={() => {
            setMany(null);
            setTicked(new Set());
          }}
        />
      )}
    </section>
  );
};
const Count = ({ v, of, text }: { v: number; of?: number; text: string }) => (
  <span>
    <b className="num">{v}</b>
    {of !== undefined && <span className="num mute"> / {of}</span>} <span className="s13 sub">{text}</span>
  </span>
);

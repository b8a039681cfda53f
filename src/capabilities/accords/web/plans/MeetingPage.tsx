import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { EventDialog, ReasonField } from '#platform/web/EventDialog.tsx';
import { useSentFile } from '#platform/web/FileField.tsx';
import { ChangedNotice, Field } from '#platform/web/form.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useRead } from '#platform/web/useRead.ts';
import { addResolution, correctMeeting, type MeetingWhole, PLAN_FILE, readMeeting } from '../../contractPlans.ts';
import { FileLink } from './FileLink.tsx';
import { MeetingFields } from './MeetingFields.tsx';
import { ItemStateMark, Stands } from './planWords.tsx';
import './plans.css';

type Opened = 'resolution' | 'correct' | null;

/** One joint meeting: when, where, who was in the chair, its minutes, its resolutions and what became of each. */
export const MeetingPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readMeeting, { id });
  const [opened, setOpened] = useState<Opened>(null);
  const closed = () => {
    setOpened(null);
    void read.refetch();
  };
  const of = read.data;
  return (
    <Screen
      title={of?.title ?? t('联席会议', 'Joint meeting')}
      crumb={
        of && (
          <>
            <Link to={`/agreements/${of.agreement.id}`} lang="zh-CN">
              {of.agreement.title}
            </Link>{' '}
            / {t('联席会议', 'Joint meeting')}
          </>
        )
      }
      sub={
        of && (
          <>
            <span className="num">{of.heldOn}</span> <span lang="zh-CN">{of.place}</span>
          </>
        )
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={of?.may && <Button onClick={() => setOpened('correct')}>{t('更正', 'Correct')}</Button>}
    >
      {of && (
        <div className="pl-two">
          <Resolutions of={of} onAdd={() => setOpened('resolution')} />
          <aside>
            <section className="pl-part">
              <Sec t={t('这次会议', 'The meeting')} />
              <Facts
                rows={[
                  [
                    t('输出地主持', 'Chair, origin'),
                    <span key="o" lang="zh-CN">
                      {of.chairs.origin}
                    </span>,
                  ],
                  [
                    t('输入地主持', 'Chair, host'),
                    <span key="h" lang="zh-CN">
                      {of.chairs.host}
                    </span>,
                  ],
                  [t('会议纪要', 'Minutes'), of.minutes ? <FileLink key="m" file={of.minutes} /> : t('还没有传', 'not sent yet')],
                ]}
              />
              {of.versions.length > 1 && (
                <p className="note">
                  {t(`更正过 ${of.versions.length - 1} 次，最近：`, `Corrected ${of.versions.length - 1} time(s), last: `)}
                  <span lang="zh-CN">{of.versions[0]!.reason}</span> {of.versions[0]!.by} {instant(of.versions[0]!.at)}
                </p>
              )}
            </section>
          </aside>
          {opened === 'resolution' && <AddResolution of={of} onClose={() => setOpened(null)} />}
          {opened === 'correct' && <CorrectMeeting of={of} onClose={closed} />}
        </div>
      )}
    </Screen>
  );
};

const Resolutions = ({ of, onAdd }: { of: MeetingWhole; onAdd: () => void }) => {
  const t = useT();
  const go = useNavigate();
  const year = of.heldOn.slice(0, 4);
  return (
    <section className="pl-part">
      <Sec
        t={t('决议', 'Resolutions')}
        sub={t(`${of.resolutions} 条，列成要点 ${of.items} 件`, `${of.resolutions}, of which ${of.items} are items`)}
        x={
          of.may && (
            <Button size="small" onClick={onAdd}>
              {t('写一条决议', 'Add a resolution')}
            </Button>
          )
        }
      />
      {of.list.length === 0 ? (
        <p className="note pl-body">{t('还没有写决议。', 'No resolution has been written yet.')}</p>
      ) : (
        <ol className="pl-line">
          {of.list.map((r) => (
            <li key={r.id}>
              <div className="res" lang="zh-CN">
                <span className="num">{r.number}.</span> {r.text}
              </div>
              {r.item ? (
                <div className="row wrap gap12 s13">
                  <Link to={`/plan-items/${r.item.id}`}>
                    {t(`${r.item.year} 年要点第 ${r.item.number} 件`, `Work point ${r.item.number} of ${r.item.year}`)}
                  </Link>
                  <ItemStateMark state={r.item.state} />
                  <Stands stands={r.item.stands} dueDay={r.item.dueDay} />
                </div>
              ) : (
                of.may &&
                (of.planId ? (
                  <Button
                    size="small"
                    aria-label={t(`把第 ${r.number} 条列成要点`, `Make resolution ${r.number} an item`)}
                    onClick={() => go(`/plan-items/new?agreement=${of.agreement.id}&plan=${of.planId}&meeting=${of.id}&resolution=${r.id}`)}
                  >
                    {t('列成要点', 'Make it an item')}
                  </Button>
                ) : (
                  <span className="note">
                    {t(
                      `还没有建 ${year} 年的要点，先到协议的页面上建`,
                      `There is no plan of ${year} yet; begin it on the page of the agreement`,
                    )}
                  </span>
                ))
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};

const AddResolution = ({ of, onClose }: { of: MeetingWhole; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(addResolution, { id: of.id, text: '' }, onClose);
  return (
    <EventDialog
      title={t(`第 ${of.resolutions + 1} 条决议`, `Resolution ${of.resolutions + 1}`)}
      note={t('按纪要写。写上以后不能改，只能另写一条。', 'As in the minutes. It does not change afterwards; another one can be added.')}
      action={t('写上', 'Add')}
      event={event}
      onClose={onClose}
    >
      <Field name="text" label={t('决议', 'Resolution')} error={event.errorOf('text')}>
        <Input.TextArea
          rows={4}
          maxLength={600}
          value={event.values.text}
          onChange={(e) => event.set('text', e.target.value)}
          onBlur={() => event.leave('text')}
        />
      </Field>
    </EventDialog>
  );
};

const CorrectMeeting = ({ of, onClose }: { of: MeetingWhole; onClose: () => void }) => {
  const t = useT();
  const minutes = useSentFile(PLAN_FILE, of.minutes);
  const event = useEvent(
    correctMeeting,
    {
      id: of.id,
      seen: of.seen,
      title: of.title,
      heldOn: of.heldOn,
      place: of.place,
      originChair: of.chairs.origin,
      hostChair: of.chairs.host,
      fileId: of.minutes?.id ?? null,
      reason: '',
    },
    onClose,
  );
  const changed = event.problem?.code === 'platform.changed' ? event.problem : null;
  return (
    <EventDialog
      wide
      problem={changed ? null : event.problem}
      title={t('更正会议', 'Correct the meeting')}
      action={t('存下更正', 'Save the correction')}
      event={event}
      ready={!minutes.busy}
      onClose={onClose}
      onSave={() => event.save({ fileId: minutes.file?.id ?? null })}
    >
      <MeetingFields form={event as never} minutes={minutes} />
      <ReasonField
        value={event.values.reason}
        error={event.errorOf('reason')}
        onChange={(r) => event.set('reason', r ?? '')}
        onLeave={() => event.leave('reason')}
      />
      {changed && (
        <ChangedNotice
          problem={changed}
          fields={{ title: t('会议名称', 'Title'), heldOn: t('开会日期', 'Day'), place: t('地点', 'Place') }}
          mine={event.values as unknown as Record<string, unknown>}
          onMine={(current) => event.save({ seen: String(current.seen), fileId: minutes.file?.id ?? null })}
          onTheirs={onClose}
        />
      )}
    </EventDialog>
  );
};

import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { EventDialog } from '#platform/web/EventDialog.tsx';
import { Field } from '#platform/web/form.tsx';
import { Fig, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useEvent } from '#platform/web/useEvent.ts';
import { useRead } from '#platform/web/useRead.ts';
import { createPlan, listMeetings, listPlans, WORK_PLANS, type WorkPlan } from '../../contractPlans.ts';
import './plans.css';

/** On the page of an agreement: its plans of the years and its meetings. */
export const AgreementPlans = () => {
  const t = useT();
  const can = useCan();
  const go = useNavigate();
  const agreementId = useSlotSubject();
  const plans = useRead(listPlans, { agreementId, size: 200 });
  const meetings = useRead(listMeetings, { agreementId, size: 200 });
  const [begins, setBegins] = useState(false);
  const may = can(WORK_PLANS) && plans.data?.mayPlan === true;
  return (
    <>
      <section className="pl-part section">
        <Sec
          t={t('年度工作要点', 'Work points of the year')}
          x={
            may && (
              <Button size="small" onClick={() => setBegins(true)}>
                {t('建一年的要点', 'Begin the plan of a year')}
              </Button>
            )
          }
        />
        {plans.error ? (
          <ProblemView problem={plans.error} onRetry={() => void plans.refetch()} />
        ) : !plans.data ? (
          <Loading rows={2} />
        ) : plans.data.items.length === 0 ? (
          <p className="note pl-body">{t('还没有建过哪一年的要点。', 'No plan of a year has been begun.')}</p>
        ) : (
          <ul className="pl-line">
            {plans.data.items.map((p) => (
              <PlanLine key={p.id} of={p} may={may} onNew={() => go(`/plan-items/new?agreement=${agreementId}&plan=${p.id}`)} />
            ))}
          </ul>
        )}
      </section>
      <section className="pl-part section">
        <Sec
          t={t('联席会议', 'Joint meetings')}
          x={
            may && (
              <Button size="small" onClick={() => go(`/joint-meetings/new?agreement=${agreementId}`)}>
                {t('记一次会议', 'Record a meeting')}
              </Button>
            )
          }
        />
        {meetings.error ? (
          <ProblemView problem={meetings.error} onRetry={() => void meetings.refetch()} />
        ) : !meetings.data ? (
          <Loading rows={2} />
        ) : meetings.data.items.length === 0 ? (
          <p className="note pl-body">{t('还没有记过会议。', 'No meeting is on record.')}</p>
        ) : (
          <ul className="pl-line">
            {meetings.data.items.map((m) => (
              <li key={m.id}>
                <Link to={`/joint-meetings/${m.id}`} lang="zh-CN">
                  {m.title}
                </Link>{' '}
                <span className="mute s13">
                  <span className="num nowrap">{m.heldOn}</span> <span lang="zh-CN">{m.place}</span>
                  {t(`，决议 ${m.resolutions} 条，列成要点 ${m.items} 件`, `; ${m.resolutions} resolutions, ${m.items} of them items`)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {begins && <BeginPlan agreementId={agreementId} onClose={() => setBegins(false)} />}
    </>
  );
};

const PlanLine = ({ of, may, onNew }: { of: WorkPlan; may: boolean; onNew: () => void }) => {
  const t = useT();
  const { total, late, saidDone, closed } = of.counts;
  const to = `/plan-items?agreement=${of.agreement.id}&year=${of.year}`;
  return (
    <li>
      <div className="row wrap gap12">
        <b className="b" lang="zh-CN">
          {of.title}
        </b>
        {of.document && <span className="mute s13">{of.document}</span>}
        {may && (
          <Button size="small" onClick={onNew}>
            {t('列一件', 'Put an item on it')}
          </Button>
        )}
      </div>
      <div className="s13">
        {t('共', '')} <Fig to={to} v={total} u={t('件', total === 1 ? 'item' : 'items')} />
        {t('，办结 ', ', ')}
        <Fig to={`${to}&state=closed`} v={closed} />
        {t(' 件', ' closed')}
        {saidDone > 0 && (
          <>
            {t('，待对方确认 ', ', ')}
            <Fig to={`${to}&state=said_done`} v={saidDone} />
            {t(' 件', ' waiting for the other side')}
          </>
        )}
        {late > 0 && (
          <>
            {t('，', ', ')}
            <span className="pl-late">
              {t('逾期 ', '')}
              <Fig to={`${to}&which=late`} v={late} />
              {t(' 件', ' late')}
            </span>
          </>
        )}{' '}
        <span className="pl-bar" aria-hidden="true">
          <i style={{ width: `${total ? Math.round((closed / total) * 100) : 0}%` }} />
        </span>
      </div>
    </li>
  );
};

const BeginPlan = ({ agreementId, onClose }: { agreementId: string; onClose: () => void }) => {
  const t = useT();
  const event = useEvent(createPlan, { agreementId, year: Number.NaN, title: '', document: '' }, onClose);
  const { values, set, errorOf, leave } = event;
  return (
    <EventDialog
      title={t('建一年的工作要点', 'Begin the plan of a year')}
      note={t('建好以后一件件列进去；一份协议一年一份。', 'Items are put on it afterwards; one plan a year and agreement.')}
      action={t('建要点', 'Begin')}
      event={event}
      onClose={onClose}
    >
      <Field name="year" label={t('年份', 'Year')} error={errorOf('year')}>
        <InputNumber<number>
          min={2000}
          max={2100}
          precision={0}
          value={Number.isNaN(values.year) ? null : values.year}
          onChange={(y) => set('year', y ?? Number.NaN)}
        />
      </Field>
      <Field
        name="title"
        label={t('名称', 'Title')}
        hint={t('如“2022 年粤桂劳务协作工作要点”', 'As on the document')}
        error={errorOf('title')}
      >
        <Input maxLength={80} value={values.title} onChange={(e) => set('title', e.target.value)} onBlur={() => leave('title')} />
      </Field>
      <Field name="document" label={t('文号', 'Document number')} optional error={errorOf('document')}>
        <Input maxLength={80} value={values.document ?? ''} onChange={(e) => set('document', e.target.value)} />
      </Field>
    </EventDialog>
  );
};

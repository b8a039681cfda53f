import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#platform/contract.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { Field } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import {
  answerMyself,
  applyMyself,
  type ClassBrief,
  classModeShort,
  type EnrolmentStep,
  enrolmentStepTexts,
  type LeaveCode,
  leaveCodesOf,
  leaveCodeTexts,
  listOpen,
  type OwnEnrolment,
  promiseTexts,
  readMine,
} from '../../contract.ts';
import { clockText } from '../../rules.ts';
import { Admissions, EnrolmentMark, PROMISE } from './parts.tsx';
import './enrolment.css';

/** A trainee's own page, for a telephone: what I am in, what I may ask for. Plain words, big buttons. */
export const MinePage = () => {
  const t = useT();
  const mine = useRead(readMine, {});
  const open = useRead(listOpen, {});
  const others = open.data?.items.filter((c) => c.mine === null || ['declined', 'withdrawn', 'refused'].includes(c.mine)) ?? [];
  return (
    <Screen title={t('我的培训', 'My training')} problem={mine.error} onRetry={() => void mine.refetch()}>
      <section className="en-part">
        <Sec t={t('我报名的班', 'Classes I am in')} />
        {mine.isPending ? (
          <Loading rows={3} />
        ) : !mine.data || mine.data.items.length === 0 ? (
          <Empty
            title={t('还没有报名', 'Nothing yet')}
            hint={t('下面是现在可以报名的班。', 'Below are the classes you may ask for now.')}
          />
        ) : (
          <ul className="en-mine">
            {mine.data.items.map((e) => (
              <Own key={e.enrolmentId} of={e} />
            ))}
          </ul>
        )}
      </section>
      <section className="en-part">
        <Sec t={t('正在招生的班', 'Classes that enrol')} />
        {open.error ? (
          <ProblemView problem={open.error} onRetry={() => void open.refetch()} />
        ) : open.isPending ? (
          <Loading rows={3} />
        ) : others.length === 0 ? (
          <Empty
            title={t('现在没有招生的班', 'No class enrols now')}
            hint={t('村里和乡镇人社所有消息会告诉您。', 'Your village and township office will tell you.')}
          />
        ) : (
          <ul className="en-mine">
            {others.map((c) => (
              <Open key={c.id} of={c} />
            ))}
          </ul>
        )}
      </section>
    </Screen>
  );
};
const About = ({ of: c }: { of: ClassBrief }) => {
  const t = useT();
  return (
    <>
      <div lang="zh-CN">
        {c.school.name}
        {c.employer && t(`，为${c.employer.name}培训`, `, for ${c.employer.name}`)}
      </div>
      <div>
        <span className="num nowrap">
          {c.planFrom} {t('至', '–')} {c.planTo}
        </span>
        {t('，', ', ')}
        {t(classModeShort[c.mode])}
        {t('，', ', ')}
        <span lang="zh-CN">
          {t(c.place.name)}
          {c.address}
        </span>
      </div>
    </>
  );
};
const Own = ({ of: e }: { of: OwnEnrolment }) => {
  const t = useT();
  const [step, setStep] = useState<EnrolmentStep | null>(null);
  return (
    <li>
      <h3 lang="zh-CN">{e.class.title}</h3>
      <p>
        <EnrolmentMark state={e.state} line={e.line} />
        {e.seat !== null && <span className="num"> {t(`学号 ${e.seat}`, `no. ${e.seat}`)}</span>}
        {e.reasonCode !== null && e.reasonCode !== 'promoted' && <span className="sub"> {t(leaveCodeTexts[e.reasonCode])}</span>}
      </p>
      <About of={e.class} />
      {e.lessons.length > 0 && (
        <ul className="en-lessons">
          {e.lessons.slice(0, 5).map((l) => (
            <li key={`${l.day} ${l.fromMinute}`}>
              <span className="num nowrap">
                {l.day} {clockText(l.fromMinute)}–{clockText(l.toMinute)}
              </span>{' '}
              <span lang="zh-CN">
                {l.title} {l.room}
              </span>
            </li>
          ))}
        </ul>
      )}
      {e.promises.length > 0 && (
        <ul className="en-conditions en-lessons">
          {e.promises.map((c) => (
            <li key={c.promise}>
              <St k={PROMISE[c.state]} plain>
                {t(promiseTexts[c.promise])}
                {t('：', ': ')}
                {t(c.text)}
              </St>
            </li>
          ))}
        </ul>
      )}
      <div className="row gap12 wrap">
        {e.may.map((s) => (
          <Button key={s} size="large" type={s === 'accept' ? 'primary' : 'default'} onClick={() => setStep(s)}>
            {t(enrolmentStepTexts[s])}
          </Button>
        ))}
      </div>
      {step && <Answer of={e} step={step} onClose={() => setStep(null)} />}
    </li>
  );
};
const Answer = ({ of: e, step, onClose }: { of: OwnEnrolment; step: EnrolmentStep; onClose: () => void }) => {
  const t = useT();
  const codes: readonly LeaveCode[] =
    step === 'decline' || step === 'withdraw' ? leaveCodesOf[step].filter((c) => c !== 'other' && c !== 'noShow') : [];
  const [code, setCode] = useState<LeaveCode | null>(null);
  const write = useWrite(answerMyself, { stales: ['training.'], onDone: onClose });
  return (
    <Confirm
      open
      title={`${t(enrolmentStepTexts[step])}${t('：', ': ')}${e.class.title}`}
      action={t(enrolmentStepTexts[step])}
      danger={step === 'withdraw'}
      ready={codes.length === 0 || code !== null}
      busy={write.isPending}
      problem={write.error}
      onCancel={onClose}
      onAct={() => write.mutate({ enrolmentId: e.enrolmentId, seen: e.recorded, step, reasonCode: code })}
    >
      {codes.length === 0 ? (
        <p>{t('接受以后，等学校录取。', 'Once accepted, the school admits.')}</p>
      ) : (
        <Field name="reasonCode" label={t('为什么', 'Why')}>
          <Select size="large" value={code} options={codes.map((c) => ({ value: c, label: t(leaveCodeTexts[c]) }))} onChange={setCode} />
        </Field>
      )}
    </Confirm>
  );
};
const Open = ({ of: c }: { of: Output<typeof listOpen>['items'][number] }) => {
  const t = useT();
  const write = useWrite(applyMyself, { stales: ['training.'] });
  return (
    <li>
      <h3 lang="zh-CN">{c.title}</h3>
      <About of={c} />
      <p>
        {c.free > 0
          ? t(`还有 ${c.free} 个名额，报名到 ${c.enrolUntil}`, `${c.free} seats free, enrolment until ${c.enrolUntil}`)
          : t(`名额已满，候补 ${c.waiting} 人；报名到 ${c.enrolUntil}`, `Full, ${c.waiting} wait; enrolment until ${c.enrolUntil}`)}
        {c.hours > 0 && t(`，共 ${c.hours} 课时`, `, ${c.hours} hours`)}
      </p>
      {c.verdict !== 'eligible' && <Admissions of={c.admission} />}
      <WriteProblem problem={write.error} />
      {c.verdict !== 'refused' && (
        <Button type="primary" size="large" loading={write.isPending} onClick={() => write.mutate({ id: c.id, workerId: c.workerId })}>
          {t('我要报名', 'I want to enrol')}
        </Button>
      )}
    </li>
  );
};

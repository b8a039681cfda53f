import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { CLASS_HEAD, CLASS_SECTIONS, type ClassOut, type ClassStep, classModeTexts, readClass } from '../contract.ts';
import { programmeTexts } from '../rules.ts';
import { BudgetPart } from './BudgetPart.tsx';
import { ClassCorrect } from './ClassCorrect.tsx';
import { ClassLife } from './ClassLife.tsx';
import { MentorsPart } from './MentorsPart.tsx';
import { NextPart } from './NextPart.tsx';
import { ClassKinds, ClassMark, Days } from './parts.tsx';
import { StepDialog } from './StepDialog.tsx';
import { TimetablePart } from './TimetablePart.tsx';
import { VersionsPart } from './VersionsPart.tsx';
import './training.css';

/** One class: where it stands and what the next step lacks, its timetable, mentors and money; what later slices hang on it. */
export const ClassPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const [{ do: doing }, setUrl] = useUrlState('do');
  const read = useRead(readClass, { id });
  const [step, setStep] = useState<ClassStep | null>(null);
  const c = read.data;
  return (
    <Screen
      title={c?.title ?? t('培训班', 'Class')}
      heading={
        c && (
          <span className="tr-name">
            <span lang="zh-CN">{c.title}</span>
            <ClassKinds mode={c.mode} order={c.orderKind} />
            <ClassMark state={c.state} />
          </span>
        )
      }
      sub={
        c && (
          <>
            <span lang="zh-CN">
              {c.school.name}
              {c.employer && t(`与${c.employer.name}合办`, ` with ${c.employer.name}`)}
            </span>
            {t('；', '; ')}
            <Days from={c.planFrom} to={c.planTo} />
            {c.hours && (
              <>
                {t('，', ', ')}
                <span className="num nowrap">
                  {c.hours.total} {t('课时', 'hours')}
                </span>
              </>
            )}
            {c.version && (
              <>
                {t('，标准版本 ', ', standard ')}
                <Link className="tr-under" to={`/training/standards/${c.version.standardId}`} lang="zh-CN">
                  {c.version.title} {c.version.label}
                </Link>
              </>
            )}
          </>
        )
      }
      crumb={
        <>
          <Link to="/training/classes">{t('培训班', 'Classes')}</Link>
          {c && <> / {t(programmeTexts[c.programme])}</>}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        c &&
        doing !== 'correct' && (
          <>
            <Button type="text" icon={<I n="print" />} onClick={() => window.print()}>
              {t('打印', 'Print')}
            </Button>
            {c.may.write && <Button onClick={() => setUrl({ do: 'correct' })}>{t('更正', 'Correct')}</Button>}
          </>
        )
      }
    >
      {c &&
        (doing === 'correct' && c.may.write ? (
          <ClassCorrect of={c} onDone={() => setUrl({ do: undefined })} />
        ) : (
          <>
            <ClassLife of={c} />
            <Slot name={CLASS_HEAD} of={c.id} />
            <div className="tr-two">
              <div className="stack">
                <Slot name={CLASS_SECTIONS} of={c.id} />
                <TimetablePart of={c} />
              </div>
              <div className="stack tr-side">
                <NextPart of={c} onStep={setStep} />
                <About of={c} />
                <MentorsPart of={c} />
                <BudgetPart of={c} />
                <VersionsPart of={c} />
              </div>
            </div>
            <PrintFoot />
          </>
        ))}
      {c && step && <StepDialog of={c} step={step} onClose={() => setStep(null)} />}
    </Screen>
  );
};

const About = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  const area = (a: { code: string; name: { zh: string; en: string } }) => (
    <Link className="tr-under" to={`/regions/${a.code}`}>
      {t(a.name)}
    </Link>
  );
  return (
    <section className="tr-part">
      <Sec t={t('班的情况', 'About the class')} />
      <Facts
        rows={[
          [t('办班方式', 'Mode'), t(classModeTexts[c.mode])],
          [
            t('授课地', 'Place'),
            <span key="p">
              {area(c.place)}
              {c.address && (
                <span lang="zh-CN" className="mute">
                  {' '}
                  {c.address}
                </span>
              )}
            </span>,
          ],
          [t('学员来源地', 'Trains people of'), area(c.origin)],
          [t('输入地', 'Host area'), c.host ? area(c.host) : t('没有定', 'none')],
          [
            t('人数', 'Seats'),
            <span key="s" className="num">
              {t(`计划 ${c.seats} 人`, `${c.seats} planned`)}
              {c.sizeFrom !== null && (
                <span className="mute">{t(`，标准 ${c.sizeFrom}–${c.sizeTo} 人`, `, standard ${c.sizeFrom}–${c.sizeTo}`)}</span>
              )}
            </span>,
          ],
          [
            t('报名截止', 'Enrolment until'),
            <span key="e" className="num">
              {c.enrolUntil}
            </span>,
          ],
          ...(c.agreement
            ? ([
                [
                  t('协作协议', 'Agreement'),
                  <Link key="a" className="tr-under" to={`/agreements/${c.agreement.id}`} lang="zh-CN">
                    {c.agreement.title}
                  </Link>,
                ],
              ] as const)
            : []),
          ...(c.source
            ? ([
                [
                  t('依据', 'Source'),
                  <span key="r" lang="zh-CN">
                    {c.source}
                  </span>,
                ],
              ] as const)
            : []),
          ...(c.note
            ? ([
                [
                  t('说明', 'Note'),
                  <span key="n" lang="zh-CN">
                    {c.note}
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
    </section>
  );
};

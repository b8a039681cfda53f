import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { enrolmentStateTexts } from '../../contractEnrolmentTexts.ts';
import { type InternshipOut, readStudent, type StudentOut, type StudentStep, studentStepTexts } from '../../contractSchooling.ts';
import { InternshipDialog } from './InternshipDialog.tsx';
import { Span, StudentMark } from './parts.tsx';
import { StepForm, TakeBackForm } from './StudentStep.tsx';

type Doing = { readonly step: StudentStep } | 'takeBack' | 'intern' | InternshipOut | null;
/** One student: every step of the status, terms, internships; the deeds open over it. */
export const StudentDialog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = useT();
  const read = useRead(readStudent, { id });
  const [doing, setDoing] = useState<Doing>(null);
  const s = read.data;
  const back = () => setDoing(null);
  if (s && doing === 'takeBack') return <TakeBackForm of={s} onClose={back} />;
  if (s && doing === 'intern') return <InternshipDialog of={s} onClose={back} />;
  if (s && doing !== null && typeof doing === 'object' && 'step' in doing) return <StepForm of={s} step={doing.step} onClose={back} />;
  if (s && doing !== null && typeof doing === 'object' && 'post' in doing) return <InternshipDialog of={s} one={doing} onClose={back} />;
  return (
    <Modal
      open
      width={640}
      title={s ? <span lang="zh-CN">{s.worker.name}</span> : t('学籍', 'Status')}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('关上', 'Close')}</Button>}
      closable={{ 'aria-label': t('关上', 'Close') }}
    >
      {read.error && <ProblemView problem={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Loading rows={5} />}
      {s && (
        <>
          <p className="sub">
            <span lang="zh-CN">{s.cohort.title}</span> {s.state && <StudentMark state={s.state} />}{' '}
            <Link className="tr-under" to={`/workers/${s.worker.workerId}`}>
              {t('档案', 'Record')}
            </Link>
          </p>
          {s.may.write && s.next.length > 0 && (
            <div className="sc-deeds">
              {s.next.map((n) => (
                <Button key={n.step} size="small" onClick={() => setDoing({ step: n.step })}>
                  {t(studentStepTexts[n.step])}
                </Button>
              ))}
            </div>
          )}
          <Steps of={s} onTakeBack={() => setDoing('takeBack')} />
          <Terms of={s} />
          <Internships of={s} onAdd={() => setDoing('intern')} onCorrect={setDoing} />
        </>
      )}
    </Modal>
  );
};

const Steps = ({ of: s, onTakeBack }: { of: StudentOut; onTakeBack: () => void }) => {
  const t = useT();
  const last = s.steps.filter((x) => x.superseded === null).at(-1);
  return (
    <section className="sc-part">
      <Sec h={3} t={t('学籍的每一步', 'Every step')} />
      <ul className="plain sc-history">
        {s.steps.map((x) => (
          <li key={`${x.number} ${x.recorded}`}>
            <span className={x.superseded ? 'sc-gone' : ''}>
              <span className="num nowrap">{x.onDay}</span> <b className="b">{t(studentStepTexts[x.step])}</b>
              {x.until && t(`，到 ${x.until}`, `, until ${x.until}`)}
              {x.other && <span lang="zh-CN"> {x.other.words}</span>}
              {x.diploma && (
                <span className="num">
                  {t('，证书 ', ', diploma ')}
                  {x.diploma}
                </span>
              )}
            </span>{' '}
            <span className="s12 mute">
              {x.reason && <span lang="zh-CN">{x.reason} </span>}
              <span lang="zh-CN">{x.by}</span> <span className="num">{instant(x.recorded)}</span>
              {x.superseded && t('（已收回）', ' (taken back)')}
            </span>
            {x === last && s.may.write && (
              <Button type="link" size="small" onClick={onTakeBack}>
                {t('收回', 'Take back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
const Terms = ({ of: s }: { of: StudentOut }) => {
  const t = useT();
  if (s.terms.length === 0) return null;
  return (
    <section className="sc-part">
      <Sec h={3} t={t('学期', 'Terms')} />
      <ul className="plain sc-history">
        {s.terms.map((x) => (
          <li key={x.classId}>
            {t(`第 ${x.number} 学期 `, `Term ${x.number} `)}
            <Link className="tr-under" to={`/training/classes/${x.classId}`} lang="zh-CN">
              {x.title}
            </Link>{' '}
            <span className="mute">{t(enrolmentStateTexts[x.state])}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
interface InternshipsProps {
  readonly of: StudentOut;
  readonly onAdd: () => void;
  readonly onCorrect: (one: InternshipOut) => void;
}
const Internships = ({ of: s, onAdd, onCorrect }: InternshipsProps) => {
  const t = useT();
  return (
    <section className="sc-part">
      <Sec
        h={3}
        t={t('顶岗实习', 'Internships')}
        x={
          s.may.write &&
          s.state === 'studying' && (
            <Button type="link" size="small" onClick={onAdd}>
              {t('登记实习', 'Enter one')}
            </Button>
          )
        }
      />
      {s.internships.length === 0 ? (
        <p className="note">
          {t(
            '还没有。登记以后台账里记为实习，不算就业。',
            'None yet. Once entered the ledger has it as an internship, which is no employment.',
          )}
        </p>
      ) : (
        <ul className="plain sc-history">
          {s.internships.map((i) => (
            <li key={i.id}>
              <G k="info" label={t('实习', 'Internship')} /> <Span from={i.fromDay} to={i.toDay} />{' '}
              <span lang="zh-CN">
                {i.organisation.name} {i.post}
              </span>{' '}
              <span className="s12 mute">
                {t(`协议 ${i.agreedOn}`, `agreement ${i.agreedOn}`)}
                {i.payMonth !== null && t(`，每月 ${i.payMonth} 元`, `, ${i.payMonth} yuan a month`)}
              </span>
              {s.may.write && (
                <Button
                  type="link"
                  size="small"
                  aria-label={t(`更正 ${i.fromDay} 起的实习`, `Correct the internship from ${i.fromDay}`)}
                  onClick={() => onCorrect(i)}
                >
                  {t('更正', 'Correct')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

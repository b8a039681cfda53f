// What the pages of enrolment share: marks, the person of a row, conditions one by one.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Mask } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G, type MarkKind, St } from '#platform/web/marks.tsx';
import {
  type AdmissionOut,
  admissionKeyTexts,
  type EnrolmentState,
  enrolmentStateTexts,
  type PromiseOut,
  type PromiseState,
  promiseStateTexts,
} from '../../contract.ts';

const ENROLMENT: Record<EnrolmentState, MarkKind> = {
  invited: 'later',
  declined: 'off',
  applied: 'info',
  refused: 'no',
  waiting: 'due',
  enrolled: 'ok',
  withdrawn: 'off',
  finished: 'ok',
  failed: 'no',
};
export const EnrolmentMark = ({ state, line }: { state: EnrolmentState; line?: number | null }) => {
  const t = useT();
  return (
    <St k={ENROLMENT[state]}>
      {t(enrolmentStateTexts[state])}
      {state === 'waiting' && line ? t(` 第 ${line} 位`, ` no. ${line}`) : ''}
    </St>
  );
};
export const PROMISE: Record<PromiseState, MarkKind> = { met: 'ok', not: 'no', yet: 'later' };
/** One of the four, as a mark with what it rests on in its name. */
export const PromiseMark = ({ of }: { of: PromiseOut }) => {
  const t = useT();
  return <G k={PROMISE[of.state]} label={`${t(promiseStateTexts[of.state])}${t('：', ': ')}${t(of.text)}`} />;
};
export const PromiseLegend = () => {
  const t = useT();
  return (
    <>
      {(['met', 'not', 'yet'] as const).map((s) => (
        <St key={s} k={PROMISE[s]} plain>
          {t(promiseStateTexts[s])}
        </St>
      ))}
    </>
  );
};

interface Told {
  readonly workerId: string;
  readonly name: string;
  readonly sex: string;
  readonly age: number | null;
}
/** The name leads to the person's page. */
export const Person = ({ of, extra }: { of: Told; extra?: ReactNode }) => (
  <Link to={`/workers/${of.workerId}`} className="row-link" lang="zh-CN">
    <b className="b">{of.name}</b>
    {extra}
  </Link>
);
export const SexAge = ({ of }: { of: Told }) => {
  const t = useT();
  return (
    <span className="nowrap">
      {of.sex === '1' ? t('男', 'male') : of.sex === '2' ? t('女', 'female') : '—'}
      {of.age !== null && <span className="num"> {of.age}</span>}
    </span>
  );
};
export const Masked = ({ text }: { text: string | undefined }) => (text ? <Mask text={text} /> : <span className="mute">—</span>);

/** What admission asks, one by one; what stops nobody is told as shown only. */
export const Admissions = ({ of, all = false }: { of: readonly AdmissionOut[]; all?: boolean }) => {
  const t = useT();
  const shown = all ? of : of.filter((a) => a.met !== true);
  if (shown.length === 0) return <St k="ok">{t('条件都符合', 'All conditions met')}</St>;
  return (
    <ul className="en-conditions">
      {shown.map((a) => (
        <li key={a.key}>
          <St k={a.met === true ? 'ok' : a.met === null ? 'doubt' : a.stops ? 'no' : 'info'} plain>
            <span className="vh">{t(admissionKeyTexts[a.key])}</span>
            {t(a.text)}
          </St>
        </li>
      ))}
    </ul>
  );
};
export const yuan = (from: number, to: number): string => `${from.toLocaleString('en-US')}–${to.toLocaleString('en-US')}`;

// The questions of a lesson, in the order of this try; right answers are on the server alone.
import { useState } from 'react';
import type { Answered, Quiz, Studied } from '#capabilities/training/contractRemote.ts';
import { ask } from '../kit/ask.ts';
import { t } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { type Failed, questionsOf, reasonOf } from './words.ts';

interface Props {
  readonly id: string;
  readonly quiz: NonNullable<Studied['quiz']>;
  readonly ready: boolean;
  readonly failed: Failed;
  readonly onStudied: (at: Studied) => void;
}
export const QuizPart = ({ id, quiz, ready, failed, onStudied }: Props) => {
  const [asked, setAsked] = useState<Quiz | null>(null);
  const [done, setDone] = useState<Answered | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem('');
    try {
      await work();
    } catch (error) {
      setProblem(reasonOf(error, failed));
    } finally {
      setBusy(false);
    }
  };
  const start = () =>
    doing(async () => {
      setDone(null);
      setAsked(await ask<Quiz>('POST', `/training/my/units/${id}/quiz`));
    });
  const answer = (form: HTMLFormElement) =>
    doing(async () => {
      const data = new FormData(form);
      const answers = asked!.questions.map((q) => ({ id: q.id, options: data.getAll(q.id).map(String) }));
      const told = await ask<Answered>('POST', `/training/my/quiz/${asked!.tryId}`, { answers });
      setAsked(null);
      setDone(told);
      onStudied(told);
    });
  return (
    <section className="quiz">
      <h2>{t(`${quiz.questions} 道题，${quiz.passMark} 分以上学完`, `${questionsOf(quiz.questions)}; ${quiz.passMark} marks or more`)}</h2>
      <div role="status" aria-live="polite">
        {problem !== '' && (
          <p className="verdict no">
            <Mark of="no" /> <span>{problem}</span>
          </p>
        )}
        {done && !done.passed && (
          <p className="verdict no">
            <Mark of="no" />
            <span>
              <strong>{t(`${done.mark} 分，没有及格`, `${done.mark} marks: not passed`)}</strong>
              <span>
                {done.quiz?.next
                  ? t(
                      `再看看内容，${new Date(done.quiz.next).toLocaleTimeString('zh-CN', { timeStyle: 'short' })} 以后可以重答，题目换次序`,
                      `Read again; the next try is possible from ${new Date(done.quiz.next).toLocaleTimeString('en-GB', { timeStyle: 'short' })}, in another order`,
                    )
                  : ''}
              </span>
            </span>
          </p>
        )}
      </div>
      {!asked && (
        <button type="button" className="primary" disabled={!ready || busy} onClick={() => void start()}>
          {quiz.tries > 0 ? t('重新答题', 'Try again') : t('开始答题', 'Begin')}
        </button>
      )}
      {asked && (
        <form
          onSubmit={(e) => {
            e.preventDefault();
            void answer(e.currentTarget);
          }}
        >
          {asked.questions.map((q, i) => (
            <fieldset key={q.id}>
              <legend>
                {i + 1}. {q.text} {q.many && <span className="note">{t('（可以选几个）', '(several)')}</span>}
              </legend>
              {q.options.map((o) => (
                <label key={o.id} className="option">
                  <input type={q.many ? 'checkbox' : 'radio'} name={q.id} value={o.id} required={!q.many} /> {o.text}
                </label>
              ))}
            </fieldset>
          ))}
          <button type="submit" className="primary" disabled={busy}>
            {t('交答案', 'Hand in')}
          </button>
        </form>
      )}
    </section>
  );
};

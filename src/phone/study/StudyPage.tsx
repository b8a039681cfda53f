// The trainee's remote lessons: which are done, which comes next. Needs a network: the server counts.
import { useEffect, useState } from 'react';
import type { MyUnits } from '#capabilities/training/contractRemote.ts';
import { ask } from '../kit/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { t } from '../kit/lang.ts';
import { Mark } from '../kit/marks.tsx';
import { type Failed, length, questionsOf, reasonOf } from './words.ts';

const STATUS: Record<string, readonly [zh: string, en: string]> = {
  studying: ['在籍', 'Studying'],
  suspended: ['休学', 'Suspended'],
  transferred: ['已转出', 'Transferred'],
  withdrawn: ['退学', 'Left school'],
  graduated: ['毕业', 'Graduated'],
  completed: ['结业', 'Completed'],
  left: ['肄业', 'Left with terms finished'],
};
export const StudyPage = ({ failed }: { readonly failed: Failed }) => {
  const [mine, setMine] = useState<MyUnits | null>(null);
  const [problem, setProblem] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    ask<MyUnits>('GET', '/training/my/units')
      .then(setMine)
      .catch((error: unknown) => setProblem(reasonOf(error, failed)));
  }, []);
  const classes = mine?.classes ?? [];
  return (
    <Frame title={t('我的远程课', 'My remote lessons')} back="">
      {problem !== '' && (
        <p className="verdict no" role="status">
          <Mark of="no" /> <span>{problem}</span>
        </p>
      )}
      {mine && classes.length === 0 && <p className="lead">{t('您现在没有远程课。', 'You have no remote lessons now.')}</p>}
      {classes.map((c) => (
        <section key={c.id}>
          <h2>{c.title}</h2>
          <p className="note">
            {c.school} {t(`学完 ${c.done} / ${c.units.length} 课`, `${c.done} of ${c.units.length} done`)}
          </p>
          <ul className="lessons">
            {c.units.map((u, i) => (
              <li key={u.id}>
                <p className="lesson">
                  <strong>
                    {u.standing === 'locked' ? (
                      <>
                        {i + 1}. {u.title}
                      </>
                    ) : (
                      <a href={`#unit/${u.id}`}>
                        {i + 1}. {u.title}
                      </a>
                    )}
                  </strong>
                  <span className="note">
                    {u.moduleTitle} {t(`${u.hours} 课时`, `${u.hours} hours`)}
                    {u.questions > 0 && t(`，${u.questions} 道题`, `, ${questionsOf(u.questions)}`)}
                  </span>
                  <span className="state">
                    <Mark of={u.standing === 'done' ? 'ok' : u.standing === 'open' ? 'due' : 'later'} />
                    {u.standing === 'done'
                      ? t('学完了', 'Done')
                      : u.standing === 'locked'
                        ? t('学完前一课再开', 'Opens after the one before')
                        : u.seconds > 0
                          ? t(
                              `看了 ${length(u.seconds)}，至少 ${length(u.leastSeconds)}`,
                              `Read ${length(u.seconds)} of ${length(u.leastSeconds)}`,
                            )
                          : t('还没有开始', 'Not begun')}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {(mine?.schooling ?? []).map((s) => (
        <section key={`${s.title} ${s.since}`}>
          <h2>{t('我的学籍', 'My student status')}</h2>
          <p className="lesson">
            <strong>{s.title}</strong>
            <span className="note">{s.school}</span>
            <span className="state">
              <Mark of={s.state === 'studying' || s.state === 'graduated' ? 'ok' : s.state === 'suspended' ? 'due' : 'off'} />
              {t(`${STATUS[s.state]?.[0] ?? ''}，${s.since} 起`, `${STATUS[s.state]?.[1] ?? ''} since ${s.since}`)}
            </span>
          </p>
        </section>
      ))}
    </Frame>
  );
};

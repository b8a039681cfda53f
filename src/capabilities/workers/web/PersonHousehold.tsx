import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { Act } from './factParts.tsx';
import type { FactProps } from './personEvents.ts';
import { relationWord, workingWord } from './personWords.ts';

const workMark: Readonly<Record<string, MarkKind>> = { working: 'ok', not_working: 'off', unknown: 'later' };

/** 家庭: who belongs to it, each a link; a household without a head asks for one. */
export const PersonHousehold = ({ person, writes, onEvent }: FactProps) => {
  const t = useT();
  if (person.household === undefined) return null;
  const household = person.household;
  const change = writes && (
    <Act
      label={household ? t('变动', 'Change') : t('登记', 'Record')}
      about={t('家庭', 'the household')}
      onClick={() => onEvent({ do: 'household' })}
    />
  );
  const me = household?.members.find((m) => m.workerId === person.workerId);
  return (
    <section className="block" aria-label={t('家庭', 'Household')}>
      <Sec
        t={t('家庭', 'Household')}
        sub={
          household
            ? household.number
              ? t(`户编号 ${household.number}`, `number ${household.number}`)
              : t('没有户编号', 'without a number')
            : undefined
        }
        x={change}
      />
      {!household ? (
        <p className="home-none">{t('还没有登记属于哪一户。', 'It is not on record which household this is.')}</p>
      ) : (
        <>
          {household.lacksHead && (
            <p className="pf-line">
              <St k="doubt">
                {t(
                  '这一户还没有户主。请打开户主本人的页面，登记与户主关系为“户主”。',
                  'This household has no head. Open the head’s own page and record the relation “head”.',
                )}
              </St>
            </p>
          )}
          <table className="t3">
            <thead>
              <tr>
                <th scope="col">{t('姓名', 'Name')}</th>
                <th scope="col">{t('与户主关系', 'Relation')}</th>
                <th scope="col" className="r">
                  {t('年龄', 'Age')}
                </th>
                <th scope="col">{t('就业', 'Work')}</th>
              </tr>
            </thead>
            <tbody>
              {household.members.map((m) => (
                <tr key={m.factId} className={m.workerId === person.workerId ? 'on' : ''}>
                  <th scope="row">{m.workerId === person.workerId ? m.name : <Link to={`/workers/${m.workerId}`}>{m.name}</Link>}</th>
                  <td>{t(relationWord(m.relation))}</td>
                  <td className="r num">{m.age ?? '—'}</td>
                  <td>
                    {m.diedOn ? (
                      <span className="mute">{t('已去世', 'died')}</span>
                    ) : (
                      <St k={workMark[m.working] ?? 'later'}>{t(workingWord(m.working))}</St>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {writes && me && (
            <p className="pf-line noprint">
              <Act
                label={t('不该在这一户，撤回', 'Does not belong here: withdraw')}
                onClick={() =>
                  onEvent({
                    do: 'withdraw',
                    what: {
                      workerId: me.workerId,
                      kind: 'member',
                      factId: me.factId,
                      words: t(
                        `${me.name} 在这一户，${relationWord(me.relation).zh}`,
                        `${me.name} in this household as ${relationWord(me.relation).en}`,
                      ),
                    },
                  })
                }
              />
            </p>
          )}
        </>
      )}
    </section>
  );
};

import { Fragment, type ReactNode } from 'react';
import { AreaName } from '#platform/web/AreaName.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { occupationWord } from '#platform/web/OccupationPicker.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Act, Acts, FactRow, OfRecord } from './factParts.tsx';
import type { Props } from './PersonFacts.tsx';
import { Phone } from './PersonHead.tsx';
import { contactWord, hindranceWord, list, purposeWord, wayWord, willingWord } from './personWords.ts';

export const Skills = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (!person.skills) return null;
  return (
    <FactRow
      term={t('技能', 'Skills')}
      none={person.skills.length === 0}
      add={writes && <Act label={t('登记', 'Record')} about={t('技能', 'a skill')} onClick={() => onEvent({ do: 'skill' })} />}
    >
      {person.skills.map((s) => {
        // without an occupation the words are its name
        const words = s.name === s.words ? s.words : [t(occupationWord(s.occupation, s.name)), s.words].filter(Boolean).join(t('：', ': '));
        return (
          <li key={s.id}>
            <span>
              {words}
              {s.years !== null && <span className="pf-note">{t(`做了 ${s.years} 年`, `${s.years} years`)}</span>}
              <OfRecord person={person} workerId={s.workerId} />
            </span>
            {writes && (
              <Acts>
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={words}
                  onClick={() => onEvent({ do: 'withdraw', what: { workerId: s.workerId, kind: 'skill', factId: s.id, words } })}
                />
              </Acts>
            )}
          </li>
        );
      })}
    </FactRow>
  );
};

export const Intention = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (person.intention === undefined) return null;
  const i = person.intention;
  const comma = t('、', ', ');
  const parts: ReactNode[] = !i
    ? []
    : [
        t(willingWord(i.willing)),
        i.hindered.length > 0 && list(t, i.hindered.map(hindranceWord)),
        i.occupations.length > 0 && `${t('想做', 'as ')}${i.occupations.map((o) => t(occupationWord(o.code, o.name))).join(comma)}`,
        i.places.length > 0 && (
          <>
            {t('想去', 'to ')}
            {i.places.map((p, n) => (
              <Fragment key={p.code}>
                {n > 0 && comma}
                <AreaName code={p.code} zh={p.name} />
              </Fragment>
            ))}
          </>
        ),
        i.payMin !== null && t(`月薪 ${number(i.payMin)} 元起`, `at least ${number(i.payMin)} yuan a month`),
        i.together.length > 0 &&
          t(`和${i.together.map((p) => p.name).join(comma)}一起`, `with ${i.together.map((p) => p.name).join(comma)}`),
        i.training && t(`想学：${i.training}`, `wants to learn: ${i.training}`),
        i.note,
      ].filter(Boolean);
  return (
    <FactRow
      term={t('就业意愿', 'Intention')}
      none={i === null}
      add={
        writes && <Act label={t('登记', 'Record')} about={t('就业意愿', 'the intention')} onClick={() => onEvent({ do: 'intention' })} />
      }
    >
      {i && (
        <li>
          <span>
            {parts.map((part, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never reorder
              <Fragment key={n}>
                {n > 0 && t('，', ', ')}
                {part}
              </Fragment>
            ))}
            <span className="pf-note">{t(`${i.statedOn} 说的`, `stated ${i.statedOn}`)}</span>
            <OfRecord person={person} workerId={i.workerId} />
          </span>
          {writes && (
            <Acts>
              <Act
                label={t('撤回', 'Withdraw')}
                about={t('就业意愿', 'the intention')}
                onClick={() =>
                  onEvent({
                    do: 'withdraw',
                    what: { workerId: i.workerId, kind: 'intention', words: t(`${i.statedOn} 说的意愿`, `The intention of ${i.statedOn}`) },
                  })
                }
              />
            </Acts>
          )}
        </li>
      )}
    </FactRow>
  );
};

export const Contacts = ({ person, writes, onEvent, reveal }: Props) => {
  const t = useT();
  const may = useCan()('workers.contact') && !person.diedOn;
  if (!person.contacts) return null;
  return (
    <FactRow
      term={t('电话', 'Telephones')}
      none={person.contacts.length === 0}
      add={may && <Act label={t('登记', 'Record')} about={t('电话', 'a telephone')} onClick={() => onEvent({ do: 'contact' })} />}
    >
      {person.contacts.map((c) => (
        <li key={c.id}>
          <span>
            <Phone id={c.id} masked={c.phoneMasked} reveal={reveal} />
            <span className="pf-note">
              {t(contactWord(c.kind))}
              {c.holder && `${t('，', ', ')}${c.holder}`}
            </span>
            <OfRecord person={person} workerId={c.workerId} />
          </span>
          {may && (
            <Acts>
              <Act label={t('更换', 'Replace')} about={c.phoneMasked} onClick={() => onEvent({ do: 'contact', replaces: c })} />
              {writes && (
                <Act
                  label={t('撤回', 'Withdraw')}
                  about={c.phoneMasked}
                  onClick={() =>
                    onEvent({ do: 'withdraw', what: { workerId: c.workerId, kind: 'contact', factId: c.id, words: c.phoneMasked } })
                  }
                />
              )}
            </Acts>
          )}
        </li>
      ))}
    </FactRow>
  );
};

export const Consents = ({ person, writes, onEvent }: Props) => {
  const t = useT();
  if (!person.consents) return null;
  return (
    <FactRow
      term={t('知情同意', 'Consent')}
      none={person.consents.length === 0}
      noneWord={<St k="due">{t('还没有登记', 'none on record yet')}</St>}
      add={writes && <Act label={t('登记', 'Record')} about={t('知情同意', 'a consent')} onClick={() => onEvent({ do: 'consent' })} />}
    >
      {person.consents.map((c) => {
        const words = list(t, c.purposes.map(purposeWord));
        return (
          <li key={c.id} className={c.withdrawnOn ? 'past' : ''}>
            <span>
              {words}
              <span className="pf-note">
                {`${c.givenOn}${t('，', ', ')}${t(wayWord(c.way))}`}
                {c.witness && t(`，见证人 ${c.witness}`, `, witness ${c.witness}`)}
                {c.withdrawnOn && t(`，${c.withdrawnOn} 已撤回`, `, withdrawn ${c.withdrawnOn}`)}
              </span>
              <OfRecord person={person} workerId={c.workerId} />
            </span>
            {writes && (
              <Acts>
                {!c.withdrawnOn && (
                  <Act
                    label={t('本人撤回', 'Withdrawn by the person')}
                    about={words}
                    onClick={() => onEvent({ do: 'withdrawConsent', consent: c })}
                  />
                )}
                <Act
                  label={t('登错了', 'Entered wrongly')}
                  about={words}
                  onClick={() =>
                    onEvent({
                      do: 'withdraw',
                      what: { workerId: c.workerId, kind: 'consent', factId: c.id, words: `${c.givenOn} ${words}` },
                    })
                  }
                />
              </Acts>
            )}
          </li>
        );
      })}
    </FactRow>
  );
};

import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import { useCan } from '#platform/web/session.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { PERSON_SIDE, type PersonPage as Person, readWorker } from '../contract.ts';
import { PersonEventDialog } from './PersonEventDialog.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import { PersonContact, PersonHeading, PersonPaperHead } from './PersonHead.tsx';
import { PersonHousehold } from './PersonHousehold.tsx';
import { PersonLooks } from './PersonLooks.tsx';
import { PersonLoop } from './PersonLoop.tsx';
import { PersonRecords } from './PersonRecords.tsx';
import { PersonSources } from './PersonSources.tsx';
import { PersonTimeline } from './PersonTimeline.tsx';
import { eventOf, type PersonEvent } from './personEvents.ts';
import { useReveal } from './useReveal.ts';
import './person.css';

/** One person: who it is, the loop, the timeline newest first, what holds now, the household, which record said what, who looked. */
export const PersonPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readWorker, { id });
  const reveal = useReveal(id);
  // a finding of the desk opens the dialog that puts it right
  const [asked] = useSearchParams();
  const [event, setEvent] = useState<PersonEvent | null>(() => eventOf(asked.get('do')));
  const [told, setTold] = useState<string | null>(null);
  /** Said after a move out of one's area: the record can no longer be read, and that is no failure. */
  const [gone, setGone] = useState<string | null>(null);
  const person = gone ? undefined : read.data;
  const can = useCan();
  const writes = Boolean(person?.writes) && can('workers.correct');
  return (
    <Screen
      title={person?.name ?? t('人员', 'Person')}
      heading={person && <PersonHeading person={person} reveal={reveal} />}
      sub={person && <PersonContact person={person} reveal={reveal} />}
      crumb={
        <>
          <Link to="/workers">{t('人员', 'People')}</Link> / {person?.name ?? ''}
        </>
      }
      actions={
        person && (
          <>
            <Button icon={<I n="print" />} onClick={() => window.print()}>
              {t('打印台账', 'Print')}
            </Button>
            {writes && <EventMenu person={person} onEvent={setEvent} />}
          </>
        )
      }
      busy={read.isPending}
      problem={gone ? null : read.error}
      onRetry={() => void read.refetch()}
    >
      {gone && (
        <div className="state" role="status">
          <h2>{gone}</h2>
          <Link to="/workers">{t('回到人员名单', 'Back to the list of people')}</Link>
        </div>
      )}
      {person && (
        <>
          <PersonPaperHead person={person} />
          {told && (
            <p className="told" role="status">
              <St k="ok">{told}</St>
            </p>
          )}
          {person.openPairs > 0 && can('workers.duplicates') && (
            <p className="told noprint">
              <St k="doubt">
                <Link to={`/duplicates?worker=${person.workerId}`}>
                  {t(
                    `有 ${person.openPairs} 份档案可能也是这个人，去看一看`,
                    `${person.openPairs} record(s) may be this person too; look at them`,
                  )}
                </Link>
              </St>
            </p>
          )}
          <PersonLoop person={person} />
          <div className="person-grid">
            <PersonTimeline person={person} />
            <div className="person-side">
              <PersonFacts person={person} writes={writes} onEvent={setEvent} reveal={reveal} />
              <PersonHousehold person={person} writes={writes} onEvent={setEvent} />
              <Slot name={PERSON_SIDE} of={person.workerId} />
              <PersonRecords person={person} onEvent={setEvent} />
              <PersonSources person={person} />
              <PersonLooks person={person} />
            </div>
          </div>
          <PrintFoot />
          {event && writes && (
            <PersonEventDialog
              event={event}
              person={person}
              onClose={() => setEvent(null)}
              onTold={(words, left) => (left ? setGone(words) : setTold(words))}
            />
          )}
        </>
      )}
    </Screen>
  );
};

/** 登记变动: the ordinary events of a life. */
const EventMenu = ({ person, onEvent }: { person: Person; onEvent: (event: PersonEvent) => void }) => {
  const t = useT();
  const dead = person.diedOn !== null;
  const items = [
    { key: 'move', label: t('迁移', 'Moved') },
    { key: 'household', label: t('入户、分户、与户主关系', 'Household') },
    { key: 'addIdentity', label: t('进入身份（脱贫户、监测对象等）', 'Enters a group') },
    { key: 'condition', label: t('文化、健康、劳动能力', 'Education, health, ability') },
    { key: 'skill', label: t('技能', 'Skill') },
    { key: 'intention', label: t('就业意愿', 'Intention') },
    { key: 'contact', label: t('电话', 'Telephone') },
    { key: 'consent', label: t('知情同意', 'Consent') },
    { type: 'divider' as const },
    { key: 'basic', label: t('更正姓名、证件、出生、民族', 'Correct name, document, birth, ethnic group') },
    ...(dead ? [] : [{ key: 'death', label: t('去世', 'Death') }]),
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onEvent({ do: key } as PersonEvent) }} placement="bottomRight">
      <Button type="primary">
        {t('登记变动', 'Record a change')} <I n="down" s={14} />
      </Button>
    </Dropdown>
  );
};

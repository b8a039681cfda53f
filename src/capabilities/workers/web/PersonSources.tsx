import { Button, Input } from 'antd';
import { useState } from 'react';
import { Chip, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listSources, type PersonPage, type WorkerSource } from '../contract.ts';
import { lineWords, list, otherRecord } from './personWords.ts';

/** 哪份表说了什么: every line of every list that spoke of this person, with the columns nobody knows. */
export const PersonSources = ({ person }: { person: PersonPage }) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <section className="block noprint" aria-label={t('哪份表说了什么', 'Which list said what')}>
      <Sec
        t={t('哪份表说了什么', 'Which list said what')}
        x={
          <Button type="link" size="small" className="in-line" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('收起', 'Hide') : t('看各份表', 'Show the lists')}
          </Button>
        }
      />
      {open ? (
        <Lists person={person} />
      ) : (
        <p className="pf-line sub">
          {t('导入的表里提到这个人的每一行，连同系统不认识的列', 'Every imported row about this person, with its unknown columns')}
        </p>
      )}
    </section>
  );
};

const Lists = ({ person }: { person: PersonPage }) => {
  const t = useT();
  const [cursor, setCursor] = useState<string | undefined>();
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const read = useRead(
    listSources,
    { id: person.workerId, size: 20, ...(cursor ? { cursor } : {}), ...(q === '' ? {} : { q }) },
    { keep: true },
  );
  const find = (words: string) => {
    setCursor(undefined);
    setQ(words.trim());
  };
  if (read.isPending) return <Loading rows={3} />;
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  const { items, next } = read.data;
  if (items.length === 0 && q === '') return <p className="home-none">{t('没有哪份表说过这个人。', 'No list spoke of this person.')}</p>;
  return (
    <>
      <search>
        <form
          onSubmit={(e) => {
            e.preventDefault();
            find(typed);
          }}
        >
          <Input
            type="search"
            size="small"
            allowClear
            value={typed}
            aria-label={t('在其他列里找', 'Find in the other columns')}
            placeholder={t('在其他列里找，如 包保干部', 'Find in the other columns')}
            onChange={(e) => {
              setTyped(e.target.value);
              if (e.target.value === '') find('');
            }}
          />
        </form>
      </search>
      {items.length === 0 && <p className="home-none">{t(`其他列里没有“${q}”。`, `No other column holds “${q}”.`)}</p>}
      <ul className="records lists">
        {items.map((s) => (
          <Line key={s.id} source={s} person={person} />
        ))}
      </ul>
      <div className="row gap12 pf-line">
        {cursor && (
          <Button size="small" onClick={() => setCursor(undefined)}>
            {t('回到最新', 'Newest')}
          </Button>
        )}
        {next && (
          <Button size="small" onClick={() => setCursor(next)}>
            {t('更早的', 'Earlier')}
          </Button>
        )}
      </div>
    </>
  );
};

const Line = ({ source, person }: { source: WorkerSource; person: PersonPage }) => {
  const t = useT();
  const words = lineWords(t, source);
  const other = otherRecord(person, source.workerId, t);
  const wrote = list(t, source.wrote);
  const said =
    source.outcome === 'new'
      ? t('由这一行建档', 'opened by this row')
      : source.wrote.length
        ? t(`改了${wrote}`, `changed ${wrote}`)
        : t('没有改动', 'changed nothing');
  return (
    <li aria-label={words}>
      <span>
        <span className="raw">{words}</span> {source.outcome === 'new' && <Chip kind="k">{t('建档', 'opened')}</Chip>}
        <span className="pf-note">
          {[
            t(`截至 ${source.observedOn}`, `as of ${source.observedOn}`),
            said,
            ...(other ? [other] : []),
            ...(source.undone ? [t('已随批次撤销', 'taken back with its batch')] : []),
          ].join(t('，', ', '))}
        </span>
        {source.extra.length > 0 && (
          <dl className="lists-extra">
            {source.extra.map((e) => (
              <div key={e.header}>
                <dt>{e.header}</dt>
                <dd>{e.value}</dd>
              </div>
            ))}
          </dl>
        )}
      </span>
    </li>
  );
};

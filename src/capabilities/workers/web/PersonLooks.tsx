import { Button } from 'antd';
import { useState } from 'react';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { listLooks, type PersonPage } from '../contract.ts';

/** 谁看过: how often, for everybody who sees the page; who, for auditors and the person. */
export const PersonLooks = ({ person }: { person: PersonPage }) => {
  const t = useT();
  const may = useCan()('workers.looks');
  const [open, setOpen] = useState(false);
  return (
    <section className="block noprint" aria-label={t('谁看过', 'Who looked')}>
      <Sec
        t={t('谁看过', 'Who looked')}
        x={
          may && (
            <Button type="link" size="small" className="in-line" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t('收起', 'Hide') : t('看名单', 'Show who')}
            </Button>
          )
        }
      />
      <p className="pf-line sub">
        {t(`近 90 天打开过 ${person.looks} 次，每次都留痕`, `Opened ${person.looks} time(s) in the last 90 days, each on record`)}
        {!may && t('；名单由审计人员和本人查看。', '; auditors and the person may see by whom.')}
      </p>
      {may && open && <Looks id={person.workerId} />}
    </section>
  );
};

const Looks = ({ id }: { id: string }) => {
  const t = useT();
  const [cursor, setCursor] = useState<string | undefined>();
  const read = useRead(listLooks, { id, size: 20, ...(cursor ? { cursor } : {}) }, { keep: true });
  if (read.isPending) return <Loading rows={3} />;
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (read.data.items.length === 0) return <p className="home-none">{t('没有人看过。', 'Nobody looked.')}</p>;
  return (
    <>
      <table className="t3 looks">
        <thead>
          <tr>
            <th scope="col">{t('时间', 'When')}</th>
            <th scope="col">{t('谁', 'Who')}</th>
            <th scope="col">{t('做了什么', 'What')}</th>
          </tr>
        </thead>
        <tbody>
          {read.data.items.map((l) => (
            <tr key={l.id}>
              <td className="num">{instant(l.at)}</td>
              <td>
                {l.by}
                <div className="s12 mute">{[l.area, ...l.roles].filter(Boolean).join(t('，', ', '))}</div>
              </td>
              <td>{t(l.action)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row gap12 pf-line">
        {cursor && (
          <Button size="small" onClick={() => setCursor(undefined)}>
            {t('回到最新', 'Newest')}
          </Button>
        )}
        {read.data.next && (
          <Button size="small" onClick={() => setCursor(read.data.next ?? undefined)}>
            {t('更早的', 'Earlier')}
          </Button>
        )}
      </div>
    </>
  );
};

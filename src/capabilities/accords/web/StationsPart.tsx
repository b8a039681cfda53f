import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { stationLevelTexts } from '#capabilities/organisations/contract.ts';
import { DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import type { Agreement } from '../contract.ts';

/** A province has a hundred; the rest of the page should not stand behind them. */
const FIRST = 8;

/** Stations that serve a pair of places within the two sides; derived from what they serve, so nothing is entered here. */
export const StationsPart = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  const [all, setAll] = useState(false);
  const shown = all ? a.stations : a.stations.slice(0, FIRST);
  return (
    <section className="ac-part">
      <Sec
        t={t('协议下的劳务站', 'Stations under it')}
        sub={t(`${a.stations.length} 个，截至 ${a.stationsDay}`, `${a.stations.length}, as of ${a.stationsDay}`)}
      />
      {a.stations.length === 0 ? (
        <p className="note ac-body">
          {t(
            '没有劳务站在输入地一方的范围里为输出地一方的人服务。服务范围在劳务站的页上登记，这里自动列出。',
            'No station serves people of the origin side within the host side. What a station serves is entered on its page and listed here by itself.',
          )}
        </p>
      ) : (
        <DataTable
          label={t('协议下的劳务站', 'Stations under the agreement')}
          rows={shown}
          rowKey={(s) => s.id}
          rowName={(s) => s.name}
          columns={[
            {
              key: 'name',
              title: t('劳务站', 'Station'),
              cell: (s) => (
                <span className="ac-under" lang="zh-CN">
                  <Link to={`/organisations/${s.id}`}>{s.name}</Link>
                </span>
              ),
            },
            { key: 'level', title: t('层级', 'Level'), cell: (s) => <span className="nowrap">{t(stationLevelTexts[s.level])}</span> },
            { key: 'place', title: t('所在地', 'Place'), main: true, cell: (s) => t(s.place) },
            {
              key: 'serves',
              title: t('为哪里的人', 'For people of'),
              cell: (s) => [...new Set(s.services.map((v) => t(v.origin)))].join(t('、', '; ')),
            },
          ]}
        />
      )}
      {a.stations.length > shown.length && (
        <Button type="link" size="small" className="noprint ac-link" onClick={() => setAll(true)}>
          {t(
            `看全部 ${number(a.stations.length)} 个，还有 ${number(a.stations.length - shown.length)} 个`,
            `Show all ${number(a.stations.length)} (${number(a.stations.length - shown.length)} more)`,
          )}
        </Button>
      )}
    </section>
  );
};

import { Button } from 'antd';
import { Link } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { ExemptionState, exemptionStateTexts, listExemptions } from '../../contractDesk.ts';
import '#platform/web/lists.css';
import './desk.css';

/** 豁免: what waits for a second person, and what was decided. */
export const ExemptionsPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('state', 'cursor');
  const state = ExemptionState.safeParse(url.state).data ?? 'asked';
  const read = useRead(listExemptions, { state, ...(url.cursor ? { cursor: url.cursor } : {}) }, { keep: true });
  const items = read.data?.items ?? [];
  return (
    <Screen
      title={t('豁免申请', 'Exemptions')}
      sub={t(
        '申请的人不能自己批准；最长 12 个月；事实一变就失效',
        'Nobody approves their own; 12 months at most; void once the facts change',
      )}
      crumb={
        <>
          <Link to="/findings">{t('疑点', 'Findings')}</Link> / {t('豁免申请', 'Exemptions')}
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <div className="views">
        <nav aria-label={t('状态', 'State')}>
          <ul>
            {ExemptionState.options.map((s) => (
              <li key={s}>
                <Button
                  type="text"
                  className="view-tab"
                  {...(s === state ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => setUrl({ state: s === 'asked' ? undefined : s, cursor: undefined })}
                >
                  {t(exemptionStateTexts[s])}
                </Button>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      {items.length === 0 ? (
        <Empty title={state === 'asked' ? t('没有等批准的豁免', 'Nothing waits for approval') : t('没有', 'None')} />
      ) : (
        <DataTable
          label={t('豁免申请', 'Exemptions')}
          rows={items}
          rowKey={(r) => r.id}
          columns={[
            {
              key: 'who',
              title: t('疑点', 'Finding'),
              main: true,
              cell: (r) => (
                <Link to={`/findings?id=${r.finding.id}${r.finding.state === 'open' ? '' : `&state=${r.finding.state}`}`}>
                  {r.finding.person.name}
                  {t('：', ': ')}
                  {t(r.finding.ruleName)}
                </Link>
              ),
            },
            { key: 'text', title: t('规则说', 'The rule says'), cell: (r) => t(r.finding.text) },
            { key: 'reason', title: t('理由', 'Reason'), main: true, cell: (r) => r.reason },
            { key: 'until', title: t('豁免到', 'Until'), cell: (r) => <span className="num nowrap">{r.until}</span> },
            { key: 'by', title: t('申请人', 'Asked by'), cell: (r) => (r.mine ? t(`${r.by}（本人）`, `${r.by} (you)`) : r.by) },
            { key: 'asked', title: t('申请时间', 'Asked'), cell: (r) => <span className="num nowrap">{instant(r.asked)}</span> },
            ...(state === 'asked'
              ? []
              : [
                  {
                    key: 'decided',
                    title: t('谁决定', 'Decided by'),
                    cell: (r: (typeof items)[number]) => r.decidedBy ?? t('系统', 'the system'),
                  },
                ]),
          ]}
          paging={{
            total: read.data?.total,
            next: read.data?.next ?? null,
            previous: read.data?.previous,
            onPage: (cursor) => setUrl({ cursor }),
            unit: t('件', 'requests'),
            first: url.cursor === undefined,
          }}
        />
      )}
    </Screen>
  );
};

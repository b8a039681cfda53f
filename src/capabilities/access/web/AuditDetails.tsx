import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { AreaName } from '#platform/web/AreaName.tsx';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import type { Text } from '#standards/text.ts';
import { type AuditRow, outcomeTexts } from '../contractWatch.ts';
import { isRole, roleTexts } from '../rules.ts';
import { Actor } from './accountWords.tsx';
import { factTexts, kindTexts, refusalTexts } from './capabilityTexts.ts';

interface Props {
  readonly row: AuditRow | null;
  readonly onClose: () => void;
  readonly onFilter: (next: { actor?: string; subject?: string }) => void;
}

/** Everything one row holds, as facts people can read. */
export const AuditDetails = ({ row, onClose, onFilter }: Props) => {
  const t = useT();
  const narrow = useNarrow(600);
  const subjects = !row ? [] : row.subjects.length ? row.subjects : row.subjectId ? [{ kind: row.subjectKind, id: row.subjectId }] : [];
  return (
    <Drawer
      open={row !== null}
      onClose={onClose}
      size={narrow ? 340 : 480}
      title={row ? t(row.text) : ''}
      closable={{ 'aria-label': t('关上', 'Close') }}
      destroyOnHidden
    >
      {row && (
        <>
          <Sec t={t('这一条', 'This row')} />
          <Facts
            rows={[
              [
                t('时间', 'Time'),
                <span className="num" key="t">
                  {instant(row.at)}
                </span>,
              ],
              [t('谁', 'Who'), <Actor key="w" row={row} />],
              [t('凭哪些角色', 'Roles used'), row.roles.map((r) => (isRole(r) ? t(roleTexts[r]) : r)).join(t('，', ', ')) || '—'],
              [
                t('结果', 'Outcome'),
                <St key="o" k={row.outcome === 'done' ? 'ok' : 'no'}>
                  {t(outcomeTexts[row.outcome])}
                </St>,
              ],
              [t('辖区', 'Area'), row.areaCode ? <AreaName key="area" code={row.areaCode} zh={row.areaName} /> : '—'],
              ...(row.overrideId
                ? [
                    [
                      t('临时查看', 'Temporary look'),
                      <span className="raw" key="v">
                        {row.overrideId}
                      </span>,
                    ] as const,
                  ]
                : []),
              [
                t('请求号', 'Request'),
                <span className="raw" key="r">
                  {row.requestId}
                </span>,
              ],
            ]}
          />
          {subjects.length > 0 && (
            <section className="block">
              <Sec t={t('对象', 'Subjects')} sub={t(`${subjects.length} 个`, `${subjects.length}`)} />
              <ul className="session-list">
                {subjects.map((s) => (
                  <li key={`${s.kind} ${s.id}`}>
                    {kindTexts[s.kind] ? t(kindTexts[s.kind]!) : s.kind} <span className="raw s12">{s.id}</span>{' '}
                    <Button type="link" size="small" onClick={() => onFilter({ subject: s.id })}>
                      {t('看它的全部记录', 'All records of it')}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section className="block">
            <Sec t={t('细节', 'Details')} />
            {Object.keys(row.details).length ? (
              <Facts
                rows={Object.entries(row.details).map(([k, v]) => [factTexts[k] ? t(factTexts[k]) : k, <Value key={k} value={v} />])}
              />
            ) : (
              <p className="prose sub">{t('没有更多细节', 'No further details')}</p>
            )}
          </section>
          {(row.viewedBy ?? row.account) && (
            <p className="block-foot">
              <Button onClick={() => onFilter({ actor: (row.viewedBy ?? row.account)!.login })}>
                {t('看此人的全部记录', 'All records of this person')}
              </Button>
            </p>
          )}
        </>
      )}
    </Drawer>
  );
};

const Value = ({ value }: { value: unknown }): ReactNode => {
  const t = useT();
  if (value === null || value === undefined || value === '') return <span className="mute">—</span>;
  if (typeof value === 'boolean') return value ? t('是', 'yes') : t('否', 'no');
  if (typeof value === 'string') {
    if (isRole(value)) return t(roleTexts[value]);
    if (refusalTexts[value]) return t(refusalTexts[value]);
    if (factTexts[value]) return t(factTexts[value]);
    return /^\d{4}-\d\d-\d\dT/.test(value) ? instant(value) : <span className="raw">{value}</span>;
  }
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((v, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a written record never reorders
          <li key={i}>
            <Value value={v} />
          </li>
        ))}
      </ul>
    );
  const text = value as Partial<Text>;
  if (typeof text.zh === 'string' && typeof text.en === 'string') return t(text as Text);
  return (
    <ul>
      {Object.entries(value).map(([k, v]) => (
        <li key={k}>
          <span className="mute">{factTexts[k] ? t(factTexts[k]) : k}</span> <Value value={v} />
        </li>
      ))}
    </ul>
  );
};

import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import { type Agreement, type AgreementVersion, factTexts } from '../contract.ts';
import { nth } from './parts.tsx';

export const fieldText = (field: string): Text => (factTexts as Readonly<Record<string, Text>>)[field] ?? { zh: field, en: field };
/** Ids and long texts say nothing when they stand side by side. */
const SHOWN = new Set([
  'originCode',
  'hostCode',
  'title',
  'documentNumber',
  'validFrom',
  'validTo',
  'originName',
  'hostName',
  'source',
  'fromDay',
]);

/** One field that differs: the words before and after where they tell something, else that it changed. */
export const Changed = ({ of: c }: { of: AgreementVersion['changes'][number] }) => {
  const t = useT();
  return (
    <>
      {t(fieldText(c.field))}
      {SHOWN.has(c.field) ? (
        <span className="ac-change" lang="zh-CN">
          {t('：', ': ')}
          <s>{c.from || t('空', 'empty')}</s> → {c.to || t('空', 'empty')}
        </span>
      ) : (
        t('改了', ' changed')
      )}
    </>
  );
};

/** Every version, newest first: who wrote it, why, what differs. */
export const VersionsPart = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  return (
    <section className="ac-part">
      <Sec t={t('各版', 'Versions')} sub={t(`${a.versions.length} 版`, `${a.versions.length}`)} />
      <ol className="ac-versions">
        {a.versions.map((v) => (
          <li key={`${v.text} ${v.recorded}`}>
            <div className="row sp gap12">
              <span>
                <time className="num nowrap">{instant(v.recorded)}</time>
                {a.texts.length > 0 && <span className="chip k ac-of">{t(`第 ${nth(a, v.text)} 份文本`, `text ${nth(a, v.text)}`)}</span>}
              </span>
              <span className="s13 sub">{v.by || '—'}</span>
            </div>
            {v.reason && (
              <div className="s13" lang="zh-CN">
                {v.reason}
              </div>
            )}
            {v.changes.length === 0 ? (
              <div className="s13 mute">{t('第一版', 'First version')}</div>
            ) : (
              <ul className="s13">
                {v.changes.map((c) => (
                  <li key={c.field}>
                    <Changed of={c} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};

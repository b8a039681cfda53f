import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import type { Agreement } from '../contract.ts';

const FIELDS: Readonly<Record<string, Text>> = {
  level: { zh: '层级', en: 'level' },
  originCode: { zh: '输出地一方', en: 'origin side' },
  originName: { zh: '输出地的功能区', en: 'functional area, origin' },
  hostCode: { zh: '输入地一方', en: 'host side' },
  hostName: { zh: '输入地的功能区', en: 'functional area, host' },
  title: { zh: '协议名称', en: 'title' },
  documentNumber: { zh: '文号', en: 'document number' },
  validFrom: { zh: '开始日期', en: 'first day' },
  validTo: { zh: '结束日期', en: 'last day' },
  programmes: { zh: '涉及的工程', en: 'programmes' },
  covers: { zh: '主要内容', en: 'what it covers' },
  fileId: { zh: '协议文件', en: 'document' },
  source: { zh: '依据', en: 'source' },
  certainty: { zh: '可靠程度', en: 'certainty' },
  note: { zh: '说明', en: 'note' },
};
export const fieldText = (field: string): Text => FIELDS[field] ?? { zh: field, en: field };
/** Ids and long texts say nothing when they stand side by side. */
const SHOWN = new Set(['originCode', 'hostCode', 'title', 'documentNumber', 'validFrom', 'validTo', 'originName', 'hostName', 'source']);

/** Every version, newest first: who wrote it, why, what differs. */
export const VersionsPart = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  return (
    <section className="ac-part">
      <Sec t={t('各版', 'Versions')} sub={t(`${a.versions.length} 版`, `${a.versions.length}`)} />
      <ol className="ac-versions">
        {a.versions.map((v) => (
          <li key={v.recorded}>
            <div className="row sp gap12">
              <time className="num nowrap">{instant(v.recorded)}</time>
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
                    {t(fieldText(c.field))}
                    {SHOWN.has(c.field) ? (
                      <span className="ac-change" lang="zh-CN">
                        {t('：', ': ')}
                        <s>{c.from || t('空', 'empty')}</s> → {c.to || t('空', 'empty')}
                      </span>
                    ) : (
                      t('改了', ' changed')
                    )}
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

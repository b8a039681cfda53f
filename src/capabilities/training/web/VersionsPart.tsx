import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import type { Text } from '#standards/text.ts';
import { type ClassOut, classStateTexts } from '../contract.ts';

const FIELDS: Readonly<Record<string, Text>> = {
  title: { zh: '班名', en: 'title' },
  programme: { zh: '工程', en: 'programme' },
  versionId: { zh: '培训标准', en: 'standard' },
  mode: { zh: '办班方式', en: 'mode' },
  orderKind: { zh: '订单班', en: 'order class' },
  schoolId: { zh: '学校', en: 'school' },
  employerId: { zh: '用人单位', en: 'employer' },
  place: { zh: '授课地', en: 'place' },
  address: { zh: '详细地址', en: 'address' },
  originCode: { zh: '来源地', en: 'origin' },
  hostCode: { zh: '输入地', en: 'host area' },
  agreementId: { zh: '协议', en: 'agreement' },
  planFrom: { zh: '开始', en: 'first day' },
  planTo: { zh: '结束', en: 'last day' },
  enrolUntil: { zh: '报名截止', en: 'enrolment until' },
  seats: { zh: '计划人数', en: 'seats' },
  note: { zh: '说明', en: 'note' },
  source: { zh: '依据', en: 'source' },
};
/** Ids say nothing when they stand side by side. */
const SHOWN = new Set(['title', 'address', 'place', 'originCode', 'hostCode', 'planFrom', 'planTo', 'enrolUntil', 'seats']);

/** Steps and versions: who entered what, why, what differs. */
export const VersionsPart = ({ of: c }: { of: ClassOut }) => {
  const t = useT();
  return (
    <section className="tr-part">
      <Sec t={t('经过', 'History')} sub={t(`${c.versions.length} 版`, `${c.versions.length} version(s)`)} />
      <ol className="tr-list s13">
        {[...c.steps].reverse().map((s) => (
          <li key={s.state} className="row sp gap12">
            <span>
              {t(classStateTexts[s.state])} <span className="num nowrap">{s.onDay}</span>
              {s.reason && (
                <span className="mute" lang="zh-CN">
                  {' '}
                  {s.reason}
                </span>
              )}
            </span>
            <span className="sub">{s.by || '—'}</span>
          </li>
        ))}
        {c.versions
          .filter((v) => v.changes.length > 0)
          .map((v) => (
            <li key={v.recorded}>
              <div className="row sp gap12">
                <span>
                  {t('更正', 'Corrected')} <time className="num nowrap">{instant(v.recorded)}</time>
                </span>
                <span className="sub">{v.by || '—'}</span>
              </div>
              {v.reason && <div lang="zh-CN">{v.reason}</div>}
              {v.changes.map((x) => (
                <div key={x.field}>
                  {t(FIELDS[x.field] ?? { zh: x.field, en: x.field })}
                  {SHOWN.has(x.field) ? (
                    <span className="tr-change" lang="zh-CN">
                      {t('：', ': ')}
                      <s>{x.from || t('空', 'empty')}</s> → {x.to || t('空', 'empty')}
                    </span>
                  ) : (
                    t('改了', ' changed')
                  )}
                </div>
              ))}
            </li>
          ))}
      </ol>
    </section>
  );
};

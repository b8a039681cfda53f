import type { Output } from '#platform/contract.ts';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import type { checkClass } from '../contract.ts';
import type { ClassDraft } from './ClassForm.tsx';

interface Props {
  readonly check: Output<typeof checkClass> | undefined;
  readonly asked: boolean;
  readonly values: ClassDraft;
}

/** Beside the form: what cannot be so, with whom the origin is paired, which limits the standard sets, who approves. */
export const ClassNoticed = ({ check, asked, values }: Props) => {
  const t = useT();
  const chosen = check?.standards.find((s) => s.versionId === values.versionId);
  return (
    <aside className="tr-aside" aria-label={t('系统看到的', 'What the system noticed')}>
      <Sec t={t('系统看到的', 'What the system noticed')} />
      <div className="tr-noticed" role="status">
        {!asked || !check ? (
          <p className="note">
            {t(
              '选了来源地和开始日期，这里会列出可用的标准、结对和由谁审批。',
              'Once the origin and the first day are chosen, standards, pairing and approval stand here.',
            )}
          </p>
        ) : (
          <>
            {check.refused.map((r) => (
              <p key={r.en}>
                <St k="no">{t(r)}</St>
              </p>
            ))}
            {check.refused.length === 0 && (
              <p>
                <St k="ok">{t('目前填的没有问题', 'Nothing stands against what is filled in so far')}</St>
              </p>
            )}
            {chosen && (
              <p>
                {t(
                  `按《${chosen.title}》${chosen.label}：班额 ${chosen.sizeFrom} 到 ${chosen.sizeTo} 人，共 ${chosen.hours} 课时。`,
                  `By “${chosen.title}” ${chosen.label}: ${chosen.sizeFrom} to ${chosen.sizeTo} people, ${chosen.hours} hours.`,
                )}
              </p>
            )}
            <p>
              {check.paired.length > 0
                ? t(
                    `来源地结对的是${check.paired.map((p) => p.name.zh).join('、')}。`,
                    `The origin is paired with ${check.paired.map((p) => p.name.en).join('; ')}.`,
                  )
                : t('来源地那一天没有登记过结对。', 'Nothing is on record of the origin’s pairing on that day.')}
            </p>
            <p>{t(`报审批以后，由${check.approver.name.zh}的人社部门批。`, `Approved by the office of ${check.approver.name.en}.`)}</p>
          </>
        )}
      </div>
    </aside>
  );
};

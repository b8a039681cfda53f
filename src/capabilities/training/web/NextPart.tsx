import { Button } from 'antd';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { type ClassOut, type ClassStep, classStateTexts, classStepTexts } from '../contract.ts';
import { nextStep } from '../rules.ts';

/** What comes next: every condition of the step, met or not, each with its sentence; then the button, or who presses it. */
export const NextPart = ({ of: c, onStep }: { of: ClassOut; onStep: (step: ClassStep) => void }) => {
  const t = useT();
  const next = c.next.find((n) => n.step === nextStep(c.state));
  const others = c.next.filter((n) => n !== next && n.may);
  const open = next?.conditions.filter((x) => x.met !== true).length ?? 0;
  const last = c.steps.filter((s) => s.reason !== '').at(-1);
  return (
    <section className="tr-part">
      <Sec
        t={next ? t(`下一步：${classStepTexts[next.step].zh}`, `Next: ${classStepTexts[next.step].en}`) : t('进度', 'Progress')}
        sub={next && open > 0 ? t(`还差 ${open} 项`, `${open} missing`) : undefined}
      />
      {last && (last.state === c.state || c.state === 'plan') && (
        <p className="tr-why" role="note">
          {t('说明：', 'Note: ')}
          <span lang="zh-CN">{last.reason}</span>
          <span className="mute s12">
            {' '}
            {last.by} {last.onDay}
          </span>
        </p>
      )}
      {next && (
        <>
          {next.conditions.length > 0 && (
            <ul className="tr-conditions">
              {next.conditions.map((x) => (
                <li key={x.key}>
                  <G
                    k={x.met === true ? 'ok' : x.met === false ? 'no' : 'later'}
                    label={x.met === true ? t('达到', 'met') : x.met === false ? t('没达到', 'not met') : t('还不知道', 'not known yet')}
                  />
                  <span>{t(x.text)}</span>
                </li>
              ))}
            </ul>
          )}
          <p className="row gap12 wrap tr-act noprint">
            {next.may ? (
              <Button type="primary" disabled={open > 0} onClick={() => onStep(next.step)}>
                {t(classStepTexts[next.step])}
              </Button>
            ) : (
              <span className="note">
                {next.step === 'approve' || next.step === 'archive'
                  ? t('由来源地或授课地的人社部门办理。', 'Taken by the office over its origin or place.')
                  : t('由承办的学校和相关人社部门办理。', 'Taken by its school and the offices concerned.')}
              </span>
            )}
            {next.may && open > 0 && (
              <span className="note">{t('上面没达到的补齐了就可以办。', 'Possible once the above is complete.')}</span>
            )}
          </p>
        </>
      )}
      {!next && (
        <p className="note tr-body">
          {t(`这个班已${classStateTexts[c.state].zh.replace('已', '')}，没有下一步。`, 'There is no further step.')}
        </p>
      )}
      {others.length > 0 && (
        <p className="row gap12 wrap noprint">
          {others.map((o) => (
            <Button key={o.step} size="small" onClick={() => onStep(o.step)}>
              {t(classStepTexts[o.step])}
            </Button>
          ))}
        </p>
      )}
    </section>
  );
};

import { Button, Input, Radio } from 'antd';
import { Link, useNavigate } from 'react-router';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listPlans, type MeetingWhole, openItem, readMeeting, type WorkPlan } from '../../contractPlans.ts';
import { sideTexts } from '../../rulesPlans.ts';
import { UnitFields, type UnitValue } from './UnitFields.tsx';
import './plans.css';

const NO_UNIT: UnitValue = { organisationId: null, name: '', areaCode: '' };

/** A new item of a plan: `?agreement=&plan=`, or out of a resolution: `&meeting=&resolution=`. */
export const PlanItemNewPage = () => {
  const t = useT();
  const [url] = useUrlState('agreement', 'plan', 'meeting', 'resolution');
  const plans = useRead(listPlans, { agreementId: url.agreement ?? '', size: 200 }, { enabled: Boolean(url.agreement) });
  const meeting = useRead(readMeeting, { id: url.meeting ?? '' }, { enabled: Boolean(url.meeting) });
  const plan = plans.data?.items.find((p) => p.id === url.plan);
  const waits = (Boolean(url.agreement) && plans.isPending) || (Boolean(url.meeting) && meeting.isPending);
  return (
    <Screen
      title={t('列一件工作要点', 'Put an item on the plan')}
      crumb={
        <>
          <Link to="/plan-items">{t('工作要点', 'Work points')}</Link> / {t('新列', 'New')}
        </>
      }
      sub={
        plan && (
          <span lang="zh-CN">
            {plan.title}（{plan.agreement.title}）
          </span>
        )
      }
      busy={waits}
      problem={plans.error ?? meeting.error}
    >
      {plan ? (
        <Form plan={plan} meeting={meeting.data} resolutionId={url.resolution} />
      ) : (
        <Empty
          title={t('还没有说列进哪一份要点', 'It is not said which plan the item goes on')}
          hint={t('从协议的页面、或者从会议的一条决议开始列。', 'Begin from an agreement or from a resolution of a meeting.')}
          actions={<Link to="/agreements">{t('去看协议', 'See the agreements')}</Link>}
        />
      )}
    </Screen>
  );
};

interface FormProps {
  readonly plan: WorkPlan;
  readonly meeting: MeetingWhole | undefined;
  readonly resolutionId: string | undefined;
}
const Form = ({ plan, meeting, resolutionId }: FormProps) => {
  const t = useT();
  const go = useNavigate();
  const resolution = meeting?.list.find((r) => r.id === resolutionId);
  const form = useForm(openItem, {
    id: plan.id,
    title: '',
    outcome: resolution?.text ?? '',
    origin: NO_UNIT,
    host: NO_UNIT,
    lead: 'host' as const,
    dueDay: '',
    ...(resolution ? { resolutionId: resolution.id } : {}),
  });
  const write = useWrite(openItem, { stales: ['accords.'], onDone: (i) => go(`/plan-items/${i.id}`) });
  const { values, set, errorOf, leave } = form;
  return (
    <form
      noValidate
      className="pl-form"
      onSubmit={(e) => {
        e.preventDefault();
        if (form.validate()) write.mutate(form.values, { onError: form.refused });
      }}
    >
      {meeting && resolution && (
        <p className="sub">
          {t('来自', 'From ')}
          <Link to={`/joint-meetings/${meeting.id}`} lang="zh-CN">
            {meeting.title}
          </Link>
          {t(
            `（${meeting.heldOn}）第 ${resolution.number} 条决议。一条决议列一件。`,
            ` (${meeting.heldOn}), resolution no. ${resolution.number}. One resolution makes one item.`,
          )}
        </p>
      )}
      <Field name="title" label={t('事项', 'Item')} hint={t('一句话，如“统一粤菜师傅培训标准”', 'One line')} error={errorOf('title')}>
        <Input maxLength={80} value={values.title} onChange={(e) => set('title', e.target.value)} onBlur={() => leave('title')} />
      </Field>
      <Field
        name="outcome"
        label={t('做到什么算完', 'What shall be there at the end')}
        hint={t('写看得见的结果：几份标准、几个站、哪份文件', 'Something one can see: so many standards, stations, which document')}
        error={errorOf('outcome')}
      >
        <Input.TextArea
          rows={4}
          maxLength={400}
          value={values.outcome}
          onChange={(e) => set('outcome', e.target.value)}
          onBlur={() => leave('outcome')}
        />
      </Field>
      <Field
        name="lead"
        label={<span id="l-lead">{t('由哪边牵头', 'Which side leads')}</span>}
        hint={t('牵头的一边办、报办完；另一边确认办结', 'It does the work and says it is done; the other side closes')}
        error={errorOf('lead')}
      >
        <Radio.Group
          aria-labelledby="l-lead"
          value={values.lead}
          onChange={(e) => set('lead', e.target.value)}
          options={(['origin', 'host'] as const).map((s) => ({ value: s, label: `${t(sideTexts[s])} ${t(plan.agreement[s])}` }))}
        />
      </Field>
      <UnitFields side="origin" value={values.origin as UnitValue} error={errorOf('origin')} onChange={(u) => set('origin', u)} />
      <UnitFields side="host" value={values.host as UnitValue} error={errorOf('host')} onChange={(u) => set('host', u)} />
      <Field
        name="dueDay"
        label={t('完成日', 'Due day')}
        hint={t(`在 ${plan.year} 年里的一天`, `A day of ${plan.year}`)}
        error={errorOf('dueDay')}
      >
        <DayPicker value={values.dueDay || undefined} onChange={(d) => set('dueDay', d ?? '')} />
      </Field>
      <WriteProblem problem={write.error} />
      <div className="row gap12 pl-acts">
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          {t('列进要点', 'Put it on the plan')}
        </Button>
        <Button onClick={() => go(-1)}>{t('先不列', 'Not now')}</Button>
      </div>
    </form>
  );
};

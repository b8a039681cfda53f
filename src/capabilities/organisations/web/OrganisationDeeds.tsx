import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import {
  closeOrganisation,
  type Incident,
  incidentKindTexts,
  mergeOrganisation,
  type Organisation,
  reopenOrganisation,
  settleIncident,
  splitOrganisation,
  withdrawIncident,
} from '../contract.ts';
import { IncidentDialog } from './IncidentDialog.tsx';

export type Deed =
  | { readonly kind: 'incident' | 'close' | 'reopen' | 'merge' }
  | { readonly kind: 'split'; readonly id: string; readonly name: string }
  | { readonly kind: 'settle' | 'correctIncident' | 'withdraw'; readonly incident: Incident };

interface Props {
  readonly of: Organisation;
  readonly onClose: () => void;
}
const STALES = ['organisations.'];

/** The question before each deed on an organisation: what happens, the reason on record, the verb on the button. */
export const OrganisationDeed = ({ deed, ...props }: Props & { deed: Deed }) => {
  switch (deed.kind) {
    case 'incident':
      return <IncidentDialog {...props} incident={null} />;
    case 'correctIncident':
      return <IncidentDialog {...props} incident={deed.incident} />;
    case 'settle':
      return <Settle {...props} incident={deed.incident} />;
    case 'withdraw':
      return <Withdraw {...props} incident={deed.incident} />;
    case 'close':
      return <Close {...props} />;
    case 'reopen':
      return <Reopen {...props} />;
    case 'merge':
      return <Merge {...props} />;
    case 'split':
      return <Split {...props} id={deed.id} name={deed.name} />;
  }
};

const Close = ({ of, onClose }: Props) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>();
  const deed = useDeed(closeOrganisation, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`“${of.name}”停业了？`, `${of.name} has closed down?`)}
      action={t('登记停业', 'Record that it closed')}
      danger
      withReason
      ready={day !== undefined}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => day && void deed.act({ id: of.id, closedOn: day, reason })}
    >
      <p>
        {of.stationLevel
          ? t(
              '它的服务范围和工作人员随之在那一天结束。以前的记录都在，也可以撤销停业。',
              'What it serves and its staff end on that day. Everything recorded stays, and it can be reopened.',
            )
          : t(
              '以前的记录都在，欠薪等事件还可以登记，也可以撤销停业。',
              'Everything recorded stays, incidents can still be recorded, and it can be reopened.',
            )}
      </p>
      <div className="og-dialog">
        <Field name="closedOn" label={t('哪天停业', 'Day it closed')}>
          <DayPicker value={day} onChange={setDay} />
        </Field>
      </div>
    </Confirm>
  );
};

const Reopen = ({ of, onClose }: Props) => {
  const t = useT();
  const deed = useDeed(reopenOrganisation, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`撤销“${of.name}”的停业？`, `Reopen ${of.name}?`)}
      action={t('撤销停业', 'Reopen')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: of.id, reason })}
    >
      <p>
        {t(
          '登记为正常。随停业结束的服务范围和工作人员不会自己回来，要重新登记。',
          'It counts as active again. Services and staff that ended with it do not come back by themselves.',
        )}
      </p>
    </Confirm>
  );
};

const Merge = ({ of, onClose }: Props) => {
  const t = useT();
  const go = useNavigate();
  const [into, setInto] = useState<string | undefined>(of.duplicates[0]?.id);
  const deed = useDeed(mergeOrganisation, {
    stales: STALES,
    onDone: (main) => {
      onClose();
      go(`/organisations/${main.id}`);
    },
  });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`“${of.name}”和哪一家是同一家？`, `Which organisation is ${of.name} the same as?`)}
      action={t('并入这一家', 'Merge into it')}
      withReason
      ready={into !== undefined}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => into && void deed.act({ id: of.id, into, reason })}
    >
      <p>
        {t(
          '名册里以后只列选的那一家；这条的记录一条不动，都在那一家的页上看。并错了可以拆开。',
          'From then on the list shows the chosen one only; nothing of this record changes, and its page shows it all. A wrong merge can be split again.',
        )}
      </p>
      <div className="og-dialog">
        <Field name="into" label={t('并入哪一家', 'Merge into')}>
          <OrganisationPicker value={into} onChange={setInto} except={of.id} />
        </Field>
      </div>
    </Confirm>
  );
};

const Split = ({ of, id, name, onClose }: Props & { id: string; name: string }) => {
  const t = useT();
  const deed = useDeed(splitOrganisation, { stales: STALES, onDone: onClose });
  const main = of.mergedInto?.name ?? of.name;
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`把“${name}”从“${main}”拆开？`, `Split ${name} off ${main}?`)}
      action={t('拆开', 'Split off')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id, reason })}
    >
      <p>
        {t(
          '它又自成一家，带着自己的全部记录；先前并入它的也一起回去。',
          'It stands on its own again with all its records; what had been merged into it goes along.',
        )}
      </p>
    </Confirm>
  );
};

const Settle = ({ incident, onClose }: Props & { incident: Incident }) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>();
  const [outcome, setOutcome] = useState('');
  const deed = useDeed(settleIncident, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`${incidentKindTexts[incident.kind].zh}了结`, `${incidentKindTexts[incident.kind].en}: settled`)}
      action={t('登记了结', 'Record it')}
      ready={day !== undefined && outcome.trim().length >= 4}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => day && void deed.act({ id: incident.organisationId, incidentId: incident.id, settledOn: day, outcome: outcome.trim() })}
    >
      <div className="og-dialog">
        <Field name="settledOn" label={t('哪天了结', 'Day settled')}>
          <DayPicker value={day} onChange={setDay} />
        </Field>
        <Field
          name="outcome"
          label={t('处理结果（至少 4 个字）', 'Outcome (at least 4 characters)')}
          hint={t('如：拖欠工资全额补发', 'Such as: all wages paid')}
        >
          <Input maxLength={300} value={outcome} onChange={(e) => setOutcome(e.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
};

const Withdraw = ({ incident, onClose }: Props & { incident: Incident }) => {
  const t = useT();
  const deed = useDeed(withdrawIncident, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`撤销这件${incidentKindTexts[incident.kind].zh}？`, `Withdraw this entry (${incidentKindTexts[incident.kind].en})?`)}
      action={t('撤销', 'Withdraw')}
      danger
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: incident.organisationId, incidentId: incident.id, reason })}
    >
      <p>
        {t(
          '只在登记错了的时候撤销；已经处理好的，请用“了结”。',
          'Only for an entry made by mistake; use “Settle” for one that was dealt with.',
        )}
      </p>
    </Confirm>
  );
};

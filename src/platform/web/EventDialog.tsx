import { Button, ConfigProvider, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { FieldError } from '../problem.ts';
import type { CallFailed } from './api.ts';
import { Field } from './form.tsx';
import { useLang, useT } from './lang.tsx';
import { G } from './marks.tsx';
import { WriteProblem } from './states.tsx';
import type { useEvent } from './useEvent.ts';

interface Props {
  readonly title: string;
  /** What will be on record afterwards, in a sentence. */
  readonly note?: ReactNode;
  /** The verb and what it concerns. */
  readonly action: string;
  readonly danger?: boolean;
  readonly ready?: boolean;
  readonly wide?: boolean;
  readonly event: Pick<ReturnType<typeof useEvent>, 'busy' | 'problem'> & { errorOf(path: ''): FieldError | undefined; save(): void };
  /** What refused it, unless it is shown elsewhere in the dialog (null). */
  readonly problem?: CallFailed | null;
  /** A rule of several fields together, such as an end before the beginning; what the form itself says of them unless told. */
  readonly whole?: FieldError | undefined;
  readonly onClose: () => void;
  /** Unless simply saved. */
  readonly onSave?: () => void;
  readonly children: ReactNode;
}

/** A small form over the page for one event of a life. A click beside it does not close it: what was typed would be lost. */
export const EventDialog = ({
  title,
  note,
  action,
  danger,
  ready = true,
  wide,
  event: { busy, errorOf, save, ...event },
  problem = event.problem,
  whole = errorOf(''),
  onClose,
  onSave = () => save(),
  children,
}: Props) => {
  const t = useT();
  const { lang } = useLang();
  return (
    <Modal
      open
      title={title}
      width={wide ? 640 : 520}
      onCancel={onClose}
      mask={{ closable: false }}
      closable={{ 'aria-label': t('关上', 'Close') }}
      footer={null}
      className="event"
    >
      {/* lists and calendars hang inside the dialog, or its focus trap would take the keyboard away from them */}
      <ConfigProvider getPopupContainer={(trigger) => trigger?.closest<HTMLElement>('.field') ?? document.body}>
        <form
          noValidate
          onKeyDown={(key) => {
            // Enter takes the day that was typed; it does not yet send the form
            if (key.key === 'Enter' && (key.target as HTMLElement).closest('.ant-picker')) key.preventDefault();
          }}
          onSubmit={(sent) => {
            sent.preventDefault();
            // a dialog's form stands inside the page's own in React's tree
            sent.stopPropagation();
            onSave();
          }}
        >
          {note && <p className="sub event-note">{note}</p>}
          {children}
          <div className="row gap12 confirm-foot">
            {whole && !problem ? (
              <span className="stt stt-no" role="alert">
                <G k="no" />
                {whole.text[lang]}
              </span>
            ) : (
              <WriteProblem problem={problem} />
            )}
            <Button onClick={onClose}>{t('先不办', 'Not now')}</Button>
            <Button type="primary" htmlType="submit" danger={danger ?? false} loading={busy} disabled={!ready}>
              {action}
            </Button>
          </div>
        </form>
      </ConfigProvider>
    </Modal>
  );
};

/** Saved as it was: nothing is written, and that is said. */
export const nothingChanged: FieldError = {
  path: '',
  rule: 'same',
  text: {
    zh: '和现在登记的一样，没有要存的。改了再存，或者点“先不办”',
    en: 'The same as on record, so there is nothing to save. Change something, or choose “Not now”',
  },
};

interface ReasonProps {
  readonly value: string | undefined;
  readonly optional?: boolean;
  readonly error?: FieldError | undefined;
  readonly onChange: (reason: string | undefined) => void;
  readonly onLeave?: () => void;
}

/** Why: stands beside the version for ever, so it never holds a number or a telephone. */
export const ReasonField = ({ value, optional, error, onChange, onLeave }: ReasonProps) => {
  const t = useT();
  return (
    <Field
      name="reason"
      label={t('理由或依据', 'Reason or proof')}
      {...(optional ? { optional } : {})}
      error={error}
      hint={t('留在记录上，如“户口簿”；不要写证件号、电话', 'Stays on record, such as “household register”; no numbers or telephones')}
    >
      <Input value={value ?? ''} maxLength={200} onChange={(e) => onChange(e.target.value || undefined)} onBlur={() => onLeave?.()} />
    </Field>
  );
};

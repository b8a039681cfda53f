import { Input } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { FileField, PROOF_ACCEPT, useSentFile } from '#platform/web/FileField.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import {
  closeItem,
  dropItem,
  moveItemDue,
  noteItem,
  PLAN_FILE,
  sayItemDone,
  sendItemBack,
  startItem,
  type WorkItemWhole,
} from '../../contractPlans.ts';
import { type ItemDeed, otherSide } from '../../rulesPlans.ts';
import { PlanItemCorrect } from './PlanItemCorrect.tsx';

export type ItemStep = Exclude<ItemDeed, 'opened'> | 'note';
interface Props {
  readonly step: ItemStep;
  readonly of: WorkItemWhole;
  readonly onClose: () => void;
}
const STALES = ['accords.'];

/** The dialog of a step. */
export const PlanItemDialog = (props: Props) => {
  if (props.step === 'corrected') return <PlanItemCorrect of={props.of} onClose={props.onClose} />;
  if (props.step === 'due_moved') return <MoveDue {...props} />;
  if (props.step === 'note' || props.step === 'said_done') return <Saying {...props} />;
  return <Plain {...props} />;
};

/** Steps that need a sentence at most. */
const Plain = ({ step, of, onClose }: Props) => {
  const t = useT();
  const [words, setWords] = useState('');
  // what stood on the page when the question was opened, also where the page has read anew behind it
  const [seen] = useState(of.seen);
  const options = { stales: STALES, onDone: onClose };
  const start = useWrite(startItem, options);
  const close = useWrite(closeItem, options);
  const back = useWrite(sendItemBack, options);
  const drop = useWrite(dropItem, options);
  const { id } = of;
  const other = of.units[of.lead].name;
  const kind = step as 'started' | 'closed' | 'sent_back' | 'dropped';
  const deed = { started: start, closed: close, sent_back: back, dropped: drop }[kind];
  const says = {
    started: [t('开始办', 'Start'), t('状态变成“进行中”，两边都看得到。', 'It is “in progress” then, for both sides to see.')],
    closed: [
      t('确认办结', 'Close it'),
      t(
        `确认“${other}”报的已经做到，这件事就办结了，以后不能再改。`,
        `You confirm what “${other}” said is done; the item is over and does not change any more.`,
      ),
    ],
    sent_back: [t('退回', 'Send back'), t(`退回给“${other}”接着办，原因对方看得到。`, `It goes back to “${other}”, who reads the reason.`)],
    dropped: [
      t('不办了', 'Drop'),
      t('列错了或者不用办了。记录还在，不再催办。', 'Entered by mistake or not needed any more. The record stays; nobody is reminded.'),
    ],
  }[kind];
  return (
    <Confirm
      open
      title={of.title}
      action={says[0]!}
      danger={kind === 'dropped'}
      withReason={kind === 'sent_back' || kind === 'dropped'}
      busy={deed.isPending}
      problem={deed.error}
      onCancel={onClose}
      onAct={(reason) => {
        if (kind === 'started') start.mutate({ id });
        else if (kind === 'closed') close.mutate({ id, seen, words });
        else if (kind === 'sent_back') back.mutate({ id, seen, reason });
        else drop.mutate({ id, reason });
      }}
    >
      <p>{says[1]}</p>
      {kind === 'closed' && (
        <div className="field">
          <label htmlFor="close-words">
            {t('意见', 'Remark')}
            <span className="mute">{t('（选填）', ' (optional)')}</span>
          </label>
          <Input id="close-words" maxLength={200} value={words} onChange={(e) => setWords(e.target.value)} />
        </div>
      )}
    </Confirm>
  );
};

const MoveDue = ({ of, onClose }: Props) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>(of.dueDay);
  const move = useWrite(moveItemDue, { stales: STALES, onDone: onClose });
  return (
    <Confirm
      open
      title={of.title}
      action={t('改完成日', 'Move the due day')}
      withReason
      ready={day !== undefined}
      busy={move.isPending}
      problem={move.error}
      onCancel={onClose}
      onAct={(reason) => move.mutate({ id: of.id, dueDay: day!, reason })}
    >
      <p>
        {t(
          `现在是 ${of.dueDay}。改到 ${of.year} 年里的哪一天？原来的日子和原因都留着，对方会收到提醒。`,
          `Due on ${of.dueDay} now. To which day of ${of.year}? The old day and the reason stay on record, and the other side is told.`,
        )}
      </p>
      <div className="field">
        <label htmlFor="new-due">{t('新的完成日', 'New due day')}</label>
        <DayPicker id="new-due" value={day} onChange={setDay} />
      </div>
    </Confirm>
  );
};

/** A pasted address of this system is cut to its path. */
const pathOf = (typed: string): string => {
  const text = typed.trim();
  return text.startsWith(`${window.location.origin}/`) ? text.slice(window.location.origin.length) : text;
};
const Saying = ({ step, of, onClose }: Props) => {
  const t = useT();
  const [words, setWords] = useState('');
  const [link, setLink] = useState('');
  const proof = useSentFile(PLAN_FILE);
  const done = step === 'said_done';
  const note = useWrite(noteItem, { stales: STALES, onDone: onClose });
  const say = useWrite(sayItemDone, { stales: STALES, onDone: onClose });
  const deed = done ? say : note;
  const ready =
    !proof.busy && (done ? proof.file !== null || link.trim() !== '' : words.trim() !== '' || proof.file !== null || link.trim() !== '');
  const other = of.units[otherSide(of.lead)].name;
  return (
    <Confirm
      open
      title={of.title}
      action={done ? t('报办完', 'Say it is done') : t('写上', 'Note it')}
      ready={ready}
      busy={deed.isPending}
      problem={deed.error}
      onCancel={onClose}
      onAct={() => deed.mutate({ id: of.id, words: words.trim(), link: pathOf(link), ...(proof.file ? { fileId: proof.file.id } : {}) })}
    >
      {done && (
        <p>
          {t(
            `报办完要有凭据：一份文件，或者本系统里的一条记录。“${other}”看过以后确认办结，或者退回。`,
            `Saying it is done needs proof: a file, or a record of this system. “${other}” then closes it or sends it back.`,
          )}
        </p>
      )}
      <div className="field">
        <label htmlFor="say-words">
          {done ? t('怎么办完的', 'How it was done') : t('进展', 'Progress')}
          {done && <span className="mute">{t('（选填）', ' (optional)')}</span>}
        </label>
        <Input.TextArea id="say-words" rows={3} maxLength={600} value={words} onChange={(e) => setWords(e.target.value)} />
      </div>
      <FileField
        accept={PROOF_ACCEPT}
        id="say-file"
        label={done ? t('凭据文件', 'Proof, a file') : t('附件（选填）', 'File (optional)')}
        hint={t('PDF、照片、表格、Word；不要放劳动者的证件号', 'PDF, photo, sheet or Word; no numbers of workers')}
        sent={proof}
      />
      <div className="field">
        <label htmlFor="say-link">
          {done ? t('或者记录的网址', 'Or the page of a record') : t('记录的网址（选填）', 'Page of a record (optional)')}
        </label>
        <Input
          id="say-link"
          maxLength={200}
          placeholder={t('如 /organisations/…，可以整条粘贴', 'such as /organisations/…; paste the whole address')}
          value={link}
          onChange={(e) => setLink(e.target.value)}
        />
      </div>
    </Confirm>
  );
};

import { Button, Dropdown } from 'antd';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useNarrow } from '#platform/web/useNarrow.ts';
import type { Text } from '#standards/text.ts';
import type { SpellOut } from '../../contract.ts';
import type { SpellDeed } from '../../rules.ts';
import { titleOf } from '../spellWords.ts';
import type { SpellEvent } from './spellEvents.ts';

const DEEDS: Record<SpellDeed, Text> = {
  vouch: { zh: '在岗证据', en: 'Evidence' },
  end: { zh: '离岗', en: 'Left' },
  transfer: { zh: '转岗', en: 'Change of post' },
  return: { zh: '返岗', en: 'Came back' },
  correct: { zh: '更正', en: 'Correct' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
};
const ORDER = Object.keys(DEEDS) as SpellDeed[];

/** What may be done with this spell: buttons, on a narrow screen one menu. */
export const SpellDeeds = ({ spell, onEvent }: { spell: SpellOut; onEvent: (event: SpellEvent) => void }) => {
  const t = useT();
  const narrow = useNarrow(768);
  const may = ORDER.filter((d) => spell.may.includes(d));
  if (may.length === 0) return null;
  const name = t(titleOf(spell));
  if (narrow)
    return (
      <Dropdown
        trigger={['click']}
        menu={{ items: may.map((d) => ({ key: d, label: t(DEEDS[d]) })), onClick: ({ key }) => onEvent({ do: key as SpellDeed, spell }) }}
      >
        <Button size="small" className="noprint emp-deeds" aria-label={t(`办理：${name}`, `Record for: ${name}`)}>
          {t('办理', 'Record')} <I n="down" s={12} />
        </Button>
      </Dropdown>
    );
  return (
    <p className="noprint emp-deeds">
      {may.map((d) => (
        <Button
          key={d}
          size="small"
          type="link"
          className="in-line"
          aria-label={`${t(DEEDS[d])}${t('：', ': ')}${name}`}
          onClick={() => onEvent({ do: d, spell })}
        >
          {t(DEEDS[d])}
        </Button>
      ))}
    </p>
  );
};

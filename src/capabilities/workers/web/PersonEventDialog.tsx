import { BasicDialog } from './BasicEvent.tsx';
import { ConditionDialog } from './ConditionEvent.tsx';
import { HouseholdDialog } from './HouseholdEvent.tsx';
import { AddIdentityDialog, IdentityDialog } from './IdentityEvents.tsx';
import { ConsentDialog, ContactDialog, DeathDialog, WithdrawConsentDialog, WithdrawDialog } from './LifeEvents.tsx';
import { JoinDialog, SplitDialog } from './MergeEvents.tsx';
import { HomeDialog, MoveDialog } from './MoveEvents.tsx';
import type { EventProps, PersonEvent } from './personEvents.ts';
import { IntentionDialog, SkillDialog } from './SkillEvents.tsx';

/** The one dialog over the page. */
export const PersonEventDialog = ({ event, ...props }: EventProps & { event: PersonEvent }) => {
  switch (event.do) {
    case 'move':
      return <MoveDialog {...props} />;
    case 'home':
      return <HomeDialog {...props} home={event.home} />;
    case 'addIdentity':
      return <AddIdentityDialog {...props} />;
    case 'identity':
      return <IdentityDialog {...props} identity={event.identity} deed={event.deed} />;
    case 'death':
      return <DeathDialog {...props} />;
    case 'household':
      return <HouseholdDialog {...props} />;
    case 'basic':
      return <BasicDialog {...props} />;
    case 'condition':
      return <ConditionDialog {...props} />;
    case 'skill':
      return <SkillDialog {...props} />;
    case 'intention':
      return <IntentionDialog {...props} />;
    case 'contact':
      return <ContactDialog {...props} {...(event.replaces ? { replaces: event.replaces } : {})} />;
    case 'consent':
      return <ConsentDialog {...props} />;
    case 'withdrawConsent':
      return <WithdrawConsentDialog {...props} consent={event.consent} />;
    case 'withdraw':
      return <WithdrawDialog {...props} what={event.what} />;
    case 'join':
      return <JoinDialog workerId={props.person.workerId} name={props.person.name} onClose={props.onClose} onTold={props.onTold} />;
    case 'split':
      return <SplitDialog workerId={props.person.workerId} onClose={props.onClose} onTold={props.onTold} />;
  }
};

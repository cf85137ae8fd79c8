import type { Action } from './decision';

/** One change in words. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case 'record-origin': return `record what is there today of ${action.origin.cluster.identifier}`;
    case 'create-safety-snapshot': return `create snapshot ${action.snapshot}`;
    case 'convert-engine-mode': return `convert ${action.cluster} to provisioned, through ${action.instanceClass}`;
    case 'create-parameter-group':
      return `create ${action.group.scope} parameter group ${action.group.to} (${action.group.family}) for what is set in ${action.group.from}`;
    case 'set-parameters': return `set ${action.parameters.map(({ name }) => name).join(', ')} in ${action.group.to}`;
    case 'upgrade-engine': return `upgrade ${action.cluster} to ${action.to}`;
    case 'set-capacity-range': return `set the capacity range of ${action.cluster} to ${action.range.minAcu} to ${action.range.maxAcu} ACUs`;
    case 'create-member': return `create ${action.member.identifier} (${action.member.instanceClass}, tier ${action.member.settings.promotionTier})`;
    case 'set-promotion-tier': return `put ${action.member} into tier ${action.promotionTier}`;
    case 'fail-over': return `fail over to ${action.target}`;
    case 'enable-data-api': return 'switch the Data API on again';
    case 'execute-statement': return `ask \`${action.sql}\` through the Data API`;
    case 'delete-member': return `delete ${action.member}`;
    case 'abandon': return `give up: ${action.reason}`;
    case 'close': return 'close the goal';
  }
}

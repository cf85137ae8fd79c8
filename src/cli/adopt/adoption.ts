import { adoptedResources } from './adopted-resources';
import { type Difference, differences } from './differences';
import type { Literals } from './literals';
import { type Match, match } from './match';
import { type Refusal, refusals } from './refusals';
import { type AdoptionStep, sequence } from './sequence';
import type { Situation } from './situation';
import { SimulatedAccount } from '../../simulator/account';
import { loadStack } from '../../simulator/cloudformation/load-stack';
import { clusterAttributes, clusterProperties } from '../../simulator/cloudformation/providers/db-cluster-model';
import { instanceProperties } from '../../simulator/cloudformation/providers/db-instance-model';
import type { Properties } from '../../simulator/cloudformation/resource';
import type { Stack } from '../../simulator/cloudformation/stack';
import type { TemplateResource } from '../../simulator/cloudformation/templates/template';
import { loadState } from '../../simulator/state';
import { regionOf } from '../rehearse/aws-configuration';

/** What differs, how it is put right, and what there is then. */
export interface Adoption {
  readonly match: Match;
  readonly refusals: readonly Refusal[];
  readonly differences: readonly Difference[];
  readonly adopted: Readonly<Record<string, TemplateResource>>;
  readonly steps: readonly AdoptionStep[];
}

/** @param wanted the identifier of the cluster, where the stack does not tell */
export function adoption(situation: Situation, wanted?: string): Adoption {
  const found = match(situation, wanted);
  const { template } = situation.source;
  const stack = deployedStack(situation);
  const resolved = new Map<string, Properties>([...stack.resources].map(([id, { properties }]) => [id, properties]));
  const adopted = adoptedResources(found, template, situation.stackName, resolved);
  const pairs: [string, Properties][] = [
    [found.clusterId, clusterProperties(found.live.cluster)],
    ...found.members.map(({ logicalId, instance }): [string, Properties] => [logicalId, instanceProperties(instance)]),
  ];
  return {
    match: found,
    refusals: refusals(situation, found),
    differences: pairs.filter(([id]) => resolved.has(id))
      .flatMap(([id, live]) => differences(id, template.Resources[id].Type, resolved.get(id)!, live)),
    adopted,
    steps: sequence(template, found, adopted, literalsOf(stack, found)),
  };
}

/** The stack with its expressions resolved, as CloudFormation has it. */
function deployedStack({ stackName, source, physicalIds, clusters }: Situation): Stack {
  const [first] = clusters;
  const account = new SimulatedAccount({ seed: 1, region: regionOf(first), accountId: first.cluster.DBClusterArn!.split(':')[4] });
  loadState(account, clusters.map(({ cluster }) => cluster), clusters.flatMap(({ instances }) => instances));
  return loadStack(account, { name: stackName, source, physicalIds });
}

function literalsOf(stack: Stack, { live, clusterId }: Match): Literals {
  return {
    ref: (logicalId) => stack.resources.get(logicalId)?.physicalId,
    attribute: (logicalId, name) => {
      const known = stack.resources.get(logicalId)?.attributes[name] ?? (logicalId === clusterId ? clusterAttributes(live.cluster)[name] : undefined);
      return known === undefined ? undefined : String(known);
    },
  };
}

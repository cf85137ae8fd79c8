import type { ClusterUnderCheck, Finding } from './cluster-under-check';
import { autoPauseBlockers } from '../../capacity/auto-pause';
import { predictedMaxConnections } from '../../capacity/connections';
import { engineLimitProblems, offersDataApi, offersServerlessV2 } from '../../capacity/engine-limits';
import { cannotFollow, smallAtFailover } from '../../capacity/failover';
import { floorsMissed } from '../../capacity/floors';
import { SERVERLESS_CLASS } from '../../capacity/instance-class';
import { retiredSince } from '../../capacity/lambda-runtimes';
import { supportOn } from '../../capacity/lifecycle';
import { proxyAddresses, usableAddresses } from '../../capacity/proxy-addresses';
import { parametersIgnored } from '../../capacity/replication-parameters';

type Rule = (cluster: ClusterUnderCheck, today: string) => Finding[];

const WARN_DAYS_BEFORE_END = 180;

const engineVersion: Rule = ({ engine, version, range, members }) => {
  if (version === undefined || !members.some(({ instanceClass }) => instanceClass === SERVERLESS_CLASS)) return [];
  if (offersServerlessV2(engine, version) === false) return warn('engineVersion', `${engine} ${version} does not offer db.serverless. Upgrade the engine first.`);
  return (range ? engineLimitProblems(engine, version, range) : []).flatMap((problem) => warn('capacityBeyondEngine', `${problem}. AWS refuses the range.`));
};

const dataApi: Rule = (cluster) => cluster.dataApi && cluster.version !== undefined && offersDataApi(cluster.engine, cluster.version) === false
  ? warn('dataApi', `${cluster.engine} ${cluster.version} does not have the Data API. Upgrade the engine, or leave it off.`) : [];

const autoPause: Rule = ({ engine, range, parameters, proxies, members, globalDatabase, zeroEtl }) => {
  if (range?.minAcu !== 0) return [];
  const provisionedMembers = members.filter(({ instanceClass }) => instanceClass !== SERVERLESS_CLASS).length;
  const blockers = autoPauseBlockers({ engine, parameters, proxies: proxies.length, provisionedMembers, globalDatabase, zeroEtl });
  return blockers.length === 0 ? [] : warn('autoPauseBlocked', 'The minimum is 0 ACUs, but the cluster will not pause and AWS will not say why: '
    + blockers.map(({ message, keepsAwake }) => `${message}, which keeps ${keepsAwake} awake`).join('; ')
    + '. Remove the cause, or raise the minimum to 0.5 ACUs or more.');
};

const floors: Rule = ({ range, performanceInsights, globalDatabase }) => range && range.minAcu > 0
  ? floorsMissed({ minAcu: range.minAcu, performanceInsights, globalPrimary: globalDatabase === 'primary' })
    .flatMap(({ acu, reason }) => warn('floor', `The minimum is ${range.minAcu} ACUs; AWS recommends at least ${acu} because ${reason}.`))
  : [];

const failover: Rule = ({ members, range }) => [
  ...smallAtFailover(members).flatMap(({ name, promotionTier }) => warn('smallAtFailover', `Member ${name} takes over at a failover, but in tier ${promotionTier} `
    + 'it scales by its own load and would start small. Have two members in the tiers 0 and 1.')),
  ...(range ? cannotFollow(members, range.maxAcu) : []).flatMap(({ name }) => warn('cannotFollowWriter',
    `Member ${name} follows the writer, but ${range!.maxAcu} ACUs are less than a provisioned member has. Raise the maximum, or use a smaller class.`)),
];

const connections: Rule = ({ engine, range }) => {
  if (!range || range.minAcu > 0.5) return [];
  const uncapped = predictedMaxConnections(engine, { ...range, minAcu: 1 });
  const capped = predictedMaxConnections(engine, range);
  return capped === undefined || capped === uncapped ? []
    : warn('connectionsCapped', `max_connections is ${capped} by default, not ${uncapped}, because the minimum is ${range.minAcu} ACUs. Raise it to 1 ACU for more; the members need a reboot then.`);
};

const publicAccess: Rule = ({ members }) => members.filter((member) => member.publiclyAccessible)
  .flatMap(({ name }) => warn('publiclyAccessible', `Member ${name} has a public address. Put the cluster into private subnets, or set \`publiclyAccessible: false\`.`));

const identifiers: Rule = ({ fixedIdentifiers }) => fixedIdentifiers.flatMap((identifier) => warn('fixedIdentifier',
  `The identifier ${identifier} is fixed: CloudFormation cannot replace what has it. Leave it to CloudFormation, and give clients \`StableNames\`.`));

const proxySubnets: Rule = ({ proxies, range }) => !range ? [] : proxies.flatMap(({ name, subnetCidrs }) => {
  const sizes = subnetCidrs.map((cidr) => cidr === undefined ? undefined : usableAddresses(cidr));
  if (sizes.length === 0 || sizes.includes(undefined)) return [];
  const [has, wants] = [sizes.reduce<number>((sum, size) => sum + size!, 0), proxyAddresses(range.maxAcu)];
  return has >= wants ? [] : warn('proxySubnets', `The subnets of proxy ${name} have ${has} addresses; up to ${range.maxAcu} ACUs it wants ${wants} free ones. Give it larger subnets.`);
});

const ignoredParameters: Rule = ({ engine, parameters, members }) => members.some(({ instanceClass }) => instanceClass === SERVERLESS_CLASS)
  ? parametersIgnored(engine, parameters).flatMap((name) => warn('parameterIgnored', `Serverless v2 sets ${name} by itself and ignores what the parameter group says. Remove it.`)) : [];

const support: Rule = ({ engine, version, extendedSupportRefused }, today) => {
  const state = version === undefined ? undefined : supportOn(today, engine, version);
  if (!state) return [];
  const paid = extendedSupportRefused ? 'AWS will upgrade the cluster by itself' : 'Extended Support is charged for every ACU-hour';
  switch (state.phase) {
    case 'ended': return warn('supportEnded', `${engine} ${version} has no support any more: AWS will upgrade it by itself. Upgrade it first.`);
    case 'extended-third-year':
    case 'extended': return warn('extendedSupport', `Standard support of ${engine} ${version} ended ${state.when}: ${paid}. Upgrade the engine.`);
    case 'minor-ended': return warn('minorVersionEnded', `Support of ${engine} ${version} ended ${state.when}: AWS may upgrade it in a maintenance window. Use a newer minor version.`);
    case 'standard': return state.daysLeft > WARN_DAYS_BEFORE_END ? []
      : warn('supportEnding', `Standard support of ${engine} ${version} ends in ${state.daysLeft} days, ${state.when}. Plan the upgrade.`);
  }
};

const runtimes: Rule = ({ functionRuntimes }, today) => functionRuntimes
  .filter((runtime) => retiredSince(today, runtime) !== undefined)
  .flatMap((runtime) => warn('retiredRuntime', `A Lambda function beside the cluster has the runtime ${runtime}, which Lambda stopped to support on ${retiredSince(today, runtime)}. `
    + 'Use a newer aws-cdk-lib, or another runtime.'));

const RULES: readonly Rule[] = [
  engineVersion, dataApi, autoPause, floors, failover, connections, publicAccess, identifiers, proxySubnets, ignoredParameters, support, runtimes,
];

/** Everything that may surprise, on a day such as `2026-11-21`. */
export function findingsOn(today: string, cluster: ClusterUnderCheck): Finding[] {
  return RULES.flatMap((rule) => rule(cluster, today));
}

function warn(name: string, message: string): Finding[] {
  return [{ id: `cdk-aurora-serverless-v2:${name}`, message }];
}

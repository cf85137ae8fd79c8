import type { SimulatedAccount } from '../../account';
import { defaultVersion, familyOf, parseVersion } from '../catalog/engine-versions';
import { Cluster } from '../cluster';
import { addInstance } from '../instances/create-instance';
import { recordClusterSnapshot } from '../snapshots/cluster-snapshots';

/**
 * Serverless v1 becomes provisioned: AWS takes a snapshot of its own, adds `<cluster>-instance-1`, promotes it
 * and removes the v1 compute. The cluster reads `available` in between, and descriptions change late.
 */
export function convertEngineMode(account: SimulatedAccount, cluster: Cluster, instanceClass: string): void {
  const { identifier } = cluster;
  const begin = account.draw('statusLag', `conversion/${identifier}`);
  const whole = account.draw('engineModeConversion', identifier);
  const outage = account.draw('conversionOutage', identifier);
  const roleLag = account.draw('roleLag', `conversion/${identifier}`);
  const operation = account.begin('convert engine mode', identifier, [cluster.last.snapshot]);
  cluster.last.conversion = operation;
  let instance = '';
  const at = (delay: number, run: () => void) => account.clock.schedule(begin + delay, run);

  at(0, () => {
    cluster.setStatus('modifying');
    instance = freeInstanceName(account, identifier);
    recordClusterSnapshot(account, cluster, `pre-modify-engine-mode-${identifier}-${stamp(account.clock.now)}`).finish();
    addInstance(account, cluster, { DBInstanceIdentifier: instance, DBInstanceClass: instanceClass, Engine: cluster.shape.Engine }, {
      parameterGroup: `default.${parseVersion(cluster.shape.Engine!, cluster.shape.EngineVersion!).family}`,
      readyAfterMillis: whole - outage,
      createdBy: operation,
    });
  });
  at(whole - outage, () => {
    cluster.setStatus('failing-over');
    cluster.stopWrites(operation);
  });
  at(whole, () => {
    cluster.resumeWrites(operation, instance);
    cluster.setStatus('available');
  });
  at(whole + roleLag, () => {
    cluster.shape.EngineMode = 'provisioned';
    if (account.profile.conversionMovesMinorVersion) moveToDefaultMinor(account, cluster);
    cluster.shape.HttpEndpointEnabled = account.profile.dataApiSurvivesConversion && cluster.shape.HttpEndpointEnabled;
    delete cluster.shape.Capacity;
    delete cluster.shape.ScalingConfigurationInfo;
    cluster.publishRoles();
    account.end(operation);
  });
}

/** `<cluster>-instance-1`, as everybody has seen it. */
function freeInstanceName(account: SimulatedAccount, cluster: string): string {
  let number = 1;
  while (account.instances.has(`${cluster}-instance-${number}`)) number++;
  return `${cluster}-instance-${number}`;
}

function moveToDefaultMinor(account: SimulatedAccount, { shape, writer }: Cluster): void {
  const major = familyOf(shape.Engine!, shape.EngineVersion!).slice(shape.Engine!.length);
  shape.EngineVersion = defaultVersion(shape.Engine!, major);
  account.instances.get(writer!)!.shape.EngineVersion = shape.EngineVersion;
}

/** As seen on real clusters: `2026-01-10-19-27`. */
export function stamp(millis: number): string {
  return new Date(millis).toISOString().slice(0, 16).replace(/[T:]/g, '-');
}

import type { Step } from './step';
import { parseFault } from '../../src/simulator/faults/fault';
import { loadState } from '../../src/simulator/state';
import { parseDefinition } from '../../src/simulator/stepfunctions/parse-definition';
import { exampleAccount } from '../support/simulated-account';

export const MACHINE_ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine:wait';

/** An RDS instance, as it was before it came to Aurora. */
const RDS_INSTANCE = {
  DBInstanceIdentifier: 'rds-postgres',
  DBInstanceArn: 'arn:aws:rds:eu-west-1:123456789012:db:rds-postgres',
  DBInstanceClass: 'db.r6g.large',
  DBInstanceStatus: 'available',
  Engine: 'postgres',
  EngineVersion: '15.4',
  MasterUsername: 'dbadmin',
  StorageEncrypted: true,
  DeletionProtection: false,
  PreferredMaintenanceWindow: 'sun:04:00-sun:04:30',
  Endpoint: { Address: 'rds-postgres.simulated.eu-west-1.rds.amazonaws.com', Port: 5432 },
};

/** What the steps find: the clusters of the first example, an RDS instance, a state machine. The same for every client. */
export async function conformanceAccount() {
  const simulated = await exampleAccount({ region: 'eu-west-1' });
  const { account } = simulated;
  loadState(account, [], [RDS_INSTANCE]);
  account.machines.set(MACHINE_ARN, {
    arn: MACHINE_ARN, definition: parseDefinition(JSON.stringify({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } })),
  });
  /** Does a step that is no client's. */
  const control = (step: Step): void => {
    if (step.kind === 'pass') simulated.pass(step.seconds);
    if (step.kind === 'strike') account.faults.add(parseFault(step.fault));
    if (step.kind === 'attach') account.permissions.attach('TEST', step.policy);
  };
  return { ...simulated, control };
}

export type ConformanceAccount = Awaited<ReturnType<typeof conformanceAccount>>;

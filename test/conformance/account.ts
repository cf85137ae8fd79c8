import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Step } from './step';
import { parseFault } from '../../src/simulator/faults/fault';
import { loadState } from '../../src/simulator/state';
import { parseDefinition } from '../../src/simulator/stepfunctions/parse-definition';
import { exampleAccount } from '../support/simulated-account';

export const MACHINE_ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine:wait';

/** It publishes the token of its task, and waits until somebody sends it back. */
export const ASKING_MACHINE_ARN = 'arn:aws:states:eu-west-1:123456789012:stateMachine:ask';
const ASK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sns:publish.waitForTaskToken',
  Parameters: { 'TopicArn': 'arn:aws:sns:eu-west-1:123456789012:approvals', 'Message.$': '$$.Task.Token' },
  End: true,
};

const TEMPLATE_FILE = path.join(__dirname, 'shop.template.yaml');
export const TEMPLATE = readFileSync(TEMPLATE_FILE, 'utf8');
export const TEMPLATE_URL = 'https://assets.s3.eu-west-1.amazonaws.com/shop.template.yaml';

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
  const machine = (arn: string, States: Record<string, object>) =>
    account.machines.set(arn, { arn, definition: parseDefinition(JSON.stringify({ StartAt: Object.keys(States)[0], States })) });
  machine(MACHINE_ARN, { Wait: { Type: 'Wait', Seconds: 60, End: true } });
  machine(ASKING_MACHINE_ARN, { Ask: ASK });
  account.cloudFormation.assets.set(path.basename(TEMPLATE_FILE), TEMPLATE_FILE);
  // As under `simulate`: time goes on when somebody says so, and everybody who acts goes on with it.
  account.clock.isPaced = true;
  const pass = (seconds: number) => account.clock.runTo(account.clock.now + seconds * 1000);
  /** Does a step that is no client's. */
  const control = async (step: Step): Promise<void> => {
    if (step.kind === 'pass') await pass(step.seconds);
    if (step.kind === 'strike') account.faults.add(parseFault(step.fault));
    if (step.kind === 'attach') account.permissions.attach('TEST', step.policy);
  };
  return { ...simulated, pass, control };
}

export type ConformanceAccount = Awaited<ReturnType<typeof conformanceAccount>>;

import { Duration } from 'aws-cdk-lib';
import { MigrationCutover } from '../../src';
import type { SimulatedAccount } from '../../src/simulator/account';
import { accountWithClusters, engineApp, furnished } from '../support/engine';
import { openShop, templates } from '../support/shop';

/** Whatever people other than the owner of a secret get to see. */
function visible(account: SimulatedAccount): Record<string, string> {
  const text = (value: unknown) => JSON.stringify(value) ?? '';
  return {
    logs: account.functions.output.join('\n'),
    executions: text([...account.executions.values()].map(({ input, output, history }) => [input, output, history.events])),
    // CloudFormation itself shows the URL of a handle as its physical id, as on AWS.
    stackEvents: text(account.cloudFormation.stacks.flatMap(({ events }) => events).filter(({ type }) => type !== 'AWS::CloudFormation::WaitConditionHandle')),
    templates: text(account.cloudFormation.stacks.map(({ source, target }) => [source?.text, target?.text])),
    outputs: text(account.cloudFormation.stacks.map(({ outputs }) => outputs)),
    parameters: text([...account.parameters.values()].filter(({ type }) => type !== 'SecureString')),
    reports: text([...account.objects.values()]),
    messages: text(account.notifications),
  };
}

function expectNoSecrets(account: SimulatedAccount) {
  const secrets = [...account.cloudFormation.secrets.planted(), ...account.cloudFormation.inbox.secrets()];
  expect(secrets.length).toBeGreaterThan(0);
  const found = Object.entries(visible(account)).flatMap(([where, seen]) => secrets.filter((secret) => seen.includes(secret)).map((secret) => `${where}: ${secret}`));
  expect(found).toEqual([]);
}

test('a move that holds its stack shows nobody a secret', async () => {
  const account = await accountWithClusters();
  await account.deploy(engineApp({ engine: furnished, migration: { hold: Duration.hours(2), cutover: MigrationCutover.atOnce() } }));
  await account.settled();
  expect(account.account.functions.output.join()).toContain('"status":"migrated"');
  expectNoSecrets(account.account);
  await account.close();
});

test('a handover, its rollback and its reasons show nobody a secret', async () => {
  const shop = await openShop();
  await shop.deploy(templates.after);
  await shop.deploy(templates.before);
  expect(shop.account.functions.output.join()).toContain('answer to CloudFormation');
  expectNoSecrets(shop.account);
  await shop.close();
});

test('each turn is one line of JSON', async () => {
  const account = await accountWithClusters();
  await account.deploy(engineApp());
  await account.settled();
  const lines = account.account.functions.output
    // Node announces its own end of life.
    .filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
  const turns = account.executions()[0].history.events.filter(({ type }) => type === 'TaskStateEntered').length;
  expect(lines.filter(({ service }) => service === 'migration-engine')).toHaveLength(turns);
  expect(lines.filter((line) => '_aws' in line)).toHaveLength(turns);
  await account.close();
});

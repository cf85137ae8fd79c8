import { assign, aws, given, shown } from './shell';
import { namesOf, type PathSubject, portOf } from './subject';

/** Where the programs of the database find both sides, and with which passwords they log in. */
export interface Sides {
  readonly old: Side;
  readonly new: Side;
  /** What sets the variables that no one else does. */
  readonly commands: readonly string[];
  readonly checks: readonly string[];
}

export interface Side {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export function sides(subject: PathSubject): Sides {
  const { target } = namesOf(subject);
  const { host, masterUsername } = subject.source.settings ?? {};
  const port = portOf(subject);
  const unknown = [
    ...(host ? [] : ['OLD_HOST to the name of the old server']), ...(masterUsername ? [] : ['OLD_USER to a user of it that may read everything']), 'OLD_PASSWORD to the password',
  ];
  return {
    old: { host: host ?? given('old host'), port, user: masterUsername ?? given('old user'), password: given('old password') },
    new: { host: '"$NEW_HOST"', port, user: '"$NEW_USER"', password: '"$NEW_PASSWORD"' },
    commands: [
      assign('new host', shown(target, 'Endpoint')),
      assign('new user', shown(target, 'MasterUsername')),
      assign('SECRET', shown(target, 'MasterUserSecret.SecretArn')),
      assign('new password', `${aws('secretsmanager get-secret-value', { 'secret-id': '"$SECRET"', 'query': 'SecretString', 'output': 'text' })} | jq -r .password`),
    ],
    checks: [`Set ${unknown.join(', ')}.`],
  };
}

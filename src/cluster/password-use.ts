import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { AnyCluster } from './finish-cluster';
import { failOnProblems } from './problems';

/** Which secrets of a cluster are registered with proxies, and which alternate between two users: in whatever order they come. */
export class PasswordUse {
  private readonly ofProxies: secretsmanager.ISecret[] = [];
  private readonly alternating: secretsmanager.ISecret[] = [];

  constructor(private readonly cluster: AnyCluster) {}

  addProxy(id: string, secrets: readonly secretsmanager.ISecret[] = []): void {
    this.ofProxies.push(...secrets);
    this.requireSteadyUsers(id);
  }

  addRotationMultiUser(id: string, secret: secretsmanager.ISecret): void {
    this.alternating.push(secret);
    this.requireSteadyUsers(id);
  }

  addRotationSingleUser(): void {
    const { manageMasterUserPassword } = this.cluster.node.defaultChild as rds.CfnDBCluster;
    failOnProblems(this.cluster, 'RotationSingleUser', manageMasterUserPassword === true ? [{
      code: 'ROTATION_OF_MANAGED_PASSWORD',
      message: 'RDS keeps the password of the master user and rotates it by itself.',
      remedy: 'Leave the rotation out, or `manageMasterUserPassword`.',
    }] : []);
  }

  /** A proxy knows the one user that its secret names; the other one, whom clients still use, gets in no more. */
  private requireSteadyUsers(id: string): void {
    const clashing = this.alternating.filter((secret) => this.ofProxies.some((registered) => isSame(secret, registered)));
    failOnProblems(this.cluster, id, clashing.map(({ node }) => ({
      code: 'PROXY_MULTI_USER_ROTATION',
      message: `The secret ${node.path} alternates between two users and is registered with a proxy, and RDS Proxy does not support that.`,
      remedy: 'Rotate the secret by a `SecretRotation` for a single user, or register another one with the proxy.',
    })));
  }
}

/** A secret and its attachment to a cluster are one. */
function isSame(one: secretsmanager.ISecret, other: secretsmanager.ISecret): boolean {
  return one.secretArn === other.secretArn || secretOf(one) === secretOf(other);
}

function secretOf(secret: secretsmanager.ISecret): unknown {
  return secret.node.scopes.find((scope) => scope instanceof secretsmanager.Secret) ?? secret;
}

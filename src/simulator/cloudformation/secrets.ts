import type { SimulatedAccount } from '../account';
import type { Properties } from './resource';

const REFERENCE = /\{\{resolve:(secretsmanager|ssm|ssm-secure):([^}]+)\}\}/g;

/** What `{{resolve:…}}` in a property stands for. Passwords are made up: nobody connects with them. */
export class Secrets {
  private readonly known = new Map<string, Record<string, string>>();

  private readonly told = new Set<string>();

  constructor(private readonly account: SimulatedAccount) {}

  /** Every secret value that a handler was told; a user's name is none. */
  planted(): string[] {
    return [...this.told];
  }

  has(arn: string): boolean {
    return this.known.has(arn);
  }

  remember(arn: string, { SecretString, GenerateSecretString }: Properties): void {
    const template = (GenerateSecretString as { SecretStringTemplate?: string } | undefined)?.SecretStringTemplate ?? SecretString;
    this.known.set(arn, fieldsIn(template));
  }

  /** Puts the values in the place of the references, as a handler sees them. */
  resolve<T>(value: T): T {
    if (typeof value === 'string') return value.replace(REFERENCE, (_, service: string, reference: string) => this.tell(this.valueOf(service, reference), reference)) as T;
    if (Array.isArray(value)) return value.map((element) => this.resolve(element)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, this.resolve(element)])) as T;
  }

  private tell(value: string, reference: string): string {
    if (!reference.includes(':username')) this.told.add(value);
    return value;
  }

  private valueOf(service: string, reference: string): string {
    if (service !== 'secretsmanager') return this.account.parameters.get(reference.replace(/:\d+$/, ''))?.value ?? 'made-up';
    const [, secret, , field = ''] = /^(.*):(SecretString):([^:]*)/.exec(reference) ?? [];
    return this.known.get(secret ?? reference)?.[field] ?? `made-up-${field || 'secret'}`;
  }
}

function fieldsIn(text: unknown): Record<string, string> {
  try {
    return JSON.parse(String(text)) as Record<string, string>;
  } catch {
    return {};
  }
}

interface MiddlewareStack {
  add(middleware: (next: (args: any) => Promise<any>) => (args: any) => Promise<any>, options: { step: 'deserialize'; name: string }): void;
}

/**
 * AWS says in every answer what time it is. The record's times come from there: several drivers share them,
 * and the clock of a laptop may be wrong.
 */
export class AwsClock {
  private latestMillis = 0;

  constructor(client: { readonly middlewareStack: unknown }) {
    (client.middlewareStack as MiddlewareStack).add((next) => async (args) => {
      const result = await next(args);
      this.latestMillis = Date.parse(result.response?.headers?.date ?? '') || Date.now();
      return result;
    }, { step: 'deserialize', name: 'awsClock' });
  }

  get seconds(): number {
    return Math.floor(this.latestMillis / 1000);
  }
}

export interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly version: number;
  readonly type: string;
  readonly tier: string;
  readonly lastModifiedMillis: number;
}

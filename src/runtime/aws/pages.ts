import { call } from './refusals';

/** All pages of a list. */
export async function all<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  return call(async () => {
    const found: Page[] = [];
    for await (const page of pages) found.push(page);
    return found;
  });
}

/** As the AWS CLI would have printed it. */
export function plain(documents: object[]): object[] {
  return JSON.parse(JSON.stringify(documents)) as object[];
}

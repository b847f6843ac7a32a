import { connect, type MockClient, type MockServer, type MockServerOptions } from "../../src/index.ts";
import { startMock } from "./mock.ts";

/** A server and the client to ask it by: its own, in this process, or one that is connected to it. */
export interface Asked {
  readonly client: MockClient;
  /** Where requests are sent. */
  readonly url: string;
  /** The same without a network, for those who send a thousand. */
  readonly handle: MockServer["handle"];
}

/** Both ways to ask a server; every promise of the client is held against each. */
export const ways: readonly [name: string, start: (options: Partial<MockServerOptions>) => Promise<Asked>][] =
  [
    [
      "in process",
      async (options) => {
        const mock = await startMock(options);
        return { client: mock, url: mock.url, handle: mock.handle };
      },
    ],
    [
      "by connect(url)",
      async (options) => {
        const { url, handle } = await startMock(options);
        return { client: connect(url), url, handle };
      },
    ],
  ];

/** The message of what a promise rejects with; fails where it resolves. */
export async function complaint(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was not rejected");
}

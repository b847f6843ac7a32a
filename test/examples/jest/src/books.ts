export interface NewBook {
  readonly title: string;
  readonly pages: number;
}

export interface Book extends NewBook {
  readonly id: number;
}

/** The consumer that is tested: it knows a base URL, and nothing of a mock. */
export function booksAt(baseUrl: string) {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${baseUrl}/v1/books${path}`, {
      ...init,
      headers: { "content-type": "application/json" },
    });
    if (!answer.ok) throw new Error(`the library answered ${String(answer.status)}`);
    return answer;
  };
  return {
    add: async (book: NewBook) =>
      (await (await ask("", { method: "POST", body: JSON.stringify(book) })).json()) as Book,
    list: async () => (await (await ask("")).json()) as Book[],
    read: async (id: number) => (await (await ask(`/${String(id)}`)).json()) as Book,
    remove: async (id: number) => void (await ask(`/${String(id)}`, { method: "DELETE" })),
  };
}

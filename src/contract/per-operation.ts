import type { Operation } from "./operation.ts";

/** Makes something of each operation once, when it is first asked for. */
export function perOperation<T>(make: (operation: Operation) => T): (operation: Operation) => T {
  const made = new WeakMap<Operation, { readonly of: T }>();
  return (operation) => {
    let known = made.get(operation);
    if (!known) made.set(operation, (known = { of: make(operation) }));
    return known.of;
  };
}

import fc from "fast-check";

/**
 * Every property is tried with the same inputs on every machine, so that a red build is a change's fault and can be
 * run again. `FC_SEED=<integer> npm test` looks elsewhere; what it finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 2026) });

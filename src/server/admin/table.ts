import { archiveRequests } from "./archive.ts";
import { contract } from "./contract.ts";
import { coverage } from "./coverage.ts";
import { explainRequest } from "./explain.ts";
import { countRequests, findRequests, listUnmatched } from "./find-requests.ts";
import { watchEvents } from "./events.ts";
import { health } from "./health.ts";
import { metrics } from "./metrics.ts";
import type { AdminOperation } from "./operation.ts";
import { operations } from "./operations.ts";
import { clearRequests, listRequests, readRequest } from "./requests.ts";
import { describe, root } from "./root.ts";
import { describeScenarios } from "./scenario-schema.ts";
import { clearPreferences, readPreferences, replacePreferences } from "./preferences.ts";
import { scenarios, setScenarioState, rewindScenarios, useScenario } from "./scenarios.ts";
import { endSession, listSessions, resetSession } from "./sessions.ts";
import { emptyCollection, listCollections, readCollection, replaceCollection } from "./store.ts";
import { saveStubs } from "./save.ts";
import { verifyRequests } from "./verify.ts";
import { createStub, deleteStub, deleteStubs, listStubs, readStub, replaceStub } from "./stubs.ts";

/** The admin API. To add to it, write an operation and list it here: the document and the door follow. */
export const adminOperations: readonly AdminOperation[] = [
  root,
  describe,
  health,
  contract,
  operations,
  listRequests,
  clearRequests,
  countRequests,
  findRequests,
  listUnmatched,
  explainRequest,
  verifyRequests,
  readRequest,
  scenarios,
  describeScenarios,
  useScenario,
  setScenarioState,
  rewindScenarios,
  listStubs,
  createStub,
  saveStubs,
  deleteStubs,
  readStub,
  replaceStub,
  deleteStub,
  readPreferences,
  replacePreferences,
  clearPreferences,
  listSessions,
  endSession,
  listCollections,
  readCollection,
  replaceCollection,
  emptyCollection,
  resetSession,
  watchEvents,
  archiveRequests,
  coverage,
  metrics,
];
